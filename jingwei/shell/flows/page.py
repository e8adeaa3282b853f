"""What does the page of a case show? Where it stands, what is next, why not yet, limits, past."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import address
from jingwei.kernel.flows import papers, queries
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.look import Look
from jingwei.kernel.flows.models import Case, FlowPaper, Planned
from jingwei.kernel.flows.parts import Who
from jingwei.kernel.flows.queries import Offer
from jingwei.shell.flows import told
from jingwei.shell.flows.forms import StepForm

WHOSE = {
    Who.ONESELF: gettext_lazy("本人"), Who.ASKER: gettext_lazy("提出的人"),
    Who.WORKER: gettext_lazy("系统"),
}  # fmt: skip


@dataclass
class Page:
    """One case for one reader; every list is asked for once."""

    flow: Flow
    subject: Any
    case: Case | None
    scope: Scope
    at: datetime
    chosen: str = ""
    form: StepForm | None = None

    @cached_property
    def look(self) -> Look:
        return queries.look_at(self.flow, self.subject, self.case, by=self.scope, at=self.at)

    @property
    def title(self) -> str:
        return f"{self.flow.title} {self.subject}"

    @property
    def state(self) -> str:
        return self.flow.label(self.look.state)

    @property
    def kind(self) -> str:
        """The shape of the state: ended, standing still, late, under way."""
        if self.look.state in self.flow.ends:
            return "mute"
        return "bad" if any(one.is_late for one in self.limits) else "info"

    @property
    def rules(self) -> Any:
        return self.flow.rule_set(self.look.rules)

    @cached_property
    def stages(self) -> list[dict[str, Any]]:
        return told.stages(self.look)

    @cached_property
    def offers(self) -> list[Offer]:
        return queries.offers(self.look)

    @property
    def mine(self) -> list[Offer]:
        return [one for one in self.offers if one.is_mine]

    @property
    def theirs(self) -> list[dict[str, Any]]:
        """Steps that are for others: what, and for whom."""
        return [
            {"label": one.step.label, "who": whose(one)} for one in self.offers if not one.is_mine
        ]

    @cached_property
    def offer(self) -> Offer | None:
        """The step that is drawn in full: the chosen one, else the first that can be taken."""
        mine = self.mine
        wanted = next((one for one in mine if one.step.verb == self.chosen), None)
        ready = next((one for one in mine if one.is_possible and not one.step.stop), None)
        return wanted or ready or (mine[0] if mine else None)

    @property
    def others(self) -> list[Offer]:
        return [one for one in self.mine if one is not self.offer]

    @cached_property
    def step_form(self) -> StepForm | None:
        if self.form is not None:
            return self.form
        return StepForm(self.offer.step) if self.offer else None

    @property
    def fields(self) -> list[dict[str, Any]]:
        """The boxes of the chosen step."""
        if self.offer is None or self.step_form is None:
            return []
        return self.step_form.drawn(self.offer.step.says)

    @cached_property
    def slots(self) -> list[dict[str, Any]]:
        """The papers of the chosen step, with what was uploaded and waits for it."""
        if self.offer is None:
            return []
        waiting = papers.waiting_papers(self.case, self.scope) if self.case else ()
        return [
            {"slot": slot, "waiting": [one for one in waiting if one.slot == slot.name]}
            for slot in self.offer.step.attaches
        ]  # fmt: skip

    @cached_property
    def limits(self) -> list[told.Running]:
        events = queries.clock_events(self.case) if self.case else ()
        return told.running(self.look, events)

    @cached_property
    def papers(self) -> tuple[FlowPaper, ...]:
        return queries.papers_of(self.case) if self.case else ()

    @property
    def open_papers(self) -> list[FlowPaper]:
        return [one for one in self.papers if papers.may_open(self.flow, one, self.scope)]

    @property
    def hidden_papers(self) -> int:
        return len(self.papers) - len(self.open_papers)

    @cached_property
    def past(self) -> list[told.Past]:
        return told.past(self.look, self.scope, self.papers)

    @cached_property
    def plans(self) -> list[dict[str, Any]]:
        """What the program will do by itself, and what it did not do after all."""
        shown = (Planned.State.WAITING, Planned.State.NOT_TAKEN)
        rows = queries.plans_of(self.case) if self.case else ()
        return [
            {"label": self.look.label_of(row.verb), "row": row}
            for row in rows if row.state in shown
        ]  # fmt: skip

    @property
    def number(self) -> int:
        """How many steps this reader has seen; sent along with the next."""
        return self.case.number if self.case else 0

    @property
    def key(self) -> str:
        return str(uuid.uuid4())

    @property
    def own_page(self) -> str:
        """The system's own page of the thing, where there is one."""
        return address(self.flow.url, self.subject.public_id) if self.flow.url else ""


def whose(offer: Offer) -> str:
    """For whom is a step, in words?"""
    if isinstance(offer.step.duty, Duty):
        return _("、").join(queries.holders(offer.step)) or _("还没有人有这项权责")
    return str(WHOSE[offer.step.duty])
