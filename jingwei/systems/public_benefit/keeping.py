"""What do acts on stations, studios and helpers do alike? Refuse, see whether open, end, hold."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ranges import closed

KEEP = Duty.BENEFIT_KEEP
CHANGED = Finding("version.changed", "这一条刚被别人改过，请看过现在的内容再改。")


def refuse(found: Iterable[Finding]) -> None:
    """Raises: Refused with all findings, where there are any."""
    reasons = tuple(found)
    if reasons:
        raise Refused(*reasons)


def is_open(row: Any, on: date) -> bool:
    """Does ``held`` of the row reach over the day?"""
    return bool(row.held.lower <= on and (row.held.upper is None or on < row.held.upper))


def ended(stretch: Any, today: date) -> Any:
    """The stretch up to today, one day at least."""
    return closed(stretch, max(today, stretch.lower + timedelta(days=1)))


def lock[Row](model: type[Row], row: Row, by: Scope, version: int | None = None) -> Row:
    """The row locked, of which ``by`` is the keeper. Raises: Refused, also for another version."""
    rows: Any = model.everything.select_for_update(  # type: ignore[attr-defined]
        no_key=True, of=("self",)
    )
    held: Any = rows.select_related("org").get(pk=row.pk)  # type: ignore[attr-defined]
    by.require(KEEP, held.org_path)
    if version is not None and version != held.version:
        raise Refused(CHANGED)
    return held
