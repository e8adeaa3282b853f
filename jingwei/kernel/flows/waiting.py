"""Which cases wait in a part of the tree? Under way, with the limits that end soonest."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils import timezone
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, MANY, AtLeast, address, listed
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.models import Case, Clock
from jingwei.kernel.flows.queries import in_sight, open_to
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.register import Concern, register

AHEAD = 14


def cases(scope: Scope, flows: Iterable[Flow], *, late: bool, on: date | None = None) -> Any:
    """Cases under way of some flows within a scope; ``late``: only those with a passed limit."""
    codes = [flow.code for flow in flows]
    rows = Case.everything.filter(in_sight(scope), flow__in=codes, ended_at=None)
    if late:
        day = on or timezone.localdate()
        passed = Clock.everything.filter(
            case=OuterRef("pk"), state=Clock.State.RUNNING, waits=False, due_on__lt=day
        )
        rows = rows.filter(Exists(passed))
    return rows


def nearest(rows: Sequence[Case]) -> dict[int, Clock]:
    """The running limit of each case that ends soonest; one query."""
    clocks = Clock.everything.filter(case__in=rows, state=Clock.State.RUNNING)
    found: dict[int, Clock] = {}
    for clock in clocks.order_by("-due_on", "-id"):
        found[clock.case_id] = clock
    return found


def names_of(rows: Sequence[Case]) -> dict[UUID, str]:
    """What the things are called; one query for each kind of thing."""
    found: dict[UUID, str] = {}
    for code in sorted({case.flow for case in rows}):
        model: Any = register().flows[code].subject_model
        ids = [case.subject for case in rows if case.flow == code]
        for row in model.everything.filter(public_id__in=ids):
            found[row.public_id] = str(row)
    return found


@dataclass(frozen=True)
class Ending:
    """A limit that ends soon, and of which case; ``org`` is the key of its organisation."""

    flow: str
    state: str
    subject: UUID
    name: str
    due_on: date
    org: int


def limits_ending(scope: Scope, day: date) -> list[Concern]:
    """Limits that end within two weeks or have passed, where this post may take a next step."""
    states = _actionable(scope)
    if not states:
        return []
    until = date.fromordinal(day.toordinal() + AHEAD)
    rows = (
        Clock.everything.within(scope)
        .filter(state=Clock.State.RUNNING, waits=False, due_on__lt=until, case__ended_at=None)
        .filter(open_to(scope, "case__")).order_by("due_on", "id")
    )  # fmt: skip
    # A city's hundreds are told apart by a few columns, and asked in one question: the few that are
    # shown would be looked for among all cases of a street, since the planner expects one there.
    told = list(rows.values_list("case__flow", "case__state", "case__subject", "name", "due_on",
                                 "org")[:MANY])  # fmt: skip
    ours = [Ending(*row) for row in told if row[:2] in states]
    total = AtLeast(len(ours)) if len(told) == MANY else len(ours)
    seen = ours[:LOOK]
    names = names_of([Case(flow=one.flow, subject=one.subject) for one in seen])
    orgs = Organisation.everything.in_bulk({one.org for one in seen})
    return listed(
        seen, total, one=lambda limit: _one(limit, day, names, str(orgs.get(limit.org, ""))),
        rest=lambda count: _rest(count),
    )  # fmt: skip


def _actionable(scope: Scope) -> set[tuple[str, str]]:
    """Flow and state from which a step leads that this post's duties allow."""
    return {
        (flow.code, state)
        for flow in register().flows.values()
        for step in flow.steps if isinstance(step.duty, Duty) and scope.holds(step.duty)
        for state in flow.sources(step)
    }  # fmt: skip


def _one(ending: Ending, day: date, names: dict[UUID, str], org: str) -> Concern:
    flow = register().flows[ending.flow]
    limit = flow.limit(ending.name)
    return Concern(
        title=_("{name}：{limit}").format(
            name=names.get(ending.subject, flow.title), limit=limit.title
        ),
        source=_("{flow}，{org}，现在是“{state}”").format(
            flow=flow.title, org=org, state=flow.label(ending.state)
        ),
        url=address("flows:case", flow.code, ending.subject), act=_("去办"),
        due_on=ending.due_on, overdue=ending.due_on < day,
    )  # fmt: skip


def _rest(count: int) -> Concern:
    return Concern(
        title=_("还有{n}件办件的期限快到").format(n=count),
        source=_("期限在{n}天内到期或者已经超期").format(n=AHEAD),
        url=address("flows:list"), act=_("看办件"),
    )  # fmt: skip
