"""The three-level network: stations, who staffs them, what is brought in from outside."""
