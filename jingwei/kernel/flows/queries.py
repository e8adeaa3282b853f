"""What can be seen of a case: history, limits, papers, what is possible next and why not yet?"""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext

from jingwei.kernel.access.duties import ROLES, Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding
from jingwei.kernel.flows import checklists, rules, saying, sides
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.models import Case, Clock, ClockEvent, FlowPaper, Planned, Taken
from jingwei.kernel.flows.parts import Gate, Place, Step, Text, Who


@dataclass(frozen=True)
class Condition:
    """A gate as it stands now, with what it found."""

    gate: Gate
    findings: tuple[Finding, ...]

    @property
    def is_met(self) -> bool:
        return not self.findings


@dataclass(frozen=True)
class Offer:
    """A step that leads out of where a case stands: for whom, and why not yet."""

    step: Step
    may: tuple[Finding, ...]  # empty: this post may
    conditions: tuple[Condition, ...]

    @property
    def is_mine(self) -> bool:
        return not self.may

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Everything that stands in the way, before anything is said."""
        return (*self.may, *(one for c in self.conditions for one in c.findings))

    @property
    def is_possible(self) -> bool:
        return not self.findings


def subject_of(flow: Flow, public_id: UUID, scope: Scope) -> Any:
    """A subject in sight of a scope, on either of its two sides; None for everything else."""
    model: Any = flow.subject_model
    rows = model.everything.filter(public_id=public_id)
    row = (rows if flow.host else rows.select_related("org")).first()
    if row is None or not _sees(flow, row, scope):
        return None
    if flow.host:
        sides.seat([row])
    return row


def _sees(flow: Flow, row: Any, scope: Scope) -> bool:
    host = sides.host_path(flow, row)
    in_range = scope.covers(row.org_path) or (bool(host) and scope.covers(host))
    names = flow.names_of(row)
    return in_range and (names is None or scope.account_id in names)


def may_see(flow: Flow, scope: Scope) -> bool:
    """Does the post hold the duty to open cases of this flow?"""
    return scope.holds(flow.sees)


def case_of(flow: Flow, subject: Any) -> Case | None:
    rows = Case.everything.filter(flow=flow.code, subject=subject.public_id)
    found: Case | None = checklists.with_local(rows).first()
    return found


def in_sight(scope: Scope) -> Q:
    """Cases of a scope's part of the tree, from either side, but for those closed to it."""
    if scope.is_empty:
        return Q(pk__in=())
    in_range = Q(org_path__gte=scope.path, org_path__lt=scope.hi) | Q(
        host_path__gte=scope.path, host_path__lt=scope.hi
    )
    return in_range & open_to(scope)


def open_to(scope: Scope, case: str = "") -> Q:
    """Cases open to their whole range, and those on which this account is named."""
    return Q(**{f"{case}named": None}) | Q(**{f"{case}named__contains": [scope.account_id or 0]})


def history_of(case: Case) -> tuple[Taken, ...]:
    """Every step taken, in order, without what was said."""
    return tuple(Taken.objects.filter(case=case).defer("sealed").order_by("number"))


def told_history(case: Case) -> tuple[Taken, ...]:
    """Every step taken, in order, with what was said still sealed."""
    return tuple(Taken.objects.filter(case=case).order_by("number"))


def clocks_of(case: Case) -> tuple[Clock, ...]:
    """Every run of every limit, in the order in which they began."""
    return tuple(Clock.everything.filter(case=case).order_by("id"))


def clock_events(case: Case) -> tuple[ClockEvent, ...]:
    return tuple(ClockEvent.objects.filter(case=case).order_by("id"))


def papers_of(case: Case) -> tuple[FlowPaper, ...]:
    """Papers that belong to a step, in order, without their content."""
    rows = FlowPaper.objects.filter(case=case, step__isnull=False).select_related("step")
    return tuple(rows.defer("sealed", "file_key").order_by("id"))


def plans_of(case: Case) -> tuple[Planned, ...]:
    return tuple(Planned.objects.filter(case=case).order_by("run_on", "id"))


def look_at(
    flow: Flow, subject: Any, case: Case | None, *, by: Scope, at: datetime, asker: bool = False
) -> Look:
    """Everything that the rules of a flow see; three queries."""
    day = local_day(at)
    seen = case or Case(
        flow=flow.code, subject=subject.public_id, state=flow.state_of(subject),
        rule_set=flow.rules_on(day).code, org_id=subject.org_id, org_path=subject.org_path,
    )  # fmt: skip
    history, clocks = (told_history(case), clocks_of(case)) if case else ((), ())
    return Look(flow, subject, seen, by, at, day, history=history, clocks=clocks, asker=asker)


def offers(look: Look) -> list[Offer]:
    """The steps that people may take from here, with all reasons why not yet."""
    found = []
    for step in look.flow.out_of(look.state, look.rules):
        if not step.is_automatic:
            at_step = look.at_step(step)
            may = may_findings(at_step, duty=step.duty, place=step.place, label=step.label)
            conditions = tuple(
                Condition(gate, tuple(gate.finds(at_step)))
                for gate in step.gates if not gate.on_said
            )  # fmt: skip
            found.append(Offer(look.extended(step), tuple(may), conditions))
    return found


def findings_of(look: Look, step: Step, faults: list[Finding]) -> list[Finding]:
    """All that stands in the way of a step at once: place, duty, words, papers, gates.

    The gates of a step that does not lead out of this state say nothing worth reading.
    """
    at_step = replace(look, step=step)
    found = _state_findings(at_step, step)
    is_here = not found
    found += may_findings(at_step, duty=step.duty, place=step.place, label=step.label)
    found += faults + saying.paper_findings(step.attaches, look.attached)
    if is_here:
        for gate in step.gates:
            # What could not be read is said already; a rule over it would only guess.
            if not (gate.on_said and faults):
                found += gate.finds(at_step)
    return found


def _state_findings(look: Look, step: Step) -> list[Finding]:
    if step.opens:
        first = not look.history and look.state == step.target
    else:
        first = look.state in look.flow.sources(step)
    if first:
        return []
    last = look.history[-1] if look.history else None
    if last is not None and last.verb == step.verb:
        return [rules.just_done_finding(step=step.label, who=last.actor_name or gettext("系统"))]
    return [rules.state_finding(state=look.flow.label(look.state), step=step.label)]


def may_findings(look: Look, *, duty: Duty | Who, place: Place, label: Text) -> list[Finding]:
    """Why this hand may not; empty where it may."""
    by, row = look.by, look.subject
    if duty is Who.WORKER:
        is_worker = by.account_id is None and bool(by.reason)
        return [] if is_worker else [rules.worker_finding(step=label)]
    if duty is Who.ONESELF:
        person = getattr(row, look.flow.person)
        mine = by.person_id is not None and getattr(person, "pk", person) == by.person_id
        return [] if mine else [rules.oneself_finding(step=label)]
    if duty is Who.ASKER:
        return [] if look.asker else [rules.oneself_finding(step=label)]
    return _post_findings(look, duty, place, label)


def _post_findings(look: Look, duty: Duty | Who, place: Place, label: Text) -> list[Finding]:
    by, row = look.by, look.subject
    path = row.org_path
    if place is Place.HOST:
        path = sides.host_path(look.flow, row)
    # The program has every duty, but what a person must decide it never decides.
    held = bool(path) and isinstance(duty, Duty) and by.holds(duty, path)
    if by.account_id is None or not held:
        return [rules.duty_finding(step=label)]
    if place is Place.ABOVE and by.path >= path:
        return [rules.above_finding(step=label)]
    return []


def holders(step: Step) -> list[str]:
    """Who may take a step, in words: the roles that hold its duty."""
    if isinstance(step.duty, Duty):
        return [str(role.title) for role in ROLES.values() if step.duty in role]
    return []
