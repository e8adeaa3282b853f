"""Pages about dues: a branch and its year, the sheet of a period, money that moves."""
