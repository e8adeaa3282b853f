"""How do limits run? Begun, paused, gone on, made longer, ended; each with its own history."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows import spans
from jingwei.kernel.flows.models import Case, Clock, ClockEvent
from jingwei.kernel.flows.parts import Limit, Step
from jingwei.kernel.flows.spans import Span
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.rulebook.calendar import Unit
from jingwei.kernel.rulebook.calendar_queries import days
from jingwei.kernel.rulebook.queries import rule_of


@dataclass
class Changes:
    """What happened to the limits of a case in one act; written when its ledger line is known."""

    case: Case
    by: Scope
    at: datetime
    on: date
    events: list[ClockEvent] = field(default_factory=list)

    @property
    def facts(self) -> dict[str, str]:
        """For the ledger line: limit -> what happened and its last day."""
        return {
            event.clock.name: f"{event.kind} {event.due_after.isoformat()}" for event in self.events
        }

    def note(self, clock: Clock, kind: str, **more: Any) -> None:
        self.events.append(
            ClockEvent(
                case=self.case, clock=clock, kind=kind, at=self.at, due_after=clock.due_on,
                actor_id=self.by.account_id, actor_name=self.by.account_name, post=self.by.title,
                **more,
            )
        )  # fmt: skip

    def write(self, entry: Entry) -> None:
        for event in self.events:
            event.entry_no = entry.pk
        ClockEvent.objects.bulk_create(self.events)


def span_of(said: str | Span, on: date) -> tuple[Span, str]:
    """A span and where it comes from: a number of the rulebook on a day, or a fixed one."""
    if isinstance(said, Span):
        return said, ""
    rule = rule_of(said, on)
    return Span(whole(rule.value or Decimal()), spans.UNITS[rule.unit]), rule.source


def whole(value: Decimal) -> int:
    """Raises: ValueError for a limit of half a day: nobody could say when it ends."""
    if value != value.to_integral_value():
        raise ValueError(f"a limit counts whole units, not {value}")
    return int(value)


def move(
    changes: Changes, step: Step, clocks: Iterable[Clock], *, starts: tuple[str, ...], limits: Any,
    reason: str,
) -> None:  # fmt: skip
    """Do to the limits of a case what a step says; ``starts`` are those that begin now, ``limits``
    finds a declaration by its name."""
    running = {one.name: one for one in clocks if one.state != Clock.State.ENDED}
    for name in running.keys() & set(step.stops):
        end(changes, running.pop(name))
    for name in running.keys() & set(step.pauses):
        _pause(changes, running[name], reason)
    for name in running.keys() & set(step.resumes):
        _resume(changes, running[name])
    for name in starts:
        if name in running:
            end(changes, running.pop(name), outcome=Clock.Outcome.DROPPED)
        start(changes, limits(name))


def start(changes: Changes, limit: Limit) -> Clock:
    span, source = span_of(limit.span, changes.on)
    term = spans.term(changes.on, span, days=days(), counts_first=limit.counts_first)
    clock: Clock = Clock.everything.create(
        case=changes.case, org_id=changes.case.org_id, org_path=changes.case.org_path,
        name=limit.name, number=limit.span if isinstance(limit.span, str) else "",
        amount=span.amount, unit=span.unit, source=source, waits=limit.waits,
        began_on=changes.on, due_on=term.last, is_certain=term.is_certain,
    )  # fmt: skip
    changes.note(clock, ClockEvent.Kind.STARTED, amount=span.amount)
    return clock


def end(changes: Changes, clock: Clock, *, outcome: str = "") -> None:
    """A limit ends; without ``outcome`` its day says whether it was met. What must be waited for
    is met by waiting."""
    late = changes.on > clock.due_on and not clock.waits and clock.state == Clock.State.RUNNING
    late = late or (
        clock.state == Clock.State.PAUSED and not clock.waits
        and clock.paused_on is not None and clock.paused_on > clock.due_on
    )  # fmt: skip
    clock.state, clock.paused_on, clock.ended_on = Clock.State.ENDED, None, changes.on
    clock.outcome = outcome or (Clock.Outcome.LATE if late else Clock.Outcome.MET)
    clock.save(update_fields=["state", "paused_on", "ended_on", "outcome"])
    changes.note(clock, ClockEvent.Kind.ENDED)


def drop_all(changes: Changes, clocks: Iterable[Clock]) -> None:
    """The case has ended: nothing is due any more."""
    for clock in clocks:
        if clock.state != Clock.State.ENDED:
            end(changes, clock, outcome=Clock.Outcome.DROPPED)


def _pause(changes: Changes, clock: Clock, reason: str) -> None:
    if clock.state != Clock.State.RUNNING:
        return
    clock.state, clock.paused_on = Clock.State.PAUSED, changes.on
    clock.save(update_fields=["state", "paused_on"])
    changes.note(clock, ClockEvent.Kind.PAUSED, reason=reason)


def _resume(changes: Changes, clock: Clock) -> None:
    if clock.state != Clock.State.PAUSED or clock.paused_on is None:
        return
    before = clock.due_on
    clock.due_on = spans.after_pause(
        before, Unit(clock.unit), paused=clock.paused_on, resumed=changes.on, days=days()
    )
    clock.state, clock.paused_on = Clock.State.RUNNING, None
    clock.save(update_fields=["state", "paused_on", "due_on"])
    changes.note(clock, ClockEvent.Kind.RESUMED, due_before=before)


def longer(clock: Clock, span: Span) -> date:
    """The last day, were the limit made longer by ``span``."""
    return spans.term(clock.due_on, span, days=days()).last


def longest(clock: Clock, number: str, on: date) -> date:
    """The last day that a rule of ``on`` leaves to the whole run, however often it is extended."""
    span, _source = span_of(number, on)
    return spans.term(clock.began_on, span, days=days()).last


def extend(changes: Changes, clock: Clock, span: Span, reason: str) -> None:
    """Make a running limit longer by ``span``, counted from its last day."""
    before = clock.due_on
    term = spans.term(before, span, days=days())
    clock.due_on, clock.is_certain = term.last, clock.is_certain and term.is_certain
    clock.extended += 1
    clock.escalated_at = None
    clock.save(update_fields=["due_on", "is_certain", "extended", "escalated_at"])
    changes.note(
        clock, ClockEvent.Kind.EXTENDED, due_before=before, amount=span.amount, reason=reason
    )


def escalate(changes: Changes, clock: Clock) -> None:
    """Note that a limit has passed and was put before the level above."""
    clock.escalated_at = changes.at
    clock.save(update_fields=["escalated_at"])
    changes.note(clock, ClockEvent.Kind.ESCALATED)
