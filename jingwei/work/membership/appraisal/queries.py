"""Who is appraised where, how far is it, what was proposed? Reads for pages, API and actions."""

from collections import Counter
from datetime import date
from typing import Any

from django.db.models import QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.kinds import Category, Home, State
from jingwei.kernel.people.models import Membership
from jingwei.kernel.rulebook.names import known
from jingwei.kernel.rulebook.queries import value_of
from jingwei.work.meetings.kinds import Kind
from jingwei.work.meetings.models import Meeting
from jingwei.work.meetings.queries import held_on_record
from jingwei.work.membership.appraisal import rules
from jingwei.work.membership.appraisal.kinds import Answer, Grade
from jingwei.work.membership.appraisal.models import Appraisal, Objection, Round

ONE_OF = known("appraisal.excellent.one_of")


def roster_on(org: Organisation, on: date) -> list[Membership]:
    """Who is appraised here: members at home, and members who live here, once each, by name."""
    rows = (
        Membership.everything.filter(
            org=org, held__contains=on, kind__in=(Home.HOME, Home.HOST), state=State.NORMAL
        )
        .select_related("person").order_by("person__name_sort", "person_id")
    )  # fmt: skip
    found: dict[int, Membership] = {}
    for row in rows:
        if row.person_id not in found or row.kind == Home.HOME:
            found[row.person_id] = row
    return list(found.values())


def is_probationary(row: Membership) -> bool:
    return bool(row.category == Category.PROBATIONARY)


def rounds(
    scope: Scope, *, under: str = "", year: int | None = None, state: str = ""
) -> QuerySet[Round]:
    """Rounds in sight, for a page by key (``-year``, ``-id``)."""
    found = Round.objects.within(scope).select_related("org")
    if under:
        found = found.under(under)
    if year:
        found = found.filter(year=year)
    return found.filter(state=state) if state else found


def round_of(scope: Scope, public_id: Any) -> Round:
    """Raises: Round.DoesNotExist out of sight."""
    found: Round = Round.objects.within(scope).select_related("org").get(public_id=public_id)
    return found


def line_of(scope: Scope, public_id: Any) -> Appraisal:
    """Raises: Appraisal.DoesNotExist out of sight."""
    found: Appraisal = (
        Appraisal.objects.within(scope)
        .select_related("org", "round").get(public_id=public_id)
    )  # fmt: skip
    return found


def lines_of(round_: Round) -> list[Appraisal]:
    """The members of a round by name, without the sealed words; one query."""
    rows = Appraisal.everything.filter(round=round_).defer("self_text", "mutual")
    return list(rows.order_by("name_sort", "person_id"))


def elsewhere_of(round_: Round) -> dict[int, Appraisal]:
    """What branches elsewhere reported of members whose home is here, told ones only."""
    rows = Appraisal.everything.filter(
        host=round_.org_id, round__year=round_.year, told_on__isnull=False
    ).defer("self_text", "mutual")  # fmt: skip
    return {row.person_id: row for row in rows.select_related("org")}


def open_names(round_: Round) -> list[str]:
    rows = Appraisal.everything.filter(round=round_, grade="", skipped="")
    return list(rows.order_by("name_sort").values_list("name", flat=True))


def tally(lines: list[Appraisal]) -> list[tuple[str, int]]:
    """How many of each grade, in words."""
    count = Counter(line.grade for line in lines if line.grade)
    return [(str(grade.label), count[grade.value]) for grade in Grade]


def cap_findings(lines: list[Appraisal], on: date) -> list[Any]:
    graded = sum(bool(line.grade) for line in lines)
    excellent = sum(line.grade == Grade.EXCELLENT for line in lines)
    return list(rules.cap_findings(excellent, graded, int(value_of(ONE_OF, on))))


def open_objections(round_: Round) -> int:
    return int(Objection.everything.filter(line__round=round_, state=Answer.RAISED).count())


def meeting_of(round_: Round) -> Meeting | None:
    """The meeting at which it was appraised, as it is on record: for the appraisal itself or for
    the organisational-life meeting with which it usually goes."""
    return held_on_record(round_.org_id, round_.held_on, (Kind.APPRAISAL, Kind.ORG_LIFE_MEETING))


def objections_of(round_: Round) -> list[Objection]:
    rows = Objection.everything.filter(line__round=round_).select_related("person")
    return list(rows.order_by("-raised_on", "-id"))


def own_lines(person_id: int) -> list[Appraisal]:
    """The member's own, the latest year first; read under ``jw_self``."""
    rows = Appraisal.everything.filter(person=person_id).select_related("round", "org")
    return list(rows.order_by("-round__year", "-id")[:10])
