"""How do stations and helpers leave the program? In columns that can be brought in again."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

from jingwei.shell.sheets import Sheet, book
from jingwei.systems.public_benefit import hours
from jingwei.systems.public_benefit.door import degrees
from jingwei.systems.public_benefit.network.models import Station

STATIONS: Final = (
    "负责的党组织", "站点名称", "级别", "村或社区", "地点", "电话", "开门时间", "经度", "纬度",
    "坐标系", "在岗人数",
)  # fmt: skip
PROVIDERS: Final = ("负责的党组织", "单位名称", "类别", "协议", "起始日期", "终止日期")


def stations(rows: Iterable[Station], staffed: Mapping[int, int]) -> bytes:
    """One line a station; who is on duty is only counted."""
    return book(
        Sheet("站点", STATIONS, (
            (row.org.code, row.name, str(row.get_level_display()),
             row.unit.name if row.unit else None, row.place, row.phone,
             hours.line([tuple(one) for one in row.hours]), *degrees(row), staffed.get(row.pk, 0))
            for row in rows
        ))
    )  # fmt: skip


def providers(rows: Iterable[Any]) -> bytes:
    """One line a helper with its latest agreement."""
    return book(
        Sheet("外面来帮的", PROVIDERS, (
            (row.org.code, row.name, str(row.get_kind_display()), row.agreement,
             row.term.lower.isoformat(), row.term.upper.isoformat())
            for row in rows
        ))
    )  # fmt: skip
