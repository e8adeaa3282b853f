"""Studios where delegates receive people, and what they take on for them."""
