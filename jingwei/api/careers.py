"""Careers by the API: cadres, grades, vacancies, reserve, problems. Steps go by /flows."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status
from pydantic import Field

from jingwei.api.core import MATCHES, SAYS_NO, known, now, once, scope_of, seen_as, version_of
from jingwei.api.members import person_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Text, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.people.kinds import Title
from jingwei.kernel.people.models import Post
from jingwei.shell.http import page_of
from jingwei.systems.competence.careers import actions, queries
from jingwei.systems.competence.careers.models import CadrePost, Problem, Reserve

router = Router(tags=["careers"])
problems = Router(tags=["problems"])


class CadreOut(Schema):
    id: str
    organisation: str
    member: str
    kind: str
    source: str
    since: date | None
    grade: str


class GradingOut(Schema):
    """A grade with what it rests on. There is no number in it."""

    grade: str
    rule: str
    evidence: str
    since: date
    until: date | None


class CadreWhole(CadreOut):
    gradings: list[GradingOut]
    reviews: list[int]


class CadreListing(Schema):
    kind: Code = ""
    at: Cursor = ""


class GradingIn(Schema):
    grade: Code
    evidence: str = Field(max_length=600)
    since: Day
    pay_band: Name = ""
    basis: Name = ""


class VacancyOut(Schema):
    organisation: str
    title: str
    since: date | None
    reserve: int


class ReserveOut(Schema):
    id: str
    organisation: str
    member: str
    title: str
    consent_on: date
    helper: str
    plan: str


class ReserveIn(Schema):
    """Only with the member's own yes."""

    organisation: Code
    member: UUID
    consent_on: Day
    plan: str = Field(max_length=600)
    title: Title = Title.SECRETARY


class CareerProblemOut(Schema):
    id: str
    organisation: str
    title: str
    affected: str
    owner: str
    due_on: date
    state: str
    result: str
    solved_on: date | None
    confirmed_on: date | None
    version: int


class ProblemIn(Schema):
    organisation: Code
    title: Name
    affected: Name
    member: UUID
    due_on: Day
    words: str = Field("", max_length=600)


class ProblemChange(Schema):
    """Another owner or another day, and why."""

    member: UUID
    due_on: Day
    reason: Text


class ProblemListing(Schema):
    under: Name = ""
    state: Code = ""
    at: Cursor = ""


def told(row: CadrePost, grade: str = "") -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code,
        "member": str(row.person.public_id), "kind": row.kind, "source": row.source,
        "since": row.held.lower, "grade": grade,
    }  # fmt: skip


def reserve_told(row: Reserve) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code,
        "member": str(row.person.public_id), "title": row.title, "consent_on": row.consent_on,
        "helper": row.helper.name if row.helper else "", "plan": row.plan,
    }  # fmt: skip


def problem_told(row: Problem) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code,
        "owner": str(row.owner.public_id),
    } | {
        name: getattr(row, name)
        for name in CareerProblemOut.model_fields
        if name not in ("id", "organisation", "owner")
    }  # fmt: skip


@router.get("", response={200: Paged[CadreOut], **SAYS_NO})
def list_cadres(request: HttpRequest, said: Query[CadreListing]) -> dict[str, Any]:
    """Posts under the scheme, in the order of the tree."""
    today = local_day(now())
    rows = queries.cadres(scope_of(request, Duty.CAREERS_SEE), on=today, kind=said.kind)
    page = page_of(rows, keys=("org_path", "id"), at=said.at)
    grades = queries.grades_of(list(page.rows), today)

    def one(row: CadrePost) -> dict[str, Any]:
        return told(row, grades[row.pk].label if row.pk in grades else "")

    return paged(page, one)


@router.get("/vacancies", response={200: Paged[VacancyOut], **SAYS_NO})
def list_vacancies(request: HttpRequest, at: Cursor = "") -> dict[str, Any]:
    """Seats of secretary and deputy that nobody holds."""
    scope, today = scope_of(request, Duty.CAREERS_SEE), local_day(now())
    page = page_of(queries.vacancies(scope, scope.path, today), keys=("org_path", "id"), at=at)
    found = {one.post.pk: one for one in queries.vacancies_told(list(page.rows), today)}

    def one(row: Post) -> dict[str, Any]:
        vacancy = found[row.pk]
        return {
            "organisation": row.org.code, "title": row.title, "since": vacancy.since,
            "reserve": vacancy.reserve,
        }  # fmt: skip

    return paged(page, one)


@router.get("/reserve", response={200: Paged[ReserveOut], **SAYS_NO})
def list_reserve(request: HttpRequest, at: Cursor = "") -> dict[str, Any]:
    """Who stands ready, with consent and plan."""
    rows = queries.reserves(scope_of(request, Duty.CAREERS_SEE), on=local_day(now()))
    return paged(page_of(rows, keys=("org_path", "id"), at=at), reserve_told)


@router.post("/reserve", response={201: ReserveOut, **SAYS_NO})
@once
def name_a_reserve(request: HttpRequest, said: ReserveIn) -> Any:
    """Somebody agreed to be prepared for a post."""
    scope = scope_of(request, Duty.CAREERS_KEEP)
    org = organisation_of(scope, said.organisation)
    row = actions.name_reserve(
        org=org, person=person_of(scope, said.member), title=said.title, helper=None,
        consent_on=said.consent_on, plan=said.plan, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, reserve_told(row))


@router.get("/{cadre_id}", response={200: CadreWhole, 304: None, **SAYS_NO})
def get_cadre(request: HttpRequest, response: HttpResponse, cadre_id: UUID) -> Any:
    """One cadre with grades and the years of the talks."""
    row = cadre_of(scope_of(request, Duty.CAREERS_SEE), cadre_id)
    gradings = queries.gradings(row)
    tag = ("cadre", row.public_id, len(gradings), row.held.upper)
    if known(request, response, *tag):
        return Status(304, None)
    current = next((one.label for one in gradings if one.held.upper is None), "")
    return told(row, current) | {
        "gradings": [
            {"grade": one.label, "rule": str(one.rule), "evidence": one.evidence,
             "since": one.held.lower, "until": one.held.upper}
            for one in gradings
        ],
        "reviews": [one.year for one in queries.reviews(row)],
    }  # fmt: skip


@router.post("/{cadre_id}/grade", response={201: GradingOut, **SAYS_NO})
@once
def grade_a_cadre(request: HttpRequest, cadre_id: UUID, said: GradingIn) -> Any:
    """Grade a post by the local rule of that day, with evidence in words."""
    scope = scope_of(request, Duty.CAREERS_KEEP)
    row = actions.grade_cadre(
        cadre=cadre_of(scope, cadre_id), by=scope, at=now(), **said.model_dump()
    )
    return Status(201, {
        "grade": row.label, "rule": str(row.rule), "evidence": row.evidence,
        "since": row.held.lower, "until": row.held.upper,
    })  # fmt: skip


@problems.get("", response={200: Paged[CareerProblemOut], **SAYS_NO})
def list_problems(request: HttpRequest, said: Query[ProblemListing]) -> dict[str, Any]:
    """Lists of the units in sight, the nearest day first."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    under = organisation_of(scope, said.under).path if said.under else ""
    rows = queries.problems(scope, under=under, state=said.state)
    return paged(page_of(rows, keys=("due_on", "id"), at=said.at), problem_told)


@problems.post("", response={201: CareerProblemOut, **SAYS_NO})
@once
def list_a_problem(request: HttpRequest, said: ProblemIn) -> Any:
    """Put a real problem on the list of a unit."""
    scope = scope_of(request, Duty.PROBLEMS_KEEP)
    org = organisation_of(scope, said.organisation)
    row = actions.list_problem(
        org=org, title=said.title, words=said.words, affected=said.affected,
        owner=person_of(scope, said.member), due_on=said.due_on, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, problem_told(row))


@problems.get("/{problem_id}", response={200: CareerProblemOut, 304: None, **SAYS_NO})
def get_problem(request: HttpRequest, response: HttpResponse, problem_id: UUID) -> Any:
    """One problem; its steps are those of the flow ``careers.problem``."""
    row = problem_of(scope_of(request, Duty.MEMBERS_SEE), problem_id)
    return Status(304, None) if known(request, response, *tag_of(row)) else problem_told(row)


@problems.put("/{problem_id}", response={200: CareerProblemOut, **SAYS_NO}, openapi_extra=MATCHES)
@once
def change_a_problem(
    request: HttpRequest, response: HttpResponse, problem_id: UUID, said: ProblemChange
) -> Any:
    """Another owner or another day; the former stays in the ledger."""
    scope = scope_of(request, Duty.PROBLEMS_KEEP)
    row = problem_of(scope, problem_id)
    version = version_of(request, row.version, *tag_of(row))
    actions.change_problem(
        problem=row, owner=person_of(scope, said.member), due_on=said.due_on,
        reason=said.reason, version=version, by=scope, at=now(),
    )  # fmt: skip
    fresh = problem_of(scope, problem_id)
    seen_as(response, *tag_of(fresh))
    return problem_told(fresh)


def tag_of(row: Problem) -> tuple[object, ...]:
    return ("problem", row.public_id, row.version, row.state)


def cadre_of(scope: Scope, public_id: UUID) -> CadrePost:
    """One cadre in sight. Raises: Http404."""
    try:
        return queries.cadre(scope, public_id)
    except CadrePost.DoesNotExist as missing:
        raise Http404 from missing


def problem_of(scope: Scope, public_id: UUID) -> Problem:
    """One problem in sight. Raises: Http404."""
    try:
        return queries.problem(scope, public_id)
    except Problem.DoesNotExist as missing:
        raise Http404 from missing
