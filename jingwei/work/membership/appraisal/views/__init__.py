"""Pages about appraisals: rounds, one member's line, and the member's own."""
