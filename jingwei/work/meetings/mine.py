"""What does a member read of the own organisational life in 我的信息? Own meetings, own tasks."""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import years_before
from jingwei.kernel.people.models import Person
from jingwei.work.meetings import queries
from jingwei.work.meetings.kinds import Presence
from jingwei.work.meetings.models import Resolution

YEARS, MOST = 1, 30


def shown(_oneself: Scope, person: Person, day: date) -> dict[str, object] | None:
    """Meetings of a year with the own name on the roster, and what one has to do; else None."""
    rows = life_of(person, years_before(day, YEARS))[:MOST]
    tasks = list(tasks_of(person))
    return {"rows": rows, "tasks": tasks, "day": day} if rows or tasks else None


def told(_oneself: Scope, person: Person, day: date) -> object:
    """The same as plain values, of all years."""
    return {
        "meetings": [
            {"on": one["row"].on, "organisation": str(one["row"].org), "topic": one["row"].topic,
             "kinds": one["row"].kind_labels, "was": one["how"]}
            for one in life_of(person, date(1950, 1, 1))
        ],
        "tasks": [
            {"what": one.text, "due_on": one.due_on, "done_on": one.done_on,
             "outcome": one.outcome}
            for one in Resolution.everything.filter(owner=person).order_by("-due_on", "-id")
        ],
    }  # fmt: skip


def life_of(person: Person, since: date) -> list[dict[str, Any]]:
    """Each meeting once, at home or where the member lives, and how the member stood."""
    return [
        {"row": row, "how": how, "label": Presence(how).label}
        for row, how in queries.attended(person, since)
    ]


def tasks_of(person: Person) -> Any:
    """Decisions that this member carries out and that are not done."""
    rows = Resolution.everything.filter(owner=person, done_on=None, due_on__isnull=False)
    return rows.select_related("meeting").order_by("due_on", "id")[:MOST]
