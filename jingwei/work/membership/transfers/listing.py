"""How do transfers look in lists: their tabs, their lines, their workbook?"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from jingwei.kernel.access.scope import Scope
from jingwei.shell import words, workbooks
from jingwei.work.membership.transfers import queries
from jingwei.work.membership.transfers.kinds import State
from jingwei.work.membership.transfers.models import Transfer
from jingwei.work.membership.transfers.queries import Filters

MOST = 20_000


def asked(said: Mapping[str, str]) -> Filters:
    """What the address says; unknown words are no filter."""
    view = said.get("view", "")
    return Filters(
        view=view if view in queries.VIEWS else queries.GOING,
        direction=said.get("direction", ""), state=said.get("state", ""),
        name=said.get("name", "")[:50],
    )  # fmt: skip


def tabs(current: str, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    titles = {
        queries.GOING: _("转出"), queries.COMING: _("转入"), queries.LATE: _("逾期"),
        queries.DONE: _("办完的"),
    }  # fmt: skip
    return [
        {"label": title, "url": f"?view={view}", "current": view == current,
         "count": counts.get(view)}
        for view, title in titles.items()
    ]  # fmt: skip


def lines(rows: Iterable[Transfer], today: date) -> list[dict[str, Any]]:
    return [
        {"row": row, "holder": queries.holder(row), "kind": kind(row, today),
         "late": queries.is_late(row, today)}
        for row in rows
    ]  # fmt: skip


def kind(row: Transfer, today: date) -> str:
    """The shape of the state."""
    if row.is_open:
        return "bad" if queries.is_late(row, today) else "info"
    return "ok" if row.state == State.ACCEPTED else "mute"


def facts(row: Transfer) -> list[dict[str, Any]]:
    """What the page of a transfer says, in order; empty ones are left out."""
    pairs = [
        (_("党员类别"), str(row.get_category_display())), (_("从哪里转出"), row.from_name),
        (_("转到哪里"), row.to_name), (_("方式"), str(row.get_direction_display())),
        (_("为什么转"), str(row.get_why_display())), (_("说明"), row.note),
        (_("提出日期"), words.day(row.asked_on)), (_("介绍信编号"), row.letter_no),
        (_("介绍信有效到"), words.day(row.letter_until) if row.letter_until else ""),
        (_("接收日期"), words.day(row.receipt_on) if row.receipt_on else ""),
        (_("存根保存到"), words.day(row.stub_until) if row.stub_until else ""),
    ]  # fmt: skip
    return [{"label": label, "value": value} for label, value in pairs if value]


def workbook(scope: Scope, rows: Any, *, today: date, at: datetime) -> bytes:
    """The rows as texts; the first line says who took them, in which post and when."""
    heads = (
        _("姓名"), _("党员类别"), _("方式"), _("从哪里转出"), _("转到哪里"), _("现在"),
        _("在谁手上"), _("期限"), _("提出日期"), _("介绍信编号"), _("接收日期"),
    )  # fmt: skip
    shown = map(_cells, rows.order_by("-asked_on", "-id")[:MOST])
    return workbooks.of_texts(scope, title=_("组织关系转接"), heads=heads, rows=shown, at=at)


def _cells(row: Transfer) -> tuple[str, ...]:
    return (
        row.name, str(row.get_category_display()), str(row.get_direction_display()),
        row.from_name, row.to_name, str(row.get_state_display()), queries.holder(row),
        words.day(row.due_on) if row.is_open else "", words.day(row.asked_on), row.letter_no,
        words.day(row.receipt_on) if row.receipt_on else "",
    )  # fmt: skip
