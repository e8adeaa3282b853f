"""How are names and free texts read: as written, without what nobody sees?"""

import re
import unicodedata
from typing import Final

from jingwei.kernel.rulebook.codes.text import visible
from jingwei.ops.imports.cells.values import Context, Doubt, Find, Parser, each, shown
from jingwei.ops.imports.reading.columns import Raw

_PLAIN: Final = re.compile(r"[\u4e00-\u9fff0-9A-Za-z()\-#]+")
_PLAIN_NAME: Final = re.compile(r"[\u4e00-\u9fff]{2,4}")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_BLANKS: Final = re.compile(r"\s+")
_CHINESE: Final = (
    r"\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_BLANK_IN_CHINESE: Final = re.compile(rf"(?<=[{_CHINESE}·])\s+(?=[{_CHINESE}·])")
_DOTS: Final = re.compile(r"\s*[•‧・･∙⋅•᛫．·]\s*")
_STOP_IN_CHINESE: Final = re.compile(rf"(?<=[{_CHINESE}])\s*\.\s*(?=[{_CHINESE}])")
_USUAL_NAME: Final = re.compile(rf"[{_CHINESE}A-Za-z·'\- ]+")
_LETTERS: Final = re.compile(r"[^\W\d_]", re.UNICODE)
_NOTHING: Final = frozenset("/ \\ - -- — —— 无 没有 空 null NULL".split()) | {""}  # noqa: SIM905
_VACANT: Final = frozenset("空缺 缺 暂缺 待补 待定 空 缺额 暂空 (空缺) （空缺）".split())  # noqa: SIM905

STANDARD: Final = str.maketrans({
    0xE816: "\U00020087", 0xE817: "\U00020089", 0xE818: "\U000200cc", 0xE81E: "\u9fb4",
    0xE826: "\u9fb5", 0xE82B: "\u9fb6", 0xE82C: "\u9fb7", 0xE831: "\U000215d7",
    0xE832: "\u9fb8", 0xE83B: "\U0002298f", 0xE843: "\u9fb9", 0xE854: "\u9fba",
    0xE855: "\U000241fe", 0xE863: "\u4dae", 0xE864: "\u9fbb",
})  # fmt: skip
"""Places of the private area that older GB 18030 used for characters that now have their own."""


def clean(text: str) -> str:
    """NFC, nothing unseen, blanks single and none between Chinese characters."""
    if _PLAIN.fullmatch(text):
        return text
    text = _BLANKS.sub(" ", _CONTROL.sub(" ", visible(text).translate(STANDARD))).strip()
    return _BLANK_IN_CHINESE.sub("", text)


def clean_name(text: str) -> str:
    """A personal name as it is kept: every kind of middle dot is ``·``."""
    text = _STOP_IN_CHINESE.sub("·", _DOTS.sub("·", clean(text)))
    return _BLANK_IN_CHINESE.sub("", text)


def text(limit: int) -> Parser:
    """Free text of at most ``limit`` code points. Formulas among it stay what they are: text."""

    def one(raw: Raw, _: Context) -> object:
        if type(raw) is str and len(raw) <= limit and _PLAIN.fullmatch(raw) and raw != "无":
            return raw
        written = clean(shown(raw))
        if written in _NOTHING:
            return None
        if "\ufffd" in written:
            return Find("text.broken")
        return written if len(written) <= limit else _too_long(limit)

    return each(one)


def _too_long(limit: int) -> Find:
    return Find("cell.too_long", params={"limit": limit})


def _name(raw: Raw, _: Context) -> object:
    if type(raw) is str and _PLAIN_NAME.fullmatch(raw):
        return raw
    before = shown(raw)
    written = clean_name(before)
    if written in _NOTHING:
        return None
    find = _wrong_name(written)
    if find:
        return find
    if any(unicodedata.category(sign) == "Co" for sign in visible(before)):
        private = any(unicodedata.category(sign) == "Co" for sign in written)
        return Find("name.broken") if private else Doubt(written, Find("name.private"))
    return written if _USUAL_NAME.fullmatch(written) else Doubt(written, Find("name.unusual"))


def _wrong_name(written: str) -> Find | None:
    if any(sign in written for sign in "\ufffd?？□■"):
        return Find("name.broken")
    if written[0] in "=＝+＋@＠":
        return Find("name.formula")
    if len(written) > 50:
        return Find("name.too_long")
    return None if _LETTERS.search(written) else Find("name.broken")


name: Final = each(_name)
"""A personal name of 1 to 50 code points; a middle dot stays, so does a blank in Latin names."""


def _holder(raw: Raw, context: Context) -> object:
    return None if clean(shown(raw)) in _VACANT else _name(raw, context)


holder: Final = each(_holder)
"""Who holds a seat; empty and 空缺 both mean nobody."""


def _reference(raw: Raw, _: Context) -> object:
    written = clean(shown(raw))
    if written in _NOTHING:
        return None
    if "\ufffd" in written:
        return Find("text.broken")
    return written if len(written) <= 120 else _too_long(120)


reference: Final = each(_reference)
"""How another thing is named: full name, short name or code; who it is, is asked later."""
