"""What does a system say of itself, so that it gets its page? One value, declared in a manifest."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.functional import Promise

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.figures.declare import Group
from jingwei.kernel.register import Concern

type Words = str | Promise


@dataclass(frozen=True)
class Ask:
    """One thing that the system asks for; ``page`` is the url name where it is worked on."""

    id: str
    text: Words
    page: str = ""


@dataclass(frozen=True)
class Coverage:
    """Formal and effective coverage over one denominator: codes of two indicators."""

    title: Words
    formal: str
    effective: str
    means: Words  # what makes it effective, in a sentence


@dataclass(frozen=True)
class Door:
    """A part of the system: what it is for, and who may open it (None: everybody signed in)."""

    title: Words
    page: str
    text: Words
    duty: Duty | None = None


@dataclass(frozen=True)
class Practice:
    """Something this part of the tree does in its own way, since when, by which document."""

    title: str
    note: str
    url: str = ""
    since: date | None = None


@dataclass(frozen=True, eq=False)
class System:
    """A system of the article. ``practices`` and ``matters`` are asked for one scope and day.

    ``printed`` says how the article prints the name, where that is not the name.
    """

    key: str
    title: Words
    purpose: Words
    asks: tuple[Ask, ...]
    coverage: tuple[Coverage, ...] = ()
    groups: tuple[Group, ...] = ()
    doors: tuple[Door, ...] = ()
    practices: Callable[[Scope, date], list[Practice]] | None = None
    matters: tuple[Callable[[Scope, date], list[Concern]], ...] = field(default=())
    printed: Words = ""


SYSTEMS: dict[str, System] = {}


def system(one: System) -> System:
    """Give a system its page. Raises: ValueError for a key that is taken."""
    if SYSTEMS.setdefault(one.key, one) is not one:
        raise ValueError(f"system {one.key} is declared twice")
    return one
