"""What does the page of a worksheet show: ends, counts, one page of things, what is in the way?"""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.register import register
from jingwei.kernel.worksheets import queries
from jingwei.kernel.worksheets.models import End, Item, Worksheet
from jingwei.shell.http import page_of
from jingwei.shell.orgs import addresses

STATES = {"draft": "due", "submitted": "info", "done": "ok", "undone": "mute", "dropped": "mute"}
OPEN, EVERYTHING = "open", "all"


@dataclass(frozen=True)
class Tab:
    label: str
    url: str
    current: bool
    count: int


@dataclass(frozen=True)
class Row:
    item: Item
    label: str
    note: str
    goes: str
    source: str


def address(sheet: Worksheet, **asked: object) -> str:
    query = urlencode({key: str(value) for key, value in asked.items() if value})
    url = reverse("worksheets:sheet", args=[sheet.public_id])
    return f"{url}?{query}" if query else url


def end_words(end: End) -> str:
    return end.body.name if end.body else end.name


def shown(scope: Scope, sheet: Worksheet, asked: dict[str, str]) -> dict[str, Any]:
    """Everything of one page; the number of queries does not grow with the rows."""
    counts = queries.open_counts(sheet)
    kinds = register().assignables
    kind = asked.get("kind", "")
    if kind not in kinds:
        kind = next((key for key, (_all, left) in counts.items() if left), next(iter(kinds)))
    only = asked.get("only", "")
    ends = queries.ends(sheet)
    targets = [end for end in ends if end.is_target]
    rows = Item.objects.within(scope).filter(worksheet=sheet, kind=kind).select_related("org")
    if only == OPEN:
        rows = rows.filter(target=None, is_ended=False)
    elif only.isdecimal():
        rows = rows.filter(target=int(only))
    now = queries.compared(sheet)
    typed = asked.get("q", "").strip()[:60]
    if typed:
        rows = rows.filter(
            Q(thing__in=[t.id for (k, _id), t in now.things.items()
                         if k == kind and (typed in t.label or typed in t.note)])
        )  # fmt: skip
    page = page_of(rows, keys=("id",), at=asked.get("at", ""))
    names = {end.pk: end_words(end) for end in ends}
    listed = []
    for item in page.rows:
        thing = now.things.get((kind, item.thing))
        goes = _("到{day}结束").format(day=sheet.on) if item.is_ended else names.get(item.target_id)
        listed.append(
            Row(item, thing.label if thing else _("已不在原组织"), thing.note if thing else "",
                goes or "", str(item.org))
        )  # fmt: skip
    left = sum(left for _whole, left in counts.values())
    changed = sum(len(rows) for rows in now.came.values()) + len(now.gone_items)
    may_act = scope.holds(Duty.ORGS_CHANGE, sheet.org_path)
    return {
        "sheet": sheet, "page": page, "rows": listed, "kind": kind, "only": only, "typed": typed,
        "state_kind": STATES[sheet.state], "ends": [
            {"end": end, "name": end_words(end), "url": addresses.page(end.body.code)
             if end.body else ""} for end in ends
        ],
        "targets": [(end.pk, end_words(end)) for end in targets],
        "tabs": [
            Tab(str(one.title), address(sheet, kind=key, only=only), key == kind, counts[key][0])
            for key, one in kinds.items()
        ],
        "counts": [(str(one.title), *counts[key]) for key, one in kinds.items()],
        "left": left, "left_here": counts[kind][1], "changed": changed,
        "may_end": kinds[kind].may_end, "filtered": rows,
        "is_draft": sheet.state == "draft" and may_act,
        "may_execute": sheet.state == "submitted" and may_act
        and scope.account_id != sheet.made_by_id,
        "may_return": sheet.state == "submitted" and may_act,
        "may_undo": sheet.state == "done" and may_act,
        "crumbs": [{"label": _("组织调整"), "url": reverse("worksheets:list")},
                   {"label": str(sheet), "url": ""}],
    }  # fmt: skip
