"""What do values and answers look like? Shapes shared by several parts."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any

from django.http import Http404
from ninja import Schema
from pydantic import AfterValidator, StringConstraints

from jingwei.api.wire import is_plain
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs import queries
from jingwei.kernel.orgs.models import Organisation

FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2999, 12, 31)


def _sensible(day: date) -> date:
    if not FIRST_DAY <= day <= LAST_DAY:
        raise ValueError("a day between 1900 and 2999")
    return day


Day = Annotated[date, AfterValidator(_sensible)]
Short = Annotated[str, StringConstraints(max_length=60)]
Name = Annotated[str, StringConstraints(max_length=200)]
Text = Annotated[str, StringConstraints(max_length=300)]
Code = Annotated[str, StringConstraints(max_length=60)]
Cursor = Annotated[str, StringConstraints(max_length=1000)]


class Paged[T](Schema):
    """A page of rows; ``next`` goes into ``at`` of the next call, empty at the end."""

    rows: list[T]
    next: str
    previous: str


class Reason(Schema):
    """Why; it stands in the ledger."""

    reason: Text


def paged(page: Any, told: Callable[[Any], Any]) -> dict[str, Any]:
    return {
        "rows": [told(row) for row in page.rows], "next": page.next, "previous": page.previous
    }  # fmt: skip


def organisation_of(scope: Scope, code: str) -> Organisation:
    """One organisation in sight. Raises: Http404, the same for out of sight and unknown."""
    if not is_plain(code) or (org := queries.organisation(scope, code)) is None:
        raise Http404
    return org
