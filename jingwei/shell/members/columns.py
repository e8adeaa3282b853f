"""Which columns can the list and an export show, and what stands in them?

The list is an allow-list: a column that is not declared here leaves the program by no way.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.days import years_before
from jingwei.kernel.people.kinds import Category, Sex, State, Title
from jingwei.kernel.privacy.classes import Class
from jingwei.kernel.rulebook.codes.people import DEGREE, EDUCATION, ETHNICITY
from jingwei.shell import words

type Row = Mapping[str, Any]

PRECISIONS: Final = {"d": "day", "m": "month", "y": "year"}


@dataclass(frozen=True)
class Column:
    """One column: ``text`` of a row, plain. ``order`` is the order of the list it can be sorted
    by; ``listed`` says that the page lets one choose it, else it always stands there or only an
    export shows it. ``value`` is what a workbook can count with: a number, a whole day."""

    key: str
    title: Promise
    text: Callable[[Row, date], str]
    order: str = ""
    listed: bool = True
    privacy: Class = Class.C
    value: Callable[[Row, date], date | int | None] | None = None


def day_text(row: Row, column: str) -> str:
    """A day of the file as exactly as it is known; empty where there is none."""
    value = row[f"{column}_on"]
    precision = PRECISIONS[row[f"{column}_precision"]]
    return words.day(value, precision) if value else ""


def age(row: Row, on: date) -> int | None:
    """Whole years on a day; None without a day of birth."""
    born: date | None = row["birth_on"]
    if born is None:
        return None
    years = on.year - born.year
    return years - (years_before(on, years) < born)


def _code(column: str, titles: Mapping[str, str]) -> Callable[[Row, date], str]:
    return lambda row, on: titles.get(row[column], row[column])


def _choice(column: str, labels: Mapping[Any, Any]) -> Callable[[Row, date], str]:
    """The label of a code. Each label is translated once for a language, not once for a row."""
    said: dict[tuple[str | None, Any], str] = {}

    def text(row: Row, on: date) -> str:
        key = get_language(), row[column]
        if key not in said:
            said[key] = str(labels.get(row[column], "")) if row[column] is not None else ""
        return said[key]

    return text


def _day(column: str) -> Callable[[Row, date], str]:
    return lambda row, on: day_text(row, column)


def _whole_day(column: str) -> Callable[[Row, date], date | None]:
    """The day where it is known to the day; a month or a year stays the text it is."""
    return lambda row, on: row[f"{column}_on"] if row[f"{column}_precision"] == "d" else None


def _plain(column: str) -> Callable[[Row, date], str]:
    return lambda row, on: row[column] or ""


def _years(row: Row, on: date) -> str:
    years = age(row, on)
    return "" if years is None else str(years)


CATEGORIES: Final[dict[str, Any]] = {Category.FULL: _("正式"), Category.PROBATIONARY: _("预备")}
SEXES: Final[dict[str, Any]] = {Sex.MALE: _("男"), Sex.FEMALE: _("女")}
TITLES: Final = {one.value: one.label for one in Title}
STATES: Final = {one.value: one.label for one in State}

ALL: Final = {
    column.key: column
    for column in (
        Column("name", _("姓名"), _plain("name"), order="name", listed=False),
        Column("sex", _("性别"), _choice("sex", SEXES), listed=False),
        Column("age", _("年龄"), _years, order="age", listed=False, value=age),
        Column("id_tail", _("证件末四位"), _plain("id_tail"), listed=False),
        Column("org", _("所在支部"), _plain("org_name"), listed=False),
        Column("category", _("类型"), _choice("category", CATEGORIES)),
        Column("joined", _("入党日期"), _day("joined"), order="joined", value=_whole_day("joined")),
        Column("full", _("转正日期"), _day("full"), value=_whole_day("full")),
        Column("birth", _("出生日期"), _day("birth"), order="age", value=_whole_day("birth")),
        Column("education", _("学历"), _code("education", EDUCATION.titles)),
        Column("degree", _("学位"), _code("degree", DEGREE.titles)),
        Column("ethnicity", _("民族"), _code("ethnicity", ETHNICITY.titles)),
        Column("post", _("党内职务"), _choice("title", TITLES)),
        Column("work", _("工作岗位"), _plain("work_post")),
        Column("unit", _("工作单位及职务"), _plain("unit_title")),
        Column("native", _("籍贯"), _plain("native_place")),
        Column("phone_tail", _("手机末四位"), _plain("phone_tail")),
        Column("dual", _("管理"), _choice("is_dual", {True: _("双重"), False: _("单一")})),
        Column("floating", _("外出流向"), _plain("floating_to")),
        Column("org_code", _("支部编码"), _plain("org_code"), listed=False),
        Column("state", _("党籍状态"), _choice("state", STATES), listed=False),
        Column("id_number", _("身份证号"), _plain("id_number"), listed=False, privacy=Class.S),
        Column("phone", _("手机"), _plain("phone"), listed=False, privacy=Class.S),
        Column("address", _("家庭住址"), _plain("address"), listed=False, privacy=Class.S),
    )
}
"""Every column there is. Name, tail, branch and state of the file always stand in the list."""

USUAL: Final = ("category", "joined", "post", "dual")
EXPORTED: Final = ("name", "sex", "birth", "org", "category", "joined", "full", "education")
"""What an export holds unless somebody ticks more."""


def listed(keys: list[str]) -> list[Column]:
    """The chosen columns of the list in their declared order; the usual ones where none is."""
    chosen = [key for key in keys if key in ALL and ALL[key].listed]
    wanted = set(chosen or USUAL)
    return [column for key, column in ALL.items() if key in wanted]


def choosable() -> list[Column]:
    return [column for column in ALL.values() if column.listed]


def exported(keys: list[str], *, sealed: bool) -> list[Column]:
    """The columns of an export; without ``sealed`` those of class S are left out."""
    wanted = set(keys) or set(EXPORTED)
    return [
        column
        for key, column in ALL.items()
        if key in wanted and (sealed or column.privacy != Class.S)
    ]


def sealed_of(columns: list[Column]) -> list[str]:
    return [column.key for column in columns if column.privacy == Class.S]
