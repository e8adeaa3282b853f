"""What happens on the pages of appeals? The office in ``office``, the member in ``own``."""
