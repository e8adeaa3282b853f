"""Which pages are there about communities and grids, by subject?"""
