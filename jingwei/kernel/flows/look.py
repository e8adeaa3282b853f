"""What does a gate look at? The subject, what was done and said, the limits, the day, the hand."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Self

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows import checklists
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.models import Case, Clock, Taken
from jingwei.kernel.flows.parts import Step, Word
from jingwei.kernel.rulebook.queries import value_of


@dataclass(frozen=True)
class Look:
    """One subject at one moment, as the rules of its flow see it.

    ``asked`` False: the page asks what would be possible, nothing is said yet. ``history`` and
    ``clocks`` are in the order in which things happened.
    """

    flow: Flow
    subject: Any
    case: Case
    by: Scope
    at: datetime
    on: date
    history: tuple[Taken, ...] = ()
    clocks: tuple[Clock, ...] = ()
    step: Step | None = None
    said: Mapping[str, Any] = field(default_factory=dict)
    attached: Mapping[str, int] = field(default_factory=dict)
    asked: bool = False
    asker: bool = False

    @property
    def state(self) -> str:
        return self.flow.state_of(self.subject)

    @property
    def rules(self) -> str:
        """The code of the rule set that holds for this case today."""
        if self.flow.keeps_rules:
            return self.case.rule_set
        return self.flow.rules_on(self.on).code

    def at_step(self, step: Step) -> Self:
        return replace(self, step=step)

    def extended(self, step: Step) -> Step:
        """The step with the local checklists that hold for this case."""
        return checklists.extended(step, self.case, self.on)

    def local_word(self, name: str) -> Word | None:
        """How a question of a local checklist was put."""
        return checklists.word_of(self.case, self.on, name)

    def last(self, *verbs: str) -> Taken | None:
        """The last time that one of these steps was taken."""
        return next((one for one in reversed(self.history) if one.verb in verbs), None)

    def clock(self, name: str) -> Clock | None:
        """The latest run of a limit, whether it runs or has ended."""
        return next((one for one in reversed(self.clocks) if one.name == name), None)

    def number(self, name: str) -> Decimal:
        """A number of the rulebook on this day."""
        return value_of(name, self.on)

    def label_of(self, verb: str) -> object:
        """How the step is called, for a sentence."""
        found = (one for one in self.flow.steps if one.verb == verb)
        return next((one.label for one in found), verb)
