"""What does the page of a case show? The next step's list, what was said, facts, limits, rights."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingwei.kernel.flows.queries import Offer
from jingwei.shell.flows.page import Page
from jingwei.systems.competence.disposition import facts, grounds, looks, people, queries, sealed
from jingwei.systems.competence.disposition.checklist import phases
from jingwei.systems.competence.disposition.kinds import (
    PROMPTS,
    Ask,
    Care,
    Form,
    Result,
    Role,
)
from jingwei.systems.competence.disposition.models import CaseLook, Seat
from jingwei.systems.competence.disposition.onward import next_verb

RIGHTS: Final = (
    gettext_lazy("知道事实和依据，看有关材料"),
    gettext_lazy("说明、申辩，请党员作证或辩护"),
    gettext_lazy("要求有利害关系的人回避"),
    gettext_lazy("参加讨论自己的支部大会"),
    gettext_lazy("对决定不服，向上级党组织申诉"),
)


@dataclass(frozen=True)
class Said:
    """One thing the member put forward, with the answer."""

    number: int
    kind: str
    said: str
    asked_at: Any
    answer: str
    result: str
    answered: str
    state: str
    waits: bool


@dataclass
class CasePage(Page):
    """One case for one reader. ``oneself``: the member, who reads the same page."""

    oneself: bool = False
    typed: dict[str, Any] = field(default_factory=dict)

    @property
    def title(self) -> str:
        return _("组织处置 {code}").format(code=self.subject.code)

    @property
    def form_label(self) -> str:
        return str(Form(self.subject.form).label) if self.subject.form else ""

    @property
    def grounds(self) -> list[str]:
        return grounds.labels(sealed.grounds_of(self.subject))

    @property
    def is_closed(self) -> bool:
        return self.subject.closed_on is not None

    @cached_property
    def seats(self) -> list[Seat]:
        return queries.seats_of(self.subject)

    @property
    def seen_by(self) -> int:
        """How many people may open this page: accounts on the case, and the member."""
        return len(self.subject.named) + 1

    @property
    def stage(self) -> int:
        return next((n for n, one in enumerate(self.stages, 1) if one["state"] == "now"), 0)

    @property
    def next_verb(self) -> str:
        return next_verb(self.look.state, self.subject.form)

    @cached_property
    def onward(self) -> Offer | None:
        """The step that leads on, with its list of what must be so."""
        if self.is_closed:
            return None
        return next((one for one in self.offers if one.step.verb == self.next_verb), None)

    @property
    def done_count(self) -> int:
        return sum(one.is_met for one in self.onward.conditions) if self.onward else 0

    @property
    def halt(self) -> Offer | None:
        """The step with which the matter is dropped, as easy to find as the one that goes on."""
        return next((one for one in self.offers if one.step.stop and one.is_mine), None)

    @property
    def beside(self) -> list[Offer]:
        """Other steps this reader may take from here."""
        shown = {self.next_verb, self.halt.step.verb if self.halt else ""}
        return [] if self.is_closed else [
            one for one in self.mine if one.step.verb not in shown and _fits(one)
        ]  # fmt: skip

    @cached_property
    def points(self) -> list[Said]:
        return [
            Said(
                one.number, str(Ask(one.kind).label), sealed.told(one, "said"), one.asked_at,
                sealed.told(one, "answer"), str(Result(one.result).label) if one.result else "",
                one.answered_name, "ok" if one.result in ("accepted", "arranged") else "info",
                one.answered_at is None,
            )
            for one in queries.points_of(self.subject)
        ]  # fmt: skip

    @cached_property
    def facts(self) -> list[facts.Row]:
        return facts.rows(self.subject, self.look.on)

    @property
    def care(self) -> list[dict[str, str]]:
        answers = sealed.care_of(self.subject)
        kinds = {Care.NONE: "ok", Care.HELPED: "ok", Care.OPEN: "warn"}
        return [
            {"title": str(title), "answer": str(Care(answers[key]).label),
             "kind": kinds[Care(answers[key])]}
            for key, title in PROMPTS.items() if key in answers
        ]  # fmt: skip

    @property
    def disclosed(self) -> list[dict[str, Any]]:
        """What the investigators said about how they stand to the member."""
        return [
            {"name": one.name, "said": sealed.told(one, "sealed"), "in_minutes": one.in_minutes}
            for one in self.seats if one.role == Role.INVESTIGATOR
        ]  # fmt: skip

    @property
    def rights(self) -> tuple[Any, ...]:
        return RIGHTS

    @cached_property
    def looks(self) -> list[CaseLook]:
        return looks.looks_of(self.subject)

    @property
    def phases(self) -> list[dict[str, Any]]:
        return phases(self.subject, self.look.on)

    @property
    def talks(self) -> list[Any]:
        return queries.talks_of(self.subject)

    @property
    def vote(self) -> list[dict[str, Any]]:
        row = self.subject
        if row.entitled is None:
            return []
        pairs = (
            (_("支部大会"), row.voted_on), (_("应到有表决权"), row.entitled),
            (_("实到"), row.present), (_("赞成"), row.yes), (_("不赞成"), row.no),
            (_("弃权"), row.abstained),
        )  # fmt: skip
        return [{"label": label, "value": value} for label, value in pairs]

    @property
    def ground_choices(self) -> list[dict[str, Any]]:
        """Grounds of each form on this day, to be ticked at the step that proposes."""
        chosen = self.typed.get("grounds") or []
        return [
            {"form": form.label,
             "rows": [
                 {"code": one.code, "label": one.label, "on": one.code in chosen}
                 for one in grounds.listed(form, self.look.on)
             ]}
            for form in Form
        ]  # fmt: skip

    @property
    def waiting_numbers(self) -> list[int]:
        return [one.number for one in self.points if one.waits]

    @property
    def meetings(self) -> list[Any]:
        return queries.votes_to_choose(self.subject)

    @property
    def members(self) -> list[Any]:
        return people.of_branch(self.subject)

    @property
    def may_seal(self) -> bool:
        mine = {one.role for one in self.seats if one.account_id == self.scope.account_id}
        return self.is_closed and self.subject.sealed_at is None and bool(
            mine & {Role.APPROVER, Role.SUPERIOR}
        )  # fmt: skip


def _fits(offer: Offer) -> bool:
    """A step of another form than this case's is not worth showing."""
    return "disposition.form" not in {one.code for one in offer.findings}
