"""Where does the demo city's variety come from? Seeded draws, the same ones every time."""

import uuid
import zlib
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

SEED = 20_261_123

Chance = np.random.Generator


def chance(subject: str) -> Chance:
    """A generator of its own for each subject, so that a new subject changes no older one."""
    return np.random.default_rng([SEED, zlib.crc32(subject.encode())])


def exactly(draw: Chance, weights: NDArray[Any], wanted: int) -> NDArray[np.bool_]:
    """A mask with exactly ``wanted`` true places, each the likelier the greater its weight.

    Places of weight 0 are never chosen, so that a share comes out exact at every size.
    """
    weights = np.asarray(weights, float)
    keys = np.full(len(weights), -np.inf)
    may = weights > 0
    keys[may] = np.log(draw.random(int(may.sum()))) / weights[may]
    mask = np.zeros(len(weights), bool)
    wanted = min(wanted, int(may.sum()))
    if wanted:
        mask[np.argpartition(-keys, wanted - 1)[:wanted]] = True
    return mask


def pick(draw: Chance, options: Sequence[str], count: int) -> NDArray[np.str_]:
    """``count`` of the options; the earlier ones come a little more often, as in life."""
    weights = 1 / np.sqrt(np.arange(2, len(options) + 2))
    return np.asarray(options)[draw.choice(len(options), count, p=weights / weights.sum())]


def shared(draw: Chance, total: int, parts: int, least: int) -> list[int]:
    """``total`` cut into ``parts`` uneven shares of at least ``least``."""
    spare = total - least * parts
    if spare < 0:
        return [total // parts + (at < total % parts) for at in range(parts)]
    weights = draw.uniform(0.6, 1.4, parts)
    cut = np.floor(spare * weights / weights.sum()).astype(int)
    cut[: spare - int(cut.sum())] += 1
    return [int(one) + least for one in cut]


def uuids(draw: Chance, count: int) -> list[uuid.UUID]:
    """Public ids that are the same in every demo city."""
    block = draw.bytes(16 * count)
    return [uuid.UUID(bytes=block[at : at + 16], version=4) for at in range(0, 16 * count, 16)]
