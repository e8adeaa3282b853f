"""A ninth system in one folder, for the test that adds one: orchards that branches look after."""
