"""Which worksheets are there, what is on them, and what still stands in the way?"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding
from jingwei.kernel.orgs import remains
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.register import Thing, register
from jingwei.kernel.worksheets import rules
from jingwei.kernel.worksheets.models import End, Item, Worksheet


@dataclass
class Compared:
    """The list against what the sources have now."""

    came: dict[str, list[Thing]] = field(default_factory=dict)
    gone: Counter[str] = field(default_factory=Counter)
    gone_items: list[int] = field(default_factory=list)
    things: dict[tuple[str, int], Thing] = field(default_factory=dict)
    paths: dict[int, str] = field(default_factory=dict)


def worksheets(scope: Scope) -> Any:
    """Worksheets of the scope, the newest first."""
    return (
        Worksheet.objects.within(scope).select_related("org", "made_by", "done_by").order_by("-id")
    )


def worksheet(scope: Scope, public_id: object) -> Worksheet | None:
    found: Worksheet | None = worksheets(scope).filter(public_id=public_id).first()
    return found


def ends(sheet: Worksheet) -> list[End]:
    """Sources first, then targets, as they were named."""
    rows = End.everything.filter(worksheet=sheet).select_related("body")
    return sorted(rows, key=lambda end: (not end.is_source, end.pk))


def compared(sheet: Worksheet) -> Compared:
    """One query for each kind of thing and two more."""
    sources = [end.body for end in ends(sheet) if end.is_source and end.body]
    found = Compared(paths={org.pk: org.path for org in sources})
    listed = {
        (kind, thing): pk
        for pk, kind, thing in Item.everything.filter(worksheet=sheet).values_list(
            "pk", "kind", "thing"
        )
    }
    for kind, one in register().assignables.items():
        now = one.query([org.pk for org in sources], sheet.on)
        found.came[kind] = [thing for thing in now if (kind, thing.id) not in listed]
        found.things |= {(kind, thing.id): thing for thing in now}
    for (kind, thing), pk in listed.items():
        if (kind, thing) not in found.things:
            found.gone[kind] += 1
            found.gone_items.append(pk)
    return found


def open_counts(sheet: Worksheet) -> dict[str, tuple[int, int]]:
    """Of each kind: how many there are, and how many nobody has assigned."""
    found = dict.fromkeys(register().assignables, (0, 0))
    for kind, target, ended in Item.everything.filter(worksheet=sheet).values_list(
        "kind", "target", "is_ended"
    ):
        whole, left = found.get(kind, (0, 0))
        found[kind] = (whole + 1, left + (target is None and not ended))
    return found


def titles() -> dict[str, str]:
    return {kind: str(one.title) for kind, one in register().assignables.items()}


def findings(sheet: Worksheet, *, today: date) -> list[Finding]:
    """Everything that stands in the way of the execution, at once."""
    return rules.submit_findings(seen(sheet, ends(sheet), None), titles(), today=today)


def seen(sheet: Worksheet, listed: Iterable[End], things: list[Any] | None) -> rules.Seen:
    """What the rules look at; with ``things`` an empty list the items are left out."""
    if things is None:
        now = compared(sheet)
        counts: dict[str, Any] = {
            "open": {kind: left for kind, (_all, left) in open_counts(sheet).items()},
            "came": {kind: len(rows) for kind, rows in now.came.items()},
            "gone": dict(now.gone),
        }
    else:
        counts = {}
    return rules.Seen(
        kind=sheet.kind, on=sheet.on, basis=sheet.basis, parent_kind=sheet.org.kind,
        ends=[_end_seen(end) for end in listed], **counts,
    )  # fmt: skip


def _end_seen(end: End) -> rules.EndSeen:
    body = end.body
    if body is None:
        return rules.EndSeen(
            is_source=False, is_target=True, is_new=True, name=end.name, code=end.code,
            kind=end.body_kind,
            code_taken=bool(end.code) and Organisation.everything.filter(code=end.code).exists(),
        )  # fmt: skip
    last = None
    if end.is_source and not end.is_target:
        left = remains.of(body)
        ends_on = left.busy_until - timedelta(days=1) if left.busy_until else None
        last = max((day for day in (left.last_change, ends_on) if day), default=None)
    return rules.EndSeen(
        is_source=end.is_source, is_target=end.is_target, is_new=False, is_open=body.is_open,
        name=body.name, kind=body.kind, since=body.held.lower, last_change=last,
    )  # fmt: skip


def told(sheet: Worksheet) -> dict[str, Any]:
    """What a ledger line says of a worksheet: ends by code, and how many things of each kind."""
    listed = ends(sheet)
    return {
        "kind": sheet.kind, "from": sheet.on, "basis": sheet.basis,
        "sources": [end.body.code for end in listed if end.is_source and end.body],
        "targets": [end.body.code if end.body else end.code for end in listed if end.is_target],
        "things": {kind: whole for kind, (whole, _left) in open_counts(sheet).items() if whole},
    }  # fmt: skip
