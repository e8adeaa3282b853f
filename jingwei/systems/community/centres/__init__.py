"""Service centres: what is done where, when it is open, and who lives ten minutes away."""
