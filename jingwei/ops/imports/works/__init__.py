"""Past work that a city brings with it: each file stages and writes one kind."""
