"""What did a member take on at a body of the community? Own tasks, to the day."""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.systems.community.sittings import queries


def shown(oneself: Scope, person: Person, day: date) -> dict[str, object] | None:
    """Tasks that are not done; None where there is none."""
    rows = queries.own_decisions(person.pk)
    return {"rows": rows, "day": day} if rows else None


def told(oneself: Scope, person: Person, day: date) -> list[dict[str, Any]]:
    return [
        {"what": one.text, "due_on": one.due_on} for one in queries.own_decisions(person.pk)
    ]  # fmt: skip
