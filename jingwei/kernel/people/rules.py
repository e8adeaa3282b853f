"""What cannot be so in a member's file, and what ought to be looked at twice? Pure rules."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from jingwei.kernel.days import next_month, years_before
from jingwei.kernel.findings import Finding
from jingwei.kernel.rulebook.codes import identity, phones
from jingwei.kernel.rulebook.codes.identity import Identity, Verdict
from jingwei.kernel.rulebook.codes.people import DEGREE, EDUCATION, ETHNICITY, SEX

HOUSE: Final = "本系统规则"
DEVELOPMENT: Final = "《中国共产党发展党员工作细则》"
ID_STANDARD: Final = "GB 11643-1999"
NAME_LENGTH: Final = 50
ADDRESS_LENGTH: Final = 200
OLDEST: Final = 120
SEXES: Final = ("1", "2")


@dataclass(frozen=True)
class Known:
    """A day as exactly as it is known: precision d, m or y; a month stands as its first day."""

    day: date
    precision: str = "d"

    @property
    def first(self) -> date:
        if self.precision == "y":
            return self.day.replace(month=1, day=1)
        return self.day.replace(day=1) if self.precision == "m" else self.day

    @property
    def last(self) -> date:
        if self.precision == "y":
            return self.day.replace(month=12, day=31)
        if self.precision == "m":
            return next_month(self.day) - timedelta(days=1)
        return self.day


@dataclass(frozen=True)
class Details:
    """What a person says of a member: the file without number, branch and category."""

    name: str
    sex: str = "0"
    ethnicity: str = ""
    birth: Known | None = None
    education: str = ""
    degree: str = ""
    joined: Known | None = None
    full: Known | None = None
    native_place: str = ""
    work_post: str = ""
    unit_title: str = ""
    phone: str = ""
    landline: str = ""
    address: str = ""
    floating_to: str = ""
    lost: Known | None = None


LONGEST: Final = {
    "name": NAME_LENGTH, "native_place": 60, "work_post": 60, "unit_title": 120,
    "address": ADDRESS_LENGTH, "floating_to": 60,
}  # fmt: skip


def _said(code: str, message: str, source: str = HOUSE, **params: object) -> Finding:
    """A finding that names the field it is about, so that a form can show it there."""
    return Finding(code, message, source, params)


def number_findings(text: str, today: date) -> list[Finding]:
    """What is wrong with an ID number as it was typed; nothing is guessed."""
    verdict = identity.verdict_of(identity.normal(text), today=today)
    message = {
        Verdict.FORM: ("people.id.form", "身份证号应为18位，请对照证件改正。"),
        Verdict.BIRTH: ("people.id.birth_form", "号码里的出生日期不存在，请对照证件改正。"),
        Verdict.CHECK: ("people.id.check", "号码的校验位不对，请对照证件逐位核对。"),
        Verdict.FUTURE: ("people.id.future", "号码里的出生日期晚于今天，请对照证件改正。"),
    }.get(verdict)
    return [_said(*message, ID_STANDARD, field="id_number")] if message else []


def details_findings(
    seen: Details, *, category: str, number: Identity | None, today: date
) -> list[Finding]:
    """Certain contradictions: with one of them the file cannot be right."""
    return [
        *_text_findings(seen),
        *_code_findings(seen),
        *_order_findings(seen, today),
        *_category_findings(seen, category),
        *_identity_findings(seen, number),
    ]


def details_doubts(
    seen: Details, *, category: str, number: Identity | None, today: date, least_age: int
) -> list[Finding]:
    """What may be so and mostly is a slip: a person looks again and says that it is right."""
    found = []
    born, joined, full = seen.birth, seen.joined, seen.full
    if born and joined and joined.last < _later(born.first, least_age):
        found.append(
            _said("people.joined.young", "入党时不满{age}周岁，请核对。", "党章第一条",
                  age=least_age, field="joined")
        )  # fmt: skip
    if born and born.last < years_before(today, OLDEST):
        found.append(_said("people.birth.old", "年龄超过120岁，请核对。", field="birth"))
    if joined and full and full.last < _later(joined.first, 1):
        found.append(
            _said("people.full.soon", "转正离入党不到一年，请核对。", DEVELOPMENT, field="full")
        )
    if category == "probationary" and joined and joined.last < years_before(today, 2):
        found.append(
            _said("people.probation.long", "预备期已超过两年，请核对。", DEVELOPMENT,
                  field="joined")
        )  # fmt: skip
    if number is not None and number.legacy:
        found.append(
            _said("people.id.legacy", "这是15位旧号码，有新号码时请补上。", ID_STANDARD,
                  field="id_number")
        )  # fmt: skip
    return found


def alike_doubts(branches: Sequence[str]) -> list[Finding]:
    """Two people may share name and birth; mostly it is one who would get a second file."""
    if not branches:
        return []
    where = "、".join(branches)
    return [
        _said("people.alike", "{where}有同名、同出生日期的档案，请核对是不是同一个人。",
              where=where, field="name")
    ]  # fmt: skip


def _later(day: date, years: int) -> date:
    return years_before(day, -years)


def _text_findings(seen: Details) -> list[Finding]:
    found = []
    if not seen.name.strip():
        found.append(_said("people.name.missing", "还没有写姓名，请照证件填写。", field="name"))
    for field, most in LONGEST.items():
        length = len(getattr(seen, field))
        if length > most:
            found.append(
                _said("people.text.long", "这里有{n}个字，最多{most}个字，请写短些。",
                      n=length, most=most, field=field)
            )  # fmt: skip
    if seen.phone and not phones.is_mobile(phones.normal(seen.phone)):
        found.append(
            _said("people.phone.form", "手机号码应为11位，请改正。", "DOMAIN 4.6", field="phone")
        )
    if seen.landline and phones.landline(phones.normal(seen.landline)) is None:
        found.append(
            _said("people.landline.form", "固定电话的位数不对，请写上区号。", "DOMAIN 4.6",
                  field="landline")
        )  # fmt: skip
    return found


def _code_findings(seen: Details) -> list[Finding]:
    tables = (("sex", SEX), ("ethnicity", ETHNICITY), ("education", EDUCATION), ("degree", DEGREE))
    return [
        _said("people.code.unknown", "这一项不在代码表里，请从列表中选。", table.name, field=field)
        for field, table in tables
        if getattr(seen, field) and getattr(seen, field) not in table.titles
    ]


def _order_findings(seen: Details, today: date) -> list[Finding]:
    found = []
    for field, known in (("birth", seen.birth), ("joined", seen.joined), ("full", seen.full),
                         ("lost", seen.lost)):  # fmt: skip
        if known and known.first > today:
            found.append(
                _said("people.date.future", "日期晚于今天，请改成今天或更早。", field=field)
            )
    for field, earlier, later, message in (
        ("joined", seen.birth, seen.joined, "入党日期早于出生日期，请对照档案改正。"),
        ("full", seen.joined, seen.full, "转正日期早于入党日期，请对照档案改正。"),
        ("lost", seen.birth, seen.lost, "失去联系日期早于出生日期，请改正。"),
    ):
        if earlier and later and later.last < earlier.first:
            found.append(_said(f"people.{field}.order", message, field=field))
    return found


def _category_findings(seen: Details, category: str) -> list[Finding]:
    if category not in ("full", "probationary"):
        return [_said("people.category.missing", "还没有选人员类别，请选正式或预备。",
                      field="category")]  # fmt: skip
    if category == "probationary" and seen.full:
        return [
            _said("people.category.dates", "预备党员还没有转正日期，请清空它或改类别。",
                  DEVELOPMENT, field="full")
        ]  # fmt: skip
    if category == "probationary" and not seen.joined:
        return [
            _said("people.joined.missing", "预备党员要写入党日期，预备期从那天算起。",
                  DEVELOPMENT, field="joined")
        ]  # fmt: skip
    return []


def _identity_findings(seen: Details, number: Identity | None) -> list[Finding]:
    found: list[Finding] = []
    if number is None:
        return found
    if seen.birth and not seen.birth.first <= number.born <= seen.birth.last:
        found.append(
            _said("people.id.birth", "出生日期与身份证号不一致，请对照证件改正。", ID_STANDARD,
                  field="birth")
        )  # fmt: skip
    if seen.sex in SEXES and seen.sex != number.sex:
        found.append(
            _said("people.id.sex", "性别与身份证号不一致，请对照证件改正。", ID_STANDARD,
                  field="sex")
        )  # fmt: skip
    return found
