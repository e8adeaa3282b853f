"""What do all writers of this app share? A locked row, a refusal, a line, an end."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.ranges import closed, never
from jingwei.systems.community.grids import rules

KEEP = Duty.GRIDS_KEEP
OVER = Finding("grids.over", "这一条已经结束。", rules.HOUSE)
CHANGED = Finding("version.changed", "这一条刚被别人改过，请看过现在的内容再改。")
TAKEN = Finding("grids.taken", "已有同样的一条，请看过现在的内容再办。", rules.HOUSE)
UNIQUE = ("one_", "once_", "person_id_key", "grid_code_key")


def lock[Row: Scoped](model: type[Row], row: Row, by: Scope) -> Row:
    """The row as it is now, locked, over which grids may be kept."""
    found: Row = (
        model.everything.select_for_update(no_key=True, of=("self",))
        .select_related("org").get(pk=row.pk)
    )  # fmt: skip
    by.require(KEEP, found.org_path)
    return found


def save(row: Scoped) -> None:
    """Insert. Raises: Refused where a second hand wrote the same in this very moment."""
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError as error:
        if not any(name in str(error) for name in UNIQUE):
            raise
        raise Refused(TAKEN) from None


def end(row: Any, on: date) -> None:
    """Close the stretch; one that began on the same day never held."""
    row.held = (
        never() if row.held.lower is not None and on <= row.held.lower else closed(row.held, on)
    )
    row.save(update_fields=["held"])


def refuse(found: Iterable[Finding]) -> None:
    reasons = tuple(found)
    if reasons:
        raise Refused(*reasons)


def line(verb: str, row: Any, by: Scope, at: datetime, **facts: Any) -> None:
    subject = (type(row).__name__.lower(), row.public_id)
    write_line(verb=verb, by=by, at=at, org=row.org, subject=subject, facts=facts)


def not_over(row: Any, on: date, at: datetime) -> None:
    found = []
    if row.held.upper is not None or row.held.isempty:
        found.append(OVER)
    if on > local_day(at):
        found.append(Finding("grids.future", "结束的日期不能晚于今天。", rules.HOUSE))
    elif row.held.lower and on < row.held.lower:
        found.append(Finding("grids.before", "结束的日期不能早于开始。", rules.HOUSE))
    refuse(found)
