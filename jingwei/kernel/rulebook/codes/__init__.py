"""What do the national code standards say? Pure tables and functions, without Django."""
