"""Organisational life: who met, what was said and decided, recorded once."""
