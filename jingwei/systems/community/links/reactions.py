"""What follows a meeting's record, or the end of a membership, for those managed from two sides?"""

from datetime import datetime

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.ledger.reactions import Happened
from jingwei.kernel.people.models import Person
from jingwei.systems.community.links import lives
from jingwei.systems.community.links.flows import LINK
from jingwei.systems.community.links.kinds import ENDS
from jingwei.systems.community.links.models import DualLink
from jingwei.work.meetings.models import Meeting
from jingwei.work.membership.transfers.models import Transfer
from jingwei.work.membership.transfers.reactions import between


def after_a_meeting(happened: Happened, *, by: Scope, at: datetime) -> None:
    """A record was closed or put right: both sides may know that the member was there."""
    row = Meeting.everything.filter(public_id=happened.subject_id).first()
    if row is not None:
        lives.of_meeting(row)


def after_a_sheet(happened: Happened, *, by: Scope, at: datetime) -> None:
    """A sheet of meetings was brought in or taken out again."""
    lives.of_branches(by)


def after_the_end(happened: Happened, *, by: Scope, at: datetime) -> None:
    """A membership ended: the link ends with it."""
    person = Person.everything.filter(public_id=happened.subject_id).first()
    if person is not None:
        end_open(person.pk, by, at)


def after_a_merge(happened: Happened, *, by: Scope, at: datetime) -> None:
    """Two files became one: a link of the file that was closed ends; from the one that stays it
    can be asked for anew."""
    if happened.subject_id == happened.facts.get("merged"):
        after_the_end(happened, by=by, at=at)


def after_a_move(happened: Happened, *, by: Scope, at: datetime) -> None:
    """Moved within one office's range: the line lies where the relation is now."""
    person = Person.everything.filter(public_id=happened.subject_id).first()
    if person is not None:
        with between(happened, by) as both:
            end_open(person.pk, both, at)


def after_a_transfer(happened: Happened, *, by: Scope, at: datetime) -> None:
    """The relation went elsewhere; the line lies with the sender, and so does the link."""
    row = Transfer.everything.filter(public_id=happened.subject_id).first()
    if row is not None and row.person_id is not None:
        end_open(row.person_id, by, at)


def end_open(person: int, by: Scope, at: datetime) -> int:
    """End what is open about a member whose relation is elsewhere now; how many."""
    n = 0
    for row in DualLink.everything.filter(person_id=person).exclude(state__in=ENDS):
        take_step(flow=LINK, subject=row, verb="gone", by=by, at=at)
        n += 1
    return n
