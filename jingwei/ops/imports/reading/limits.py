"""How large may a file be, and what may reading it cost? (RELIABILITY T12)"""

from dataclasses import dataclass
from typing import Final

MB: Final = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What the guard counts. A whole city in one sheet must pass; a bomb must not."""

    packed: int = 100 * MB
    unpacked: int = 1536 * MB
    ratio: int = 100
    harmless: int = 8 * MB  # below this no ratio can hurt, and small sheets do pack well
    members: int = 2_000
    rows: int = 1_048_576
    columns: int = 60
    sparse_cells: int = 5_000_000  # a sheet wider than ``columns`` is looked at only up to here


@dataclass(frozen=True)
class Cost:
    """What the child may use: seconds of CPU, seconds on the wall, bytes of address space."""

    cpu: int
    wall: int
    memory: int


DEFAULT: Final = Limits()


def cost_of(unpacked: int) -> Cost:
    """Allowance for a file of so many bytes, unpacked.

    Measured on two slow cores: a sheet of 450,000 x 20 (366 MB unpacked) takes 14 s of CPU and
    1.2 GB of address space. The allowance is several times that, since machines differ.
    """
    megabytes = unpacked // MB
    return Cost(
        cpu=15 + megabytes // 5,
        wall=30 + megabytes // 2,
        memory=768 * MB + 4 * unpacked,
    )
