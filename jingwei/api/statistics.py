"""The annual statistics by the API: tables, the records behind a cell, freezing."""

from typing import Annotated, Any

from django.http import Http404, HttpRequest
from ninja import Router, Schema, Status
from pydantic import Field

from jingwei.api.core import SAYS_NO, now, once, scope_of
from jingwei.api.schemas import organisation_of
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.work.membership.statistics import actions, queries
from jingwei.work.membership.statistics.registered import table_of
from jingwei.work.membership.statistics.rules import Check

router = Router(tags=["statistics"])
Year = Annotated[int, Field(ge=1950, le=2999)]


class TableCheckOut(Schema):
    """Two ways to the same number; empty where one of them is not known."""

    code: str
    left: int | None
    right: int | None
    difference: int


class ReportOut(Schema):
    """``tables``: table to row to column to count. ``digest`` is empty until it is frozen."""

    organisation: str
    year: int
    frozen: bool
    digest: str
    explained: str
    tables: dict[str, dict[str, dict[str, int]]]
    checks: list[TableCheckOut]


class CellRecordOut(Schema):
    """``id`` is empty where the file is out of sight."""

    id: str
    label: str
    organisation: str


class RecordsOut(Schema):
    rows: list[CellRecordOut]
    after: int


class Freezing(Schema):
    explained: str = Field("", max_length=500)


def told(scope: Scope, org: Organisation, year: int) -> dict[str, Any]:
    frozen = queries.report(scope, org, year)
    cells = frozen.cells if frozen else queries.counted(org, year)
    checks = (
        [Check(**one) for one in frozen.checks] if frozen else queries.checks_of(cells, org, year)
    )
    return {
        "organisation": org.code, "year": year, "frozen": frozen is not None,
        "digest": frozen.digest if frozen else "", "explained": frozen.explained if frozen else "",
        "tables": cells,
        "checks": [
            {"code": one.code, "left": one.left, "right": one.right, "difference": one.difference}
            for one in checks
        ],
    }  # fmt: skip


@router.get("/{code}/{year}", response={200: ReportOut, **SAYS_NO})
def get_annual_report(request: HttpRequest, code: str, year: Year) -> dict[str, Any]:
    """The tables of a year: as frozen, else as they are counted now."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    return told(scope, organisation_of(scope, code), year)


@router.get("/{code}/{year}/{table}/{row}/{column}", response={200: RecordsOut, **SAYS_NO})
def annual_report_records(
    request: HttpRequest, code: str, year: Year, table: str, row: str, column: str,
    after: int = 0,
) -> dict[str, Any]:  # fmt: skip
    """The records behind one cell, as they are now; ``after`` goes on where a page ended."""
    scope = scope_of(request, Duty.MEMBERS_SEE)
    org, found = organisation_of(scope, code), table_of(table)
    line, across = (found.row(row), found.column(column)) if found else (None, None)
    if found is None or line is None or across is None or not 0 <= after < 2**62:
        raise Http404
    rows = queries.records(scope, found, line, across, org, year, after=after)
    more = len(rows) > queries.MOST
    return {
        "rows": [
            {"id": one.public_id, "label": one.label, "organisation": one.org}
            for one in rows[: queries.MOST]
        ],
        "after": rows[queries.MOST - 1].id if more else 0,
    }


@router.post("/{code}/{year}/freeze", response={201: ReportOut, **SAYS_NO})
@once
def freeze_annual_report(request: HttpRequest, code: str, year: Year, said: Freezing) -> Any:
    """Keep the tables of a year that is over; once, with the digest in the ledger."""
    scope = scope_of(request, Duty.MEMBERS_CONFIRM)
    org = organisation_of(scope, code)
    actions.freeze_report(org=org, year=year, explained=said.explained, by=scope, at=now())
    return Status(201, told(scope, org, year))
