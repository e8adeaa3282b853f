"""The catalogue of services: what is done for people, in whose words from which day."""
