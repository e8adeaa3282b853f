"""What does a member read about the own transfers? Where they stand, since when, who holds them."""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.models import Person
from jingwei.work.membership.transfers import queries
from jingwei.work.membership.transfers.kinds import State
from jingwei.work.membership.transfers.models import Transfer

SHOWN = 10
MAY_TAKE_BACK = (State.REQUESTED, State.PREPARED)


def own_transfers(person: int) -> list[Transfer]:
    """The latest first; read under ``jw_self``, own rows only."""
    rows = Transfer.everything.filter(person_id=person)
    return list(rows.order_by("-asked_on", "-id")[:SHOWN])


def shown(oneself: Scope, person: Person, day: date) -> dict[str, object] | None:
    """For the part of 我的信息: every line in words."""
    rows = [_line(row, day) for row in own_transfers(person.pk)]
    return {"rows": rows, "may_ask": not any(row["is_open"] for row in rows)}


def _line(row: Transfer, day: date) -> dict[str, Any]:
    return {
        "id": row.public_id, "state": str(row.get_state_display()), "is_open": row.is_open,
        "from": row.from_name, "to": row.to_name, "asked_on": row.asked_on,
        "due_on": row.due_on if row.is_open else None, "holder": queries.holder(row),
        "is_late": queries.is_late(row, day), "may_take_back": row.state in MAY_TAKE_BACK,
        "kind": _kind(row, day),
    }  # fmt: skip


def _kind(row: Transfer, day: date) -> str:
    if row.is_open:
        return "bad" if queries.is_late(row, day) else "info"
    return "ok" if row.state == State.ACCEPTED else "mute"


def told(oneself: Scope, person: Person, day: date) -> list[dict[str, Any]]:
    """The same as plain values, to take along."""
    return [
        {
            "direction": row.direction, "state": row.state, "from": row.from_name,
            "to": row.to_name, "why": row.why, "asked_on": row.asked_on,
            "letter_no": row.letter_no, "letter_until": row.letter_until,
            "receipt_on": row.receipt_on,
        }
        for row in own_transfers(person.pk)
    ]  # fmt: skip
