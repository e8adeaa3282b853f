"""Which documents of cases are a member's own, and how does the member take one away?

Documents that a flow declares as ``own``, of cases about the member. The cases are found under
``jw_self``; what lies on them is read by a crossing act at exactly the branch of the case.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.models import FlowPaper
from jingwei.kernel.flows.papers import Opened, open_paper
from jingwei.kernel.people.own import on_own_behalf
from jingwei.kernel.register import register

MOST = 200


@dataclass(frozen=True)
class OwnPaper:
    """One document about oneself: what it is, of which case, made when; ``place`` is a path."""

    id: UUID
    title: str
    flow: Flow
    subject: UUID
    place: str
    at: datetime
    digest: str


def own_papers(oneself: Scope) -> list[OwnPaper]:
    """The own documents, the latest first; a query for each flow and each branch that kept one.

    Ask inside ``acting(oneself)``.
    """
    found: list[OwnPaper] = []
    for place, subjects in _places(oneself).items():
        with on_own_behalf(oneself, place):
            rows = FlowPaper.objects.filter(
                case__subject__in=subjects, is_made=True, step__isnull=False
            )
            rows = rows.select_related("case").defer("sealed", "file_key").order_by("-id")[:MOST]
            for row in rows:
                flow = subjects[row.case.subject]
                if row.case.flow == flow.code and row.slot in _slots(flow):
                    found.append(
                        OwnPaper(row.public_id, row.title, flow, row.case.subject, place, row.at,
                                 row.digest)
                    )  # fmt: skip
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST]


def open_own(oneself: Scope, paper: UUID, *, at: datetime, form: str = "docx") -> Opened | None:
    """One of the own documents; the look is a line of the ledger. None: it is nobody's, or not
    one's own. Raises: Refused for a PDF on a machine without a Chinese font."""
    one = next((one for one in own_papers(oneself) if one.id == paper), None)
    if one is None:
        return None
    with on_own_behalf(oneself, one.place) as (by, _person):
        row = FlowPaper.objects.get(public_id=one.id)
        model: Any = one.flow.subject_model
        subject = model.everything.select_related("org").get(public_id=one.subject)
        return open_paper(paper=row, flow=one.flow, subject=subject, by=by, at=at, form=form)


def _slots(flow: Flow) -> set[str]:
    return {doc.name for step in flow.steps for doc in step.makes if doc.own}


def _places(oneself: Scope) -> dict[str, dict[UUID, Flow]]:
    """Path of a case to its subject and flow, for flows that make documents of one's own."""
    found: dict[str, dict[UUID, Flow]] = defaultdict(dict)
    for flow in register().flows.values():
        if flow.person and _slots(flow):
            model: Any = flow.subject_model
            column = f"{flow.person.removesuffix('_id')}_id"
            rows = model.everything.filter(**{column: oneself.person_id})
            for public_id, place in rows.values_list("public_id", "org_path")[:MOST]:
                found[place][public_id] = flow
    return found
