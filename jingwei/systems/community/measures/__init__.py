"""Figures of communities that read several of their parts: by formation type, and the circle."""
