"""What of a transfer ends when the member is no longer where it began? It is withdrawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope, crossing
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.ledger.reactions import Happened
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.work.membership.transfers.flows import TRANSFER
from jingwei.work.membership.transfers.kinds import ENDS
from jingwei.work.membership.transfers.models import Transfer

REASON = "随党员调整所在支部"


def after_the_end(happened: Happened, *, by: Scope, at: datetime) -> None:
    """Who died or left is transferred no more."""
    person = Person.everything.filter(public_id=happened.subject_id).first()
    if person is not None:
        end_open(person.pk, by, at)


def after_a_move(happened: Happened, *, by: Scope, at: datetime) -> None:
    """Moved otherwise: what lay at the former branch cannot be accepted any more."""
    person = Person.everything.filter(public_id=happened.subject_id).first()
    if person is None:
        return
    with between(happened, by) as both:
        end_open(person.pk, both, at)


def end_open(person: int, by: Scope, at: datetime) -> int:
    """End what is under way about a member in this range; how many."""
    rows = list(Transfer.everything.filter(person_id=person).exclude(state__in=ENDS))
    for row in rows:
        take_step(flow=TRANSFER, subject=row, verb="gone", by=by, at=at)
    return len(rows)


@contextmanager
def between(happened: Happened, by: Scope) -> Iterator[Scope]:
    """The range of both branches of a move. The line lies with the new one and names the former
    by its code, which is looked up from the root."""
    with crossing(by, [by.path, by.path[: paths.STEP]], REASON):
        former = Organisation.everything.filter(code=happened.facts.get("from_org", "")).first()
    with crossing(by, [by.path, former.path if former else by.path], REASON) as both:
        yield both
