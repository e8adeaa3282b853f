"""From a table in memory to judged rows in the database."""
