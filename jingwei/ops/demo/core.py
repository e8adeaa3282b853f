"""Which organisations are in every demo city? The ones that pages, manuals and sign-ins speak of.

The small city is exactly these; the full city grows around them.
"""

import csv
from pathlib import Path
from typing import Final

COUNTIES: Final = (
    ("990102", "示例一区", "城", 10, 7), ("990103", "示例二区", "城", 9, 8),
    ("990104", "示例三区", "城", 8, 9), ("990181", "示例四市", "乡", 5, 12),
    ("990182", "示例五市", "乡", 5, 12), ("990183", "示例六市", "乡", 4, 13),
    ("990121", "示例七县", "乡", 3, 14), ("990122", "示例八县", "乡", 2, 15),
)  # fmt: skip
"""Code, name, and how many streets and towns the full city has there."""

PLACES: Final = (
    ("990102100", "示例四镇", "121"), ("990102100200", "示例田村", "220"),
    ("990102100201", "示例塘村", "220"), ("990103001", "示例一街道", "111"),
    ("990103001001", "示例新苑社区", "111"), ("990103001002", "示例南苑社区", "111"),
    ("990103001003", "示例北苑社区", "112"), ("990103002", "示例二街道", "111"),
    ("990103002001", "示例东苑社区", "111"), ("990103100", "示例三镇", "121"),
    ("990103100200", "示例河村", "220"), ("990103100201", "示例桥村", "220"),
)  # fmt: skip
NEW_TYPE: Final = frozenset({"990103001001", "990103001003"})
"""Communities of a new type: people who moved in after their land was taken."""


def organisations() -> list[dict[str, str]]:
    """Rows with key, superior (a key), kind, name, short, sector, members, division."""
    return _rows("core_organisations.csv")


def units() -> list[dict[str, str]]:
    """Rows with organisation (a key), kind, name; the first of an organisation is its own."""
    return _rows("core_units.csv")


def _rows(name: str) -> list[dict[str, str]]:
    with Path(__file__).with_name(name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
