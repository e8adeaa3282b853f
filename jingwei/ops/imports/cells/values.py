"""How does a parser say that a value is good, doubtful or not to be read?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from jingwei.kernel.rulebook.codes.identity import Column as IdentityColumn
from jingwei.ops.imports.reading.columns import Raw


@dataclass(frozen=True)
class Find:
    """One thing to say of a value: its code in the table of issues, and what to try instead."""

    code: str
    suggestion: str | None = None
    params: dict[str, object] = field(default_factory=dict, hash=False)


@dataclass(frozen=True)
class Doubt:
    """A value that is taken, and what a person should look at."""

    value: object
    find: Find


@dataclass(frozen=True)
class Context:
    """What a parser may know beside the value: the day, and how the column writes its months."""

    today: date
    two_digit_months: bool = False


@dataclass
class Parsed:
    """The different values of a column, read. ``None`` stands for an empty or faulty cell."""

    values: list[object]
    finds: dict[int, Find] = field(default_factory=dict)
    serials: list[int] = field(default_factory=list)  # values that were a sheet's day numbers
    identity: IdentityColumn | None = None


type ParseOne = Callable[[Raw, Context], object]
"""Gives a value, None for nothing, a Find for an error, a Doubt for a value with a warning."""

type Parser = Callable[[Sequence[Raw], Context], Parsed]


def each(one: ParseOne) -> Parser:
    """A parser of columns from a parser of single values."""

    def parse(raws: Sequence[Raw], context: Context) -> Parsed:
        return sort_out([one(raw, context) for raw in raws])

    return parse


def sort_out(values: list[object]) -> Parsed:
    """Values and what is to be said of them, taken apart."""
    parsed = Parsed(values)
    for at, value in enumerate(values):
        kind = type(value)
        if kind is Find:
            parsed.finds[at] = value  # type: ignore[assignment]
            values[at] = None
        elif kind is Doubt:
            parsed.finds[at] = value.find  # type: ignore[attr-defined]
            values[at] = value.value  # type: ignore[attr-defined]
    return parsed


def text_of(raw: Raw) -> str:
    """The cell as text without the marks that spreadsheets put in front of digits."""
    text = raw if isinstance(raw, str) else shown(raw)
    return text.strip().lstrip("'‘’`\u200b")


def shown(value: Raw) -> str:
    """A cell as the clerk sees it: numbers without a needless ``.0``, dates in ISO form."""
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return value.isoformat().removesuffix("T00:00:00")
