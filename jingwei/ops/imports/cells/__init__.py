"""What does a cell mean? Parsers that look at each different value of a column once."""
