"""How do the tables look? Rows and columns with their words, checks in sentences."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingwei.kernel.orgs.models import Organisation
from jingwei.work.membership.statistics.declare import Table
from jingwei.work.membership.statistics.queries import Cells, moved_since
from jingwei.work.membership.statistics.registered import table_of, tables
from jingwei.work.membership.statistics.rules import Check

MOST_MOVED = 40
FIRST = 5  # the balance, its ways, last year as frozen, the figures
CHECKS = {
    "balance": gettext_lazy("上年末 + 期初 + 增加 - 减少 = 本年末"),
    "came_by_ways": gettext_lazy("本年增加 = 各种增加之和"),
    "went_by_ways": gettext_lazy("本年减少 = 各种减少之和"),
    "frozen_before": gettext_lazy("上年末 = 上年定稿的年末数"),
    "by_figures": gettext_lazy("本年末 = 12月的党员数指标"),
    "admitted_total": gettext_lazy("发展党员 = 增加里的发展党员"),
    "leaving_total": gettext_lazy("出党 = 减少里的出党"),
    "appraisal_total": gettext_lazy("开展的和没开展的合起来 = 有党员的支部"),
}


@dataclass(frozen=True)
class Shown:
    """A check in words. ``state`` is ok, bad, or mute where a number is missing."""

    title: str
    left: int | None
    right: int | None
    state: str
    difference: int


def check_title(code: str) -> str:
    if code in CHECKS:
        return str(CHECKS[code])
    table, _dash, what = code.rpartition("_")
    known = table_of(table)
    title = str(known.title) if known else table
    if what == "total":
        return _("{table}的合计 = 本年末党员").format(table=title)
    if what == "ages":
        return _("{table}的合计 = 各年龄段之和").format(table=title)
    return _("{table}的合计 = 各行之和").format(table=title)


def checks(found: list[Check]) -> list[Shown]:
    return [
        Shown(
            check_title(one.code), one.left, one.right,
            "mute" if one.left is None or one.right is None else "ok" if one.is_met else "bad",
            one.difference,
        )
        for one in found
    ]  # fmt: skip


def checks_by_weight(found: list[Check]) -> dict[str, list[Shown]]:
    """The checks to look at, and those of parts and wholes that are met, to be unfolded."""
    shown = checks(found)
    first = [one for at, one in enumerate(shown) if at < FIRST or one.state == "bad"]
    return {"checks": first, "more_checks": [one for one in shown if one not in first]}


def drawn(cells: Cells, org: Organisation, year: int) -> list[dict[str, Any]]:
    """Every table with its cells, each with the address of its records."""
    return [
        _table(table, cells[table.code], org, year) for table in tables() if table.code in cells
    ]


def _table(
    table: Table, cells: dict[str, dict[str, int]], org: Organisation, year: int
) -> dict[str, Any]:
    return {
        "table": table,
        "rows": [
            {
                "title": row.title,
                "cells": [
                    {
                        "n": cells[row.key][column.key], "title": column.title,
                        "url": reverse(
                            "statistics:cell",
                            args=[org.code, year, table.code, row.key, column.key],
                        ),
                    }
                    for column in table.columns if column.key in cells[row.key]
                ],
            }
            for row in table.rows if row.key in cells  # frozen before a row was there
        ],
    }  # fmt: skip


def moved(cells: Cells, now: Cells) -> list[dict[str, Any]]:
    """What would come out otherwise today, in words; at most as many as can be read."""
    found = []
    for code, row, column, was, is_now in moved_since(cells, now)[:MOST_MOVED]:
        table = table_of(code)
        if table is not None:
            found.append({
                "table": table.title, "row": table.row(row), "column": table.column(column),
                "was": was, "now": is_now,
            })  # fmt: skip
    return found
