"""Pages of the door, of the own account, of the second factor."""
