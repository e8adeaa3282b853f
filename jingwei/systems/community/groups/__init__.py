"""Groups that serve a community, and the members who serve in them."""
