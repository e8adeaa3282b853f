"""The page on which a post is handed over."""
