"""Which recorded decisions about oneself may be appealed against, and who is above whoever decided?

A decision is a step that its flow declares so (``Step.decides``). Cases about the member are found
under ``jw_self``; their steps are read by a crossing act at exactly the place of each case.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.flows.declare import Flow
from jingwei.kernel.flows.models import Taken
from jingwei.kernel.flows.parts import Place
from jingwei.kernel.orgs import directory
from jingwei.kernel.people.own import on_own_behalf, own_corrections
from jingwei.kernel.register import register

MOST = 50
CORRECTION = "people.correction"


@dataclass(frozen=True)
class Decision:
    """One step about oneself, or an answer to a correction that one asked for. ``place`` is the
    path of the organisation that decided, ``by`` whose hand, ``office`` its row where known."""

    flow: str
    subject: UUID
    number: int
    verb: str
    at: datetime
    place: str
    by: int | None
    office: int | None

    @property
    def on(self) -> date:
        return local_day(self.at)

    @property
    def about(self) -> str:
        return about(self.flow, self.verb)

    @property
    def key(self) -> tuple[str, UUID, int]:
        return self.flow, self.subject, self.number


def about(code: str, verb: str) -> str:
    """How a decision is called: the flow and the step; empty where these are no longer there."""
    if code == CORRECTION:
        return gettext("更正本人信息：没有同意")
    flow = register().flows.get(code)
    step = next((one for one in flow.steps if one.verb == verb), None) if flow else None
    return f"{flow.title}：{step.label}" if flow and step else ""


def own_decisions(oneself: Scope) -> list[Decision]:
    """Decisions about oneself, the latest first. Ask inside ``acting(oneself)``.

    A query for each flow that decides, one for each place where a case lies, one for the offices.
    """
    found = _corrections(oneself)
    for place, subjects in _places(oneself).items():
        with on_own_behalf(oneself, place):
            rows = Taken.objects.filter(case__subject__in=subjects).select_related("case")
            for row in rows.defer("sealed").order_by("-id"):
                flow, host = subjects[row.case.subject]
                step = flow.step(row.verb, row.rule_set)
                if row.case.flow == flow.code and step is not None and step.decides:
                    at = decider(step.place, place, host)
                    found.append(
                        Decision(flow.code, row.case.subject, row.number, step.verb, row.at, at,
                                 row.actor_id, row.office_id)
                    )  # fmt: skip
    last = sorted(found, key=lambda one: one.at, reverse=True)[:MOST]
    return _at_their_offices(oneself, last)


def _corrections(oneself: Scope) -> list[Decision]:
    """What one asked to have put right and was not."""
    return [
        Decision(CORRECTION, row.public_id, 1, "decline", row.decided_at, row.org_path,
                 row.decided_by_id, row.office_id)
        for row in own_corrections(oneself)
        if row.outcome == row.Outcome.DECLINED and row.decided_at
    ]  # fmt: skip


def _at_their_offices(oneself: Scope, found: list[Decision]) -> list[Decision]:
    """Each at the organisation whose post really took it, which may stand higher than the table
    asks for; where it was not kept, as the table says."""
    offices = {one.office for one in found if one.office is not None}
    if not offices:
        return found
    with on_own_behalf(oneself):
        known = directory.named(offices)
    return [
        replace(one, place=known[one.office].path) if one.office in known else one for one in found
    ]


def decider(where: Place, own: str, host: str) -> str:
    """The path of whoever takes a step at such a place, as far as the table says."""
    if where is Place.HOST:
        return host
    return (paths.parent(own) or own) if where is Place.ABOVE else own


def above(path: str) -> str:
    """Who has to answer an appeal against a decision taken at ``path``: the next one up. Above the
    root there is nobody, so the root answers itself, by another hand."""
    return paths.parent(path) or path


def _places(oneself: Scope) -> dict[str, dict[UUID, tuple[Flow, str]]]:
    """Path of a case to its subject, flow and other side, for flows that decide about a person.

    Flows whose cases only named people see have their own way of appeal.
    """
    found: dict[str, dict[UUID, tuple[Flow, str]]] = defaultdict(dict)
    for flow in register().flows.values():
        if not flow.person or flow.named or not any(step.decides for step in flow.steps):
            continue
        model: Any = flow.subject_model
        person = f"{flow.person.removesuffix('_id')}_id"
        columns = ("public_id", "org_path", f"{flow.host}_path" if flow.host else "org_path")
        rows = model.everything.filter(**{person: oneself.person_id}).order_by("-id")
        for public_id, place, host in rows.values_list(*columns)[:MOST]:
            found[place][public_id] = (flow, host or "")
    return found
