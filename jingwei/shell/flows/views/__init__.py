"""Pages of cases, and of the local checklists of their steps."""
