"""What ends of itself when a member's relation is no longer here? Open records, nothing else."""

from datetime import datetime

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.ledger.reactions import Happened
from jingwei.kernel.people.models import Person
from jingwei.work.membership.standing.flows import ABROAD, FLOATING, LEAVING, LOST
from jingwei.work.membership.standing.models import Floating, Leaving, LostContact, Stay
from jingwei.work.membership.transfers.models import Transfer

ALL = ((FLOATING, Floating), (LOST, LostContact), (ABROAD, Stay), (LEAVING, Leaving))


def after_the_end(happened: Happened, *, by: Scope, at: datetime) -> None:
    """A membership ended: who died or left is searched for no longer."""
    person = Person.everything.filter(public_id=happened.subject_id).first()
    if person is not None:
        end_open(person.pk, by, at)


def after_a_transfer(happened: Happened, *, by: Scope, at: datetime) -> None:
    """A transfer was accepted elsewhere; the line lies with the sender, and so do the records."""
    row = Transfer.everything.filter(public_id=happened.subject_id).first()
    if row is not None and row.person_id is not None:
        end_open(row.person_id, by, at)


def end_open(person: int, by: Scope, at: datetime) -> int:
    """End what is open about a member in this range; how many records."""
    n = 0
    for flow, model in ALL:
        for row in model.everything.filter(person_id=person).exclude(state__in=model.ENDS):
            take_step(flow=flow, subject=row, verb="gone", by=by, at=at)
            n += 1
    return n
