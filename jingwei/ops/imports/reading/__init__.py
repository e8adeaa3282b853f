"""Opening what clerks have: hostile files refused, the rest read in a limited child process."""
