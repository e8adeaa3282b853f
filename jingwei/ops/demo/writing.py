"""How do so many rows get into the database? By COPY as the owner, column by column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import batched, chain, repeat
from typing import Any

import numpy as np
from psycopg import sql

from jingwei.ops.demo.city import City, Column

NULL = r"\N"
EPOCH = 719_163  # ordinal of 1970-01-01
BLOCK = 2_000  # rows sent at a time

Texts = Iterable[str]


@dataclass
class Writer:
    """The open transaction, the moment that rows are stamped with, and ids given out so far."""

    cursor: Any
    at: datetime
    org_ids: list[int] = field(default_factory=list)
    unit_ids: list[int] = field(default_factory=list)
    person_ids: Column = field(default_factory=lambda: np.array([], np.int64))
    public_ids: Sequence[Any] = ()

    def reserve(self, table: str, count: int) -> range:
        """Ids of ``table`` for ``count`` new rows. Nobody else writes there until the end."""
        self.cursor.execute(
            sql.SQL("LOCK TABLE {} IN SHARE ROW EXCLUSIVE MODE").format(sql.Identifier(table))
        )
        self.cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
        (sequence,) = self.cursor.fetchone()
        self.cursor.execute("SELECT nextval(%s)", [sequence])
        (first,) = self.cursor.fetchone()
        if count:
            self.cursor.execute("SELECT setval(%s, %s)", [sequence, first + count - 1])
        return range(first, first + count)

    def place(self, city: City, orgs: Iterable[int]) -> dict[str, list[str]]:
        """The two columns that say whose row it is."""
        where = [int(at) for at in orgs]
        return {
            "org_id": [str(self.org_ids[at]) for at in where],
            "org_path": [city.orgs[at].path for at in where],
        }

    def copy(self, table: str, count: int, /, **columns: Texts | str) -> int:
        """COPY ``count`` rows; a column is one text for each row or one text for all."""
        return self.copy_parts(table, [(count, columns)])

    def copy_parts(self, table: str, parts: Iterable[tuple[int, Mapping[str, Texts | str]]]) -> int:
        """The same for rows that come in parts, so that not all of them are texts at a time."""
        rest = iter(parts)
        first = next(rest)
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, first[1]))
        )
        whole = 0
        # psycopg's own cursor: Django's wrapper knows no COPY.
        with self.cursor.cursor.copy(statement) as into:
            for count, columns in chain([first], rest):
                sources = [
                    repeat(column, count) if isinstance(column, str) else column
                    for column in columns.values()
                ]
                for block in batched(map("\t".join, zip(*sources, strict=True)), BLOCK):
                    into.write(("\n".join(block) + "\n").encode())
                whole += count
        return whole


def text(value: str) -> str:
    """One text as COPY wants it."""
    if "\\" in value or "\t" in value or "\n" in value:
        return value.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
    return value


def texts(values: Iterable[Any]) -> Iterator[str]:
    return (text(str(value)) for value in values)


def plain(column: Column) -> list[str]:
    """A numpy column of texts without anything to escape, or of numbers."""
    found: list[str] = column.astype(str).tolist() if column.dtype.kind != "U" else column.tolist()
    return found


def days(ordinals: Column) -> list[str]:
    """Days given as ordinals; 0 is no day."""
    dates = np.datetime_as_string(np.array(ordinals - EPOCH, "datetime64[D]"))
    found: list[str] = np.where(ordinals > 0, dates, NULL).tolist()
    return found


def stretches(since: Column, until: Column) -> Iterator[str]:
    ends = ("" if end == NULL else end for end in days(until))
    return (f"[{first},{end})" for first, end in zip(days(since), ends, strict=True))


def stretch(since: date, until: date | None) -> str:
    return f"[{since},{until or ''})"


def flags(column: Column) -> list[str]:
    found: list[str] = np.where(column, "t", "f").tolist()
    return found


def octets(values: Iterable[bytes | None]) -> Iterator[str]:
    return (NULL if value is None else "\\\\x" + value.hex() for value in values)


def or_null(values: Iterable[Any]) -> Iterator[str]:
    return (NULL if value in (None, "") else text(str(value)) for value in values)
