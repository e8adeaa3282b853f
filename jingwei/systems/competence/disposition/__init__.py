"""Disposition of unqualified members: help first, then due process, open to those named only."""
