"""Unions and agreements between organisations, each side signing for itself."""
