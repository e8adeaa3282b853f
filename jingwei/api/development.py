"""The development of members by the API: who is on the way, one case whole, a new application.

Steps, limits and papers of a case are under ``/flows/membership.development``.
"""

from datetime import date
from typing import Any, Literal
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Schema, Status

from jingwei.api.core import MATCHES, SAYS_NO, known, now, once, scope_of, seen_as, version_of
from jingwei.api.schemas import Code, Cursor, Day, Name, Paged, Short, Text, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.shell.http import page_of
from jingwei.work.membership.development import actions, queries
from jingwei.work.membership.development.actions import PLAIN, Told
from jingwei.work.membership.development.models import MILESTONES, Development
from jingwei.work.membership.development.queries import Asked, Line

router = Router(tags=["development"])
Parts = Literal[
    "", "applicant", "activist", "candidate", "receiving", "probation", "done", "stopped"
]  # fmt: skip


class DevelopmentListing(Schema):
    """``part`` empty: everything under way. ``name`` is the beginning of a name."""

    under: Code = ""
    part: Parts = ""
    name: Short = ""
    late: bool = False
    talent: bool = False
    at: Cursor = ""


class ApplicantIn(Schema):
    """An applicant's details. Number, phone and address: empty leaves what is there."""

    name: Name
    sex: Short = "0"
    ethnicity: Short = ""
    birth_on: Day | None = None
    education: Short = ""
    degree: Short = ""
    politics: Short = ""
    native_place: Name = ""
    background: Text = ""
    work_post: Name = ""
    unit_title: Name = ""
    league_on: Day | None = None
    worked_on: Day | None = None
    is_talent: bool = False
    id_number: Short = ""
    phone: Short = ""
    address: Name = ""


class Applying(ApplicantIn):
    organisation: Code
    applied_on: Day


class DevelopmentOut(Schema):
    id: str
    organisation: str
    name: str
    state: str
    applied_on: date
    next_step: str
    limit: str
    due_on: date | None
    is_late: bool
    is_talent: bool
    version: int


class BranchVoteOut(Schema):
    """Counts of one vote of a branch meeting; never anybody's ballot."""

    kind: str
    on: date
    meeting: str
    entitled: int
    present: int
    yes: int
    no: int
    abstained: int
    written_yes: int
    passed: bool


class DevelopmentWhole(DevelopmentOut):
    """One case. The ID number and the phone are their last four characters."""

    member: str
    sex: str
    ethnicity: str
    birth_on: date | None
    education: str
    degree: str
    politics: str
    native_place: str
    background: str
    work_post: str
    unit_title: str
    league_on: date | None
    worked_on: date | None
    id_tail: str
    phone_tail: str
    contacts: list[str]
    sponsors: list[str]
    checks_on: list[date]
    days: dict[str, date | None]
    probation_until: date | None
    votes: list[BranchVoteOut]


def told(line: Line) -> dict[str, Any]:
    row = line.row
    return {
        "id": str(row.public_id), "organisation": row.org.code, "name": row.name,
        "state": row.state, "applied_on": row.applied_on, "next_step": line.next_step,
        "limit": line.limit, "due_on": line.due_on, "is_late": line.is_late,
        "is_talent": row.is_talent, "version": row.version,
    }  # fmt: skip


def whole(row: Development) -> dict[str, Any]:
    (line,) = queries.lines([row], local_day(now()))
    return told(line) | {name: getattr(row, name) for name in PLAIN if name != "name"} | {
        "member": str(row.person.public_id) if row.person else "",
        "id_tail": row.id_tail, "phone_tail": row.phone_tail,
        "contacts": _ids(row.contact_one, row.contact_two),
        "sponsors": _ids(row.sponsor_one, row.sponsor_two),
        "checks_on": row.checks_on, "days": {name: getattr(row, name) for name in MILESTONES},
        "probation_until": row.probation_until,
        "votes": [
            {
                "kind": one.kind, "on": one.on,
                "meeting": str(one.meeting.public_id) if one.meeting else "",
                "entitled": one.entitled, "present": one.present, "yes": one.yes, "no": one.no,
                "abstained": one.abstained, "written_yes": one.written_yes, "passed": one.passed,
            }
            for one in queries.votes_of(row)
        ],
    }  # fmt: skip


def _ids(*people: Any) -> list[str]:
    return [str(one.public_id) for one in people if one is not None]


def development_of(scope: Scope, public_id: UUID) -> Development:
    """One case in sight. Raises: Http404."""
    try:
        return queries.development(scope, public_id)
    except Development.DoesNotExist as missing:
        raise Http404 from missing


def tag_of(row: Development) -> tuple[object, ...]:
    return ("development", row.public_id, row.version, row.state, row.updated_at)


@router.get("", response={200: Paged[DevelopmentOut], **SAYS_NO})
def list_developments(request: HttpRequest, said: Query[DevelopmentListing]) -> dict[str, Any]:
    """Cases of the acting post's part of the tree, by name, with what is next and by when."""
    scope, today = scope_of(request, Duty.MEMBERS_SEE), local_day(now())
    under = organisation_of(scope, said.under).path if said.under else ""
    asked = Asked(under=under, part=said.part, name=said.name, late=said.late, talent=said.talent)
    page = page_of(queries.developments(scope, asked, today), keys=("name_sort", "id"), at=said.at)
    lines = {line.row.pk: line for line in queries.lines(page.rows, today)}
    return paged(page, lambda row: told(lines[row.pk]))


@router.get("/{development_id}", response={200: DevelopmentWhole, 304: None, **SAYS_NO})
def get_development(request: HttpRequest, response: HttpResponse, development_id: UUID) -> Any:
    """One case whole; its ETag goes into If-Match of a change of the details."""
    row = development_of(scope_of(request, Duty.MEMBERS_SEE), development_id)
    return Status(304, None) if known(request, response, *tag_of(row)) else whole(row)


@router.post("", response={201: DevelopmentWhole, **SAYS_NO})
@once
def take_an_application(request: HttpRequest, response: HttpResponse, said: Applying) -> Any:
    """Write an application down; its case begins."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    org = organisation_of(scope, said.organisation)
    row = actions.register_applicant(
        org=org, told=_told(said), applied_on=said.applied_on, by=scope, at=now()
    )
    return Status(201, _answer(scope, response, row))


@router.put("/{development_id}", response={200: DevelopmentWhole, **SAYS_NO}, openapi_extra=MATCHES)
@once
def correct_an_applicant(
    request: HttpRequest, response: HttpResponse, development_id: UUID, said: ApplicantIn
) -> Any:
    """Put an applicant's details right; after admission the member's file is corrected."""
    scope = scope_of(request, Duty.MEMBERS_CHANGE)
    row = development_of(scope, development_id)
    version = version_of(request, row.version, *tag_of(row))
    actions.correct_applicant(row=row, told=_told(said), by=scope, at=now(), version=version)
    return _answer(scope, response, row)


def _told(said: ApplicantIn) -> Told:
    return Told(**{name: getattr(said, name) for name in Told.__dataclass_fields__})


def _answer(scope: Scope, response: HttpResponse, row: Development) -> dict[str, Any]:
    fresh = development_of(scope, row.public_id)
    seen_as(response, *tag_of(fresh))
    return whole(fresh)
