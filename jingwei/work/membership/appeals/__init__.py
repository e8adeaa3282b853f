"""申诉: a member does not agree with a recorded decision; an organisation above answers."""
