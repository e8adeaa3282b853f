"""Records that several systems share: each folder a thing with a name in the trade."""
