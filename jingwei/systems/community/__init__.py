"""社区党建: the organisation, management and service chains of communities."""
