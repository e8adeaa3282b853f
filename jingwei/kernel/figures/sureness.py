"""How sure is a share of those who answered? Plain numbers in, an interval out."""

from dataclasses import dataclass
from math import sqrt

SURE = 1.96  # of a normal distribution, for an interval of 95 %
SURVEY_LEAST = 10
"""Answers; of fewer nothing is shown: a share of few says who they were."""


@dataclass(frozen=True)
class Interval:
    """Between which shares the true one lies, 95 times of a hundred."""

    low: float
    high: float


def interval(n: int, d: int) -> Interval:
    """The score interval of Wilson; sound for small numbers too. ``d`` is above nothing."""
    share, square = n / d, SURE * SURE
    middle = (share + square / (2 * d)) / (1 + square / d)
    half = SURE / (1 + square / d) * sqrt(share * (1 - share) / d + square / (4 * d * d))
    return Interval(max(0.0, middle - half), min(1.0, middle + half))
