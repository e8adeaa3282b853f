"""What roster is measured? A made-up one of twenty columns, the same in every run."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEADER = (
    "序号", "姓名", "性别", "民族", "公民身份证号", "出生日期", "学历", "学位", "人员类别",
    "所在党支部", "加入党组织日期", "转为正式党员日期", "工作岗位", "工作单位及职务", "手机号码",
    "家庭住址", "籍贯", "党籍状态", "党费交至", "月党费",
)  # fmt: skip
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
SURNAMES = "王李张刘陈杨黄赵周吴徐孙马朱胡郭何林高罗"
GIVEN = "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玉宁欣怡晨"
EDUCATION = ("研究生", "本科", "大专", "中专", "高中", "初中", "小学")
PER_BRANCH = 23


def branches(rows: int) -> int:
    return max(1, rows // PER_BRANCH)


def id_number(birth: date, serial: int) -> str:
    """A fictional number of an area that does not exist, with a right check digit."""
    first = f"99{serial // 1000 % 10000:04d}{birth:%Y%m%d}{serial % 1000:03d}"
    return first + "10X98765432"[sum(int(a) * b for a, b in zip(first, WEIGHTS, strict=True)) % 11]


UNIT = "示例单位"


def members(rows: int, *, changed: int = 0, unit: str = UNIT) -> Iterator[tuple[str, ...]]:
    """``rows`` members; with ``changed`` one in so many has moved house and phone."""
    draw = random.Random(7)  # noqa: S311 - a made-up roster holds no secret
    count = branches(rows)
    for at in range(rows):
        birth = date(1940, 1, 1) + timedelta(days=draw.randrange(23_000))
        joined = birth + timedelta(days=7000 + draw.randrange(4000))
        name = draw.choice(SURNAMES) + "".join(draw.choices(GIVEN, k=draw.choice((1, 2, 2))))
        number = id_number(birth, at)
        moved = bool(changed) and at % changed == 0
        yield (
            str(at + 1), name, "男" if int(number[16]) % 2 else "女", "汉族", number,
            f"{birth:%Y-%m-%d}", draw.choice(EDUCATION), "", "正式党员", f"B{at % count:05d}",
            f"{joined:%Y.%m}", f"{joined.replace(day=1) + timedelta(days=366):%Y.%m}", "职工",
            unit, f"139{(at + moved * 7) % 100_000_000:08d}",
            f"示例路{at % 997 + moved}号", "示例省示例市", "正常", "2026-09",
            f"{draw.randrange(2, 80)}.00",
        )  # fmt: skip


def write(place: Path, rows: int, *, changed: int = 0, unit: str = UNIT) -> Path:
    """The roster as .xlsx, made once and kept."""
    file = place / f"members-{rows}{f'-changed-{changed}' if changed else ''}-{unit}.xlsx"
    if not file.exists():
        place.mkdir(parents=True, exist_ok=True)
        half = file.with_suffix(".half")
        with xlsxwriter.Workbook(str(half), {"constant_memory": True}) as book:
            sheet = book.add_worksheet("党员")
            sheet.write_row(0, 0, HEADER)
            for at, row in enumerate(members(rows, changed=changed, unit=unit), 1):
                for column, text in enumerate(row):
                    sheet.write_string(at, column, text)
        half.rename(file)
    return file
