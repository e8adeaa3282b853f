"""What does the worker do with cases? Planned steps whose day has come, limits that have passed."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction

from jingwei.kernel.access.scope import Scope, system_scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import lock_subject, take_step
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.models import Case, Clock, Planned
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.register import register

log = logging.getLogger("jingwei.flows")
AT_ONCE = 500
PLAN = "plan"


def run_plans(*, at: datetime) -> int:
    """Take the planned steps whose day has come; how many were taken. Each in its own transaction;
    a plan whose conditions are gone is kept with the reasons and never tried again."""
    with system_scope("按计划办理"):
        due = Planned.objects.filter(state=Planned.State.WAITING, run_on__lte=local_day(at))
        numbers = list(due.order_by("run_on", "id").values_list("pk", flat=True)[:AT_ONCE])
    return sum(_run(number, at) for number in numbers)


def _run(number: int, at: datetime) -> bool:
    try:
        with system_scope("按计划办理") as by:
            return _run_plan(number, by, at)
    except Exception:
        log.exception("plan %s", number)
        return False


def _run_plan(number: int, by: Scope, at: datetime) -> bool:
    flow, subject = _thing_of(Planned.objects.select_related("case").get(pk=number).case)
    lock_subject(flow, subject)  # first, as every step does, so that nobody waits in a circle
    waiting = Planned.objects.select_for_update(skip_locked=True, of=("self",))
    plan = waiting.filter(pk=number, state=Planned.State.WAITING).first()
    if plan is None:
        return False  # another worker has it, or a step has dropped it
    plan.ran_at = at
    plan.state = Planned.State.TAKEN
    plan.save(update_fields=["state", "ran_at"])
    try:
        with transaction.atomic():
            take_step(flow=flow, subject=subject, verb=plan.verb, by=by, at=at)
    except Refused as refusal:
        plan.state, plan.said = Planned.State.NOT_TAKEN, sorted(refusal.codes)
        plan.save(update_fields=["state", "said"])
        write_line(
            verb=flow.ledger_verb(PLAN), by=by, at=at, org=plan.case.org,
            subject=(flow.thing, plan.case.subject),
            facts={"step": plan.verb, "not_taken": plan.said},
        )  # fmt: skip
        return False
    return True


def escalate_passed(*, at: datetime) -> int:
    """Take the step that a passed limit asks for; how many limits."""
    with system_scope("超期上报"):
        due = Clock.everything.filter(
            state=Clock.State.RUNNING, waits=False, escalated_at=None, due_on__lt=local_day(at)
        )
        found = [
            (clock.pk, verb) for clock in due.select_related("case").order_by("due_on", "id")
            if (verb := _escalates(clock))
        ][:AT_ONCE]  # fmt: skip
    return sum(_escalate(number, verb, at) for number, verb in found)


def _escalates(clock: Clock) -> str:
    flow = register().flows.get(clock.case.flow)
    limit = next((one for one in flow.limits if one.name == clock.name), None) if flow else None
    return limit.escalates if limit else ""


def _escalate(number: int, verb: str, at: datetime) -> bool:
    try:
        with system_scope("超期上报") as by:
            return _escalate_clock(number, verb, by, at)
    except Refused as refusal:
        log.warning("clock %s not escalated: %s", number, ",".join(sorted(refusal.codes)))
    except Exception:
        log.exception("clock %s", number)
    return False


def _escalate_clock(number: int, verb: str, by: Scope, at: datetime) -> bool:
    clock: Any = Clock.everything.select_related("case").get(pk=number)
    flow, subject = _thing_of(clock.case)
    lock_subject(flow, subject)
    clock.refresh_from_db()
    if clock.state != Clock.State.RUNNING or clock.escalated_at or clock.due_on >= local_day(at):
        return False  # done, paused or made longer meanwhile
    take_step(flow=flow, subject=subject, verb=verb, by=by, at=at)
    return True


def _thing_of(case: Case) -> tuple[Flow, Any]:
    flow = register().flows[case.flow]
    model: Any = flow.subject_model
    return flow, model.everything.get(public_id=case.subject)
