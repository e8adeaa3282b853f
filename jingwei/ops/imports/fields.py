"""What is a kind of roster, and what is one of its columns?"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from jingwei.kernel.rulebook.codes.tables import CodeTable, folded
from jingwei.ops.imports.cells.values import Parser

if TYPE_CHECKING:
    from jingwei.ops.imports.rows import Rows


@dataclass(frozen=True)
class Field:
    """One thing a roster may say. ``privacy`` is P, I, C or S of ``kernel.privacy``."""

    key: str
    title: str
    parse: Parser
    privacy: str
    also: tuple[str, ...] = ()  # other headers clerks write
    required: bool = False
    table: CodeTable | None = None  # where the value is a code
    help: str = ""

    def shown(self, value: object) -> str:
        """A parsed value in words: a code by its title, 是 and 否, a date in its precision."""
        if value is None:
            return ""
        if isinstance(value, bool):
            return "是" if value else "否"
        if self.table is not None:
            return self.table.title(str(value))
        return getattr(value, "text", None) or str(value)


@dataclass(frozen=True)
class Key:
    """Fields that together name a row: another row with the same says the same thing twice."""

    fields: tuple[str, ...]
    code: str  # what is said of it


@dataclass(frozen=True)
class Slots:
    """Columns whose titles are values: days of meetings over a list of persons.

    ``fields`` are taken in the order of such columns; ``is_one`` knows them by their title, and
    ``worth`` tells how much a title says, so that lines of one header are kept together.
    """

    fields: tuple[Field, ...]
    is_one: Callable[[str], bool]
    worth: Callable[[str], int]
    samples: tuple[str, ...] = ()  # titles in a template


@dataclass(frozen=True)
class Kind:
    """A roster: its fields in the order of a template, and the rules between them."""

    key: str
    title: str
    fields: tuple[Field, ...]
    checks: tuple[Callable[["Rows"], None], ...] = ()
    keys: tuple[Key, ...] = ()
    derive: tuple[Callable[["Rows"], None], ...] = ()  # what the file already says elsewhere
    slots: "Slots | None" = None
    duty: str = ""  # of whoever keeps such records, beside that of bringing rosters

    @cached_property
    def by_key(self) -> Mapping[str, Field]:
        more = self.slots.fields if self.slots else ()
        return {field.key: field for field in (*self.fields, *more)}

    @property
    def has_places(self) -> bool:
        """Does it speak of places, whose datum must be named?"""
        return "datum" in self.by_key

    @cached_property
    def by_header(self) -> Mapping[str, str]:
        """Folded header -> key of field."""
        known: dict[str, str] = {}
        for field in self.fields:
            for header in (field.title, *field.also):
                known.setdefault(folded(header), field.key)
        return known


def words(text: str) -> tuple[str, ...]:
    """Headers written with blanks between them."""
    return tuple(text.split())
