"""How do the lists look: their tabs, their lines, their workbook? All have the same columns."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.shell import words, workbooks
from jingwei.work.membership.standing import queries
from jingwei.work.membership.standing.queries import Filters

MOST = 20_000


@dataclass(frozen=True)
class Line:
    """One member on a list. ``url`` leads to what is being done."""

    name: str
    org: str
    state: str
    kind: str
    since: date | None
    note: str
    last: date | None
    url: str


def asked(said: Mapping[str, str]) -> Filters:
    what = said.get("what", "")
    what = what if what in queries.LISTS else queries.OUT
    model = queries.MODEL_OF.get(what)
    states = dict(model._meta.get_field("state").choices) if model else {}
    state = said.get("state", "")
    return Filters(
        what=what, name=said.get("name", "")[:50], state=state if state in states else "",
        ended=said.get("ended") == "1",
    )  # fmt: skip


def tabs(current: str, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    titles = {
        queries.OUT: _("流出"), queries.IN: _("流入"), queries.LOST_LIST: _("失联查找"),
        queries.ABROAD_LIST: _("出国（境）"), queries.SUSPENDED: _("停止党籍"),
        queries.LEAVING_LIST: _("退党"), queries.MARKED: _("名册上写了、没登记"),
    }  # fmt: skip
    return [
        {"label": title, "url": f"?what={what}", "current": what == current,
         "count": counts.get(what)}
        for what, title in titles.items()
    ]  # fmt: skip


def rows_of(scope: Scope, filters: Filters) -> tuple[Any, tuple[str, ...]]:
    """The rows of a list and the keys they are paged by."""
    if filters.what == queries.SUSPENDED:
        return queries.suspended(scope, filters), ("id",)
    if filters.what == queries.MARKED:
        return queries.marked(scope, filters), ("name_sort", "id")
    rows = queries.records(scope, filters)
    if filters.what != queries.IN:
        rows = rows.select_related("org")
    return rows, ("-since", "-id")


def lines(filters: Filters, rows: Iterable[Any]) -> list[Line]:
    one = {queries.SUSPENDED: _of_membership, queries.MARKED: _of_person}.get(filters.what)
    if one is not None:
        return [one(row) for row in rows]
    return [_of_record(filters.what, row) for row in rows]


def _of_record(what: str, row: Any) -> Line:
    org = row.home_name if what == queries.IN else str(row.org)
    note = _note(what, row)
    last = getattr(row, "last_contact_on", None) or getattr(row, "last_search_on", None)
    return Line(
        row.name, org, str(row.get_state_display()), _kind(row), row.since, note, last,
        reverse("flows:case", args=[queries.FLOW_OF[what].code, row.public_id]),
    )  # fmt: skip


def _note(what: str, row: Any) -> str:
    if what == queries.OUT:
        return " ".join(filter(None, [row.place, row.host_name]))
    if what == queries.LOST_LIST:
        return _("已查找{n}次").format(n=row.searches)
    field = {queries.IN: "host_name", queries.ABROAD_LIST: "place"}.get(what)
    return str(getattr(row, field)) if field else ""


def _kind(row: Any) -> str:
    if row.state in row.ENDS:
        return "mute"
    return {"asked": "due", "searching": "due", "lost": "warn", "suspended": "warn"}.get(
        row.state, "info"
    )


def _of_membership(row: Any) -> Line:
    return Line(
        row.person.name, str(row.org), str(row.get_state_display()), "warn", row.held.lower,
        row.basis, None, reverse("members:member", args=[row.person.public_id]),
    )  # fmt: skip


def _of_person(row: Any) -> Line:
    lost = row.lost_since is not None
    return Line(
        row.name, str(row.org), _("名册标为失联") if lost else _("名册标为流动"), "due",
        row.lost_since, row.floating_to, None,
        reverse("standing:new", args=["lost" if lost else "floating", row.public_id]),
    )  # fmt: skip


def workbook(scope: Scope, filters: Filters, *, at: datetime) -> bytes:
    """The list as texts; the first line says who took it, in which post and when."""
    heads = (
        _("姓名"), _("组织"), _("现在"), _("从哪天起"), _("去向和说明"), _("最近联系"),
    )  # fmt: skip
    rows, keys = rows_of(scope, filters)
    shown = map(_cells, lines(filters, rows.order_by(*keys)[:MOST]))
    return workbooks.of_texts(scope, title=_("流动和失联党员"), heads=heads, rows=shown, at=at)


def _cells(line: Line) -> tuple[str, ...]:
    return (
        line.name, line.org, line.state, words.day(line.since) if line.since else "", line.note,
        words.day(line.last) if line.last else "",
    )  # fmt: skip
