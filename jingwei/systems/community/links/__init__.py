"""新市民党员双重管理: the relation stays at home, the life is where the member lives."""
