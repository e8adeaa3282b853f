"""What happened? Ledger lines of one thing, and for the auditor of a part of the tree."""

from datetime import datetime
from typing import Any, Literal

from django.db import connection
from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Query, Router, Schema

from jingwei.api.core import SAYS_NO, scope_of
from jingwei.api.schemas import Code, Cursor, Name, Paged, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.ledger import queries
from jingwei.kernel.ledger.models import LedgerCheck
from jingwei.kernel.ledger.queries import lines_of, lines_under, shown
from jingwei.kernel.ledger.verifier import Fault
from jingwei.shell.http import page_of

router = Router(tags=["ledger"])
SUBJECTS: dict[str, Duty] = {
    "organisation": Duty.ORGS_SEE,
    "unit": Duty.ORGS_SEE,
    "person": Duty.MEMBERS_SEE,
    "post": Duty.MEMBERS_SEE,
    "import": Duty.ROSTERS_IMPORT,
    "account": Duty.LEDGER_READ,
    "grant": Duty.LEDGER_READ,
    "token": Duty.LEDGER_READ,
}
"""Of which things lines are told, and the duty that sees them; the auditor sees all."""


class LineOut(Schema):
    """``facts`` hold nothing personal; ``corrects`` is the number of the line put right."""

    id: int
    at: datetime
    verb: str
    what: str
    who: str
    post: str
    facts: dict[str, Any]
    corrects: int | None


class LedgerListing(Schema):
    under: Name = ""
    verb: Code = ""
    at: Cursor = ""


def told(entry: Any) -> dict[str, Any]:
    line = shown(entry)
    return {
        "id": line.id, "at": line.at, "verb": line.verb, "what": line.what, "who": line.who,
        "post": line.post, "facts": line.facts, "corrects": line.corrects,
    }  # fmt: skip


@router.get("", response={200: Paged[LineOut], **SAYS_NO})
def list_lines(request: HttpRequest, said: Query[LedgerListing]) -> dict[str, Any]:
    """For the auditor: all that was done in a part of the tree, newest first."""
    scope = scope_of(request, Duty.LEDGER_READ)
    path = organisation_of(scope, said.under).path if said.under else scope.path
    rows = lines_under(scope, path)
    if said.verb:
        rows = rows.filter(verb=said.verb)
    return paged(page_of(rows, keys=("-id",), at=said.at), told)


class SealOut(Schema):
    """One batch: how many lines, and the hash that the next seal names."""

    no: int
    segment: int
    suite: Literal["intl", "gm"]
    lines: int
    sealed_at: datetime
    hash: str
    prev: str
    why: str
    """Why a segment begins here, in words; empty in between."""


class HeadOut(Schema):
    """The newest seal; 0 and empty before the first."""

    no: int
    hash: str
    sealed_at: datetime | None


class StateOut(HeadOut):
    """``waiting`` counts lines within the caller's scope, at most 10,001."""

    waiting: int
    oldest_waiting: datetime | None


class FaultOut(Schema):
    kind: str
    seal: int | None
    line: int | None
    words: str


class CheckOut(Schema):
    """What one verification of the whole ledger found; at most 200 faults are named."""

    began_at: datetime
    ended_at: datetime
    good: bool
    lines: int
    seals: int
    heads_compared: int
    wrong: int
    faults: list[FaultOut]


class Pages(Schema):
    at: Cursor = ""


def _state() -> queries.State:
    with connection.cursor() as cursor:
        return queries.state(cursor)


@router.get("/head", response={200: HeadOut, **SAYS_NO})
def ledger_head(request: HttpRequest) -> dict[str, Any]:
    """The head to be kept outside: whoever holds it can prove later what stood before it."""
    scope_of(request, Duty.LEDGER_READ)
    state = _state()
    return {"no": state.no, "hash": state.head, "sealed_at": state.sealed_at}


@router.get("/state", response={200: StateOut, **SAYS_NO})
def ledger_state(request: HttpRequest) -> dict[str, Any]:
    """How far the ledger is sealed, and what waits."""
    scope_of(request, Duty.LEDGER_READ)
    state = _state()
    return {
        "no": state.no, "hash": state.head, "sealed_at": state.sealed_at,
        "waiting": state.waiting, "oldest_waiting": state.oldest,
    }  # fmt: skip


@router.get("/seals", response={200: Paged[SealOut], **SAYS_NO})
def list_seals(request: HttpRequest, said: Query[Pages]) -> dict[str, Any]:
    """All seals, newest first."""
    scope_of(request, Duty.LEDGER_READ)
    return paged(
        page_of(queries.seals(), keys=("-no",), at=said.at),
        lambda one: {
            "no": one.no, "segment": one.segment, "suite": one.suite, "lines": one.count,
            "sealed_at": one.at, "hash": one.hash, "prev": one.prev, "why": one.why,
        },
    )  # fmt: skip


@router.get("/checks", response={200: Paged[CheckOut], **SAYS_NO})
def list_checks(request: HttpRequest, said: Query[Pages]) -> dict[str, Any]:
    """What verifications of the whole ledger found, newest first."""
    scope_of(request, Duty.LEDGER_READ)
    rows = LedgerCheck.objects.order_by("-id")
    return paged(page_of(rows, keys=("-id",), at=said.at), _check)


def _check(one: LedgerCheck) -> dict[str, Any]:
    report, language = one.report, get_language() or "zh"
    return {
        "began_at": one.began_at, "ended_at": one.ended_at, "good": one.is_good,
        "lines": report["lines"], "seals": report["seals"], "heads_compared": report["heads"],
        "wrong": report["wrong"],
        "faults": [
            {**fault, "words": Fault(**fault).words(language)} for fault in report["faults"]
        ],
    }  # fmt: skip


@router.get("/{subject}/{thing}", response={200: Paged[LineOut], **SAYS_NO})
def lines_of_thing(
    request: HttpRequest,
    subject: Literal[
        "organisation", "unit", "person", "post", "import", "account", "grant", "token"
    ],
    thing: Name,
    at: Cursor = "",
) -> dict[str, Any]:
    """What was done to one thing, newest first; nothing for one that is not in sight."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not scope.holds(Duty.LEDGER_READ):
        scope.require(SUBJECTS[subject])
    return paged(page_of(lines_of(scope, subject, thing), keys=("-id",), at=at), told)
