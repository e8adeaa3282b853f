"""How does a hurried clerk write the same thing? Every way that the reader must understand."""

from collections.abc import Callable
from datetime import date
from typing import Final

from jingwei.kernel.rulebook.codes import membership, organisations, people
from jingwei.kernel.rulebook.codes.tables import CodeTable
from jingwei.ops.demo.chance import Chance
from jingwei.ops.demo.roster_files import Value
from jingwei.ops.demo.wording import listed
from jingwei.ops.imports.kinds.buildings import USE
from jingwei.ops.imports.kinds.development import STAGE
from jingwei.ops.imports.kinds.meeting_marks import SLOTS
from jingwei.ops.imports.kinds.training import CLASS_KIND

DATES: Final = frozenset(
    listed(
        "birth_on joined_on full_on lost_since founded_on term_began term_due since until due_on"
        " on applied_on talked_on activist_on candidate_on listed_on solved_on confirmed_on"
        " consent_on due"
    )
)
_MARKS: Final = {"到": ("到", "√", "1"), "假": ("假", "△", "请假（出差）"), "缺": ("缺", "×")}
TABLES: Final[dict[str, CodeTable]] = {
    "ethnicity": people.ETHNICITY, "education": people.EDUCATION, "degree": people.DEGREE,
    "category": membership.CATEGORY, "state": membership.STATE, "title": membership.TITLE,
    "situation": organisations.SITUATION, "stage": STAGE, "class_kind": CLASS_KIND, "use": USE,
}  # fmt: skip
_WIDE: Final = {ord("0") + at: 0xFF10 + at for at in range(10)}
_NUMERALS: Final = "〇一二三四五六七八九"
_FIRST_SERIAL: Final = date(1899, 12, 30).toordinal()
_LONELY: Final = frozenset(("第一书记", "类别", "单位", "小组", "宣传统战委员", "宣委", "支书"))


def rough(key: str, text: str, draw: Chance) -> Value:
    """One cell as it may stand in a roster; it means what ``text`` says."""
    if not text:
        return None
    if key in DATES:
        return rough_day(text, draw)
    write = _WRITE.get(key)
    if write is not None:
        return write(text, draw)
    if key in TABLES:
        return _synonym(TABLES[key], text, draw)
    return text


def rough_day(text: str, draw: Chance) -> Value:
    """A date in one of the forms of DOMAIN 5.7, no more precise than it is known."""
    forms = {10: _DAYS, 7: _MONTHS, 4: _YEARS}[len(text)]
    return forms[int(draw.integers(len(forms)))](text)


def _parts(text: str) -> tuple[int, int, int]:
    year, month, day = [*text.split("-"), "1", "1"][:3]
    return int(year), int(month), int(day)


def _numeral(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else _NUMERALS[tens]) + "十" if tens else ""
    return head + (_NUMERALS[ones] if ones else "")


def _in_numerals(text: str) -> str:
    year, month, day = _parts(text)
    return (
        "".join(_NUMERALS[int(sign)] for sign in str(year))
        + f"年{_numeral(month)}月{_numeral(day)}日"
    )


def _short(text: str, joiner: str) -> str:
    return joiner.join(str(part) for part in _parts(text))


def _number_of_month(text: str) -> Value:
    year, month, _day = _parts(text)
    return f"{year}.{month:02}" if month in (1, 10) else float(f"{year}.{month:02}")


_DAYS: Final[tuple[Callable[[str], Value], ...]] = (
    lambda text: text,
    lambda text: text.replace("-", "."),
    lambda text: text.replace("-", ""),
    lambda text: text.replace("-", "/"),
    lambda text: _short(text, "-"),
    lambda text: _short(text, "."),
    lambda text: "{}年{}月{}日".format(*_parts(text)),
    date.fromisoformat,
    lambda text: float(date.fromisoformat(text).toordinal() - _FIRST_SERIAL),
    lambda text: text.replace("-", ".").translate(_WIDE),
    lambda text: text + " 00:00:00",
    _in_numerals,
)
_MONTHS: Final[tuple[Callable[[str], Value], ...]] = (
    lambda text: text,
    lambda text: text.replace("-", "."),
    lambda text: text.replace("-", ""),
    lambda text: "{}年{}月".format(*_parts(text)),
    lambda text: text.replace("-", "/"),
    _number_of_month,
)
_YEARS: Final[tuple[Callable[[str], Value], ...]] = (lambda text: text, lambda text: text + "年")


def _synonym(table: CodeTable, text: str, draw: Chance) -> str:
    """Another word for the same code, as often as the standard's own."""
    code = table.find(text)
    if code is None or draw.random() < 0.5:
        return text
    words = [word for word, meant in table.also.items() if meant == code and word not in _LONELY
             and not word.isascii()]  # fmt: skip
    return words[int(draw.integers(len(words)))] if words else text


def _name(text: str, draw: Chance) -> str:
    if "·" in text:
        return text.replace("·", ("•", "‧", ".", "·")[int(draw.integers(4))])
    if len(text) == 2 and draw.random() < 0.3:
        return text[0] + ("\u3000", "  ", " ")[int(draw.integers(3))] + text[1]
    return text + " " if draw.random() < 0.04 else text


def _number(text: str, draw: Chance) -> str:
    chance = draw.random()
    if chance < 0.04:
        return text.translate(_WIDE)
    if chance < 0.08:
        return "'" + text
    if chance < 0.12:
        return f"{text[:6]} {text[6:14]} {text[14:]}"
    return text.lower() if text.endswith("X") and chance < 0.6 else text


def _phone(text: str, draw: Chance) -> Value:
    chance = draw.random()
    if len(text) == 11 and text.isdigit():
        if chance < 0.2:
            return float(text)
        if chance < 0.3:
            return f"{text[:3]}-{text[3:7]}-{text[7:]}"
        if chance < 0.4:
            return f"{text[:3]} {text[3:7]} {text[7:]}"
    return text.translate(_WIDE) if chance > 0.97 else text


def _yes_no(text: str, draw: Chance) -> Value:
    options: tuple[Value, ...] = ("是", "是", "√") if text == "是" else ("否", None, "否")
    return options[int(draw.integers(len(options)))]


def _count(text: str, draw: Chance) -> Value:
    return float(text) if draw.random() < 0.7 else f"{text}人"


def _sex(text: str, draw: Chance) -> str:
    return text if draw.random() < 0.9 else f"{text}性"


def _sum(text: str, draw: Chance) -> Value:
    return float(text) if draw.random() < 0.6 else f"{text}元"


def _mark(text: str, draw: Chance) -> str:
    words = _MARKS[text]
    return words[int(draw.integers(len(words)))]


def _clock(text: str, draw: Chance) -> str:
    return text.removeprefix("0") if draw.random() < 0.5 else text.replace(":", "：")


def _names(text: str, draw: Chance) -> str:
    return text.replace("、", ("、", "，", "；")[int(draw.integers(3))])


_WRITE: Final[dict[str, Callable[[str, Chance], Value]]] = {
    "name": _name, "secretary": _name, "id_number": _number, "phone": _phone, "landline": _phone,
    "lost": _yes_no, "floating": _yes_no, "headcount": _count, "sex": _sex,
    "dues_monthly": _sum, "starts": _clock, "ends": _clock, "present": _names, "seats": _count,
    **{one.key: _mark for one in SLOTS.fields},
}  # fmt: skip
