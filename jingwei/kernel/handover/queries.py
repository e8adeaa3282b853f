"""What is open under a post, and with whom? It is asked of the records each time, never stored."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows.models import Case
from jingwei.kernel.handover.models import Handover
from jingwei.kernel.register import Concern, register

MOST = 200
OPEN = (Handover.State.DRAFT, Handover.State.OFFERED, Handover.State.RETURNED)


@dataclass(frozen=True)
class Under:
    """One case under way at the post's own organisation."""

    title: str
    state: str
    url: str


@dataclass(frozen=True)
class OpenMatters:
    """Everything that the next holder finds: to do, waiting for others, under way."""

    to_do: list[Concern]
    waiting: list[Concern]
    cases: list[Under]

    @property
    def count(self) -> int:
        return len(self.to_do) + len(self.waiting) + len(self.cases)


def open_matters(scope: Scope, day: date) -> OpenMatters:
    """What is open under the acting post today; as many queries as there are sources."""
    found = register()
    to_do = [one for source in found.concerns for one in source(scope, day)]
    waiting = [one for source in found.waiting for one in source(scope, day)]
    to_do.sort(key=lambda one: (one.due_on or date.max, one.title))
    return OpenMatters(to_do, waiting, _cases(scope))


def _cases(scope: Scope) -> list[Under]:
    # By the path too: an index of cases under way begins with it, and a city has 160,000.
    rows = Case.objects.within(scope).filter(
        org_id=scope.org_id, org_path=scope.path, ended_at=None
    )
    flows, found = register().flows, []
    for row in rows.exclude(flow="access.handover").order_by("-moved_at", "-id")[:MOST]:
        flow = flows.get(row.flow)
        if flow is not None and scope.holds(flow.sees):
            state = str(flow.states(row.state).label)
            url = f"/flows/{row.flow}/{row.subject}/"
            found.append(Under(str(flow.title), state, url))
    return found


def handover_under_way(scope: Scope) -> Handover | None:
    """The own post's handover that is not finished."""
    rows = Handover.objects.within(scope).filter(
        org_id=scope.org_id, role=scope.role, from_account_id=scope.account_id, state__in=OPEN
    )
    found: Handover | None = rows.first()
    return found


def to_take(scope: Scope) -> Any:
    """Handovers that wait for whoever acts in this post now."""
    return Handover.objects.within(scope).filter(
        org_id=scope.org_id, role=scope.role, state=Handover.State.OFFERED
    ).exclude(from_account_id=scope.account_id)  # fmt: skip
