"""How do centres leave the program? A workbook with their week, and points on a map."""

import json
from collections.abc import Iterable
from io import BytesIO
from typing import Any, Final

import xlsxwriter

from jingwei.systems.community.centres.kinds import WEEKDAYS
from jingwei.systems.community.centres.models import ServiceCentre
from jingwei.systems.community.centres.rules import read_hours

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
GEOJSON: Final = "application/geo+json"
HEADS: Final = (
    "负责的党组织", "中心名称", "级别", "地址", "电话", "经度", "纬度",
    "周一", "周二", "周三", "周四", "周五", "周六", "周日", "说明",
)  # fmt: skip


def centres(rows: Iterable[ServiceCentre]) -> bytes:
    """One line a centre; what begins with = is text and no formula."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("便民服务中心")
        bold = book.add_format({"bold": True})
        for at, head in enumerate(HEADS):
            sheet.write_string(0, at, head, bold)
        for line, row in enumerate(rows, 1):
            for at, value in enumerate(_cells(row)):
                if value is not None:
                    sheet.write(line, at, value)
        sheet.freeze_panes(1, 2)
        sheet.set_column(0, len(HEADS) - 1, 16)
    return out.getvalue()


def _cells(row: ServiceCentre) -> tuple[Any, ...]:
    week = [week_day(row, day) for day, _title in WEEKDAYS]
    return (
        row.org.code, row.name, str(row.get_level_display()), row.address, row.phone,
        row.longitude, row.latitude, *week, row.note,
    )  # fmt: skip


def week_day(row: ServiceCentre, day: int) -> str:
    """``08:30-11:30 14:00-17:30`` of one weekday; empty where it is closed."""
    return " ".join(
        f"{one.opens:%H:%M}-{one.closes:%H:%M}"
        for one in read_hours(row.hours) if one.weekday == day
    )  # fmt: skip


def points(rows: Iterable[ServiceCentre]) -> str:
    """A FeatureCollection of those whose place is known, in CGCS2000 degrees."""
    return json.dumps(
        {
            "type": "FeatureCollection",
            "features": [
                {
                    "type": "Feature",
                    "id": str(row.public_id),
                    "geometry": {
                        "type": "Point", "coordinates": [row.longitude, row.latitude],
                    },
                    "properties": {
                        "id": str(row.public_id), "name": row.name, "address": row.address,
                        "phone": row.phone,
                    },
                }
                for row in rows if row.longitude is not None
            ],
        },
        ensure_ascii=False,
    )  # fmt: skip
