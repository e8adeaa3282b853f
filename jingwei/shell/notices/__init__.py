"""Pages of what a post or a person has been told."""
