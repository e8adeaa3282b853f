"""How do studios leave the program? One line each, with counts of what was taken on."""

from collections.abc import Iterable, Mapping
from typing import Final

from jingwei.shell.sheets import Sheet, book
from jingwei.systems.public_benefit import hours
from jingwei.systems.public_benefit.door import degrees
from jingwei.systems.public_benefit.studios.models import DelegateStudio
from jingwei.systems.public_benefit.studios.queries import Taken

STUDIOS: Final = (
    "负责的党组织", "工作室名称", "类别", "社区或村", "地点", "电话", "接待时间", "经度", "纬度",
    "坐标系", "从哪天起",
    "收下", "有答复", "在办",
)  # fmt: skip


def studios(rows: Iterable[DelegateStudio], taken: Mapping[int, Taken]) -> bytes:
    """Counts of records; nobody is named, not who asked and not who receives."""
    none = Taken()
    return book(
        Sheet("代表工作室", STUDIOS, (
            (row.org.code, row.name, str(row.get_kind_display()), row.unit.name, row.place,
             row.phone, hours.line([tuple(one) for one in row.hours]), *degrees(row),
             row.held.lower.isoformat(), taken.get(row.pk, none).received,
             taken.get(row.pk, none).answered, taken.get(row.pk, none).waiting)
            for row in rows
        ))
    )  # fmt: skip
