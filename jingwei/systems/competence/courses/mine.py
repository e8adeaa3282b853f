"""What does a member read of the own courses in 我的信息? Own rows, by day, never by hours."""

from datetime import date

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.systems.competence.courses import queries

SHOWN = 5


def shown(_oneself: Scope, person: Person, _day: date) -> dict[str, object] | None:
    """The nearest few courses; None without any."""
    rows = queries.mine(person.pk)[:SHOWN]
    if not rows:
        return None
    return {
        "rows": [
            {"title": row.course.title, "id": row.course.public_id, "on": row.course.first_on,
             "seat": row.enrolment.get_seat_display()}
            for row in rows
        ]
    }  # fmt: skip


def told(_oneself: Scope, person: Person, _day: date) -> object:
    """All of them as plain values, with what was attended before."""
    return {
        "courses": [
            {"title": row.course.title, "from": row.course.first_on, "seat": row.enrolment.seat,
             "asked_at": row.enrolment.asked_at, "came": row.came,
             "answered": row.enrolment.answered}
            for row in queries.mine(person.pk)
        ],
        "earlier": [
            {"title": row.title, "on": row.on, "held_by": row.held_by}
            for row in queries.past_classes(person.pk)
        ],
    }  # fmt: skip
