"""What did the count come to? Void, short, tied, decided; both readings of the majority.

The sums are in :mod:`jingwei.kernel.rulebook.counting`; here they become findings and a result.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from jingwei.kernel.findings import Finding
from jingwei.kernel.rulebook.counting import (
    at_least,
    ballot_is_valid,
    elected,
    least_for,
    more_than_half,
)
from jingwei.work.membership.elections.rules import ELECTION, HOUSE


@dataclass(frozen=True)
class Reading:
    """How the rulebook reads the regulation on the day of the vote."""

    quorum: Decimal
    exactly_counts: bool
    of_entitled: bool


@dataclass(frozen=True)
class Name:
    """What one name got. ``key`` is a candidate's or, of somebody written in, the name itself."""

    key: str
    name: str
    yes: int
    no: int = 0
    abstained: int = 0
    is_written_in: bool = False


@dataclass(frozen=True)
class Count:
    """What the tellers wrote down at one vote."""

    seats: int
    entitled: int
    present: int
    issued: int
    returned: int
    valid: int
    names: tuple[Name, ...] = ()


@dataclass(frozen=True)
class Judged:
    """One name with both readings beside each other; ``is_elected`` by the one that decides."""

    name: Name
    over_present: bool
    over_entitled: bool
    is_elected: bool = False

    @property
    def readings_differ(self) -> bool:
        return self.over_present != self.over_entitled


@dataclass(frozen=True)
class Result:
    outcome: str  # decided, short, tied, void
    names: tuple[Judged, ...]
    tied: tuple[str, ...] = ()
    left: int = 0


def quorum_findings(present: int, entitled: int, reading: Reading) -> list[Finding]:
    """Four fifths of those entitled must have come; whether exactly that many do, the rulebook
    says."""
    if at_least(present, entitled, reading.quorum, exactly_counts=reading.exactly_counts):
        return []
    least = least_for(entitled, reading.quorum, exactly_counts=reading.exactly_counts)
    return [
        Finding(
            "election.no_quorum", "有选举权的{entitled}人，到会{present}人，要{least}人才能选。",
            ELECTION, {"entitled": entitled, "present": present, "least": least},
        )
    ]  # fmt: skip


def count_findings(count: Count) -> list[Finding]:
    """Can the numbers be so? More ballots back than issued is no slip of the pen but a void vote,
    so it is no finding here."""
    found = []
    if count.present > count.entitled:
        found.append(
            Finding(
                "count.present", "到会的人比有选举权的还多，请核对。", HOUSE, {"field": "present"}
            )
        )
    if count.issued > count.present:
        found.append(
            Finding("count.issued", "发出的票比到会的人还多，请核对。", HOUSE, {"field": "issued"})
        )
    if count.issued == 0:
        found.append(
            Finding("count.nothing", "还没有写发出和收回的票数。", HOUSE, {"field": "issued"})
        )
    if count.valid > count.returned:
        found.append(
            Finding("count.valid", "有效票比收回的票还多，请核对。", HOUSE, {"field": "valid"})
        )
    if not ballot_is_valid(issued=count.issued, returned=count.returned):
        return found
    return found + _names(count)


def _names(count: Count) -> list[Finding]:
    found = []
    standing = [one for one in count.names if not one.is_written_in]
    written = [one for one in count.names if one.is_written_in]
    for one in standing:
        got = one.yes + one.no + one.abstained
        if got != count.valid:
            found.append(
                Finding("count.sum", "{name}：同意、不同意、弃权共{got}，不等于有效票{valid}。",
                        ELECTION, {"name": one.name, "got": got, "valid": count.valid})
            )  # fmt: skip
    found += _written(written, standing, count)
    total = sum(one.yes for one in count.names)
    if total > count.seats * count.valid:
        found.append(
            Finding("count.too_many_yes", "赞成票共{n}，多于{seats}名乘有效票{valid}。", ELECTION,
                    {"n": total, "seats": count.seats, "valid": count.valid})
        )  # fmt: skip
    return found


def _written(written: list[Name], standing: list[Name], count: Count) -> list[Finding]:
    """Names that voters wrote in: only who said no to somebody may name another."""
    found, seen = [], set[str]()
    for one in written:
        if one.name in seen or one.name in {other.name for other in standing}:
            found.append(
                Finding("count.twice", "{name}写了两次，请合并成一行。", HOUSE, {"name": one.name})
            )
        seen.add(one.name)
        if one.yes > count.valid:
            found.append(
                Finding("count.written_many", "另选{name}的票比有效票还多。", ELECTION,
                        {"name": one.name})
            )  # fmt: skip
        if one.no or one.abstained:
            found.append(
                Finding("count.written_no", "另选他人只有赞成票，请去掉{name}的其他票。", ELECTION,
                        {"name": one.name})
            )  # fmt: skip
    if written and sum(one.yes for one in written) > sum(one.no for one in standing):
        found.append(
            Finding("count.written_more", "另选他人的票比不同意的票多，请核对。", ELECTION)
        )
    return found


def judge(count: Count, reading: Reading) -> Result:
    """The result of a count that can be so; nobody is elected in a void one."""
    names = tuple(
        Judged(one, more_than_half(min(one.yes, count.present), count.present),
               more_than_half(min(one.yes, count.entitled), count.entitled))
        for one in count.names
    )  # fmt: skip
    if not ballot_is_valid(issued=count.issued, returned=count.returned):
        return Result("void", names, left=count.seats)
    found = elected(
        {one.key: one.yes for one in count.names}, seats=count.seats, present=count.present,
        entitled=count.entitled, of_entitled=reading.of_entitled,
    )  # fmt: skip
    judged = tuple(
        Judged(one.name, one.over_present, one.over_entitled, one.name.key in found.elected)
        for one in names
    )
    outcome = "tied" if found.tied else "short" if found.left else "decided"
    return Result(outcome, judged, found.tied, found.left)


@dataclass(frozen=True)
class Voted:
    """A round on file, as far as the next one asks: who was elected, who was tied, what is left."""

    outcome: str
    seats: int
    elected: tuple[str, ...]
    names: tuple[str, ...]
    tied: tuple[str, ...] = ()


def next_seats(rounds: Sequence[Voted], seats: int) -> int:
    """How many seats of an office are still to be filled after the rounds of this meeting."""
    return seats - sum(len(one.elected) for one in rounds)


def next_names(rounds: Sequence[Voted], standing: Sequence[str]) -> tuple[str, ...]:
    """Who stands in the next round: after a tie those with equal votes, else who is not elected."""
    chosen = {key for one in rounds for key in one.elected}
    if rounds and rounds[-1].outcome == "tied":
        return rounds[-1].tied
    return tuple(key for key in standing if key not in chosen)


def done_findings(left: dict[str, int], reason: str) -> list[Finding]:
    """All offices are filled, or it is said why a seat stays open. ``left``: label to seats."""
    return [
        Finding("election.seats_left", "{office}还有{n}名没选出，请再投一次或写明原因。", ELECTION,
                {"office": office, "n": n})
        for office, n in left.items()
        if n > 0 and len(reason.strip()) < 2
    ]  # fmt: skip
