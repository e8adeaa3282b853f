"""How is the past of a case told? Each step in words, what was said to whoever may read it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows import saying
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.models import Clock, ClockEvent, FlowPaper, Taken
from jingwei.kernel.flows.papers import may_open
from jingwei.kernel.flows.parts import Kind, Limit, Word
from jingwei.shell import words


@dataclass(frozen=True)
class Past:
    """One step that was taken, as this reader may know it."""

    label: str
    at: datetime
    who: str
    target: str
    pairs: list[dict[str, Any]]
    papers: list[FlowPaper]


@dataclass(frozen=True)
class Running:
    """A limit as it stands, with its history; ``clock`` None where it has not begun."""

    limit: Limit
    clock: Clock | None
    events: list[ClockEvent]
    left: int
    share: int
    may_extend: bool

    @property
    def state(self) -> str:
        return self.clock.state if self.clock else ""

    @property
    def late_by(self) -> int:
        return -self.left

    @property
    def is_late(self) -> bool:
        return self.state == Clock.State.RUNNING and self.left < 0 and not self.limit.waits


def past(look: Look, scope: Scope, papers: tuple[FlowPaper, ...]) -> list[Past]:
    """The steps taken, newest first."""
    flow = look.flow
    found = []
    for taken in reversed(look.history):
        own = [p for p in papers if p.step_id == taken.pk and may_open(flow, p, scope)]
        found.append(
            Past(
                str(look.label_of(taken.verb)), taken.at, _who(taken), flow.label(taken.to_state),
                pairs(flow, taken, scope, look.subject.org_path, look.local_word), own,
            )
        )  # fmt: skip
    return found


def _who(taken: Taken) -> str:
    if not taken.actor_name:
        return _("系统")
    return f"{taken.actor_name} {taken.post}".strip()


def pairs(
    flow: Flow, taken: Taken, scope: Scope, path: str,
    local: Callable[[str], Word | None] = lambda name: None,
) -> list[dict[str, Any]]:  # fmt: skip
    """What was said at a step: label and value; what a duty of its own guards, for its holders.

    ``local`` knows the questions of local checklists.
    """
    found = []
    for name, value in saying.opened(taken).items():
        word = flow.word(taken.verb, name) or local(name)
        if word is not None and (word.seen_by is None or scope.holds(word.seen_by, path)):
            found.append({"label": word.label, "value": _value(word, value), "raw": True})
    return found


def _value(word: Word, value: Any) -> str:
    if word.kind is Kind.CHOICE:
        return str(dict(word.choices).get(value, value))
    if word.kind is Kind.YES:
        return _("是") if value else _("否")
    return str(value)


def running(look: Look, events: tuple[ClockEvent, ...]) -> list[Running]:
    """Every limit of the flow: the latest run, what happened to it, how much is left."""
    found = []
    for limit in look.flow.limits:
        clock = look.clock(limit.name)
        own = [one for one in events if clock is not None and one.clock_id == clock.pk]
        left = (clock.due_on - look.on).days if clock else 0
        extension = limit.extension
        may = (
            clock is not None and extension is not None
            and clock.state == Clock.State.RUNNING and clock.extended < extension.times
            and look.by.holds(extension.duty, look.subject.org_path)
        )  # fmt: skip
        found.append(Running(limit, clock, own, left, _share(clock, look), bool(may)))
    return found


def _share(clock: Clock | None, look: Look) -> int:
    if clock is None:
        return 0
    whole = max((clock.due_on - clock.began_on).days + 1, 1)
    until = clock.paused_on or clock.ended_on or look.on
    return min(max((until - clock.began_on).days * 100 // whole, 0), 100)


def stages(look: Look) -> list[dict[str, Any]]:
    """The way at the top of the page: done, now, to come."""
    flow = look.flow
    now = next((n for n, one in enumerate(flow.stages) if look.state in one.states), -1)
    ended = look.state in flow.ends
    found = []
    for number, stage in enumerate(flow.stages):
        state = "done" if number < now or (ended and number == now) else "todo"
        if number == now and not ended:
            state = "now"
        last = next((t.at for t in reversed(look.history) if t.to_state in stage.states), None)
        note = words.day_words(last.astimezone(words.SHANGHAI).date(), look.on) if last else ""
        found.append({"label": stage.label, "state": state, "note": note})
    return found
