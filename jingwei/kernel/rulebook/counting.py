"""Is there a quorum, is it passed, who is elected? Whole numbers; shares from the rulebook.

Nothing here knows a number of the law: whether exactly four fifths are enough, and whether half of
those present or of those entitled is meant, the caller reads from the rulebook by the day.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

HUNDRED = Decimal(100)


def more_than_half(n: int, of: int) -> bool:
    """Of 10, 6 are more than half and 5 are not; of none, nobody is."""
    _counts(n, of)
    return 2 * n > of


def at_least(n: int, of: int, percent: Decimal, *, exactly_counts: bool = True) -> bool:
    """Are ``n`` a share of ``of``? ``exactly_counts``: 不少于, else 超过."""
    _counts(n, of)
    wanted, have = percent * of, HUNDRED * n
    return of > 0 and (have >= wanted if exactly_counts else have > wanted)


def least_for(of: int, percent: Decimal, *, exactly_counts: bool = True) -> int:
    """The smallest number that is enough."""
    _counts(0, of)
    wanted = percent * of / HUNDRED
    whole = int(wanted.to_integral_value(ROUND_CEILING))
    return whole if exactly_counts or wanted != whole else whole + 1


@dataclass(frozen=True)
class Vote:
    """A show of hands or a ballot of members with the vote; absent written opinions in favour
    stand in ``written_yes`` and count where the rule says so."""

    entitled: int
    present: int
    yes: int
    written_yes: int = 0

    def __post_init__(self) -> None:
        _counts(self.present, self.entitled)
        _counts(self.yes, self.present)
        _counts(self.written_yes, self.entitled - self.present)

    @property
    def has_quorum(self) -> bool:
        """More than half of those with the vote are there (支部工作条例)."""
        return more_than_half(self.present, self.entitled)

    @property
    def passed_of_entitled(self) -> bool:
        """More than half of all with the vote are in favour."""
        return more_than_half(self.yes + self.written_yes, self.entitled)

    @property
    def passed_of_present(self) -> bool:
        """More than half of those who were there are in favour."""
        return more_than_half(self.yes, self.present)

    def is_passed(self, *, of_entitled: bool = True) -> bool:
        passed = self.passed_of_entitled if of_entitled else self.passed_of_present
        return self.has_quorum and passed

    @property
    def readings_differ(self) -> bool:
        """Do the two readings of the rule disagree? Then the minutes show both numbers."""
        return self.passed_of_entitled != self.passed_of_present


def candidates_least(seats: int, surplus_percent: Decimal) -> int:
    """Seats and the surplus, upwards: with 20 % 5 seats need 6 candidates, 6 seats need 8."""
    if seats < 1:
        raise ValueError("an election fills at least one seat")
    more = (surplus_percent * seats / HUNDRED).to_integral_value(ROUND_CEILING)
    return seats + int(more)


def ballot_is_valid(*, issued: int, returned: int) -> bool:
    """More ballots returned than issued: the whole election is void."""
    return 0 <= returned <= issued


@dataclass(frozen=True)
class Result:
    """Who has a seat, who must be voted on again because of a tie, how many seats are left."""

    elected: tuple[str, ...]
    tied: tuple[str, ...]
    left: int


def elected(
    votes: Mapping[str, int], *, seats: int, present: int, entitled: int, of_entitled: bool
) -> Result:
    """By votes, among those with more than half; a tie over the last seats elects none of them."""
    base = entitled if of_entitled else present
    enough = sorted(
        (name for name, yes in votes.items() if more_than_half(yes, base)),
        key=lambda name: (-votes[name], name),
    )
    if len(enough) <= seats:
        return Result(tuple(enough), (), seats - len(enough))
    last, next_one = votes[enough[seats - 1]], votes[enough[seats]]
    if last > next_one:
        return Result(tuple(enough[:seats]), (), 0)
    sure = tuple(name for name in enough if votes[name] > last)
    tied = tuple(name for name in enough if votes[name] == last)
    return Result(sure, tied, seats - len(sure))


def _counts(n: int, of: int) -> None:
    if not 0 <= n <= of:
        raise ValueError(f"{n} of {of} cannot be")
