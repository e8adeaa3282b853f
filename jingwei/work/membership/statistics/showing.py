"""How do the tables look? Rows and columns with their words, checks in sentences."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jingwei.kernel.orgs.models import Organisation
from jingwei.work.membership.statistics.declare import Table
from jingwei.work.membership.statistics.queries import Cells
from jingwei.work.membership.statistics.rules import Check
from jingwei.work.membership.statistics.tables import BY_CODE, TABLES

CHECKS = {
    "balance": gettext_lazy("上年末 + 增加 - 减少 = 本年末"),
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
    title = str(BY_CODE[table].title)
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


def tables(cells: Cells, org: Organisation, year: int) -> list[dict[str, Any]]:
    """Every table with its cells, each with the address of its records."""
    return [_table(table, cells[table.code], org, year) for table in TABLES if table.code in cells]


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
                    for column in table.columns
                ],
            }
            for row in table.rows
        ],
    }  # fmt: skip
