"""Which cases has an organisation that is split, merged or converted, and where do they go on?

Each is assigned by a person, as members are. A member's case goes where the member goes.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from django.db.models import F

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows.models import Case, Clock
from jingwei.kernel.ledger.reactions import Happened
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.register import Thing
from jingwei.work.membership.development.carrying import carry, move_rows
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.kinds import ENDS
from jingwei.work.membership.development.models import BranchVote, Development
from jingwei.work.membership.development.rules import HOUSE

IN_PLACE = ("development", "flow_case", "flow_clock", "branch_vote")


def cases(org_ids: Collection[int], on: date) -> list[Thing]:
    """Cases under way, by name; one query."""
    rows = Development.everything.filter(org__in=org_ids).exclude(state__in=ENDS)
    return [
        Thing(row.pk, row.org_id, row.name, str(DEVELOPMENT.label(row.state)))
        for row in rows.order_by("name_sort", "pk")
    ]


def hand_over(things: list[int], target: Organisation | None, done: Any) -> None:
    """The cases go on at the target with their days, votes and limits.

    Raises: Refused where a member goes elsewhere than the own case.
    """
    assert target is not None  # noqa: S101 - a case cannot end with its branch
    rows = list(
        Development.everything.select_for_update(of=("self",)).filter(pk__in=things).order_by("pk")
    )
    _refuse_apart(rows, target)
    ids = [row.pk for row in rows]
    flows = Case.everything.filter(
        flow=DEVELOPMENT.code, subject__in=[row.public_id for row in rows]
    ).values_list("pk", flat=True)
    kept = list(flows)
    done.keep("development", ids)
    votes = BranchVote.everything.filter(case__in=ids)
    done.keep("branch_vote", votes.values_list("pk", flat=True))
    done.keep("flow_case", kept)
    done.keep("flow_clock", Clock.everything.filter(case__in=kept).values_list("pk", flat=True))
    move_rows(rows, target, done.at)


def _refuse_apart(rows: list[Development], target: Organisation) -> None:
    """Members were handed over before: each case follows its own."""
    members = [row for row in rows if row.person_id is not None]
    homes = dict(
        Development.everything.filter(pk__in=[row.pk for row in members]).values_list(
            "pk", "person__org_id"
        )
    )
    found = [
        Finding(
            "development.apart", "“{name}”的入党过程要跟本人到同一个组织，请改分配。", HOUSE,
            {"name": row.name},
        )
        for row in members
        if homes[row.pk] != target.pk
    ]  # fmt: skip
    if found:
        raise Refused(*found)


def after_a_worksheet(happened: Happened, *, by: Scope, at: Any) -> None:
    """A case that nobody touched follows its member, after an execution and after its undoing."""
    rows = Development.objects.within(by).filter(person__isnull=False).exclude(state__in=ENDS)
    strays = rows.exclude(org_id=F("person__org_id")).select_related("person__org")
    for row in list(strays[:500]):
        if row.person is not None and by.covers(row.person.org_path):
            carry(row.person.pk, row.person.org, by=by, at=at)
