"""Which parts does the API mount? One module a subject."""

from importlib import import_module

PARTS: tuple[str, ...] = ("organisations",)


def load() -> None:
    """Import the parts, which register their operations."""
    for name in PARTS:
        import_module(f"jingwei.api.{name}")
