"""How is what the tellers counted written down? Numbers in, result worked out, one ledger line."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Title
from jingwei.kernel.people.models import Person
from jingwei.work.membership.elections import count_rules, delegate_rules, queries, rules
from jingwei.work.membership.elections.actions import lock
from jingwei.work.membership.elections.count_rules import Count, Name, Result
from jingwei.work.membership.elections.delegating import keep_elected
from jingwei.work.membership.elections.kinds import TITLES, Office, State
from jingwei.work.membership.elections.models import Delegation, Election, Round, Tally

WRITTEN = "="


@dataclass(frozen=True)
class Got:
    """What one name got, as typed. ``person`` None: somebody written in whose file is not known."""

    name: str
    person: int | None
    yes: int
    no: int = 0
    abstained: int = 0
    is_written_in: bool = False

    @property
    def key(self) -> str:
        return str(self.person) if self.person else f"{WRITTEN}{self.name}"


@dataclass(frozen=True)
class Told:
    """The tellers' sheet of one vote. ``on`` and ``present`` matter where a part of the voters
    meets by itself: a branch for its delegates, the committee for its heads."""

    office: str
    issued: int
    returned: int
    valid: int
    names: tuple[Got, ...]
    on: date | None = None
    present: int | None = None
    unit: Organisation | None = None


@dataclass(frozen=True)
class Ask:
    """What the next vote on an office is about, before anything was counted."""

    office: str
    unit: Organisation | None
    number: int
    seats: int
    entitled: int
    present: int | None
    names: tuple[tuple[int, str], ...]


def asked(row: Election, office: str, unit: Organisation | None, on: date) -> Ask:
    """The next round: how many seats, who stands, who votes."""
    rounds = queries.voted(row, office, unit.pk if unit else None)
    seats = row.seats_of(office)
    if office == Office.DELEGATE:
        found = Delegation.everything.filter(election=row, unit=unit).first()
        seats = found.seats if found else 0
    left = count_rules.next_seats(rounds, seats)
    if office == Office.DELEGATE and unit is not None:  # who dropped out leaves a seat again
        left = queries.seats_left(row, unit.pk, seats)
    standing = {
        queries.key_of(one): (one.person_id, one.name)
        for one in queries.candidates_of(row)
        if (one.office, one.unit_id) == (office, unit.pk if unit else None)
    }
    if rounds:  # who was written in and tied stands in the next vote
        standing |= _written_in(row, office, unit)
    names = tuple(
        standing[key] for key in count_rules.next_names(rounds, tuple(standing)) if key in standing
    )
    entitled, present = _voters(row, office, unit, on)
    return Ask(office, unit, len(rounds) + 1, left, entitled, present, names)


def _written_in(
    row: Election, office: str, unit: Organisation | None
) -> dict[str, tuple[int, str]]:
    rounds = [
        one for one in queries.rounds_of(row)
        if (one.office, one.unit_id) == (office, unit.pk if unit else None)
        and one.sitting == row.sitting
    ]  # fmt: skip
    return {
        queries.key_of(t): (t.person_id, t.name)
        for names in queries.tallies_of(rounds).values() for t in names
        if t.is_written_in and t.person_id
    }  # fmt: skip


def _voters(
    row: Election, office: str, unit: Organisation | None, on: date
) -> tuple[int, int | None]:
    """How many are entitled and, where the meeting was ticked, how many came."""
    if office == Office.DELEGATE:
        return (len(queries.voters_on(unit, on)) if unit else 0), None
    if office in row.offices_of_committee:
        return len(queries.elected_of(row, Office.COMMITTEE)), None
    return len(row.entitled), len(row.present)


def record_round(*, election: Election, told: Told, by: Scope, at: datetime) -> Round:
    """Write down one vote and what follows from it. A void one is kept too: it must be repeated.

    Raises: Refused with every contradiction of the sheet at once; nothing is kept then.
    """
    row = lock(election, None, by, *_states(election, told.office))
    on = told.on or row.held_on or local_day(at)
    ask = asked(row, told.office, told.unit, on)
    present = told.present if ask.present is None else ask.present
    count = Count(
        ask.seats, ask.entitled, present or 0, told.issued, told.returned, told.valid,
        tuple(
            Name(one.key, one.name, one.yes, one.no, one.abstained, one.is_written_in)
            for one in told.names
        ),
    )  # fmt: skip
    reading = queries.reading_on(on)
    found = [*_round_findings(row, ask, told, on, at), *count_rules.count_findings(count)]
    if told.office not in row.offices_of_committee:
        found += count_rules.quorum_findings(count.present, count.entitled, reading)
    elif count.present * 2 <= count.entitled:
        found.append(
            Finding("count.committee", "委员到会没有超过半数，不能选书记。", rules.BRANCH_RULES)
        )
    if found:
        raise Refused(*found)
    result = count_rules.judge(count, reading)
    unknown = [
        one.name.name for one in result.names
        if one.is_elected and one.name.key.startswith(WRITTEN)
    ]  # fmt: skip
    if unknown:
        raise Refused(
            Finding("count.unknown", "{name}当选了，请在名册里选出是哪一位。", rules.HOUSE,
                    {"name": "、".join(unknown)})
        )  # fmt: skip
    return _write(row, ask, told, count, result, reading, on, by, at)


def _states(row: Election, office: str) -> tuple[str, ...]:
    if office == Office.DELEGATE:
        return (State.NOTICED, State.NAMED, State.LISTED)
    return (State.CHOSEN,) if office in row.offices_of_committee else (State.MET,)


def _round_findings(row: Election, ask: Ask, told: Told, on: date, at: datetime) -> list[Finding]:
    found: list[Finding] = []
    if told.office == Office.DELEGATE and not _goes_on(row, told.unit):
        surplus = queries.numbers_on(on).surplus
        found += delegate_rules.enough_findings(ask.seats, len(ask.names), surplus)
    if ask.seats < 1:
        found.append(Finding("count.full", "这一职务已经选满，不用再投。", rules.HOUSE))
    if on > local_day(at):
        found.append(Finding("election.future", "投票的日期还没有到。", rules.HOUSE))
    standing = {person for person, _name in ask.names}
    typed = {one.person for one in told.names if not one.is_written_in}
    if typed - standing or standing - typed:
        found.append(
            Finding("count.names", "候选人和这一轮的名单对不上，请刷新再填。", rules.HOUSE)
        )
    if told.office in row.offices_of_committee:
        chosen = {one.person_id for one in queries.elected_of(row, Office.COMMITTEE)}
        found += [
            Finding("count.not_committee", "{name}没有当选委员，不能当书记、副书记。",
                    rules.ELECTION, {"name": one.name})
            for one in told.names if one.person not in chosen and one.yes
        ]  # fmt: skip
    else:
        eligible = {one.id for one in queries.voters_on(told.unit or row.org, on)}
        found += [
            Finding("election.not_eligible", "{name}今天没有被选举权，请换人。", rules.ELECTION,
                    {"name": one.name})
            for one in told.names if one.person and one.person not in eligible
        ]  # fmt: skip
    return found


def _goes_on(row: Election, unit: Organisation | None) -> bool:
    """Is this vote a further one on the same names, after a tie, a void or a short one?"""
    rounds = queries.voted(row, Office.DELEGATE, unit.pk if unit else None)
    return bool(rounds) and rounds[-1].outcome != "decided"


def _write(
    row: Election, ask: Ask, told: Told, count: Count, result: Result,
    reading: count_rules.Reading, on: date, by: Scope, at: datetime,
) -> Round:  # fmt: skip
    where = {"org": row.org, "org_path": row.org_path}
    one: Round = Round.everything.create(
        **where, election=row, sitting=row.sitting, office=told.office, unit=told.unit,
        number=ask.number, on=on, seats=count.seats, entitled=count.entitled,
        present=count.present, issued=count.issued, returned=count.returned, valid=count.valid,
        outcome=result.outcome, of_entitled=reading.of_entitled,
        exactly_counts=reading.exactly_counts,
    )  # fmt: skip
    tallies = Tally.everything.bulk_create(
        Tally(
            **where, round=one, position=place, person_id=got.person, name=got.name, yes=got.yes,
            no=got.no, abstained=got.abstained, is_written_in=got.is_written_in,
            is_elected=judged.is_elected,
        )
        for place, (got, judged) in enumerate(zip(told.names, result.names, strict=True), 1)
    )  # fmt: skip
    if told.office == Office.DELEGATE:
        keep_elected(row, one, tallies)
    write_line(
        verb="elections.election.count", by=by, at=at, org=row.org,
        subject=("election", row.public_id),
        facts={"office": told.office, "number": ask.number, "sitting": row.sitting, "on": on,
               "seats": count.seats, "entitled": count.entitled, "present": count.present,
               "issued": count.issued, "returned": count.returned, "valid": count.valid,
               "outcome": result.outcome, "of_entitled": reading.of_entitled},
        values={"names": [[got.name, got.yes, got.no, got.abstained] for got in told.names]},
    )  # fmt: skip
    return one


def divide_work(*, election: Election, titles: dict[int, str], by: Scope, at: datetime) -> Election:
    """What each elected member of the committee looks after; ``titles``: person to title."""
    row = lock(election, None, by, State.CHOSEN)
    chosen = queries.elected_of(row, Office.COMMITTEE)
    known = {value for value, _label in TITLES}
    if set(titles) - {one.person_id for one in chosen} or set(titles.values()) - known:
        raise Refused(Finding("election.work", "分工里有人没有当选委员，请刷新再填。", rules.HOUSE))
    for one in chosen:
        one.title = titles.get(one.person_id or 0, Title.MEMBER.value)
        one.save(update_fields=["title"])
    write_line(
        verb="elections.election.divide_work", by=by, at=at, org=row.org,
        subject=("election", row.public_id), facts={"members": len(chosen)},
        values={"titles": {str(who): title for who, title in titles.items()}},
    )  # fmt: skip
    return row


def person_named(row: Election, name: str, on: date) -> Person | None:
    """The one voter of a name, for somebody written in; None where none or several bear it."""
    found = [one for one in queries.voters_on(row.org, on) if one.name == name.strip()]
    return Person.everything.filter(pk=found[0].id).first() if len(found) == 1 else None


__all__: Sequence[str] = ["Ask", "Got", "Told", "asked", "divide_work", "record_round"]
