"""From confirmed rows to records: one INSERT ... SELECT a table, one ledger line a batch."""
