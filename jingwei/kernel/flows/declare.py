"""What is a flow? One table of steps, checked when it is declared, read by everything else."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.db.models import Model, TextChoices

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows import checks
from jingwei.kernel.flows.parts import ANY, Limit, RuleSet, Slot, Stage, Step, Text, Word

ALWAYS = RuleSet("always", "", date.min)


@dataclass(frozen=True, eq=False)
class Flow:
    """The life of one kind of thing.

    ``model`` ('app.Model') is scoped, has a ``public_id`` and keeps its state in ``state_field``.
    ``begins`` are states in which a subject may be made without an opening step. ``ends`` are
    states out of which no step leads. ``public`` names states for the asker. ``keeps_rules``: a
    case goes on under the set it was begun under; otherwise each step asks its own day's.

    ``named``: the attribute of the subject with the accounts that alone see its case, whatever
    their range. ``looked`` is called each time somebody opens a case or a paper of it.
    """

    code: str
    title: Text
    model: str
    states: type[TextChoices]
    ends: tuple[str, ...]
    sees: Duty
    steps: tuple[Step, ...]
    begins: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    rule_sets: tuple[RuleSet, ...] = (ALWAYS,)
    keeps_rules: bool = True
    stages: tuple[Stage, ...] = ()
    public: dict[str, Text] | None = None
    state_field: str = "state"
    person: str = ""  # attribute of the subject: the person (id) whom the case is about
    host: str = ""  # attribute of the subject: the other side's organisation
    named: str = ""
    looked: Callable[[Any, Scope, datetime], None] | None = None
    purpose: Text = ""
    url: str = ""  # url name of the system's own page of a case; takes the public id

    def __post_init__(self) -> None:
        checks.check(self)

    def __str__(self) -> str:
        return self.code

    @property
    def subject_model(self) -> type[Model]:
        return apps.get_model(self.model)

    @property
    def thing(self) -> str:
        """What the ledger calls the subject."""
        return self.model.partition(".")[2].lower()

    def rules_on(self, day: date) -> RuleSet:
        """The set in force on a day; before the first, the first."""
        began = [one for one in self.rule_sets if one.since <= day]
        return began[-1] if began else self.rule_sets[0]

    def rule_set(self, code: str) -> RuleSet:
        found = (one for one in self.rule_sets if one.code == code)
        return next(found, self.rule_sets[0])

    def steps_under(self, rules: str) -> tuple[Step, ...]:
        return tuple(one for one in self.steps if not one.under or rules in one.under)

    def step(self, verb: str, rules: str) -> Step | None:
        return next((one for one in self.steps_under(rules) if one.verb == verb), None)

    def sources(self, step: Step) -> tuple[str, ...]:
        """The states from which a step may be taken; ANY spelt out."""
        if step.source == ANY:
            return tuple(state for state in self.states.values if state not in self.ends)
        return step.source

    def out_of(self, state: str, rules: str) -> tuple[Step, ...]:
        return tuple(one for one in self.steps_under(rules) if state in self.sources(one))

    def limit(self, name: str) -> Limit:
        return next(one for one in self.limits if one.name == name)

    def label(self, state: str) -> str:
        return str(self.states(state).label)

    def public_label(self, state: str) -> str:
        """What the asker reads; the worker's name where there is no other."""
        return str((self.public or {}).get(state) or self.label(state))

    def word(self, verb: str, name: str) -> Word | None:
        """How something said at a step was declared, whatever the rule set."""
        words = (word for step in self.steps if step.verb == verb for word in step.says)
        return next((word for word in words if word.name == name), None)

    def slot(self, name: str) -> Slot | None:
        slots = (slot for step in self.steps for slot in step.attaches)
        return next((slot for slot in slots if slot.name == name), None)

    def ledger_verb(self, verb: str) -> str:
        return f"{self.code}.{verb}"

    def names_of(self, subject: Any) -> list[int] | None:
        """The accounts that alone see the case; None where its whole range does."""
        return list(getattr(subject, self.named)) if self.named else None

    def note_look(self, subject: Any, by: Scope, at: datetime) -> None:
        if self.looked is not None:
            self.looked(subject, by, at)

    def state_of(self, subject: Any) -> str:
        return str(getattr(subject, self.state_field))
