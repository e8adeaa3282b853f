"""Communities, their buildings and grids, and who answers for them."""
