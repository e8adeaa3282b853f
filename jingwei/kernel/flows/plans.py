"""Which steps does the worker take later? Put down with a step, checked again when they run."""

from jingwei.kernel.flows.clocks import span_of
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.models import Planned
from jingwei.kernel.flows.parts import Step
from jingwei.kernel.flows.spans import term
from jingwei.kernel.rulebook.calendar_queries import days


def put_down(look: Look, step: Step, *, ended: bool) -> dict[str, str]:
    """Drop the plans that the step ends and put down its own; verb -> day, for the ledger line."""
    waiting = Planned.objects.filter(case=look.case, state=Planned.State.WAITING)
    fresh = {plan.verb for plan in step.plans}
    old = waiting if ended else waiting.filter(verb__in=fresh | set(step.drops))
    old.update(state=Planned.State.DROPPED, ran_at=look.at)
    if ended:
        return {}
    rows = []
    for plan in step.plans:
        span, _source = span_of(plan.after, look.on)
        # The last day counts whole, so the step comes on the day after it.
        day = term(look.on, span, days=days()).until
        rows.append(Planned(case=look.case, verb=plan.verb, run_on=day, planned_at=look.at))
    Planned.objects.bulk_create(rows)
    return {row.verb: row.run_on.isoformat() for row in rows}
