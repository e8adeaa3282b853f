"""The pages of centres: for the office, and for residents."""
