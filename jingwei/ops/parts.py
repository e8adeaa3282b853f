"""Which things of the trade are here? A folder with an ``apps.py`` is one."""

from importlib.util import find_spec

from jingwei.ops.folders import REPOSITORY

PACKAGE = REPOSITORY / "jingwei"


def parts(*layers: str) -> list[str]:
    """Dotted names of the folders of these layers, by their names; tests' own are left out."""
    found = (
        path.parent.relative_to(REPOSITORY)
        for layer in layers
        for path in sorted((PACKAGE / layer).rglob("apps.py"))
    )
    return [".".join(folder.parts) for folder in found if "tests" not in folder.parts]


def pages(*layers: str) -> list[str]:
    """Their tables of addresses, where they have pages."""
    return [f"{name}.urls" for name in parts(*layers) if find_spec(f"{name}.urls")]
