"""Who applies in the tests, and how does a case come to stand where it stands?"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from itertools import cycle
from typing import Any

import pytest
import time_machine

from conftest import AT, TODAY, as_owner
from jingwei.kernel import names
from jingwei.kernel.access.scope import acting
from jingwei.kernel.access.tests.town import id_number
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.ranges import held
from jingwei.work.membership.development.actions import Told, register_applicant
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.sealed import write_sealed

BORN = date(1998, 3, 3)
SERIAL = cycle(range(1, 999, 2))  # odd: men
VOTES = {"entitled": "3", "present": "3", "yes": "3", "no": "0", "abstained": "0"}
# Days of a way that a case of today may have behind it.
DAYS = {
    "applied_on": date(2025, 1, 6), "talked_on": date(2025, 1, 20),
    "activist_on": date(2025, 6, 2), "candidate_on": date(2026, 6, 8),
    "noticed_on": date(2026, 6, 9), "consented_on": date(2026, 6, 18),
    "reviewed_on": date(2026, 7, 1), "prereviewed_on": date(2026, 7, 6),
    "formed_on": date(2026, 7, 7), "voted_on": date(2026, 7, 20),
    "approved_on": date(2026, 9, 1), "requested_on": date(2026, 11, 2),
    "full_voted_on": date(2026, 11, 10), "full_approved_on": date(2026, 11, 16),
    "archived_on": date(2026, 11, 20),
}  # fmt: skip
ORDER = list(DAYS)
REACHED = {
    "applied": "applied_on", "talked": "talked_on", "activist_decided": "activist_on",
    "activist": "activist_on", "candidate_decided": "candidate_on", "notice": "noticed_on",
    "noticed": "noticed_on", "candidate": "consented_on", "reviewed": "reviewed_on",
    "prereviewed": "prereviewed_on", "formed": "formed_on", "voted": "voted_on",
    "probationary": "approved_on", "requested": "requested_on", "full_voted": "full_voted_on",
    "extension_voted": "full_voted_on", "cancel_voted": "full_voted_on",
    "full": "full_approved_on", "archived": "archived_on", "stopped": "talked_on",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    """Pages read the clock; the tests' day is that of the town."""
    with time_machine.travel(AT, tick=False):
        yield


def told(**more: Any) -> Told:
    said: dict[str, Any] = {"name": "申一", "birth_on": BORN, "sex": "1"} | more
    return Told(**said)


def number() -> str:
    return id_number(BORN, next(SERIAL))


def make(town: Any, state: str, **more: Any) -> Development:
    """A case in whatever state, with a plausible way behind it; written by whoever acts."""
    org = more.pop("org", None) or town.east_one
    days = DAYS | more.pop("days", {})
    until = ORDER.index(REACHED[state])
    row = Development(
        org=org, org_path=org.path, state=state, name="申一", name_sort=names.sort_key("申一"),
        birth_on=BORN, sex="1",
    )  # fmt: skip
    for name in ORDER[: until + 1]:
        setattr(row, name, days[name])
    if until >= ORDER.index("activist_on"):
        row.checks_on = [date(2025, 12, 1), date(2026, 5, 20)]
        row.contact_one = town.people["东甲"]
    if until >= ORDER.index("voted_on"):
        row.probation_until = date(2026, 11, 5)
        row.talked_above_on = date(2026, 8, 3)
    for name, value in more.items():
        setattr(row, name, value)
    if state == "stopped":
        row.stopped_on = date(2025, 2, 1)
    columns = write_sealed(row, number=number(), phone="13900000001", address="示例路1号")
    assert columns
    if until >= ORDER.index("approved_on"):
        row.person = member_of(town, row)
        row.id_number = row.id_index = None
    row.save(force_insert=True)
    return row


def member_of(town: Any, row: Development) -> Person:
    """The probationary member that an admitted case has."""
    joined = date(2025, 11, 5)
    person = Person(
        org=row.org, org_path=row.org_path, name=row.name, name_sort=row.name_sort, sex="1",
        birth_on=BORN, joined_on=joined,
    )  # fmt: skip
    person.save(force_insert=True)
    Membership.everything.create(
        person=person, org=row.org, org_path=row.org_path, category="probationary",
        held=held(joined), began="admitted",
    )  # fmt: skip
    return person


def begun(town: Any, state: str, **more: Any) -> Development:
    """The same with its case in the flow."""
    row = make(town, state, **more)
    begin_case(flow=DEVELOPMENT, subject=row, by=town.lin_scope, at=town.at)
    return row


@pytest.fixture
def as_lin(town: Any) -> Iterator[None]:
    with acting(town.lin_scope):
        yield


@pytest.fixture
def way(town: Any) -> Any:
    return Way(town)


class Way:
    """One case taken along its way by the branch and by the town above it."""

    def __init__(self, town: Any, *, start: date = TODAY, name: str = "申一") -> None:
        self.town, self.name = town, name
        self.day = start
        self.row: Development | None = None

    @property
    def at(self) -> datetime:
        return datetime.combine(self.day, AT.timetz())

    def wait(self, **span: int) -> None:
        self.day += timedelta(**span)

    def apply(self) -> Development:
        with acting(self.town.branch_scope):
            self.row = register_applicant(
                org=self.town.east_one, told=told(name=self.name, id_number=number()),
                applied_on=self.day, by=self.town.branch_scope, at=self.at,
            )  # fmt: skip
        return self.row

    def step(self, verb: str, by: str = "branch", **said: Any) -> Any:
        scope = self.town.scopes[by]
        with acting(scope):
            return take_step(
                flow=DEVELOPMENT, subject=self.row, verb=verb, said=said, by=scope, at=self.at
            )

    def fresh(self) -> Development:
        with acting(self.town.lin_scope):
            assert self.row is not None
            found: Development = Development.everything.get(pk=self.row.pk)
            return found

    @property
    def on(self) -> str:
        return self.day.isoformat()


__all__ = ["AT", "TODAY", "VOTES", "Way", "as_owner", "begun", "make", "told"]
