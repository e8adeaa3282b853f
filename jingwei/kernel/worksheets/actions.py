"""How is a worksheet begun, filled by people, checked, handed in and given up?"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import F

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.actions import lock_organisation, refuse
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.orgs.rules import HOUSE
from jingwei.kernel.register import register
from jingwei.kernel.worksheets import queries, rules
from jingwei.kernel.worksheets.models import End, Item, Worksheet


@dataclass(frozen=True)
class Fresh:
    """An organisation that the execution sets up."""

    name: str
    code: str
    kind: str


def begin_worksheet(
    *,
    kind: str,
    above: Organisation,
    sources: Collection[Organisation],
    targets: Collection[Organisation],
    fresh: Collection[Fresh],
    on: date,
    by: Scope,
    at: datetime,
    basis: str = "",
) -> Worksheet:
    """Draft a split, merger or conversion of organisations below ``above``; everything the sources
    have is listed, and nothing is assigned. An organisation in both lists goes on.

    Raises: Refused in words; 403 unless the acting post may change ``above`` itself.
    """
    for org in (above, *sources, *targets):
        by.require(Duty.ORGS_CHANGE, org.path)
    above = lock_organisation(above, None)
    sheet = Worksheet(
        org=above, org_path=above.path, kind=kind, on=on, basis=basis,
        made_by_id=by.account_id or 0, made_at=at,
    )  # fmt: skip
    where = {"worksheet": sheet, "org": above, "org_path": above.path}
    ends = [
        End(**where, body=org, name=org.name, is_source=org in sources, is_target=org in targets)
        for org in dict.fromkeys((*sources, *targets))
    ] + [
        End(**where, name=one.name.strip(), code=one.code.strip(), body_kind=one.kind,
            is_target=True)
        for one in fresh
    ]  # fmt: skip
    outside = [end for end in ends if end.body and not _below(end.body, above)]
    found = rules.shape_findings(queries.seen(sheet, ends, []), today=local_day(at))
    if outside:
        found.append(
            Finding("sheet.outside", "有组织不在{name}下面，请换上级来办。", HOUSE,
                    {"name": above.name})
        )  # fmt: skip
    refuse(found)
    sheet.save(force_insert=True)
    for end in ends:
        end.worksheet = sheet
    End.everything.bulk_create(ends)
    _list_things(sheet, queries.compared(sheet))
    _line("begin", sheet, by, at)
    return sheet


def refresh_items(
    *, sheet: Worksheet, by: Scope, at: datetime, version: int | None = None
) -> Worksheet:
    """Take up what the sources got since, and drop what they no longer have; what people said of
    the rest stays."""
    sheet = open_sheet(sheet, by, version)
    compared = queries.compared(sheet)
    _list_things(sheet, compared)
    Item.everything.filter(pk__in=compared.gone_items).delete()
    _touch(sheet)
    return sheet


def assign_items(
    *,
    sheet: Worksheet,
    items: Collection[int],
    target: End | None,
    by: Scope,
    at: datetime,
    ends: bool = False,
    version: int | None = None,
) -> int:
    """A person says of these items where they go (``target``), or that they end; how many.

    ``version``: of the worksheet as it was shown; two people may work on different pages of it,
    so the caller passes it only where the whole list was meant.
    """
    sheet = open_sheet(sheet, by, version)
    rows = Item.everything.filter(worksheet=sheet, pk__in=items)
    found = []
    if not items:
        found.append(Finding("sheet.none_chosen", "还没有选要分配的行，请先勾选。", HOUSE))
    if not ends and (target is None or target.worksheet_id != sheet.pk or not target.is_target):
        found.append(Finding("sheet.no_target", "还没有选去向，请从列表里选一个。", HOUSE))
    may_end = {key for key, one in register().assignables.items() if one.may_end}
    if ends and rows.exclude(kind__in=may_end).exists():
        found.append(Finding("sheet.cannot_end", "党员、组织、单位要有去向，不能结束。", HOUSE))
    refuse(found)
    many = rows.update(
        target=None if ends else target, is_ended=ends, said_by=by.account_id, said_at=at
    )
    _touch(sheet)
    return int(many)


def submit_worksheet(
    *, sheet: Worksheet, by: Scope, at: datetime, basis: str = "", version: int | None = None
) -> Worksheet:
    """Hand the finished list to the person who executes it."""
    sheet = open_sheet(sheet, by, version)
    sheet.basis = basis.strip() or sheet.basis
    refuse(queries.findings(sheet, today=local_day(at)))
    sheet.state = Worksheet.State.SUBMITTED
    _touch(sheet, "state", "basis")
    _line("submit", sheet, by, at)
    return sheet


def return_worksheet(
    *, sheet: Worksheet, by: Scope, at: datetime, version: int | None = None
) -> Worksheet:
    """A submitted list goes back to be changed; nothing was done yet."""
    sheet = lock_worksheet(sheet, by, version)
    refuse(rules.state_findings(sheet.state, "submitted"))
    sheet.state = Worksheet.State.DRAFT
    _touch(sheet, "state")
    return sheet


def drop_worksheet(
    *, sheet: Worksheet, by: Scope, at: datetime, version: int | None = None
) -> Worksheet:
    """Give a draft up; it stays readable."""
    sheet = open_sheet(sheet, by, version)
    sheet.state = Worksheet.State.DROPPED
    _touch(sheet, "state")
    _line("drop", sheet, by, at)
    return sheet


def lock_worksheet(sheet: Worksheet, by: Scope, version: int | None) -> Worksheet:
    """The row as it is now, locked, the duty checked at the organisation above all ends.

    Raises: Refused 403; 409 where it changed since ``version`` was shown.
    """
    by.require(Duty.ORGS_CHANGE, sheet.org_path)
    row: Worksheet | None = (
        Worksheet.everything.select_for_update(no_key=True).filter(pk=sheet.pk).first()
    )
    if row is None or (version is not None and row.version != version):
        raise Refused(Finding("version.changed", "这份清单刚被别人改过，请看过现在的内容再办。"))
    return row


def open_sheet(sheet: Worksheet, by: Scope, version: int | None) -> Worksheet:
    sheet = lock_worksheet(sheet, by, version)
    refuse(rules.state_findings(sheet.state, "draft"))
    return sheet


def _list_things(sheet: Worksheet, compared: queries.Compared) -> None:
    Item.everything.bulk_create(
        Item(worksheet=sheet, kind=kind, thing=thing.id, org_id=thing.org_id,
             org_path=compared.paths[thing.org_id])
        for kind, things in compared.came.items()
        for thing in things
    )  # fmt: skip


def _touch(sheet: Worksheet, *columns: str) -> None:
    sheet.version = F("version") + 1
    sheet.save(update_fields=[*columns, "version"])
    sheet.refresh_from_db(fields=["version"])


def _below(org: Organisation, above: Organisation) -> bool:
    return org.path.startswith(above.path) and org.pk != above.pk


def _line(verb: str, sheet: Worksheet, by: Scope, at: datetime) -> None:
    write_line(
        verb=f"worksheets.worksheet.{verb}", by=by, at=at, org=sheet.org,
        subject=("worksheet", sheet.public_id), facts=queries.told(sheet),
    )  # fmt: skip
