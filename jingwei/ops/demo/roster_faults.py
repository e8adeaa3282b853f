"""Which faults are planted in the messy rosters, and what must the reader say of each?

Codes are those of ``imports.issue_codes``. What needs the database to be seen, such as a branch
that does not exist, is marked ``on_file``.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Final

from jingwei.kernel.rulebook.codes import identity
from jingwei.ops.demo.roster_files import Formula, Value
from jingwei.ops.demo.roster_rows import Record

type Cells = dict[str, Value]
type Make = Callable[[Record, Record, date], Cells]


@dataclass(frozen=True)
class Fault:
    """One kind of fault: what stands in the cells instead, said of ``field``.

    ``make`` gets the row, an earlier faultless row and today. ``both`` says that the earlier row is
    told too; ``copy`` adds a further row like the earlier one; ``needs`` are fields that must say
    something in the row.
    """

    code: str
    field: str
    make: Make
    needs: tuple[str, ...] = ()
    both: bool = False
    copy: bool = False
    on_file: bool = False
    only: tuple[str, ...] = ()  # endings of files that can show it


def put(**cells: Value) -> Make:
    return lambda _row, _earlier, _today: cells


def change(field: str, how: Callable[[str], Value]) -> Make:
    return lambda row, _earlier, _today: {field: how(row[field])}


def wrong_check(number: str) -> str:
    return number[:-1] + ("1" if number[-1] != "1" else "2")


def _truncated(number: str) -> str:
    """The last digits became zeros, and the check digit does not happen to be one."""
    first = number[:15]
    if identity.check_digit(first + "00") == "0":
        first = number[:14] + str((int(number[14]) + 1) % 10)
    return first + "000"


def _no_such_birth(number: str) -> str:
    first = number[:10] + "1331" + number[14:17]
    return first + identity.check_digit(first)


def _same_person(_row: Record, earlier: Record, _today: date) -> Cells:
    keys = ("id_number", "sex", "birth_on", "joined_on", "full_on", "category")
    return {key: earlier[key] or None for key in keys}


def before(field: str, other: str, days: int, **more: Value) -> Make:
    """``field`` certainly before ``other``."""

    def make(row: Record, _earlier: Record, _today: date) -> Cells:
        day = date.fromisoformat((row[other] + "-01-01")[:10]) - timedelta(days=days)
        return {field: day.isoformat(), **more}

    return make


def later(field: str, days: int, **more: Value) -> Make:
    return lambda _row, _earlier, today: {field: str(today + timedelta(days=days)), **more}


def _other_birth(text: str) -> str:
    day = date.fromisoformat(text) - timedelta(days=45)
    return day.isoformat()


ID: Final = ("id_number",)
_TYPED: Final = (".xlsx", ".xls", ".ods")  # a .csv knows no types of cells
_GROWN: Final = ("id_number", "birth_on", "joined_on", "full_on")
_MEMBERS: Final = (
    Fault("id.check", "id_number", change("id_number", wrong_check), ID),
    Fault("id.form", "id_number", change("id_number", lambda number: number[:-1]), ID),
    Fault("id.birth", "id_number", change("id_number", _no_such_birth), ID),
    Fault("id.truncated", "id_number",
          change("id_number", _truncated), ID),
    Fault("id.became_number", "id_number",
          change("id_number", lambda number: float(number[:17] + "0")), ID),
    Fault("id.twice", "id_number", _same_person, ID, both=True),
    Fault("row.repeated", "id_number", put(), ID, copy=True),
    Fault("match.sex", "sex", change("sex", lambda sex: "女" if sex == "男" else "男"), ID),
    Fault("match.birth", "birth_on", change("birth_on", _other_birth), _GROWN),
    Fault("order.joined_before_birth", "joined_on", before("joined_on", "birth_on", 800), _GROWN),
    Fault("order.full_before_joined", "full_on", before("full_on", "joined_on", 400), _GROWN),
    Fault("order.lost_before_birth", "lost_since",
          before("lost_since", "birth_on", 900, lost="是"), _GROWN),
    Fault("date.future", "joined_on", later("joined_on", 120, full_on=None, category="预备"),
          _GROWN),
    Fault("date.unreadable", "joined_on", put(joined_on="七一前后")),
    Fault("date.impossible", "joined_on", put(joined_on="2013-02-30")),
    Fault("date.two_digit_year", "joined_on", put(joined_on="98.7")),
    Fault("date.lunar", "joined_on", put(joined_on="农历正月初五")),
    Fault("date.lost_zero", "joined_on", put(joined_on=1990.1), only=_TYPED),
    Fault("code.unknown", "ethnicity", put(ethnicity="本地")),
    Fault("code.unknown", "education", put(education="自学成才")),
    Fault("cell.required", "name", put(name=None)),
    Fault("cell.required", "branch", put(branch=None)),
    Fault("name.broken", "name", change("name", lambda name: name[0] + "?")),
    Fault("name.formula", "name", change("name", lambda name: "=" + name), only=_TYPED),
    Fault("phone.form", "phone", put(phone="1541234")),
    Fault("yes_no.unreadable", "floating", put(floating="可能")),
    Fault("cell.formula_no_value", "work_post", put(work_post=Formula('=VLOOKUP(A1,$A:$B,2)')),
          only=(".xlsx",)),
    Fault("cell.formula_error", "work_post", put(work_post=Formula("=1/0", "#DIV/0!")),
          only=(".xlsx",)),
    Fault("age.under_18", "joined_on", before("joined_on", "birth_on", -6000), _GROWN),
    Fault("name.unusual", "name", change("name", lambda name: name + "2")),
    Fault("lost.without_date", "lost_since", put(lost="是", lost_since=None)),
    Fault("floating.without_place", "floating_to", put(floating="是", floating_to=None)),
    Fault("phone.two", "phone", change("phone", lambda phone: phone + "/" + phone[:-1] + "0"),
          ("phone",)),
    Fault("org.unknown", "branch", put(branch="示例不存在的党支部"), on_file=True),
    Fault("org.ambiguous", "branch", put(branch="第一党支部"), on_file=True),
    Fault("org.doubtful", "branch", put(branch="新苑二支"), on_file=True),
    Fault("branch.no_home", "branch", put(branch="市委组织部"), on_file=True),
)  # fmt: skip
_UNITS: Final = (
    Fault("credit.check", "credit_code", change("credit_code", wrong_check), ("credit_code",)),
    Fault("credit.form", "credit_code", change("credit_code", lambda code: code[:-2]),
          ("credit_code",)),
    Fault("credit.became_number", "credit_code", put(credit_code="9.13E+17")),
    Fault("key.twice", "credit_code",
          lambda _row, earlier, _today: {"credit_code": earlier["credit_code"]},
          ("credit_code",), both=True),
    Fault("cell.required", "name", put(name=None)),
    Fault("cell.required", "kind", put(kind=None)),
    Fault("code.unknown", "kind", put(kind="街边小摊")),
    Fault("division.form", "division", put(division="99010")),
    Fault("phone.form", "phone", put(phone="无人接听")),
    Fault("number.negative", "headcount", put(headcount=-5.0)),
    Fault("number.unreadable", "headcount", put(headcount="若干")),
    Fault("org.unknown", "org", put(org="示例不存在的党委"), on_file=True),
    Fault("division.unknown", "division", put(division="990199999"), on_file=True),
)  # fmt: skip
_ORGANISATIONS: Final = (
    Fault("key.twice", "code", lambda _row, earlier, _today: {"code": earlier["code"]},
          ("code",), both=True),
    Fault("cell.required", "name", put(name=None)),
    Fault("code.unknown", "kind", put(kind="党小队")),
    Fault("org.own_superior", "superior", lambda row, _earlier, _today: {"superior": row["name"]}),
    Fault("order.term_before_founded", "term_began",
          before("term_began", "founded_on", 500), ("founded_on", "term_due")),
    Fault("order.term_due_before_began", "term_due",
          before("term_due", "term_began", 30), ("term_began", "term_due")),
    Fault("date.impossible", "founded_on", put(founded_on="2009年13月")),
    Fault("date.future", "founded_on",
          later("founded_on", 30, term_began=None, term_due=None)),
    Fault("division.form", "division", put(division="99010")),
    Fault("credit.check", "credit_code", change("credit_code", wrong_check), ("credit_code",)),
    Fault("term.long", "term_due",
          lambda row, _earlier, _today: {"term_due": f"{int(row['term_began'][:4]) + 9}-06-01"},
          ("term_began", "term_due")),
    Fault("org.unknown", "superior", put(superior="示例不存在的党委"), on_file=True),
)  # fmt: skip
_POSITIONS: Final = (
    Fault("cell.required", "org", put(org=None)),
    Fault("cell.required", "title", put(title=None)),
    Fault("code.unknown", "title", put(title="大管家")),
    Fault("id.check", "id_number", change("id_number", wrong_check), ID),
    Fault("date.future", "since", later("since", 40, due_on=None), ("since",)),
    Fault("date.unreadable", "since", put(since="上次换届"), ("since",)),
    Fault("order.until_before_since", "until", before("until", "since", 60), ("since",)),
    Fault("order.term_due_before_began", "due_on", before("due_on", "since", 60), ("since",)),
    Fault("position.vacant", "name", put(name="暂缺", id_number=None, since=None, due_on=None)),
    Fault("org.unknown", "org", put(org="示例不存在的党支部"), on_file=True),
)  # fmt: skip
_DIVISIONS: Final = (
    Fault("division.form", "code", put(code="99010", parent_code=None, level=None)),
    Fault("division.form", "code", put(code="99A103", parent_code=None, level=None)),
    Fault("division.level", "level", put(level="省"), ("urban_rural",)),
    Fault("division.parent", "parent_code", put(parent_code="990122000000"), ("urban_rural",)),
    Fault("cell.required", "name", put(name=None)),
    Fault("code.unknown", "urban_rural", put(urban_rural="999")),
    Fault("key.twice", "code", lambda _row, earlier, _today: {
        "code": earlier["code"], "parent_code": None, "level": None}, both=True),
)  # fmt: skip

# A row without an ID number is doubtful already; a second doubt would only blur the key.
_OF_NUMBERED: Final = tuple(replace(one, needs=(*one.needs, *ID)) for one in _MEMBERS)
FAULTS: Final = {
    "divisions": _DIVISIONS, "units": _UNITS, "organisations": _ORGANISATIONS,
    "members": _OF_NUMBERED, "positions": _POSITIONS,
}  # fmt: skip
