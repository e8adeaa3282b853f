"""What do the records say about one of the five situations? Lists what is there; judges nothing.

Parts of work say their facts to the register (``member_facts``); this folder itself says what
organisational life has on record. Nothing here counts towards anything.
"""

from dataclasses import dataclass
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from jingwei.kernel.concerns import address
from jingwei.kernel.people.models import Person
from jingwei.kernel.register import MemberFact, register
from jingwei.kernel.rulebook.queries import value_of
from jingwei.systems.competence.disposition import queries, sealed
from jingwei.systems.competence.disposition.kinds import Ground
from jingwei.systems.competence.disposition.models import Disposition, SetAside
from jingwei.work.meetings import queries as meetings


@dataclass(frozen=True)
class Aside:
    """A fact that no longer counts, and why."""

    fact: MemberFact
    why: str
    by: str


@dataclass(frozen=True)
class Row:
    """One situation as the records have it."""

    situation: str
    label: str
    known: bool  # is there any part that keeps such records?
    facts: tuple[MemberFact, ...]
    asides: tuple[Aside, ...]

    @property
    def open_ones(self) -> list[MemberFact]:
        """What wants an explanation and has not been set aside."""
        gone = {one.fact.key for one in self.asides}
        return [one for one in self.facts if one.asks and one.key not in gone]


def of_meetings(person: Person, since: date, until: date) -> list[MemberFact]:
    """Meetings whose roster had the member and in which nobody saw them or heard of a leave."""
    words = {"present": _("到会"), "excused": _("请假"), "absent": _("没有到会，没有记请假")}
    return [
        MemberFact(
            str(row.public_id), row.on,
            _("{day} {topic}：{how}").format(
                day=date_format(row.on, "Y-m-d"), topic=row.topic, how=words[how]
            ),
            address("meetings:meeting", row.public_id), asks=how == "absent",
        )
        for row, how in meetings.attended(person, since)
        if row.on <= until
    ]  # fmt: skip


def rows(case: Disposition, on: date) -> list[Row]:
    """The five situations in their order. The last is never worked out by a program."""
    months = int(value_of("disposition.facts.months", on))
    since = _months_before(case.opened_on, months)
    aside = queries.set_aside(case)
    return [_row(case, situation, since, on, aside) for situation in Ground]


def _row(
    case: Disposition, situation: Ground, since: date, on: date, aside: list[SetAside]
) -> Row:  # fmt: skip
    sources = register().member_facts.get(situation, [])
    facts = sorted(
        (one for source in sources for one in source(case.person, since, on)),
        key=lambda one: (one.on, one.key), reverse=True,
    )  # fmt: skip
    by_key = {one.key: one for one in facts}
    asides = tuple(
        Aside(by_key[one.key], sealed.told(one, "why"), one.by_name)
        for one in aside if one.situation == situation and one.key in by_key
    )  # fmt: skip
    return Row(situation, str(situation.label), bool(sources), tuple(facts), asides)


def _months_before(day: date, months: int) -> date:
    years, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(years, month + 1, min(day.day, 28))
