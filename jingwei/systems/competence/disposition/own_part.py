"""Which part of a case is the member's? Read whole but for opinions still forming; looks noted."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.http import Http404

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope, acting, own_account
from jingwei.kernel.flows import queries as flow_queries
from jingwei.kernel.flows.models import FlowPaper
from jingwei.systems.competence.disposition import people, queries, rules
from jingwei.systems.competence.disposition.facts import Row
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.models import Disposition
from jingwei.systems.competence.disposition.page import CasePage, Said

INTERNAL = ("review", "review_further")
"""Opinions of the offices above while they are forming; their decision the member reads whole."""
KEPT_BACK = ("filing",)


class OwnPage(CasePage):
    """The page of the case as its member reads it.

    Reasons that others wrote star the names of members who are neither on the case nor the reader:
    whoever told something about somebody else need not be known by it.
    """

    @property
    def past(self) -> list[Any]:
        labels = {str(self.look.label_of(verb)) for verb in INTERNAL}
        return [
            replace(one, pairs=[] if one.label in labels else [
                {**pair, "value": self.starred(pair["value"])} for pair in one.pairs
            ])
            for one in super().past
        ]  # fmt: skip

    @cached_property
    def points(self) -> list[Said]:
        return [replace(one, answer=self.starred(one.answer)) for one in super().points]

    @cached_property
    def facts(self) -> list[Row]:
        return [
            replace(row, asides=tuple(
                replace(one, why=self.starred(one.why)) for one in row.asides
            ))
            for row in super().facts
        ]  # fmt: skip

    @cached_property
    def _others(self) -> set[str]:
        known = {one.name for one in self.seats} | {self.subject.person.name}
        return {one.name for one in people.of_branch(self.subject)} - known

    def starred(self, text: Any) -> Any:
        return rules.star_names(text, self._others) if isinstance(text, str) else text

    @property
    def open_papers(self) -> list[FlowPaper]:
        return [one for one in super().open_papers if one.slot not in KEPT_BACK]


@contextmanager
def on_own_case(oneself: Scope, public_id: UUID) -> Iterator[tuple[Scope, Disposition]]:
    """The own case, to read and to write the own part; a crossing act into the branch's range.

    Under ``jw_self`` the case is found, or it is 404; then the range is the branch's, and the
    policy of names lets this person see the own case and no other.
    """
    found = next((one for one in queries.own_cases(oneself) if one.public_id == public_id), None)
    if found is None:
        raise Http404
    by = replace(oneself, path=found.org_path, hi=paths.upper(found.org_path))
    with own_account(oneself), acting(by):
        row = queries.own_case(by, public_id)
        if row is None:
            raise Http404
        yield by, row


def page_of_own(by: Scope, row: Disposition, at: datetime) -> OwnPage:
    """The page of the own case, with this look noted."""
    DISPOSITION.note_look(row, by, at)
    case = flow_queries.case_of(DISPOSITION, row)
    return OwnPage(DISPOSITION, row, case, by, at, oneself=True)
