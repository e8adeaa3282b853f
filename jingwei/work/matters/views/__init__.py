"""Pages about what people ask: the desk of the workers, and the public door."""
