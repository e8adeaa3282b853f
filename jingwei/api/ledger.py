"""What happened? Ledger lines of one thing, and for the auditor of a part of the tree."""

from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Query, Router, Schema

from jingwei.api.core import SAYS_NO, scope_of
from jingwei.api.schemas import Code, Cursor, Name, Paged, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.ledger.queries import lines_of, lines_under, shown
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
