"""Is a flow well declared? Every fault names the flow and the step, and stops the start."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.flows.parts import ANY, Kind, Limit, Place, Step, Who
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
    faults = [*_whole(flow), *_states(flow), *_limits(flow)]
    for step in flow.steps:
        found = (*_step(flow, step), *_words(step), *_names(flow, step))
        faults += [f"step {step.verb}: {fault}" for fault in found]
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
    yield from _duty(flow.sees)
    days = [rules.since for rules in flow.rule_sets]
    if not days or days != sorted(set(days)):
        yield "the rule sets do not follow one another by day"


def _states(flow: "Flow") -> Iterator[str]:
    yield from _unknown("state", (*flow.ends, *flow.begins), flow.states.values)
    yield from _unknown("state with a public name", flow.public or (), flow.states.values)
    for state in flow.states:
        if not str(state.label).strip():
            yield f"state {state.value} has no name"
    told = sorted(state for stage in flow.stages for state in stage.states)
    if flow.stages and told != sorted(flow.states.values):
        yield "the stages do not hold every state once"


def _duty(said: Any, *more: type) -> Iterator[str]:
    # A misspelt duty arrives as text, whatever the annotation says.
    if not isinstance(said, (Duty, *more)):
        yield f"unknown duty {said!r}"


def _unknown(what: str, said: Iterable[str], known: Iterable[str]) -> Iterator[str]:
    for name in sorted(set(said) - set(known)):
        yield f"unknown {what} {name}"


def _step(flow: "Flow", step: Step) -> Iterator[str]:
    yield from _verb(flow, step)
    yield from _day(step)
    yield from _duty(step.duty, Who)
    named = () if step.source == ANY else step.source
    yield from _unknown("state", (*named, *filter(None, [step.target])), flow.states.values)
    for state in sorted(set(named) & set(flow.ends)):
        yield f"leads out of the end {state}"
    for fails, fault in (
        (step.opens and step.target is None, "an opening step says the first state"),
        (step.duty is Who.ONESELF and not flow.person, "the flow does not say whom it is about"),
        (step.place is Place.HOST and not flow.host, "the flow does not say the other side"),
        (step.decides and not flow.person, "a decision is about nobody"),
        (step.decides and isinstance(step.duty, Who), "no post decides"),
    ):
        if fails:
            yield fault


def _day(step: Step) -> Iterator[str]:
    """What a step is dated by is a day that is said."""
    if step.dated and step.dated not in {one.name for one in step.says if one.kind is Kind.DAY}:
        yield f"{step.dated} is no day that is said"


def _verb(flow: "Flow", step: Step) -> Iterator[str]:
    if not NAME.fullmatch(step.verb) or step.verb in RESERVED:
        yield "a verb is written in small letters and is none of the engine's own"
    if len(flow.ledger_verb(step.verb)) > LONGEST_VERB:
        yield "the ledger verb is too long"
    if not str(step.label).strip():
        yield "no label"


def _words(step: Step) -> Iterator[str]:
    groups: tuple[Iterable[Any], ...] = (step.says, step.attaches, step.makes)
    for group in groups:
        names = [one.name for one in group]
        for name in sorted({name for name in names if names.count(name) > 1}):
            yield f"{name} stands there twice"
        yield from (f"{name} is not in small letters" for name in names if not NAME.fullmatch(name))
    wanted: tuple[Any, ...] = (*step.says, *step.attaches)
    for word in wanted:
        if not str(word.label).strip():
            yield f"{word.name} has no label"
        if step.is_automatic and word.required:
            yield "the worker cannot say or attach anything"
    for word in step.says:
        if (word.kind is Kind.CHOICE) != bool(word.choices):
            yield f"{word.name} is a choice without choices, or the reverse"


def _names(flow: "Flow", step: Step) -> Iterator[str]:
    """Whatever a step speaks of exists: limits, verbs, rule sets, plans, numbers."""
    limits = [limit.name for limit in flow.limits]
    named = {*step.starts, *step.stops, *step.pauses, *step.resumes}
    named |= {name for gate in step.gates for name in gate.limits}
    yield from _unknown("limit", named, limits)
    for name in sorted({*step.pauses, *step.resumes} & set(limits)):
        if not flow.limit(name).may_pause:
            yield f"the limit {name} may not be paused"
    spoken = {verb for gate in step.gates for verb in gate.verbs}
    yield from _unknown("step in a gate", spoken, [one.verb for one in flow.steps])
    yield from _unknown("rule set", step.under, [one.code for one in flow.rule_sets])
    for verb in (*(plan.verb for plan in step.plans), *step.drops):
        if not _is_automatic(flow, verb):
            yield f"the plan {verb} is no step of the worker"
    for plan in step.plans:
        yield from _number(plan.after)


def _limits(flow: "Flow") -> Iterator[str]:
    names = [limit.name for limit in flow.limits]
    started = {name for step in flow.steps for name in step.starts}
    for limit in flow.limits:
        faults = [*_limit(limit)]
        if names.count(limit.name) > 1:
            faults.append("declared twice")
        if limit.name not in started:
            faults.append("no step starts it")
        if limit.escalates and not _is_automatic(flow, limit.escalates):
            faults.append(f"{limit.escalates} is no step of the worker")
        yield from (f"limit {limit.name}: {fault}" for fault in faults)


def _limit(limit: Limit) -> Iterator[str]:
    if not str(limit.title).strip():
        yield "no title"
    yield from _number(limit.span)
    if limit.extension:
        yield from _number(limit.extension.by)
        if limit.extension.most:
            yield from _number(limit.extension.most)
        yield from _duty(limit.extension.duty)


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
    reached = _reached(flow, steps)
    if not reached:
        yield f"nothing begins a case under {rules}"
    # A state of another rule set only is no fault of this one.
    whole = set(flow.states.values) if len(flow.rule_sets) == 1 else _spoken(steps)
    for state in sorted(whole - reached):
        leaving = next((f"step {one.verb}: " for one in steps if state in one.source), "")
        yield f"{leaving}the state {state} cannot be reached under {rules}"
    for state in sorted(reached - set(flow.ends)):
        if not flow.out_of(state, rules):
            yield f"no step leads out of the state {state} under {rules}, and it is no end"


def _reached(flow: "Flow", steps: tuple[Step, ...]) -> set[str]:
    reached = {*flow.begins, *(step.target for step in steps if step.opens and step.target)}
    before = -1
    while len(reached) > before:
        before = len(reached)
        for step in steps:
            if step.target and reached & set(flow.sources(step)):
                reached.add(step.target)
    return reached


def _spoken(steps: tuple[Step, ...]) -> set[str]:
    """States that steps name themselves (ANY names none)."""
    named = {step.target for step in steps if step.target}
    return named | {state for step in steps if step.source != ANY for state in step.source}
