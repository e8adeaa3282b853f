"""One page for each of the eight systems: the same layout, filled by what a system declares."""
