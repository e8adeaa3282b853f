"""Pages of studios."""
