"""Filters for pages about dues."""
