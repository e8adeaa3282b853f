"""Dues by the API: the fixing of a year, sheets, money handed up, hardship, what is made known."""

from datetime import date
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Query, Router, Status

from jingwei.api.core import MATCHES, SAYS_NO, known, now, once, scope_of, seen_as, version_of
from jingwei.api.dues_schemas import (
    Collecting,
    DisclosureOut,
    DuesSheetWhole,
    FixingIn,
    FixingOut,
    GiftIn,
    HandingIn,
    HandingListing,
    HandingOut,
    OwedOut,
    RefundIn,
    ReliefIn,
    ReliefOut,
    SheetIn,
    SheetListing,
    SheetOut,
    Spanning,
)
from jingwei.api.schemas import Paged, organisation_of, paged
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import first_of_month, local_day, next_month
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people.models import Person
from jingwei.shell.http import page_of
from jingwei.work.membership.dues import actions, deciding, overview, queries, rating
from jingwei.work.membership.dues.kinds import BY_RATE
from jingwei.work.membership.dues.lines import Fixed
from jingwei.work.membership.dues.models import Fixing, Relief, Remittance, Sheet
from jingwei.work.membership.dues.money import read_yuan, yuan
from jingwei.work.membership.dues.rules import Tick

router = Router(tags=["dues"])
KEEP = Duty.MEMBERS_CHANGE


def _ids(scope: Scope, wanted: set[UUID]) -> dict[UUID, int]:
    """Raises: Http404 for a member out of sight."""
    rows = Person.objects.within(scope).filter(public_id__in=wanted)
    found: dict[UUID, int] = dict(rows.values_list("public_id", "pk"))
    if wanted - found.keys():
        raise Http404
    return found


def _names(scope: Scope, people: set[int]) -> dict[int, str]:
    rows = Person.objects.within(scope).filter(pk__in=people)
    return {pk: str(public_id) for pk, public_id in rows.values_list("pk", "public_id")}


def _org(scope: Scope, code: str) -> Organisation:
    org = organisation_of(scope, code)
    scope.require(KEEP, org.path)
    return org


def _sheet(scope: Scope, sheet_id: UUID) -> Sheet:
    try:
        return queries.sheet(scope, sheet_id)
    except Sheet.DoesNotExist as missing:
        raise Http404 from missing


def told(row: Sheet) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "first": row.first,
        "until": row.until, "members": row.members, "unpaid": len(row.unpaid),
        "due": yuan(row.due_cents), "paid": yuan(row.paid_cents),
        "on_time": yuan(row.on_time_cents), "version": row.version,
    }  # fmt: skip


def whole(row: Sheet) -> dict[str, Any]:
    return told(row) | {
        "rows": [
            {
                "member": str(one.person.public_id),
                "due": None if one.standing.due is None else yuan(one.standing.due),
                "paid": yuan(one.standing.paid),
                "entries": [
                    {"kind": entry.kind, "amount": yuan(entry.cents), "on": entry.on,
                     "payer": entry.payer, "why": entry.why}
                    for entry in one.entries
                ],
            }
            for one in queries.rows_of(row)
        ]
    }  # fmt: skip


def tag_of(row: Sheet) -> tuple[object, ...]:
    return ("dues_sheet", row.public_id, row.version)


def _fixing_told(scope: Scope, org: Organisation, year: int, row: Fixing | None) -> dict[str, Any]:
    fixed = row.fixed if row else ()
    names = _names(scope, {one.person for one in fixed})
    return {
        "organisation": org.code, "year": year, "version": row.version if row else 0,
        "lines": [
            {"member": names[one.person], "group": one.group, "monthly": yuan(one.cents),
             "since": one.since}
            for one in fixed
            if one.person in names
        ],
    }  # fmt: skip


@router.get("/fixings/{code}/{year}", response={200: FixingOut, **SAYS_NO})
def get_fixing(
    request: HttpRequest, response: HttpResponse, code: str, year: int
) -> dict[str, Any]:
    """What the members of a branch pay a month in a year; the ETag goes into If-Match."""
    scope = scope_of(request, KEEP)
    org = _org(scope, code)
    row = queries.fixing_of(org, year)
    seen_as(response, *_fixing_tag(org, year, row))
    return _fixing_told(scope, org, year, row)


def _fixing_tag(org: Organisation, year: int, row: Fixing | None) -> tuple[object, ...]:
    return ("dues_fixing", org.code, year, row.version if row else 0)


@router.put("/fixings/{code}/{year}", response={200: FixingOut, **SAYS_NO}, openapi_extra=MATCHES)
@once
def fix_a_year(
    request: HttpRequest, response: HttpResponse, code: str, year: int, said: FixingIn
) -> dict[str, Any]:
    """Fix what the members pay a month; the whole table of the branch at a time."""
    scope = scope_of(request, KEEP)
    org = _org(scope, code)
    if not 2008 <= year <= now().year + 1:
        raise Http404
    row = queries.fixing_of(org, year)
    version = row.version if row else 0
    version_of(request, version, *_fixing_tag(org, year, row))
    ids = _ids(scope, {one.member for one in said.lines})
    on = date(year, 1, 1)
    fixed = []
    for one in said.lines:
        cents = None if one.monthly is None else read_yuan(one.monthly)
        base = None if one.base is None else read_yuan(one.base)
        if base is not None and base >= 0 and one.group in BY_RATE:
            cents = rating.amount(one.group, yuan(base), on)
        if cents is None:
            cents = rating.usual(one.group, on)
        fixed.append(Fixed(ids[one.member], one.group, -1 if cents is None else cents, one.since))
    row = actions.fix_year(org=org, year=year, fixed=fixed, version=version, by=scope, at=now())
    seen_as(response, *_fixing_tag(org, year, row))
    return _fixing_told(scope, org, year, row)


@router.get("/sheets", response={200: Paged[SheetOut], **SAYS_NO})
def list_sheets(request: HttpRequest, said: Query[SheetListing]) -> dict[str, Any]:
    """Sheets of the acting post's part of the tree with their totals, the last first."""
    scope = scope_of(request, KEEP)
    under = organisation_of(scope, said.under).path if said.under else ""
    return paged(
        page_of(queries.sheets(scope, under=under), keys=("-first", "-id"), at=said.at), told
    )


@router.post("/sheets", response={201: DuesSheetWhole, **SAYS_NO})
@once
def open_a_sheet(request: HttpRequest, response: HttpResponse, said: SheetIn) -> Any:
    """Open the sheet of a month or a quarter."""
    scope = scope_of(request, KEEP)
    org = _org(scope, said.organisation)
    row = actions.open_sheet(org=org, first=said.first, months=said.months, by=scope, at=now())
    return Status(201, _answer(scope, response, row))


@router.get("/sheets/{sheet_id}", response={200: DuesSheetWhole, 304: None, **SAYS_NO})
def get_sheet(request: HttpRequest, response: HttpResponse, sheet_id: UUID) -> Any:
    """One sheet whole: what each member owes, and every entry."""
    row = _sheet(scope_of(request, KEEP), sheet_id)
    return Status(304, None) if known(request, response, *tag_of(row)) else whole(row)


@router.post("/sheets/{sheet_id}/refresh", response={200: DuesSheetWhole, **SAYS_NO})
@once
def refresh_a_sheet(request: HttpRequest, response: HttpResponse, sheet_id: UUID) -> dict[str, Any]:
    """Bring a sheet up to date with the roster and the fixed amounts."""
    scope = scope_of(request, KEEP)
    row = actions.refresh_sheet(sheet=_sheet(scope, sheet_id), by=scope, at=now())
    return _answer(scope, response, row)


@router.post(
    "/sheets/{sheet_id}/collect", response={200: DuesSheetWhole, **SAYS_NO}, openapi_extra=MATCHES
)
@once
def collect_dues(
    request: HttpRequest, response: HttpResponse, sheet_id: UUID, said: Collecting
) -> dict[str, Any]:
    """Record who paid; all rows or none."""
    scope = scope_of(request, KEEP)
    row = _matched(request, scope, sheet_id)
    ids = _ids(scope, {one.member for one in said.ticks})
    ticks = [
        Tick(ids[one.member], read_yuan(one.amount), one.on, one.payer, one.why)
        for one in said.ticks
    ]
    row = actions.collect_dues(sheet=row, ticks=ticks, by=scope, at=now())
    return _answer(scope, response, row)


@router.post(
    "/sheets/{sheet_id}/refund", response={200: DuesSheetWhole, **SAYS_NO}, openapi_extra=MATCHES
)
@once
def refund_dues(
    request: HttpRequest, response: HttpResponse, sheet_id: UUID, said: RefundIn
) -> dict[str, Any]:
    """Give back or put right: a further entry below zero."""
    scope = scope_of(request, KEEP)
    row = _matched(request, scope, sheet_id)
    row = actions.refund_dues(
        sheet=row, person=_ids(scope, {said.member})[said.member], cents=read_yuan(said.amount),
        on=said.on, why=said.why, by=scope, at=now(),
    )  # fmt: skip
    return _answer(scope, response, row)


@router.post(
    "/sheets/{sheet_id}/gift", response={200: DuesSheetWhole, **SAYS_NO}, openapi_extra=MATCHES
)
@once
def note_a_gift(
    request: HttpRequest, response: HttpResponse, sheet_id: UUID, said: GiftIn
) -> dict[str, Any]:
    """A voluntary gift; a large one goes to the centre whole."""
    scope = scope_of(request, KEEP)
    row = _matched(request, scope, sheet_id)
    row = actions.note_gift(
        sheet=row, person=_ids(scope, {said.member})[said.member], cents=read_yuan(said.amount),
        on=said.on, by=scope, at=now(),
    )  # fmt: skip
    return _answer(scope, response, row)


def _matched(request: HttpRequest, scope: Scope, sheet_id: UUID) -> Sheet:
    row = _sheet(scope, sheet_id)
    version_of(request, row.version, *tag_of(row))
    return row


def _answer(scope: Scope, response: HttpResponse, row: Sheet) -> dict[str, Any]:
    fresh = _sheet(scope, row.public_id)
    seen_as(response, *tag_of(fresh))
    return whole(fresh)


@router.get("/arrears/{code}", response={200: list[OwedOut], **SAYS_NO})
def list_arrears(request: HttpRequest, code: str) -> list[dict[str, Any]]:
    """Who still owes a branch for periods that are past: a reminder, to ask about hardship."""
    scope = scope_of(request, KEEP)
    owed = queries.arrears_of(_org(scope, code), local_day(now()))
    names = _names(scope, {one.person for one in owed})
    return [
        {"member": names[one.person], "periods": list(one.periods), "months": one.months,
         "amount": yuan(one.cents)}
        for one in owed
        if one.person in names
    ]  # fmt: skip


def handing_told(row: Remittance) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "organisation": row.org.code, "fund": row.fund,
        "state": row.state, "amount": yuan(row.cents), "expected": yuan(row.expected_cents),
        "on": row.on, "receipt": row.receipt, "why": row.why,
    }  # fmt: skip


@router.get("/remittances", response={200: Paged[HandingOut], **SAYS_NO})
def list_remittances(request: HttpRequest, said: Query[HandingListing]) -> dict[str, Any]:
    """Money that branches handed up, the last first."""
    scope = scope_of(request, KEEP)
    rows = queries.remittances(
        scope, under=organisation_of(scope, said.under).path if said.under else ""
    )
    if said.state:
        rows = rows.filter(state=said.state)
    return paged(page_of(rows, keys=("-on", "-id"), at=said.at), handing_told)


@router.post("/remittances", response={201: HandingOut, **SAYS_NO})
@once
def hand_up_dues(request: HttpRequest, said: HandingIn) -> Any:
    """Record what a branch handed up; another person above accepts it under /flows."""
    scope = scope_of(request, KEEP)
    row = deciding.hand_up(
        org=_org(scope, said.organisation), fund=said.fund, cents=read_yuan(said.amount),
        on=said.on, receipt=said.receipt, why=said.why, by=scope, at=now(),
    )  # fmt: skip
    return Status(201, handing_told(row))


@router.post("/reliefs", response={201: ReliefOut, **SAYS_NO})
@once
def propose_relief(request: HttpRequest, said: ReliefIn) -> Any:
    """Propose that a member in hardship pays less or nothing; the reason is sealed."""
    scope = scope_of(request, KEEP)
    person = (
        Person.objects.within(scope).select_related("org").filter(public_id=said.member).first()
    )
    if person is None:
        raise Http404
    row = deciding.propose_relief(
        person=person, org=person.org, since=first_of_month(said.since),
        until=next_month(said.last), said={"asked": said.monthly, "reason": said.reason},
        by=scope, at=now(),
    )  # fmt: skip
    return Status(201, relief_told(row, said.member))


def relief_told(row: Relief, member: UUID) -> dict[str, Any]:
    return {
        "id": str(row.public_id), "member": str(member), "state": row.state, "since": row.since,
        "until": row.until,
    }  # fmt: skip


@router.get("/disclosures/{code}", response={200: DisclosureOut, **SAYS_NO})
def get_disclosure(request: HttpRequest, code: str, said: Query[Spanning]) -> dict[str, Any]:
    """Totals of a half-year or a year, to be made known."""
    org = _org(scope_of(request, KEEP), code)
    year, _dash, half = said.span.partition("-")
    first = date(int(year), 7 if half == "2" else 1, 1)
    until = date(int(year), 7, 1) if half == "1" else date(int(year) + 1, 1, 1)
    told_ = overview.disclosed(org.path, first, until, local_day(now()))
    sums = {
        "due": told_.due, "paid": told_.paid, "gifts": told_.gifts, "central": told_.central,
        "handed_up": told_.handed, "accepted": told_.accepted,
    }  # fmt: skip
    shown = {name: None if told_.is_small else yuan(cents) for name, cents in sums.items()}
    return {"first": first, "until": until, **shown}
