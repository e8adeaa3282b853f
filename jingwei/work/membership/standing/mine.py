"""What does a member read about the own standing? Where registered, who keeps in touch."""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.work.membership.standing.models import Floating, Leaving, NoticeServed, Stay

SHOWN = 5


def shown(oneself: Scope, person: Person, day: date) -> dict[str, object] | None:
    """The own registrations, the latest first; None where there is none."""
    rows = [_line(row) for row in _own(person.pk)]
    services = list(
        NoticeServed.everything.filter(person_id=person.pk).order_by("-served_on", "-id")
    )
    return {"rows": rows, "services": services[:SHOWN]} if rows or services else None


def told(oneself: Scope, person: Person, day: date) -> list[dict[str, Any]]:
    return [
        {
            "what": row._meta.model_name, "state": row.state, "since": row.since,
            "ended_on": row.ended_on, "place": getattr(row, "place", ""),
        }
        for row in _own(person.pk)
    ] + [
        {
            "what": "service", "state": row.slot, "since": row.made_on, "ended_on": row.served_on,
            "place": str(row.get_how_display()),
        }
        for row in NoticeServed.everything.filter(person_id=person.pk).order_by("id")
    ]  # fmt: skip


def _own(person: int) -> list[Any]:
    found: list[Any] = []
    for model in (Floating, Stay, Leaving):
        found += model.everything.filter(person_id=person).order_by("-since", "-id")[:SHOWN]
    return sorted(found, key=lambda row: row.since, reverse=True)


def _line(row: Any) -> dict[str, Any]:
    return {
        "state": str(row.get_state_display()), "since": row.since, "ended_on": row.ended_on,
        "place": getattr(row, "place", ""), "host": getattr(row, "host_name", ""),
        "contact": getattr(row, "contact", ""), "last": getattr(row, "last_contact_on", None),
        "kind": "mute" if row.state in row.ENDS else "info",
    }  # fmt: skip
