"""What was looked at, and what was found? One sentence each, with what to do."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from jingwei.ops import telling
from jingwei.ops.words import _


class Level(StrEnum):
    """How soon somebody should act. The numbers are the exit codes that monitors understand."""

    OK = "ok"
    SOON = "soon"
    BAD = "bad"


EXIT = {Level.OK: 0, Level.SOON: 1, Level.BAD: 2}


@dataclass(frozen=True)
class Found:
    """Something that is not as it should be: what is so, then what to do."""

    level: Level
    message: str


def bad(message: str) -> Found:
    return Found(Level.BAD, message)


def soon(message: str) -> Found:
    return Found(Level.SOON, message)


@dataclass(frozen=True)
class Look:
    """One thing to look at: its name for people and how to look."""

    title: str
    look: Callable[[], Iterator[Found]]


@dataclass(frozen=True)
class Seen:
    """One look and all it found."""

    code: str
    title: str
    found: tuple[Found, ...]

    @property
    def level(self) -> Level:
        return max((one.level for one in self.found), key=EXIT.__getitem__, default=Level.OK)

    @property
    def message(self) -> str:
        return " ".join(one.message for one in self.found)

    def told(self) -> dict[str, Any]:
        """For ``--json``; ``code`` stays the same in every language and version."""
        return {
            "code": self.code, "what": self.title, "ok": self.level is Level.OK,
            "level": self.level.value, "message": self.message,
        }  # fmt: skip


def look_at(looks: Mapping[str, Look]) -> list[Seen]:
    """Look at everything. A look that cannot be finished is itself a finding, not an end."""
    seen = []
    for number, (code, one) in enumerate(looks.items(), start=1):
        telling.say(_("正在核对：{what}").format(what=_(one.title)), number, len(looks))
        try:
            found = tuple(one.look())
        except Exception as error:
            found = (bad(_("没有查完（{why}），请看日志。").format(why=type(error).__name__)),)
        seen.append(Seen(code, _(one.title), found))
    return seen


def as_json(seen: list[Seen]) -> dict[str, Any]:
    """For ``--json``: the worst level of all, and each look."""
    worst = max((one.level for one in seen), key=EXIT.__getitem__, default=Level.OK)
    return {"level": worst.value, "looks": [one.told() for one in seen]}


MARKS = {Level.OK: "✓", Level.SOON: "!", Level.BAD: "✗"}


def lines(seen: list[Seen]) -> list[str]:
    """For a terminal: a mark, the name, and each finding on a line of its own below it."""
    told = []
    for one in seen:
        told.append(f"{MARKS[one.level]} {one.title}")
        told += [f"    {found.message}" for found in one.found]
    return told


def exit_code(seen: list[Seen]) -> int:
    """0 all is well, 1 something needs attention soon, 2 something is wrong now."""
    return max((EXIT[one.level] for one in seen), default=0)
