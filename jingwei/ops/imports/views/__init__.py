"""Pages of rosters on their way in: the list, the upload, and the guided steps of one batch."""
