"""The pages of organisational life, a module a subject."""
