"""Which tests follow from a table? Each step once from a legal position, each wrong one refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.paths import upper
from jingwei.kernel.access.scope import Scope, acting, system_scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows.actions import begin_case, take_step
from jingwei.kernel.flows.checklist_actions import set_checklist
from jingwei.kernel.flows.checklists import Item
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.models import Case, Checklist, Taken
from jingwei.kernel.flows.papers import attach_paper
from jingwei.kernel.flows.parts import Kind, Place, Step, Who, Word
from jingwei.kernel.ledger.models import Entry

PDF = b"%PDF-1.7\n%%EOF\n"
ANSWERS: dict[Kind, Any] = {
    Kind.TEXT: "测试说明", Kind.LINE: "测试", Kind.NUMBER: "1", Kind.YES: "yes",
}  # fmt: skip

type Make = Callable[[Any, str], Any]
"""``make(town, state)``: a subject in a state, written by whoever acts."""


@dataclass(frozen=True)
class Ready:
    """What a step needs beyond what its table says: other words, another hand, a later moment.

    ``before`` runs first, in the same scope: it takes the earlier steps a gate asks for.
    """

    said: Mapping[str, Any] = field(default_factory=dict)
    by: Scope | None = None
    at: datetime | None = None
    before: Callable[[Any, Any], None] | None = None


type Readiness = Mapping[str, Ready]
"""Verb -> what it needs; verbs that need nothing more are left out."""


@dataclass(frozen=True)
class Trial:
    """One step under one set of rules, from each of ``states``; one town serves them all."""

    flow: Flow
    step: Step
    rules: str
    states: tuple[str, ...]
    fault: str = ""

    def __str__(self) -> str:
        return "-".join(filter(None, [self.rules, self.step.verb, self.fault]))

    def take(self, town: Any, make: Make, ready: Readiness | None = None) -> None:
        """The step is taken from every state it leads out of: state, history, ledger line."""
        needs = (ready or {}).get(self.step.verb, Ready())
        with _hand(self, town, needs) as by:
            for state in self.states:
                self._take_from(state, town, make, needs, by)

    def _take_from(self, state: str, town: Any, make: Make, needs: Ready, by: Scope) -> None:
        row = self._position(state, town, make)
        if needs.before:
            needs.before(town, row)
        at = needs.at or town.at
        step = self._try(row, by, at, _words(self.step, at) | dict(needs.said))
        assert step is not None
        row = self.flow.subject_model._default_manager.get(pk=row.pk)
        assert self.flow.state_of(row) == (self.step.target or state)
        assert Case.everything.get(pk=step.case_id).state == self.flow.state_of(row)
        assert Entry.everything.get(pk=step.entry_no).verb == self.flow.ledger_verb(step.verb)

    def refuse(self, town: Any, make: Make, ready: Readiness | None = None) -> None:
        """The step is refused for its fault, in words, and nothing is kept."""
        needs = (ready or {}).get(self.step.verb, Ready())
        with _hand(self, town, needs) as by:
            if self.fault == "duty":
                by = replace(by, duties=by.duties - {self.step.duty}, account_id=by.account_id or 1)
            if self.fault == "worker":
                by = replace(town.lin_scope, duties=frozenset(Duty))
            for state in self.states:
                self._refuse_from(state, town, make, needs, by)

    def _refuse_from(self, state: str, town: Any, make: Make, needs: Ready, by: Scope) -> None:
        row = self._position(state, town, make)
        kept = Entry.everything.count(), Taken.objects.count()
        said = {} if self.fault == "words" else _words(self.step, town.at) | dict(needs.said)
        found = self._findings(row, by, needs.at or town.at, said)
        assert WANTED[self.fault] & {one.code for one in found}, f"{self} from {state}: {found}"
        assert all(str(one) for one in found)
        row = self.flow.subject_model._default_manager.get(pk=row.pk)
        assert self.flow.state_of(row) == state
        assert (Entry.everything.count(), Taken.objects.count()) == kept

    def _findings(self, row: Any, by: Scope, at: datetime, said: Any) -> tuple[Finding, ...]:
        try:
            self._try(row, by, at, said, papers=self.fault != "words")
        except Refused as refusal:
            return refusal.findings
        return ()

    def _position(self, state: str, town: Any, make: Make) -> Any:
        row = make(town, state)
        begin_case(flow=self.flow, subject=row, by=town.lin_scope, at=town.at)
        Case.everything.filter(subject=row.public_id).update(rule_set=self.rules)
        return row

    def _try(
        self, row: Any, by: Scope, at: datetime, said: Mapping[str, Any], *, papers: bool = True
    ) -> Taken | None:
        if self.step.opens:
            return begin_case(
                flow=self.flow, subject=row, verb=self.step.verb, said=said, by=by, at=at,
                asker=self.step.duty is Who.ASKER,
            )  # fmt: skip
        ids = [
            attach_paper(flow=self.flow, subject=row, slot=slot.name, name="a.pdf", data=PDF,
                         by=by, at=at).public_id
            for slot in self.step.attaches
            if papers and slot.required and self.fault not in ("duty", "worker")
        ]  # fmt: skip
        return take_step(
            flow=self.flow, subject=row, verb=self.step.verb, said=said, attached=ids, by=by,
            at=at, asker=self.step.duty is Who.ASKER and self.fault != "duty",
        )  # fmt: skip


WANTED = {
    "state": {"flow.state", "flow.done"},
    "duty": {"access.duty"},
    "worker": {"access.duty"},
    "words": {"flow.said", "flow.paper"},
}  # fmt: skip


def taken(flow: Flow) -> list[Trial]:
    """Every step from every state it leads out of."""
    return [Trial(flow, step, rules, _legal(flow, step)) for rules, step in _steps(flow)]


def refused(flow: Flow) -> list[Trial]:
    """Every step from every state it does not lead out of; without its duty; with nothing said."""
    found = []
    for rules, step in _steps(flow):
        legal = _legal(flow, step)
        if wrong := tuple(state for state in flow.states.values if state not in legal):
            found.append(Trial(flow, step, rules, wrong, "state"))
        if step.duty is not Who.ONESELF:
            fault = "worker" if step.is_automatic else "duty"
            found.append(Trial(flow, step, rules, legal[:1], fault))
        wanted: tuple[Any, ...] = (*step.says, *step.attaches)
        if any(one.required for one in wanted):
            found.append(Trial(flow, step, rules, legal[:1], "words"))
    return found


def _steps(flow: Flow) -> list[tuple[str, Step]]:
    """Every row of the table once, with the newest set of rules that it stands under."""
    codes = [rules.code for rules in flow.rule_sets]
    return [(max(step.under, key=codes.index) if step.under else codes[-1], step)
            for step in flow.steps]  # fmt: skip


def _legal(flow: Flow, step: Step) -> tuple[str, ...]:
    return (step.target or "",) if step.opens else tuple(flow.sources(step))


def _words(step: Step, at: datetime) -> dict[str, Any]:
    """Something legal for everything that must be said."""
    return {word.name: _word(word, at.date()) for word in step.says if word.required}


def _word(word: Word, on: date) -> Any:
    if word.kind is Kind.CHOICE:
        return word.choices[0][0]
    if word.kind is Kind.DAY:
        return on.isoformat()
    return str(ANSWERS[word.kind])[: word.most]


def _hand(trial: Trial, town: Any, needs: Ready) -> Any:
    """The scope of a hand that may: the worker, the person, or a post with exactly the duty."""
    step = trial.step
    if step.is_automatic and trial.fault != "worker":
        return system_scope("测试")
    by = needs.by or town.lin_scope
    if isinstance(step.duty, Duty):
        by = replace(by, duties=by.duties | {step.duty, trial.flow.sees})
    if step.place is Place.ABOVE and needs.by is None:
        county = town.county.path
        by = replace(by, path=county, hi=upper(county))
    return acting(by)


ITEMS = (Item("听过本人意见"), Item("谁核对了原件？", answer=True))


def put_list(
    town: Any, flow: Flow, verb: str, *, org: Any, at: datetime, items: tuple[Item, ...] = ITEMS
) -> tuple[Checklist, str]:
    """A local checklist of an organisation on one step, for cases begun from the day before ``at``
    on, and how its lines are called in a form (``said-..._1``)."""
    by = replace(town.officer_scope, org_id=org.pk, path=org.path, hi=upper(org.path))
    with acting(by):
        row = set_checklist(
            flow=flow, verb=verb, title="本地要核对的", source="镇党委会议纪要第三条", items=items,
            from_on=at.date() - timedelta(days=1), reason="测试", by=by, at=at - timedelta(days=9),
        )  # fmt: skip
    return row, f"said-local_{str(row.public_id)[:8]}"
