"""Which cases are under way, and which of them are late? For the list and for the page of today."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows import sides, waiting
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.models import Case
from jingwei.kernel.register import register


@dataclass(frozen=True)
class Asked:
    """What the address of the list says."""

    rows: Any
    flow: Flow | None
    flows: list[Flow]
    late: bool


def asked_for(scope: Scope, said: Mapping[str, str]) -> Asked:
    """Cases within the scope of the flows that this post may open."""
    flows = [flow for flow in register().flows.values() if scope.holds(flow.sees)]
    chosen = next((flow for flow in flows if flow.code == said.get("flow")), None)
    late = said.get("late") == "1"
    rows = waiting.cases(scope, [chosen] if chosen else flows, late=late)
    return Asked(rows, chosen, sorted(flows, key=lambda flow: flow.code), late)


def drawn(rows: Iterable[Case], on: date) -> list[dict[str, Any]]:
    """One line for each case: what, where it stands, the nearest limit. Three queries for all."""
    cases = list(rows)
    sides.seat(cases)
    names, limits = waiting.names_of(cases), waiting.nearest(cases)
    found = []
    for case in cases:
        flow, clock = register().flows[case.flow], limits.get(case.pk)
        late = clock is not None and clock.due_on < on and not clock.waits
        found.append(
            {
                "case": case, "flow": flow, "name": names.get(case.subject, ""),
                "state": flow.label(case.state), "clock": clock, "late": late,
                "limit": flow.limit(clock.name).title if clock else "",
            }
        )  # fmt: skip
    return found
