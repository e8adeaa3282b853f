"""Errands run for people by the API: which wait, who runs them, what was handed over."""

from datetime import date
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, known, now, once, scope_of
from jingwei.api.members import person_of
from jingwei.api.schemas import Code, Cursor, Paged, Text, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.shell.http import page_of
from jingwei.shell.things import found
from jingwei.systems.public_benefit import places
from jingwei.systems.public_benefit.proxies import actions, queries
from jingwei.systems.public_benefit.proxies.kinds import Handed, View
from jingwei.systems.public_benefit.proxies.models import ProxyAgent
from jingwei.work.matters.models import Matter

router = Router(tags=["proxies"])
SEE, KEEP = Duty.SERVICES_SEE, Duty.BENEFIT_KEEP
LOOK, HANDLE = Duty.MATTERS_SEE, Duty.MATTERS_HANDLE


class ErrandOut(Schema):
    """One errand; its id is that of the matter. ``papers`` counts those still here."""

    id: str
    organisation: str
    title: str
    state: str
    until: date | None
    agent: str
    taken_on: date | None
    handed_on: date | None
    handed_how: str
    papers: int


class ErrandWhole(ErrandOut):
    """``mandate`` and ``agreed`` as the person agreed to it; empty before that."""

    mandate: str
    since: date | None
    agreed: str
    errands_saved: int
    result: str


class ErrandListing(Schema):
    """``view``: new (nobody runs it), running, papers (over, papers still here), done."""

    view: View = View.NEW
    at: Cursor = ""


class ErrandAgent(Schema):
    """Which agent takes it, or takes it over."""

    agent: UUID


class ErrandHanded(Schema):
    how: Handed
    result: Text


class ProxyAgentOut(Schema):
    """Somebody who runs errands; ``in_hand`` counts those not handed over."""

    id: str
    organisation: str
    name: str
    place: str
    does: str
    since: date
    in_hand: int


class ProxyAgentIn(Schema):
    """``member`` by id; ``unit`` is the village or community."""

    organisation: Code
    member: UUID
    unit: UUID
    does: Annotated[str, Field(max_length=120)]


def told(one: queries.Case) -> dict[str, Any]:
    errand = one.errand
    return {
        "id": str(one.matter.public_id), "organisation": one.matter.org.code,
        "title": one.matter.title, "state": one.matter.state,
        "until": one.mandate.until if one.mandate else None,
        "agent": errand.agent_name if errand else "",
        "taken_on": errand.taken_on if errand else None,
        "handed_on": errand.handed_on if errand else None,
        "handed_how": errand.handed_how if errand else "", "papers": one.papers,
    }  # fmt: skip


def whole(row: Matter) -> dict[str, Any]:
    (one,) = queries.told([row])
    mandate = one.mandate
    return told(one) | {
        "mandate": mandate.mandate if mandate else "",
        "since": mandate.since if mandate else None, "agreed": mandate.agreed if mandate else "",
        "errands_saved": mandate.errands_saved if mandate else 0,
        "result": one.errand.result if one.errand else "",
    }  # fmt: skip


def agent_told(row: ProxyAgent, in_hand: int = 0) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "name": row.name,
        "place": row.unit.name, "does": row.does, "since": row.held.lower, "in_hand": in_hand,
    }  # fmt: skip


def errand_of(scope: Scope, public_id: UUID) -> Matter:
    """Raises: Http404, the same for out of sight, unknown and no errand."""
    return found(lambda: queries.matter(scope, public_id))


@router.get("/agents", response={200: Paged[ProxyAgentOut], **SAYS_NO})
def list_proxy_agents(request: HttpRequest, at: Cursor = "") -> dict[str, Any]:
    """Who runs errands in this part of the tree, by name."""
    rows = queries.agents(scope_of(request, SEE), local_day(now()))
    page = page_of(rows, keys=("name", "id"), at=at)
    hands = queries.in_hand(page.rows)
    return paged(page, lambda row: agent_told(row, hands.get(row.pk, 0)))


@router.post("/agents", response={201: ProxyAgentOut, **SAYS_NO})
@once
def name_a_proxy_agent(request: HttpRequest, said: ProxyAgentIn) -> Any:
    """A member runs errands for a village or community from today."""
    scope = scope_of(request, KEEP)
    org = organisation_of(scope, said.organisation)
    near = places.grassroots(scope, org.path, local_day(now()))
    unit = next((one for one in near if one.public_id == said.unit), None)
    told_ = actions.Named(person_of(scope, said.member), unit, said.does)
    return Status(201, agent_told(actions.name_agent(org=org, told=told_, by=scope, at=now())))


@router.post("/agents/{agent_id}/end", response={200: ProxyAgentOut, **SAYS_NO})
@once
def end_a_proxy_agent(request: HttpRequest, agent_id: UUID) -> Any:
    """Runs errands there no longer, once none is in hand."""
    scope = scope_of(request, KEEP)
    row = found(lambda: queries.agent(scope, agent_id))
    actions.end_agent(agent=row, by=scope, at=now())
    return agent_told(row)


@router.get("", response={200: Paged[ErrandOut], **SAYS_NO})
def list_errands(request: HttpRequest, said: Query[ErrandListing]) -> dict[str, Any]:
    """One part of the list of errands, the last that came in first."""
    rows = queries.cases(scope_of(request, LOOK), said.view)
    page = page_of(rows, keys=("-received_at", "-id"), at=said.at)
    cases = {one.matter.pk: one for one in queries.told(page.rows)}
    return paged(page, lambda row: told(cases[row.pk]))


@router.get("/{errand_id}", response={200: ErrandWhole, 304: None, **SAYS_NO})
def get_errand(request: HttpRequest, response: HttpResponse, errand_id: UUID) -> Any:
    """One errand: the mandate, who runs it, what was handed over."""
    answer = whole(errand_of(scope_of(request, LOOK), errand_id))
    return Status(304, None) if known(request, response, "errand", repr(answer)) else answer


@router.post("/{errand_id}/agent", response={200: ErrandWhole, **SAYS_NO})
@once
def give_errand_to_an_agent(request: HttpRequest, errand_id: UUID, said: ErrandAgent) -> Any:
    """An agent takes the errand, or takes it over."""
    scope = scope_of(request, HANDLE)
    row = errand_of(scope, errand_id)
    agent = found(lambda: queries.agent(scope, said.agent))
    actions.take_errand(matter=row, agent=agent, by=scope, at=now())
    return whole(row)


@router.post("/{errand_id}/handed", response={200: ErrandWhole, **SAYS_NO})
@once
def hand_over_an_errand(request: HttpRequest, errand_id: UUID, said: ErrandHanded) -> Any:
    """The result is in the hands of the person who asked."""
    scope = scope_of(request, HANDLE)
    row = errand_of(scope, errand_id)
    actions.hand_over(matter=row, how=said.how, result=said.result, by=scope, at=now())
    return whole(row)
