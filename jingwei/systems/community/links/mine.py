"""What does a member read of the own dual link? Both sides, what lies where, the own life."""

from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import years_before
from jingwei.kernel.people.models import Person
from jingwei.systems.community.links import queries
from jingwei.systems.community.links.kinds import ENDS, RUNNING, WHERE, LinkState, Side
from jingwei.systems.community.links.models import DualLink

OWN: dict[str, tuple[str, ...]] = {
    LinkState.PROPOSED: ("agree", "decline"), LinkState.WISHED: ("take_back",),
    LinkState.ASKED: ("take_back",), **dict.fromkeys(RUNNING, ("leave",)),
}  # fmt: skip
"""Where the link stands -> the steps that are the member's own."""


def shown(oneself: Scope, person: Person, day: date) -> dict[str, object] | None:
    """For the part of 我的信息, read under ``jw_self``."""
    rows = [_line(row, day) for row in queries.of_member(person.pk)]
    may_ask = not any(row["is_open"] for row in rows)
    return {"rows": rows[:3], "may_ask": may_ask, "where": table()}


def table() -> list[tuple[str, list[str]]]:
    """What lies where, in words: side -> what."""
    return [
        (str(side.label), [str(what) for at, what in WHERE if at == side]) for side in Side
    ]  # fmt: skip


def _line(row: DualLink, day: date) -> dict[str, Any]:
    since = years_before(day, 1)
    return {
        "state": str(row.get_state_display()), "home": row.home_name, "host": row.host_name,
        "place": row.place, "asked_on": row.asked_on, "agreed_on": row.agreed_on,
        "ended_on": row.ended_on, "contact": row.contact, "steps": OWN.get(row.state, ()),
        "is_open": row.state not in ENDS, "life": queries.life(row, since)[:6],
        "kind": "mute" if row.state in ENDS else "ok" if row.state == LinkState.LINKED else "due",
    }  # fmt: skip


def told(oneself: Scope, person: Person, day: date) -> list[dict[str, Any]]:
    """The same as plain values, of all years."""
    return [
        {
            "state": row.state, "home": row.home_name, "host": row.host_name, "place": row.place,
            "why": row.why, "asked_on": row.asked_on, "consent_on": row.consent_on,
            "agreed_on": row.agreed_on, "ended_on": row.ended_on,
            "life": [
                {"on": one.on, "side": one.side, "was": one.how, "kinds": one.kinds}
                for one in queries.life(row, row.asked_on, most=None)
            ],
        }
        for row in queries.of_member(person.pk, most=None)
    ]  # fmt: skip
