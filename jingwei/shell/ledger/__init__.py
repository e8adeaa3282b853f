"""Pages of the auditor: lines of the ledger, seals, verification."""
