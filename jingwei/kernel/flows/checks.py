"""Is a flow well declared? Every fault names the flow and the step, and stops the start."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows.parts import ANY, Kind, Limit, Step, Who
from jingwei.kernel.flows.spans import Span
from jingwei.kernel.rulebook.names import NAMES

if TYPE_CHECKING:
    from jingwei.kernel.flows.declare import Flow

NAME = re.compile(r"[a-z][a-z0-9_]*")
CODE = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+")
LONGEST_VERB = 60
RESERVED = {"clock", "plan", "paper"}


class FlowWrong(ValueError):
    """A flow that cannot be run as it is declared."""


def check(flow: "Flow") -> None:
    """Raises: FlowWrong with every fault at once."""
    faults = [*_whole(flow), *_limits(flow)]
    for step in flow.steps:
        faults += [f"step {step.verb}: {fault}" for fault in _step(flow, step)]
    if not faults:
        for rules in flow.rule_sets:
            faults += _way(flow, rules.code)
    if faults:
        raise FlowWrong("; ".join(f"flow {flow.code}: {fault}" for fault in faults))


def _whole(flow: "Flow") -> Iterator[str]:
    if not CODE.fullmatch(flow.code):
        yield "the code is system.thing"
    if not flow.steps:
        yield "no step"
    if not isinstance(flow.sees, Duty):
        yield f"unknown duty {flow.sees!r}"
    for state in (*flow.ends, *flow.begins):
        if state not in flow.states.values:
            yield f"unknown state {state}"
    for state in flow.states:
        if not str(state.label).strip():
            yield f"state {state.value} has no name"
    if flow.public is not None and set(flow.public) - set(flow.states.values):
        yield f"public names of unknown states {sorted(set(flow.public) - set(flow.states.values))}"
    days = [rules.since for rules in flow.rule_sets]
    if not days or days != sorted(set(days)):
        yield "the rule sets do not follow one another by day"
    if flow.stages:
        told = [state for stage in flow.stages for state in stage.states]
        if sorted(told) != sorted(set(flow.states.values)):
            yield "the stages do not hold every state once"


def _step(flow: "Flow", step: Step) -> Iterator[str]:
    if not NAME.fullmatch(step.verb) or step.verb in RESERVED:
        yield "a verb is written in small letters"
    if len(f"{flow.code}.{step.verb}") > LONGEST_VERB:
        yield "the ledger verb is too long"
    if not str(step.label).strip():
        yield "no label"
    if not isinstance(step.duty, Duty | Who):
        yield f"unknown duty {step.duty!r}"
    known = set(flow.states.values)
    ends = () if step.target is None else (step.target,)
    for state in (*(() if step.source == ANY else step.source), *ends):
        if state not in known:
            yield f"unknown state {state}"
    for state in set(step.source) & set(flow.ends):
        yield f"leads out of the end {state}"
    if step.opens and step.target is None:
        yield "an opening step says the first state"
    if step.duty is Who.ONESELF and not flow.person:
        yield "the flow does not say whom a case is about"
    if step.place == "host" and not flow.host:
        yield "the flow does not say who the other side is"
    yield from _parts(flow, step)


def _parts(flow: "Flow", step: Step) -> Iterator[str]:
    for group in (step.says, step.attaches, step.makes):
        names = [one.name for one in group]  # type: ignore[attr-defined]
        if len(names) != len(set(names)):
            yield "the same name twice"
        for name in names:
            if not NAME.fullmatch(name):
                yield f"the name {name!r} is not in small letters"
    for word in step.says:
        if not str(word.label).strip():
            yield f"what is said as {word.name} has no label"
        if (word.kind is Kind.CHOICE) != bool(word.choices):
            yield f"{word.name} is a choice without choices, or the reverse"
    if step.duty is Who.WORKER and any(one.required for one in (*step.says, *step.attaches)):
        yield "the worker cannot say or attach anything"
    limits = {limit.name for limit in flow.limits}
    named = {*step.starts, *step.stops, *step.pauses, *step.resumes}
    named |= {name for gate in step.gates for name in gate.limits}
    for name in sorted(named - limits):
        yield f"unknown limit {name}"
    for name in (*step.pauses, *step.resumes):
        if name in limits and not flow.limit(name).may_pause:
            yield f"the limit {name} may not be paused"
    verbs = {one.verb for one in flow.steps}
    for name in sorted({verb for gate in step.gates for verb in gate.verbs} - verbs):
        yield f"a gate speaks of an unknown step {name}"
    for rules in sorted(set(step.under) - {one.code for one in flow.rule_sets}):
        yield f"unknown rule set {rules}"
    for verb in (*(plan.verb for plan in step.plans), *step.drops):
        if not _is_automatic(flow, verb):
            yield f"the plan {verb} is no step of the worker"
    for plan in step.plans:
        yield from _number(plan.after)


def _limits(flow: "Flow") -> Iterator[str]:
    names = [limit.name for limit in flow.limits]
    if len(names) != len(set(names)):
        yield "a limit is declared twice"
    started = {name for step in flow.steps for name in step.starts}
    for limit in flow.limits:
        if limit.name not in started:
            yield f"limit {limit.name}: no step starts it"
        if limit.escalates and not _is_automatic(flow, limit.escalates):
            yield f"limit {limit.name}: {limit.escalates} is no step of the worker"
        for fault in _limit(limit):
            yield f"limit {limit.name}: {fault}"


def _limit(limit: Limit) -> Iterator[str]:
    if not str(limit.title).strip():
        yield "no title"
    yield from _number(limit.span)
    if limit.extension:
        yield from _number(limit.extension.by)
        if not isinstance(limit.extension.duty, Duty):
            yield f"unknown duty {limit.extension.duty!r}"


def _number(said: str | Span) -> Iterator[str]:
    if isinstance(said, str) and said not in NAMES:
        yield f"the rulebook has no number {said}"


def _is_automatic(flow: "Flow", verb: str) -> bool:
    found = [one for one in flow.steps if one.verb == verb]
    return bool(found) and all(one.is_automatic for one in found)


def _way(flow: "Flow", rules: str) -> Iterator[str]:
    """Under one set of rules: each verb once, every state reached, every state left or an end."""
    steps = flow.steps_under(rules)
    verbs = [step.verb for step in steps]
    for verb in sorted({verb for verb in verbs if verbs.count(verb) > 1}):
        yield f"step {verb}: declared twice under {rules}"
    reached = {*flow.begins, *(step.target for step in steps if step.opens)}
    if not reached:
        yield f"nothing begins a case under {rules}"
    grown = True
    while grown:
        more = {
            step.target for step in steps
            if step.target is not None and reached & set(flow.sources(step))
        }  # fmt: skip
        grown = not more <= reached
        reached |= more
    used = {state for step in steps for state in (*flow.sources(step), step.target) if state}
    alone = set(flow.states.values) if len(flow.rule_sets) == 1 else used & _spoken(flow, rules)
    for state in sorted(alone - reached):
        leaving = [step.verb for step in steps if state in step.source]
        where = f"step {leaving[0]}: " if leaving else ""
        yield f"{where}the state {state} cannot be reached under {rules}"
    for state in sorted(state for state in reached if state):
        if state not in flow.ends and not flow.out_of(state, rules):
            yield f"no step leads out of the state {state} under {rules}, and it is no end"


def _spoken(flow: "Flow", rules: str) -> set[str]:
    """States that the steps of a set name themselves (ANY names none)."""
    return {
        state for step in flow.steps_under(rules)
        for state in (*(() if step.source == ANY else step.source), step.target) if state
    }  # fmt: skip
