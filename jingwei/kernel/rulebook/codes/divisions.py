"""What place does a division code name, at which level, under which parent? (DOMAIN 4.3)"""

from typing import Final

from jingwei.kernel.rulebook.codes.text import is_ascii_digits, squeezed

WIDTHS: Final = (2, 4, 6, 9, 12)
"""Digits that say something at level 1 (province) to 5 (village or community)."""

LEVELS: Final = {
    "province": 1, "省": 1, "省级": 1, "直辖市": 1, "自治区": 1,
    "city": 2, "市": 2, "市级": 2, "地级": 2, "地级市": 2, "设区市": 2,
    "county": 3, "县": 3, "区": 3, "县级": 3, "县区": 3, "区县": 3, "县(市、区)": 3, "县级市": 3,
    "town": 4, "乡": 4, "镇": 4, "街道": 4, "乡镇": 4, "乡级": 4, "镇街": 4, "乡镇(街道)": 4,
    "村": 5, "社区": 5, "村级": 5, "居委会": 5, "村委会": 5, "村(社区)": 5, "village": 5,
}  # fmt: skip

URBAN_RURAL: Final = {
    "111": "主城区",
    "112": "城乡结合区",
    "121": "镇中心区",
    "122": "镇乡结合区",
    "123": "特殊区域",
    "210": "乡中心区",
    "220": "村庄",
}


def normal(text: str) -> str | None:
    """The twelve-digit form of a code of 2, 4, 6, 9 or 12 digits; None where it is none."""
    code = squeezed(text)
    if len(code) not in WIDTHS or not is_ascii_digits(code) or code[0] == "0":
        return None
    return code.ljust(12, "0")


def level(code: str) -> int:
    """1 (province) to 5 (village or community) of a twelve-digit code."""
    for at, width in enumerate(WIDTHS, start=1):
        if not code[width:].strip("0"):
            return at
    return 5


def parent(code: str) -> str:
    """The twelve-digit code of the division above; empty for a province."""
    at = level(code)
    return "" if at == 1 else code[: WIDTHS[at - 2]].ljust(12, "0")
