"""素质党建: people able for their posts, and fair procedure where somebody is not."""
