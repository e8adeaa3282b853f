"""Which seat does each row of a roster of posts speak of, and what does it do there?

The order of the rows says nothing: who sits somewhere already keeps the seat, a successor takes
the seat of who leaves in the same file, and only then are free seats given and holders replaced.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from jingwei.ops.imports.cells.values import Find


class Way(StrEnum):
    """What a row does with its seat."""

    NEW = "new"  # somebody sits down
    KEEP = "keep"  # who sits there is told more exactly
    REPLACE = "replace"  # who sat there leaves, somebody else begins
    CORRECT = "correct"  # the record began when somebody else already sat there: it was mistaken
    END = "end"  # nobody sits there any more
    SAME = "same"  # it is on file already, or the file is older than what is on file


@dataclass(frozen=True)
class Stretch:
    """Somebody in a seat, ``[first, until)``."""

    id: int
    person: int | None
    name: str
    first: date
    until: date | None = None


type Same = Callable[["Row", Stretch], bool]


@dataclass
class Seats:
    """The seats of one title in one organisation, by number."""

    open: dict[int, Stretch] = field(default_factory=dict)
    past: dict[int, list[Stretch]] = field(default_factory=dict)
    free: set[int] = field(default_factory=set)
    closed: set[int] = field(default_factory=set)


@dataclass(frozen=True)
class Row:
    """``at`` is the place in the table; a faulty row keeps its seat and does nothing there."""

    at: int
    name: str
    person: int | None
    since: date | None
    until: date | None
    is_good: bool = True


@dataclass(frozen=True)
class Placed:
    row: Row
    seat: int
    way: Way
    target: int | None = None
    find: Find | None = None


def place(rows: Sequence[Row], seats: Seats, as_of: date) -> list[Placed]:
    """Every row with its seat, its way and what is to be said of it."""
    claims: dict[int, list[Row]] = {}
    given: dict[int, int] = {}

    def claim(row: Row, seat: int) -> None:
        claims.setdefault(seat, []).append(row)
        given[row.at] = seat

    for same in (_same_file, _same_name):
        for row in rows:
            if row.at not in given and (seat := _own(row, seats, claims, same)):
                claim(row, seat)
    for row in sorted(rows, key=lambda one: not one.name):
        if row.at not in given:
            claim(row, _next(row, seats, claims, as_of))
    done = [_judged(row, given[row.at], seats, claims[given[row.at]], as_of) for row in rows]
    return list(_without_overlaps(done, seats, as_of))


def _same_file(row: Row, one: Stretch) -> bool:
    return row.person is not None and row.person == one.person


def _same_name(row: Row, one: Stretch) -> bool:
    return row.name == one.name and None in (row.person, one.person)


def _own(row: Row, seats: Seats, claims: dict[int, list[Row]], same: Same) -> int:
    """The seat in which who is meant sits, or sat in just these days."""
    if not row.name:
        return 0
    for seat, one in sorted(seats.open.items()):
        if seat not in claims and same(row, one):
            return seat
    for seat, before in sorted(seats.past.items()):
        if any(same(row, one) and _in_days(row, one) for one in before):
            return seat
    return 0


def _in_days(row: Row, one: Stretch) -> bool:
    return row.until == one.until and row.since in (None, one.first)


def _next(row: Row, seats: Seats, claims: dict[int, list[Row]], as_of: date) -> int:
    """After who leaves, before who came later, else a free seat, a held one, a new one."""
    begins = row.since or as_of
    if row.name and (seat := _after(begins, claims) or _before(row, begins, seats)):
        return seat
    for some in (seats.free, seats.open):
        if left := sorted(set(some) - set(claims)):
            return left[0]
    taken = {*seats.open, *seats.free, *seats.closed, *claims}
    return next(number for number in range(1, len(taken) + 2) if number not in taken)


def _after(begins: date, claims: dict[int, list[Row]]) -> int:
    for seat, others in sorted(claims.items()):
        if all(one.until and one.until <= begins for one in others):
            return seat
    return 0


def _before(row: Row, begins: date, seats: Seats) -> int:
    for seat, one in sorted(seats.open.items()):
        if row.until and row.until <= one.first:
            past = seats.past.get(seat, ())
            if not any(_overlap(begins, row.until, x.first, x.until) for x in past):
                return seat
    return 0


def _judged(row: Row, seat: int, seats: Seats, claims: list[Row], as_of: date) -> Placed:
    one = seats.open.get(seat)
    if any(_is(row, past) and _in_days(row, past) for past in seats.past.get(seat, ())):
        return Placed(row, seat, Way.SAME)
    if not row.name:
        if one is None:
            return Placed(row, seat, Way.SAME if seat in seats.free else Way.NEW)
        return _if_newer(row, seat, Way.END, one, as_of)
    begins = row.since or as_of
    leaves = one and any(_is(other, one) and other.until for other in claims if other != row)
    if one is None or leaves or (row.until and row.until <= one.first):
        late = row.until is not None and row.since is None and row.until <= begins
        return Placed(row, seat, Way.NEW, find=Find("position.needs_since") if late else None)
    if _is(row, one):
        return Placed(row, seat, Way.KEEP, one.id)
    way = Way.REPLACE if one.first < begins else Way.CORRECT
    return _if_newer(row, seat, way, one, as_of)


def _is(row: Row, one: Stretch) -> bool:
    return _same_file(row, one) or _same_name(row, one)


def _if_newer(row: Row, seat: int, way: Way, one: Stretch, as_of: date) -> Placed:
    """An undated row of an older roster does not touch who sat down after its day."""
    if row.since is None and one.first > as_of:
        return Placed(row, seat, Way.SAME, find=Find("row.newer_work"))
    return Placed(row, seat, way, one.id)


def _without_overlaps(done: list[Placed], seats: Seats, as_of: date) -> Iterator[Placed]:
    """A row that would put two persons into one seat at once is told so and kept out."""
    leaving = {
        one.seat: one.row.until
        for one in done
        if one.way == Way.KEEP and one.row.until and one.row.is_good
    }
    taken: dict[int, list[tuple[str, date, date | None]]] = {}
    for seat, before in seats.past.items():
        taken.setdefault(seat, []).extend((one.name, one.first, one.until) for one in before)
    for one in done:
        if not one.row.is_good or one.find or one.way in (Way.SAME, Way.END) or not one.row.name:
            yield one
            continue
        first, until = _stretch(one, seats, as_of)
        others = list(taken.get(one.seat, ()))
        if one.way == Way.NEW and (sits := seats.open.get(one.seat)):
            others.append((sits.name, sits.first, leaving.get(one.seat)))
        clash = next((name for name, a, b in others if _overlap(first, until, a, b)), None)
        if until is not None and until <= first:
            yield Placed(one.row, one.seat, one.way, find=Find("order.until_before_since"))
        elif clash is not None:
            said = Find("position.overlaps", None, {"name": clash})
            yield Placed(one.row, one.seat, one.way, find=said)
        else:
            taken.setdefault(one.seat, []).append((one.row.name, first, until))
            yield one


def _stretch(one: Placed, seats: Seats, as_of: date) -> tuple[date, date | None]:
    sits = seats.open.get(one.seat)
    begins = one.row.since or (sits.first if one.way == Way.KEEP and sits else as_of)
    return begins, one.row.until


def _overlap(first: date, until: date | None, other: date, till: date | None) -> bool:
    return (till is None or first < till) and (until is None or other < until)
