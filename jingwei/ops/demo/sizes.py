"""How large is a demo city? The numbers of DOMAIN R-N and 7.1 that the full one must reproduce."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Size:
    """What must come out exactly. ``organisations`` and ``members`` are those of today; what ended
    during the last months comes on top, so that days past show something else."""

    key: str
    counties: int
    streets: int
    towns: int
    villages: int
    communities: int
    new_communities: int  # of the communities, those of a new type
    organisations: int
    members: int


FULL: Final = Size("full", 8, 46, 90, 1_658, 347, 168, 25_199, 465_134)
"""Nantong's size: 136 towns and streets, 2,005 villages and communities."""

SMALL: Final = Size("small", 2, 2, 2, 4, 4, 2, 48, 1_000)
SIZES: Final = {size.key: size for size in (SMALL, FULL)}

# Shares among members, DOMAIN R-N (nation, end of 2024).
WOMEN, MINORITIES, COLLEGE, SIXTY_ONE = 0.309, 0.077, 0.576, 0.289

# In a year, of DOMAIN R-N: 8,700 admitted among 465,134.
ADMITTED = 8_700 / 465_134
DIED, MOVED_IN, MOVED_OUT, MOVED_WITHIN, LEFT = 0.0115, 0.019, 0.020, 0.024, 0.0006
MONTHS_OF_HISTORY = 13
