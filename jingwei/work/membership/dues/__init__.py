"""Dues: what each member pays, what was paid, what was handed up, what the members may read."""
