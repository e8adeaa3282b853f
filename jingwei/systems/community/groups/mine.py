"""In which groups does a member serve? For the own page."""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.systems.community.groups import queries


def shown(oneself: Scope, person: Person, day: date) -> dict[str, object] | None:
    """Groups and since when; None where there is none."""
    rows = queries.own_groups(person.pk, day)
    return {"rows": rows} if rows else None


def told(oneself: Scope, person: Person, day: date) -> list[dict[str, Any]]:
    return [
        {"group": one.group.name, "post": one.post, "since": one.held.lower}
        for one in queries.own_groups(person.pk, day)
    ]  # fmt: skip
