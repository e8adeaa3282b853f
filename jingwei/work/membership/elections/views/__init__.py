"""The pages of elections, a module a stretch of the way."""
