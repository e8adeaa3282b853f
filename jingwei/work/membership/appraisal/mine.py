"""What does a member read of the own appraisal? The own words at any time, the result once told."""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.work.membership.appraisal import queries
from jingwei.work.membership.appraisal.kinds import Answer, Phase
from jingwei.work.membership.appraisal.models import Appraisal, Objection


def shown(_oneself: Scope, person: Person, _day: date) -> dict[str, object] | None:
    """None for a member who was never in a round."""
    lines = queries.own_lines(person.pk)
    if not lines:
        return None
    answers = _answers(person.pk)
    return {
        "rows": [_row(line, answers.get(line.pk)) for line in lines],
        "may_write": any(_is(line, Phase.PREPARING) for line in lines),
    }


def told(_oneself: Scope, person: Person, _day: date) -> object:
    """The same as plain values."""
    answers = _answers(person.pk)
    return [
        {
            "year": line.round.year, "branch": str(line.org), "own_words": line.own_words,
            "grade": line.grade if line.told_on else None,
            "reason": line.reason if line.told_on else None, "told_on": line.told_on,
            "not_appraised": line.skipped or None,
            "objection": answers[line.pk].state if line.pk in answers else None,
            "answer": answers[line.pk].answer if line.pk in answers else None,
        }
        for line in queries.own_lines(person.pk)
    ]  # fmt: skip


def _answers(person: int) -> dict[int, Objection]:
    rows = Objection.everything.filter(person=person).order_by("id")
    return {row.line_id: row for row in rows}


def _is(line: Appraisal, phase: str) -> bool:
    return line.round.state == phase and line.host_id is None


def _row(line: Appraisal, objection: Objection | None) -> dict[str, Any]:
    is_told = line.told_on is not None
    waits = objection is not None and objection.state == Answer.RAISED
    return {
        "line": line, "is_told": is_told, "words": line.own_words,
        "grade": line.get_grade_display() if is_told and line.grade else "",
        "skipped": line.get_skipped_display() if line.skipped else "",
        "objection": objection, "waits": waits,
        "may_object": _is(line, Phase.TOLD) and bool(line.grade) and objection is None,
    }  # fmt: skip
