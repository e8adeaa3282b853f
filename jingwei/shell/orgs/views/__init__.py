"""Pages about organisations and units."""
