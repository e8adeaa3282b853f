"""Jingwei 经纬: grassroots Party-building work of a city, done once and reported never."""

__version__ = "0.2.0"
