"""What does a member read of the own appeals? Each decision that may be appealed, each appeal."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows.models import Clock
from jingwei.kernel.people.models import Person
from jingwei.kernel.people.own import on_own_behalf
from jingwei.work.membership.appeals import queries
from jingwei.work.membership.appeals.decisions import Decision, own_decisions
from jingwei.work.membership.appeals.kinds import ENDS, WAITING, AppealState
from jingwei.work.membership.appeals.models import Appeal


@dataclass(frozen=True)
class Own:
    """One of the own appeals, with the last day for its answer."""

    row: Appeal
    due_on: date | None

    @property
    def kind(self) -> str:
        """The look of the state."""
        if self.row.state in (AppealState.KEPT, AppealState.WITHDRAWN):
            return "mute"
        return "ok" if self.row.state == AppealState.CORRECTED else "due"

    @property
    def may_add(self) -> bool:
        return self.row.state in WAITING


def appeals(oneself: Scope) -> list[Own]:
    """The own appeals, the latest first; a query for all and one for each place of open ones."""
    assert oneself.person_id is not None  # noqa: S101 - the caller has the own file
    rows = queries.own(oneself.person_id)
    due: dict[Any, date] = {}
    for place in sorted({row.org_path for row in rows if row.state not in ENDS}):
        with on_own_behalf(oneself, place):
            running = Clock.everything.exclude(state=Clock.State.ENDED).filter(
                case__subject__in=[row.public_id for row in rows]
            )
            due.update(running.values_list("case__subject", "due_on"))
    return [Own(row, due.get(row.public_id)) for row in rows]


def open_to_appeal(oneself: Scope) -> list[tuple[Decision, bool]]:
    """The own decisions, and whether an appeal against each is under way."""
    assert oneself.person_id is not None  # noqa: S101 - the caller has the own file
    running = {
        (row.flow, row.subject, row.number)
        for row in queries.own(oneself.person_id) if row.state not in ENDS
    }  # fmt: skip
    return [(one, one.key in running) for one in own_decisions(oneself)]


def shown(oneself: Scope, person: Person, day: date) -> dict[str, object] | None:
    """For the part of 我的信息: the open appeals, and the way to the decisions."""
    rows = [Own(row, None) for row in queries.own(person.pk)]
    return {"open": [one for one in rows if one.row.state not in ENDS], "count": len(rows)}


def told(oneself: Scope, person: Person, day: date) -> list[dict[str, Any]]:
    """The same as plain values, of all years."""
    return [plain(row) for row in queries.own(person.pk)]


def plain(row: Appeal) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "state": row.state, "about": row.about, "flow": row.flow,
        "decided_by": row.decided_name, "decided_on": row.decided_on, "asked_on": row.asked_on,
        "answers": row.host_name, "answered_on": row.answered_on,
    }  # fmt: skip
