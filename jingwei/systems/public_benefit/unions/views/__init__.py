"""Pages of unions."""
