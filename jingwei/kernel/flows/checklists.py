"""What does an office want looked at before a step? Local questions beside those of the flow.

A checklist adds words to a step and nothing else: the gates, papers and limits of the flow stay as
they are declared, so no list can relax a regulation. It reaches the cases of its office's own part
of the tree, and a case keeps the version of the day on which it began.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import DateField, F, Func, OuterRef, QuerySet
from django.db.models.functions import JSONObject, Left, Length
from django.utils.translation import gettext

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.paths import ancestors
from jingwei.kernel.days import SHANGHAI, local_day
from jingwei.kernel.flows.models import Case, Checklist
from jingwei.kernel.flows.parts import Kind, Step, Word

PREFIX: Final = "local_"
NOTE: Final = "_note"
ANSWER_MOST, NOTE_MOST = 600, 200
COLUMNS = ("public_id", "flow", "verb", "title", "source", "office", "items", "org_path")


class _Day(Func):
    """The local day of a moment of the outer row, whose kind Django does not know there."""

    template = f"(%(expressions)s AT TIME ZONE '{SHANGHAI.key}')::date"
    output_field = DateField()


@dataclass(frozen=True)
class Item:
    """One thing to look at. ``answer``: in words instead of a tick."""

    label: str
    answer: bool = False
    required: bool = True

    def told(self) -> dict[str, Any]:
        """As it is kept."""
        return {"label": self.label, "answer": self.answer, "required": self.required}


@dataclass(frozen=True)
class Local:
    """A version of a checklist as the step of a case sees it."""

    public_id: str
    verb: str
    title: str
    source: str
    office: str
    items: tuple[Item, ...]

    @property
    def says(self) -> tuple[Word, ...]:
        """Its questions as words of the step; a tick has a line for a note beside it."""
        found: list[Word] = []
        for number, item in enumerate(self.items, 1):
            name = f"{PREFIX}{self.public_id[:8]}_{number}"
            word = Word(
                name, item.label, Kind.TEXT if item.answer else Kind.YES, required=item.required,
                most=ANSWER_MOST, asked_by=self.office, source=self.source, part=self.title,
            )  # fmt: skip
            found.append(word)
            if not item.answer:
                label = gettext("备注：{item}").format(item=item.label)
                found.append(
                    Word(
                        name + NOTE, label, Kind.LINE, required=False, most=NOTE_MOST,
                        asked_by=self.office, source=self.source, part=self.title,
                    )
                )  # fmt: skip
        return tuple(found)


def with_local(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Cases with the checklists that hold for them, in the same statement."""
    above = Checklist.everything.filter(
        flow=OuterRef("flow"), org_path=Left(OuterRef("org_path"), Length("org_path")),
        held__contains=_Day(OuterRef("begun_at")),
    ).order_by("org_path", "verb")  # fmt: skip
    named = {name: F(name) for name in COLUMNS}
    return rows.annotate(local=ArraySubquery(above.values(json=JSONObject(**named))))


def of_case(case: Case, on: date) -> tuple[Local, ...]:
    """The checklists of a case, those of the highest office first; asked once for each case."""
    kept = getattr(case, "local", None)
    if kept is None:
        day = local_day(case.begun_at) if case.begun_at else on
        rows = Checklist.everything.filter(
            flow=case.flow, org_path__in=[*ancestors(case.org_path), case.org_path],
            held__contains=day,
        ).order_by("org_path", "verb")  # fmt: skip
        kept = list(rows.values(*COLUMNS))
        case.local = kept  # type: ignore[attr-defined]
    return tuple(_local(row) for row in kept)


def extended(step: Step, case: Case, on: date) -> Step:
    """The step with the questions of the offices that stand above the case."""
    if not may_carry(step):
        return step
    own = [one for one in of_case(case, on) if one.verb == step.verb]
    return replace(step, says=(*step.says, *(word for one in own for word in one.says)))


def may_carry(step: Step) -> bool:
    """Steps of a post that stand on the page of a case. An opening one is taken before there is a
    case; what the program, a person or an asker does is not an office's to hold up, nor what
    follows by itself from the acts of others."""
    return isinstance(step.duty, Duty) and not step.opens and not step.follows


def holds_up(case: Case, verb: str, on: date) -> bool:
    """Must somebody look at something before this step of the case is taken?"""
    own = (one for one in of_case(case, on) if one.verb == verb)
    return any(item.required for one in own for item in one.items)


def word_of(case: Case, on: date, name: str) -> Word | None:
    """How a local question was put, for whoever reads the answer."""
    if not name.startswith(PREFIX):
        return None
    known = {word.name: word for one in of_case(case, on) for word in one.says}
    return known.get(name) or _former(case, name)


def _former(case: Case, name: str) -> Word | None:
    """Of a list that held where the case belonged when it was answered; asked only then."""
    for row in Checklist.everything.filter(flow=case.flow).values(*COLUMNS):
        for word in _local(row).says:
            if word.name == name:
                return word
    return None


def in_use(step: Step, case: Case, on: date) -> list[str]:
    """Public ids of the lists that a step was taken under, for the ledger."""
    if not may_carry(step):
        return []
    return [one.public_id for one in of_case(case, on) if one.verb == step.verb]


def _local(row: dict[str, Any]) -> Local:
    return Local(
        str(row["public_id"]), row["verb"], row["title"], row["source"], row["office"],
        tuple(items_of(row["items"])),
    )  # fmt: skip


def items_of(kept: Iterable[dict[str, Any]]) -> list[Item]:
    """Items as they are kept."""
    return [Item(one["label"], bool(one["answer"]), bool(one["required"])) for one in kept]
