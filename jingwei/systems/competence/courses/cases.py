"""Who on the way into the Party came to a lesson, and what do they so far have on record?"""

import re
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.trained import Trained
from jingwei.systems.competence.courses import rules
from jingwei.systems.competence.courses.models import CaseAttendance, Lesson, PastClass
from jingwei.work.membership.development.kinds import BEFORE_ADMISSION
from jingwei.work.membership.development.models import Development

APART = re.compile(r"[\n、，,；;]+")
TAIL = re.compile(r"^(?P<name>.*?)[\s（(]*(?P<tail>\d{3}[\dXx])?[)）]?$")
MOST = 500  # names in one lesson


def classes_of(case: Development) -> list[Trained]:
    """Lessons that were ticked and classes of rosters; for the gate of development. Two queries."""
    rows = CaseAttendance.everything.filter(case=case).select_related("lesson__course")
    found = [
        Trained(
            on=row.lesson.on, title=row.lesson.course.title, hours=row.lesson.hours,
            held_by=row.lesson.course.held_by,
            url=reverse("courses:course", args=[row.lesson.course.public_id]),
        )
        for row in rows
    ]  # fmt: skip
    past = PastClass.everything.filter(case=case)
    return found + [
        Trained(on=row.on, title=row.title, hours=row.hours, days=row.days, held_by=row.held_by)
        for row in past
    ]


def came_to(lesson: Lesson) -> list[CaseAttendance]:
    """Those who were ticked, by name, with their cases; one query."""
    rows = CaseAttendance.everything.filter(lesson=lesson).select_related("case__org")
    return list(rows.order_by("case__name_sort", "case_id")[:MOST])


def named(scope: Scope, lesson: Lesson, text: str) -> list[Development]:
    """The cases that typed names mean, within the organiser's part; one query.

    Behind a name the last four characters of the ID number tell namesakes apart.

    Raises: Refused with a finding for each name that is unknown or not the only one.
    """
    typed = [TAIL.match(" ".join(part.split())) for part in APART.split(text) if part.strip()]
    wanted = [(one["name"].strip(), (one["tail"] or "").upper()) for one in typed if one]
    rows = _open(scope, lesson).filter(name__in={name for name, _tail in wanted})
    by_name: dict[str, list[Development]] = {}
    for row in rows:
        by_name.setdefault(row.name, []).append(row)
    found: dict[int, Development] = {}
    findings = []
    for name, tail in wanted[:MOST]:
        same = [row for row in by_name.get(name, []) if tail in ("", row.id_tail)]
        if len(same) == 1:
            found[same[0].pk] = same[0]
        else:
            findings.append(_unclear(name, len(same)))
    if findings:
        raise Refused(*findings)
    return list(found.values())


def by_ids(scope: Scope, lesson: Lesson, ids: Iterable[Any]) -> list[Development]:
    """The same by public ids; those out of sight are left out."""
    return list(_open(scope, lesson).filter(public_id__in=list(ids)))


def _open(scope: Scope, lesson: Lesson) -> Any:
    """Cases before admission in the part of whoever holds the course."""
    return Development.objects.within(scope).filter(
        state__in=BEFORE_ADMISSION, org_path__startswith=lesson.org_path,
        applied_on__lte=lesson.on,
    )  # fmt: skip


def _unclear(name: str, found: int) -> Finding:
    if found:
        return Finding(
            "lesson.namesakes", "有{n}名“{name}”，请在姓名后加证件末四位。", rules.HOUSE,
            {"n": found, "name": name},
        )  # fmt: skip
    return Finding(
        "lesson.no_case", "没有找到“{name}”的入党申请，请核对姓名。", rules.HOUSE, {"name": name}
    )


def note(lesson: Lesson, there: Iterable[Development]) -> list[int]:
    """Put these in place of those who were ticked; the caller holds the lock. Their numbers."""
    cases = {row.pk: row for row in there}
    CaseAttendance.everything.filter(lesson=lesson).exclude(case__in=cases).delete()
    before = set(CaseAttendance.everything.filter(lesson=lesson).values_list("case_id", flat=True))
    CaseAttendance.everything.bulk_create(
        CaseAttendance(lesson=lesson, case=row, org_id=row.org_id, org_path=row.org_path)
        for key, row in sorted(cases.items())
        if key not in before
    )
    return sorted(cases)
