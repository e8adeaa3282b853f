"""Does a ring cross itself, do two overlap, which points lie inside? Whole rings at once.

The same answers as ``systems.community.grids.geometry`` gives one by one; a city's file of borders
would take that an hour. Rings are arrays of corners, the first not said again at the end.
"""

from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

type Ring = NDArray[np.float64]
type Marks = NDArray[np.bool_]

A_METRE: Final = 1e-5  # in degrees, about
LEVEL: Final = 0.4871  # hardly ever the height of a corner


def ring(points: Any) -> Ring:
    return np.asarray(points, np.float64)


def crosses_itself(one: Ring) -> bool:
    """Does the ring meet itself other than where one edge follows the other?"""
    count = len(one)
    if len(np.unique(one, axis=0)) < count:
        return True
    after = np.roll(one, -1, axis=0)
    first, second = _strictly(one, after, one, after)
    apart = (first - second) % count
    return bool(((apart > 1) & (apart < count - 1)).any())


def overlap(one: Ring, two: Ring) -> bool:
    """Do two rings share more than a border? Within about a metre, they touch."""
    if (one.min(0) >= two.max(0)).any() or (two.min(0) >= one.max(0)).any():
        return False
    one_after, two_after = np.roll(one, -1, axis=0), np.roll(two, -1, axis=0)
    a, b = _strictly(one, one_after, two, two_after)
    if len(a):
        near = np.minimum.reduce([
            _apart(one[a], two[b], two_after[b]), _apart(one_after[a], two[b], two_after[b]),
            _apart(two[b], one[a], one_after[a]), _apart(two_after[b], one[a], one_after[a]),
        ])  # fmt: skip
        if (near > A_METRE).any():
            return True
    return bool(_well_inside(two, _marks(one)).any() or _well_inside(one, _marks(two)).any())


def holds(one: Ring, points: NDArray[np.float64]) -> Marks:
    """For each point whether it is inside, or within about a metre of the border."""
    found: Marks = _inside(one, points) | (_distances(one, points) <= A_METRE)
    return found


def area(one: Ring) -> float:
    """Square metres; flat, which is true enough for a community."""
    after = np.roll(one, -1, axis=0)
    middle = np.cos(np.radians(one[:, 1].mean()))
    twice = (one[:, 0] * after[:, 1] - after[:, 0] * one[:, 1]).sum()
    return float(abs(twice) / 2 * 111_320.0**2 * middle)


def centre(one: Ring) -> tuple[float, float]:
    """The middle of the area; of a ring without area, of its corners."""
    first = one[0]
    moved = one - first
    after = np.roll(moved, -1, axis=0)
    cross = moved[:, 0] * after[:, 1] - after[:, 0] * moved[:, 1]
    whole = cross.sum()
    if not whole:
        x, y = one.mean(0)
    else:
        x, y = ((moved + after) * cross[:, None]).sum(0) / (3 * whole) + first
    return float(x), float(y)


def _turn(a: Any, b: Any, c: Any) -> Any:
    return (b[..., 0] - a[..., 0]) * (c[..., 1] - a[..., 1]) - (b[..., 1] - a[..., 1]) * (
        c[..., 0] - a[..., 0]
    )


def _strictly(a: Ring, b: Ring, c: Ring, d: Ring) -> tuple[NDArray[Any], NDArray[Any]]:
    """Which edges ``a``-``b`` cross which ``c``-``d`` properly; only near ones are turned."""
    low, high = np.minimum(a, b)[:, None], np.maximum(a, b)[:, None]
    left, right = np.minimum(c, d)[None], np.maximum(c, d)[None]
    meet = (low[..., 0] <= right[..., 0]) & (left[..., 0] <= high[..., 0])
    meet &= low[..., 1] <= right[..., 1]
    meet &= left[..., 1] <= high[..., 1]
    one, two = np.nonzero(meet)
    a, b, c, d = a[one], b[one], c[two], d[two]
    found = (_turn(a, b, c) * _turn(a, b, d) < 0) & (_turn(c, d, a) * _turn(c, d, b) < 0)
    return one[found], two[found]


def _apart(point: Any, one: Any, two: Any) -> Any:
    """From points to stretches, in degrees of latitude."""
    squeeze = np.cos(np.radians(point[..., 1]))
    ax, ay = (one[..., 0] - point[..., 0]) * squeeze, one[..., 1] - point[..., 1]
    bx, by = (two[..., 0] - point[..., 0]) * squeeze, two[..., 1] - point[..., 1]
    long = (bx - ax) ** 2 + (by - ay) ** 2
    at = np.clip(-(ax * (bx - ax) + ay * (by - ay)) / np.where(long == 0, 1, long), 0, 1)
    return np.hypot(ax + at * (bx - ax), ay + at * (by - ay))


def _distances(one: Ring, points: NDArray[np.float64]) -> Any:
    after = np.roll(one, -1, axis=0)
    return _apart(points[:, None], one[None], after[None]).min(1)


def _inside(one: Ring, points: NDArray[np.float64]) -> Marks:
    x, y = points[:, :1], points[:, 1:]
    after = np.roll(one, -1, axis=0)
    x1, y1, x2, y2 = one[:, 0], one[:, 1], after[:, 0], after[:, 1]
    rise = np.where(y2 == y1, 1, y2 - y1)
    cut = ((y1 > y) != (y2 > y)) & (x < (x2 - x1) * (y - y1) / rise + x1)
    found: Marks = cut.sum(1) % 2 == 1
    return found


def _well_inside(one: Ring, points: NDArray[np.float64]) -> Marks:
    found = _inside(one, points)
    if found.any():
        found[found] = _distances(one, points[found]) > A_METRE
    return found


def _marks(one: Ring) -> NDArray[np.float64]:
    """Corners, middles of edges, and a point within."""
    after = np.roll(one, -1, axis=0)
    return np.vstack([one, (one + after) / 2, _within(one)[None]])


def _within(one: Ring) -> NDArray[np.float64]:
    """The middle of the longest stretch of a line through the ring."""
    after = np.roll(one, -1, axis=0)
    low, high = one[:, 1].min(), one[:, 1].max()
    level = low + (high - low) * LEVEL
    cut = (one[:, 1] > level) != (after[:, 1] > level)
    a, b = one[cut], after[cut]
    xs = np.sort(a[:, 0] + (level - a[:, 1]) * (b[:, 0] - a[:, 0]) / (b[:, 1] - a[:, 1]))
    if len(xs) < 2:
        return np.array([one[0, 0], level])
    left, right = xs[: len(xs) // 2 * 2 : 2], xs[1::2]
    widest = int((right - left).argmax())
    return np.array([(left[widest] + right[widest]) / 2, level])
