"""Which unions are in sight, from either side, and what belongs to them? Reads."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import directory
from jingwei.kernel.orgs.models import Organisation
from jingwei.systems.public_benefit.unions.kinds import ENDS, IN_FORCE, UnionState
from jingwei.systems.public_benefit.unions.models import (
    CrossAreaUnion,
    JointProject,
    UnionGoal,
    UnionParty,
    UnionReview,
)

OPEN, ENDED = "open", "ended"


def _of(scope: Scope) -> Q:
    """Unions with a party in this part of the tree; the lead is one of the parties."""
    mine = UnionParty.objects.within(scope).filter(union=OuterRef("pk"))
    return Q(Exists(mine))


def unions(
    scope: Scope, *, kind: str = "", state: str = "", view: str = "", words: str = ""
) -> QuerySet[CrossAreaUnion]:
    """Unions of a part of the tree, for a page by key (``ends_on``, ``id``).

    The lead's organisation may lie out of sight: ``seat`` names it afterwards.
    """
    found = CrossAreaUnion.everything.filter(_of(scope))
    if kind:
        found = found.filter(kind=kind)
    if state:
        found = found.filter(state=state)
    if view == OPEN:
        found = found.exclude(state__in=ENDS)
    if view == ENDED:
        found = found.filter(state__in=ENDS)
    if words.strip():
        found = found.filter(title__contains=words.strip()[:60])
    return found


def seat(rows: Iterable[Any]) -> list[Any]:
    """Give each its ``org`` by name, wherever it lies; one query for all."""
    found = list(rows)
    known = directory.named(row.org_id for row in found)
    for row in found:
        if row.org_id in known:
            row.org = known[row.org_id]
    return found


def union(scope: Scope, public_id: Any) -> CrossAreaUnion:
    """Raises: CrossAreaUnion.DoesNotExist for everybody but the parties and who stands above."""
    row: CrossAreaUnion = CrossAreaUnion.everything.filter(_of(scope)).get(public_id=public_id)
    seat([row])
    return row


def parties(row: CrossAreaUnion) -> list[UnionParty]:
    """All of them, the lead first."""
    found = list(UnionParty.everything.filter(union=row).order_by("role", "org_path"))
    return sorted(found, key=lambda one: one.org_id != row.org_id)


def own_parties(scope: Scope, row: CrossAreaUnion) -> list[UnionParty]:
    """Those for which this part of the tree speaks."""
    return list(
        UnionParty.objects.within(scope).filter(union=row).select_related("org").order_by("id")
    )


def party(scope: Scope, row: CrossAreaUnion, code: str) -> UnionParty:
    """The party of that code, in sight. Raises: UnionParty.DoesNotExist."""
    found: UnionParty = (
        UnionParty.objects.within(scope).select_related("org").get(union=row, org__code=code)
    )
    return found


def parties_of(rows: Iterable[CrossAreaUnion]) -> list[UnionParty]:
    """The parties of several unions; each with its union."""
    found = UnionParty.everything.filter(union__in=[row.pk for row in rows])
    return list(found.select_related("union").order_by("union__title", "union_id", "role", "id"))


def projects_of(rows: Iterable[CrossAreaUnion]) -> list[JointProject]:
    """The joint projects of several unions; each with its union."""
    found = JointProject.everything.filter(union__in=[row.pk for row in rows])
    return list(found.select_related("union").order_by("union__title", "union_id", "due_on", "id"))


def goals_of(rows: Iterable[CrossAreaUnion]) -> list[UnionGoal]:
    """The goals of several unions; each with its union."""
    found = UnionGoal.everything.filter(union__in=[row.pk for row in rows])
    return list(found.select_related("union").order_by("union__title", "union_id", "id"))


def goals(row: CrossAreaUnion) -> list[UnionGoal]:
    return list(UnionGoal.everything.filter(union=row).order_by("id"))


def goal(row: CrossAreaUnion, public_id: Any) -> UnionGoal:
    """Raises: UnionGoal.DoesNotExist."""
    found: UnionGoal = UnionGoal.everything.get(union=row, public_id=public_id)
    return found


def projects(row: CrossAreaUnion) -> list[JointProject]:
    return list(JointProject.everything.filter(union=row).order_by("due_on", "id"))


def project(row: CrossAreaUnion, public_id: Any) -> JointProject:
    """Raises: JointProject.DoesNotExist."""
    found: JointProject = JointProject.everything.get(union=row, public_id=public_id)
    return found


def reviews(row: CrossAreaUnion) -> list[UnionReview]:
    return list(UnionReview.everything.filter(union=row).order_by("-on", "-id"))


@dataclass(frozen=True)
class Told:
    """What a list says beside a union."""

    parties: int = 0
    unsigned: int = 0
    projects: int = 0
    done: int = 0


def told(rows: Iterable[CrossAreaUnion]) -> dict[int, Told]:
    """Counts of each union of a page; two queries."""
    ids = [row.pk for row in rows]
    sides = UnionParty.everything.filter(union__in=ids).values("union").annotate(
        n=Count("id"), unsigned=Count("id", filter=Q(signed_on=None))
    )  # fmt: skip
    work = JointProject.everything.filter(union__in=ids).exclude(state="dropped")
    work = work.values("union").annotate(n=Count("id"), done=Count("id", filter=Q(state="done")))
    made = {one["union"]: one for one in work}
    return {
        one["union"]: Told(
            one["n"], one["unsigned"], made.get(one["union"], {}).get("n", 0),
            made.get(one["union"], {}).get("done", 0),
        )
        for one in sides
    }  # fmt: skip


def named(typed: Iterable[str]) -> dict[str, Organisation]:
    """Open organisations of the whole city by code or full name; one query.

    Names and codes only, as in the address book; a name that two bear is not answered.
    """
    wanted = sorted({one.strip() for one in typed if one.strip()})
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT typed, id, code, name, path FROM union_partners(%s)", [wanted])
        rows = cursor.fetchall()
    several = {row[0] for row in rows if sum(one[0] == row[0] for one in rows) > 1}
    return {
        row[0]: Organisation(pk=row[1], code=row[2], name=row[3], path=row[4])
        for row in rows if row[0] not in several
    }  # fmt: skip


def unsigned(scope: Scope) -> QuerySet[UnionParty]:
    """Parties of this part of the tree that have not said anything yet."""
    return UnionParty.objects.within(scope).filter(
        union__state=UnionState.PROPOSED, signed_on=None, declined_on=None
    ).select_related("union")  # fmt: skip


def led(scope: Scope) -> QuerySet[CrossAreaUnion]:
    """Unions that this part of the tree leads and that are in force."""
    return CrossAreaUnion.objects.within(scope).filter(state__in=IN_FORCE)


def ending(scope: Scope, until: date) -> QuerySet[CrossAreaUnion]:
    return led(scope).filter(ends_on__lte=until)


def review_due(scope: Scope, until: date) -> QuerySet[CrossAreaUnion]:
    return led(scope).filter(state=UnionState.RUNNING, review_due_on__lte=until)
