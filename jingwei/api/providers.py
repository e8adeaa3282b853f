"""Helpers from outside by the API; they belong to the network and stand under their own address."""

from jingwei.api.stations import providers as router

__all__ = ["router"]
