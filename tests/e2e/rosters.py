"""What does a clerk's spreadsheet look like? A made-up one with all that such sheets have."""

from datetime import date
from pathlib import Path

from openpyxl import Workbook

from jingwei.kernel.access.tests.town import check_digit, id_number

BIRTH = date(1986, 4, 12)


def number(serial: int) -> str:
    """A fictional ID number; ``serial`` keeps the rosters of different tests apart."""
    return id_number(BIRTH, serial)


def mistyped(right: str) -> str:
    """The same number with a last character that does not fit."""
    return right[:17] + ("1" if check_digit(right[:17]) != "1" else "2")


def write_messy(place: Path, *, branch: str, names: list[str], first: int) -> Path:
    """A title over merged cells, headers in other words and order, blanks inside names, full-width
    digits, days in three forms, a total and a closing remark; the second ID number is mistyped."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["2026年党员花名册（社区上报）"])
    sheet.merge_cells("A1:G1")
    sheet.append(["填表人：示例", None, None, None, "2026年11月"])
    sheet.append(["序号", "所属党支部", "党员姓名", "身份证号码", "性 别", "入党时间", "党员类型"])
    days = ("2015年6月", "2016.07.01", "2017-08-09")
    for at, name in enumerate(names):
        right = number(first + at)
        sex = "男" if int(right[16]) % 2 else "女"
        written = mistyped(right) if at == 1 else right
        spaced = f"{name[0]}　{name[1:]}" if len(name) == 2 else name
        sheet.append(
            [str(at + 1), branch, spaced, written, sex, days[at % 3], "正式党员"]
        )  # fmt: skip
    sheet.append(["合计", f"{len(names)}人"])
    sheet.append(["制表人：示例　审核人：示例"])
    file = place / f"花名册-{first}.xlsx"
    book.save(file)
    return file
