"""Pages of accounts, of posts, and of the slips that are printed."""
