"""What does a member read about the own way? Where it stands, the days so far, who helps."""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.work.membership.development import drawing, queries
from jingwei.work.membership.development.flows import DEVELOPMENT


def shown(oneself: Scope, person: Person, day: date) -> dict[str, object] | None:
    """The own case, the latest; None where there is none."""
    rows = queries.own_developments(person.pk)
    if not rows:
        return None
    row = rows[0]
    return {
        "state": DEVELOPMENT.label(row.state), "until": row.probation_until,
        "is_over": row.state in DEVELOPMENT.ends, "days": drawing.days_of(row),
        "oath": row.oath_on,
    }  # fmt: skip


def told(oneself: Scope, person: Person, day: date) -> list[dict[str, Any]]:
    return [
        {"state": row.state, **{name: getattr(row, name) for name, _label in drawing.DAYS},
         "checks_on": row.checks_on, "probation_until": row.probation_until}
        for row in queries.own_developments(person.pk)
    ]  # fmt: skip
