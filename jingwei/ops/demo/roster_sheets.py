"""How are records laid out on a sheet: neatly, or as clerks do, with faults that are noted?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from jingwei.kernel.rulebook.codes.tables import folded
from jingwei.ops.demo.chance import Chance
from jingwei.ops.demo.roster_faults import FAULTS, Fault
from jingwei.ops.demo.roster_files import Sheet, Value
from jingwei.ops.demo.roster_rough import DATES, rough
from jingwei.ops.demo.roster_rows import Record
from jingwei.ops.demo.roster_work_faults import WORK_FAULTS
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.reading.columns import letter_of

_GROUPS: Final = {
    "education": "学历学位", "degree": "学历学位", "category": "党内情况", "joined_on": "党内情况",
    "full_on": "党内情况", "phone": "联系方式", "landline": "联系方式", "lost": "失联情况",
    "lost_since": "失联情况", "floating": "流动情况", "floating_to": "流动情况",
    "term_began": "任期", "term_due": "任期",
}  # fmt: skip
_UNSURE: Final = frozenset(
    map(folded, ("类别", "单位", "名称", "电话", "代码", "编码", "党组织", "支部", "性质", "全称"))
)
"""Headers that other columns of the same roster could bear as well."""
REMARK = "备注"
MARKS: Final = "出席情况"
PLANTED: Final = {**FAULTS, **WORK_FAULTS}
Titles = Mapping[str, str]
"""What stands above columns whose titles are values, by key of field."""


@dataclass(frozen=True)
class Planted:
    """One fault: where the clerk sees it, and what the reader must say."""

    row: int
    cell: str
    header: str
    field: str
    code: str
    on_file: bool


@dataclass
class Messy:
    """A sheet and the faults in it."""

    sheet: Sheet
    planted: list[Planted] = field(default_factory=list)


def neat(kind: str, records: Sequence[Record], titles: Titles) -> Sheet:
    """Headers as in the template, one row a record, everything as text."""
    what = KINDS[kind]
    keys = [key for key in what.by_key if any(record.get(key) for record in records)]
    sheet = Sheet(what.title)
    sheet.rows.append([titles.get(key, what.by_key[key].title) for key in keys])
    sheet.rows += [[record.get(key) or None for key in keys] for record in records]
    return sheet


@dataclass
class _Columns:
    """Which column holds what; keys beginning with * are no fields."""

    keys: list[str]
    headers: list[str]
    groups: list[str]  # the upper title where several columns share one

    def place(self, key: str) -> int:
        return self.keys.index(key)


def messy(
    kind: str, records: Sequence[Record], title: str, titles: Titles, *, ending: str, today: date,
    draw: Chance,
) -> Messy:  # fmt: skip
    """The records as a clerk hands them in, with every fault that this form can show."""
    columns = _columns(kind, records, titles, draw)
    made = Messy(Sheet("Sheet1" if ending == ".xls" else title[:20]))
    rows = made.sheet.rows
    _head(made.sheet, columns, title, two_lines=any(columns.groups) and ending != ".csv")
    placed = _placed(kind, records, ending, draw)
    numbers: dict[int, int] = {}  # index of record -> row as the clerk counts
    for at, record in enumerate(records):
        fault, earlier = placed.get(at, (None, 0))
        if fault is not None and fault.copy:
            rows.append(list(rows[numbers[earlier] - 1]))
            _plant(made, columns, fault, len(rows))
            fault = None
        row = [_cell(key, record, at, draw) for key in columns.keys]
        rows.append(row)
        numbers[at] = len(rows)
        if fault is not None:
            for key, value in fault.make(record, records[earlier], today).items():
                if key in columns.keys:
                    row[columns.place(key)] = value
            _plant(made, columns, fault, len(rows))
            if fault.both:
                _plant(made, columns, fault, numbers[earlier])
        if at == len(records) // 2:
            rows.append([None] * len(columns.keys))
    _foot(made.sheet, columns, len(records))
    return made


def _columns(kind: str, records: Sequence[Record], titles: Titles, draw: Chance) -> _Columns:
    """Fields that the records hold, in an order of the clerk's own, under her own names."""
    wanted = {fault.field for fault in PLANTED[kind]}
    keys = [key for key in KINDS[kind].by_key
            if key in wanted or any(record.get(key) for record in records)]  # fmt: skip
    blocks: dict[str, list[str]] = {}
    for key in keys:
        blocks.setdefault(_group(key, titles) or key, []).append(key)
    first, *rest = blocks.values()
    order = [first, *(rest[at] for at in draw.permutation(len(rest)))]
    ordered = ["*序号", *(key for block in order for key in block), f"*{REMARK}"]
    headers = [titles.get(key) or _header(kind, key, draw) for key in ordered]
    if "phone" in ordered:  # the same header twice, the second time mostly empty
        ordered.insert(-1, "*again")
        headers.insert(-1, headers[ordered.index("phone")])
    groups = [_group(key, titles) for key in ordered]
    upper = [title if groups.count(title) > 1 else "" for title in groups]
    return _Columns(ordered, headers, upper)


def _group(key: str, titles: Titles) -> str:
    """The upper title that a column shares with others, if any."""
    return MARKS if key in titles else _GROUPS.get(key, "")


def _header(kind: str, key: str, draw: Chance) -> str:
    if key.startswith("*"):
        return key[1:]
    one = KINDS[kind].by_key[key]
    words = [word for word in (one.title, *one.also)
             if not word.isascii() and folded(word) not in _UNSURE
             and KINDS[kind].by_header[folded(word)] == key]  # fmt: skip
    word = words[int(draw.integers(len(words)))]
    return word[:2] + "\n" + word[2:] if len(word) > 5 and draw.random() < 0.3 else word


def _head(sheet: Sheet, columns: _Columns, title: str, *, two_lines: bool) -> None:
    width = len(columns.keys)
    sheet.rows.append([title, *[None] * (width - 1)])
    sheet.merged.append((0, 0, 0, width - 1))
    sheet.rows.append(["填报单位：示例一街道党建办", *[None] * (width - 2), "2026年6月"])
    if not two_lines:
        sheet.rows.append(list(columns.headers))
        return
    groups = columns.groups
    upper: list[Value] = []
    for at, (group, header) in enumerate(zip(groups, columns.headers, strict=True)):
        upper.append(header if not group else group if groups[at - 1] != group else None)
        if not group:
            sheet.merged.append((2, at, 3, at))
        elif groups[at - 1] != group:
            sheet.merged.append((2, at, 2, at + groups.count(group) - 1))
    pairs = zip(groups, columns.headers, strict=True)
    sheet.rows += [upper, [header if group else None for group, header in pairs]]


def _foot(sheet: Sheet, columns: _Columns, count: int) -> None:
    rest = [None] * (len(columns.keys) - 1)
    sheet.rows.append([f"合计：{count}行", *rest])
    sheet.rows.append([None] * len(columns.keys))
    sheet.rows.append(["注：电话为本人常用号码，空着的表示没有。", *rest])
    sheet.rows.append(["填表人：韩示十　　审核人：沈示十六", *rest])


def _placed(
    kind: str, records: Sequence[Record], ending: str, draw: Chance
) -> dict[int, tuple[Fault, int]]:
    """Index of record -> fault, and an earlier record that it needs; no record has two."""
    order = [int(at) for at in draw.permutation(len(records)) if at > 1]
    found: dict[int, tuple[Fault, int]] = {}
    taken: set[int] = set()
    for fault in PLANTED[kind]:
        if fault.only and ending not in fault.only:
            continue
        fits = [at for at in order if at not in taken and _can(fault, records[at])]
        if not fits:
            continue
        at, earlier = fits[0], 0
        if fault.both or fault.copy:
            before = [one for one in fits if one < at]
            if not before:
                continue
            earlier = before[0]
            taken.add(earlier)
        taken.add(at)
        found[at] = (fault, earlier)
    return found


def _can(fault: Fault, record: Record) -> bool:
    """What the fault needs is there, and its dates are known to the day."""
    said = [record.get(key, "") for key in fault.needs]
    dated = [record.get(key, "") for key in fault.needs if key in DATES]
    return all(said) and all(len(text) == 10 for text in dated)


def _cell(key: str, record: Record, at: int, draw: Chance) -> Value:
    if key == "*序号":
        return float(at + 1)
    return None if key.startswith("*") else rough(key, record.get(key, ""), draw)


def _plant(made: Messy, columns: _Columns, fault: Fault, row: int) -> None:
    at = columns.place(fault.field)
    header = columns.headers[at].replace("\n", "")
    made.planted.append(
        Planted(row, f"{letter_of(at)}{row}", header, fault.field, fault.code, fault.on_file)
    )
