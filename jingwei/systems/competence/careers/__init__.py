"""Secretaries and cadres: posts, grades, yearly reviews, reserve, and problems solved."""
