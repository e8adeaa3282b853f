"""Errands that a Party member or cadre runs for somebody who asked."""
