"""When a probationary member changes branch, what goes along? The case with its limits and votes.

The days, the rule set and what was decided stay as they are; the new branch takes the next step.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import F

from jingwei.kernel.access.scope import Scope, crossing
from jingwei.kernel.flows.models import Case, Clock
from jingwei.kernel.ledger.reactions import Happened
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.kinds import ENDS
from jingwei.work.membership.development.models import BranchVote, Development
from jingwei.work.membership.transfers.models import Transfer
from jingwei.work.membership.transfers.reactions import REASON, between

FOLLOWS = "membership.development.follow"


def after_a_move(happened: Happened, *, by: Scope, at: datetime) -> None:
    """Moved within an office: the line lies with the new branch."""
    person = Person.everything.select_related("org").filter(public_id=happened.subject_id).first()
    if person is None:
        return
    with between(happened, by) as both:
        carry(person.pk, person.org, by=both, at=at)


def after_a_transfer(happened: Happened, *, by: Scope, at: datetime) -> None:
    """Accepted elsewhere: the line lies with the sender, the new branch is the other side."""
    row = Transfer.everything.filter(public_id=happened.subject_id).first()
    if row is None or row.person_id is None or not row.host_path:
        return  # gone out of the city: the case stays where it was, to be stopped or taken back
    with crossing(by, [row.org_path, row.host_path], REASON) as both:
        to = Organisation.everything.get(pk=row.host_id)
        carry(row.person_id, to, by=both, at=at)


def carry(person: int, to: Organisation, *, by: Scope, at: datetime) -> int:
    """Open cases about a member go over to ``to``, each with a line there; how many."""
    rows = list(
        Development.everything.select_for_update(of=("self",)).select_related("org")
        .filter(person_id=person).exclude(state__in=ENDS).exclude(org=to)
    )  # fmt: skip
    move_rows(rows, to, at)
    for row in rows:
        write_line(
            verb=FOLLOWS, by=by, at=at, org=to, subject=("development", row.public_id),
            facts={"from_org": row.org.code, "org": to.code},
        )  # fmt: skip
    return len(rows)


def move_rows(rows: Iterable[Development], to: Organisation, at: datetime) -> None:
    """Cases with their votes, flow and limits lie with ``to`` from now on; the caller locks."""
    ids = [row.pk for row in rows]
    where = {"org_id": to.pk, "org_path": to.path}
    Development.everything.filter(pk__in=ids).update(
        updated_at=at, version=F("version") + 1, **where
    )
    BranchVote.everything.filter(case__in=ids).update(**where)
    cases = Case.everything.filter(
        flow=DEVELOPMENT.code, subject__in=[row.public_id for row in rows]
    )
    Clock.everything.filter(case__in=list(cases.values_list("pk", flat=True))).update(**where)
    cases.update(**where)
