"""Which rows under the header are data? Totals, remarks and signatures are not."""

import re
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from jingwei.kernel.rulebook.codes.tables import folded
from jingwei.ops.imports.issues import Notice
from jingwei.ops.imports.mapping import Mapping
from jingwei.ops.imports.reading.workbook import RawColumn, Sheet

_TAIL: Final = 30  # filled rows at the end that may be remarks
_FEW: Final = 2  # filled cells of a row that may be a remark in the middle
_TOTALS: Final = ("合计", "总计", "小计", "共计", "本页小计", "本页合计", "累计")
_CLOSING: Final = re.compile(
    r"(合计|总计|小计|共计|本页小计|本页合计|累计)[:：]?"
    r"|(合计|总计|小计|共计|累计|共)[:：]?\d+[人名行个户]?.*"
    r"|(注|备注|说明|填表说明|填报说明|附注|附)[:：].*|注\d.*|[*※].*"
    r"|(填表|制表|填报|审核|审批|经办|上报|统计|汇总)(人|单位|时间|日期)?[:：].*|(填表|制表|填报)(人|单位)"
    r"|(单位|党组织|支部)?(负责人|书记)?(签字|签名|盖章|公章)[:：(（]?.*|[(（](盖章|公章|签字)[)）].*"
    r"|(负责人|联系人|联系电话|日期)[:：].*|年月日|本表.*|以上.*|\d+[.、](本表|填表|此表).*"
)

_LONELY_DAY: Final = re.compile(r"\d{4}[年.\-/]\d{1,2}([月.\-/](\d{1,2}日?)?)?")


@dataclass(frozen=True)
class Body:
    """Indexes of the rows of data, and what was left out."""

    rows: NDArray[np.int32]
    left_out: tuple[Notice, ...]


def find_body(sheet: Sheet, mapping: Mapping) -> Body:
    """The rows of data under the header. Blank rows are left out silently, others are named."""
    first = mapping.first_row
    wanted = [
        sheet.by_index[c.index] for c in mapping.columns if c.key and c.index in sheet.by_index
    ]
    filled = np.zeros(sheet.height, np.int32)
    for column in wanted:
        filled += written(column)
    filled[:first] = 0
    others = _others(sheet, mapping, first)
    left_out: dict[int, Notice] = {}
    for row in _suspects(sheet, filled, others, wanted, first):
        if notice := _judge(sheet, mapping, row, int(filled[row])):
            left_out[row] = notice
    data = filled > 0
    data[list(left_out)] = False
    return Body(
        np.flatnonzero(data).astype(np.int32), tuple(left_out[at] for at in sorted(left_out))
    )


def written(column: RawColumn) -> NDArray[np.bool_]:
    """For each row whether more than blanks stands in the cell."""
    filled = np.ones(len(column.values), np.bool_)
    filled[column.blank] = False
    return filled[column.codes]


def _others(sheet: Sheet, mapping: Mapping, first: int) -> NDArray[np.bool_]:
    """Rows with something in columns that are not read, 序号 excepted."""
    found = np.zeros(sheet.height, np.bool_)
    passed = {c.index for c in mapping.columns if c.key or c.why in ("ignored", "source_row")}
    for column in sheet.columns:
        if column.index not in passed:
            found |= column.codes != 0
    found[:first] = False
    return found


def _suspects(
    sheet: Sheet, filled: NDArray[np.int32], others: NDArray[np.bool_], wanted: list[RawColumn],
    first: int,
) -> list[int]:  # fmt: skip
    """Rows worth looking at one by one: the last ones, sparse ones, and those naming a total."""
    there = np.flatnonzero((filled > 0) | others | _numbered(sheet, first))
    suspects = set(there[-_TAIL:].tolist())
    if len(wanted) > _FEW + 1:
        sparse = np.flatnonzero(((filled > 0) | others) & (filled <= _FEW))
        suspects |= set(sparse[:10_000].tolist())
    for column in sheet.columns[:3]:
        named = [at for at, v in enumerate(column.values) if v in _TOTALS]
        suspects |= set(np.flatnonzero(np.isin(column.codes, named)).tolist()) if named else set()
    titles = {at: column.codes[first - 1] for at, column in enumerate(sheet.columns) if first}
    for at, code in list(titles.items())[:3]:
        if code:
            suspects |= set(np.flatnonzero(sheet.columns[at].codes[first:] == code) + first)
    return sorted(int(row) for row in suspects if row >= first)


def _numbered(sheet: Sheet, first: int) -> NDArray[np.bool_]:
    found = np.zeros(sheet.height, np.bool_)
    for column in sheet.columns[:1]:
        found |= column.codes != 0
    found[:first] = False
    return found


def _judge(sheet: Sheet, mapping: Mapping, row: int, filled: int) -> Notice | None:
    cells = {at: text for at, text in sheet.row(row).items() if text.strip()}
    if not cells:
        return None
    said = {"row": row + 1}
    titles = {c.index: folded(c.title) for c in mapping.columns}
    same = sum(folded(text) == titles.get(at) for at, text in cells.items())
    if same >= 2 and same * 2 >= len(cells):
        return Notice("row.header_again", said)
    texts = ["".join(text.split()) for text in cells.values()]
    if _CLOSING.fullmatch(texts[0]) or (filled <= _FEW and any(map(_CLOSING.fullmatch, texts))):
        return Notice("row.closing", said)
    if len(cells) == 1 and _LONELY_DAY.fullmatch(texts[0]):
        return Notice("row.closing", said)
    if len(cells) == 1 and _is_wide(sheet, row, next(iter(cells))):
        return Notice("row.section", said)
    if not filled and _only_remark(mapping, cells):
        return Notice("row.closing", said)
    return None


def _is_wide(sheet: Sheet, row: int, column: int) -> bool:
    """A single cell merged over three columns or more is a heading or a remark."""
    return any(
        top <= row <= bottom and left <= column <= right and right - left >= 2
        for top, left, bottom, right in sheet.merged
    )


def _only_remark(mapping: Mapping, cells: dict[int, str]) -> bool:
    passed = {c.index for c in mapping.columns if c.why in ("ignored", "source_row")}
    return any(at not in passed for at in cells)


def fill_merged(sheet: Sheet, column: RawColumn, body: Body) -> tuple[NDArray[np.int32], int]:
    """The codes of a column with cells merged downwards filled, and how many rows that filled."""
    codes = column.codes
    count = 0
    for top, left, bottom, right in sheet.merged:
        if left == right == column.index and bottom > top and codes[top]:
            if not count:
                codes = codes.copy()
            inside = body.rows[(body.rows > top) & (body.rows <= bottom)]
            codes[inside] = codes[top]
            count += len(inside)
    return codes, count
