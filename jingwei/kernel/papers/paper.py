"""What stands on a paper? Title, text and tables as plain data; setting them is another matter.

Sizes and places follow GB/T 9704-2012 (DOMAIN 4.5); nothing here knows .docx or PDF.
"""

from dataclasses import dataclass, field
from datetime import date

# Millimetres of the page, points of the type (GB/T 9704-2012).
TOP, INNER, BOTTOM, OUTER = 37, 28, 35, 26
BODY, TITLE, NUMBER, SMALL = 16.0, 22.0, 14.0, 12.0
LINE = 28.95


@dataclass(frozen=True)
class Heading:
    """``level`` 1 is set as 一、 in 黑体, 2 as （一） in 楷体, 3 as 1. in 仿宋."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Text:
    """A paragraph; the first line is set in by two characters unless ``flush``."""

    text: str
    flush: bool = False


@dataclass(frozen=True)
class Field:
    """A line of a form: its name and what stands after it; empty leaves room for the pen."""

    name: str
    value: str = ""


@dataclass(frozen=True)
class Table:
    """``widths`` are shares of the type area; every row has as many cells as ``head``."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()

    def __post_init__(self) -> None:
        wrong = [row for row in self.rows if len(row) != len(self.head)]
        if wrong or (self.widths and len(self.widths) != len(self.head)):
            raise ValueError(f"a row does not fit the head {self.head}")


@dataclass(frozen=True)
class Signature:
    """Who answers for the paper, and the day; drawn at the right, four characters in."""

    names: tuple[str, ...]
    on: date | None = None


type Block = Heading | Text | Field | Table | Signature


@dataclass(frozen=True)
class Paper:
    """One document. ``issuer`` gives it the red head, ``number`` stands under that head.

    ``receipt`` names the record it was made from, in small type at the foot.
    """

    title: str
    blocks: tuple[Block, ...]
    issuer: str = ""
    number: str = ""
    addressee: str = ""
    receipt: str = ""
    annexes: tuple["Paper", ...] = field(default=())


def day_in_words(day: date | None) -> str:
    """``2026年11月23日``, no leading zeros; empty places where the day is to be written."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "　　年　　月　　日"


def number_in_words(issuer: str, year: int, number: int) -> str:
    """``通组发〔2026〕3号``: brackets of six corners, no 第, no leading zeros."""
    return f"{issuer}〔{year}〕{number}号"
