"""The eight systems of the article, siblings of one shape."""
