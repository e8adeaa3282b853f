"""What may stand in the table of a flow? Steps, words, papers, gates, limits, plans: values."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.utils.functional import Promise

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.spans import Span
from jingwei.kernel.papers.paper import Paper
from jingwei.kernel.privacy.classes import Class

if TYPE_CHECKING:
    from jingwei.kernel.flows.look import Look

type Text = str | Promise

ANY = ("*",)
"""As ``source``: from every state that is not an end."""

OPENING = ()
"""As ``source``: the step with which a case begins."""


class Who(StrEnum):
    """Who takes a step where no duty of a post says it."""

    ONESELF = "oneself"  # the person whom the case is about
    ASKER = "asker"  # whoever holds the receipt of a request; the door has checked it
    WORKER = "worker"  # the program, by a plan or when a limit has passed


class Place(StrEnum):
    """At which organisation the duty must be held."""

    OWN = "own"  # a post that covers the case's organisation
    ABOVE = "above"  # a post of an organisation above it
    HOST = "host"  # a post that covers the other side of the case


class Kind(StrEnum):
    """What kind of thing is said."""

    TEXT = "text"
    LINE = "line"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"
    YES = "yes"


@dataclass(frozen=True)
class Word:
    """One thing that must (or may) be said at a step.

    ``field`` names a column of the subject that keeps it; it is sealed with the step in any case.
    ``seen_by``: only who holds this duty reads it later. ``public``: the asker reads it too.
    ``asked_by``, ``source``, ``part``: of a local checklist, whose office wants it, by which
    document, and the title of the list; empty for what the flow itself asks.
    """

    name: str
    label: Text
    kind: Kind = Kind.TEXT
    privacy: Class = Class.C
    required: bool = True
    most: int = 2000
    choices: tuple[tuple[str, Text], ...] = ()
    help: Text = ""
    field: str = ""
    seen_by: Duty | None = None
    public: bool = False
    asked_by: str = ""
    source: str = ""
    part: str = ""


@dataclass(frozen=True)
class Slot:
    """One kind of paper that must (or may) be attached at a step; one file or several."""

    name: str
    label: Text
    required: bool = True
    most: int = 5
    privacy: Class = Class.C
    help: Text = ""
    seen_by: Duty | None = None


@dataclass(frozen=True)
class Gate:
    """A condition of a step. ``finds`` picks plain values out of the look and asks a pure rule.

    ``title`` stands on the page and in the manual, met or not. A gate that judges what is said at
    this very step (``on_said``) is not asked before something is said. ``verbs`` and ``limits``
    are the names it speaks of; they are checked at import.
    """

    title: Text
    finds: Callable[["Look"], list[Finding]]
    on_said: bool = False
    verbs: tuple[str, ...] = ()
    limits: tuple[str, ...] = ()


@dataclass(frozen=True)
class Extension:
    """How a limit may be made longer: by how much, how often, by whom.

    ``most`` is the longest the whole may run from its beginning, where a rule says so.
    """

    by: str | Span
    duty: Duty
    times: int = 1
    place: Place = Place.OWN
    most: str = ""


@dataclass(frozen=True)
class Limit:
    """A clock of the flow. ``span`` is the name of a number in the rulebook (whose unit says what
    is counted), or a fixed span where a test needs one.

    ``waits``: nothing may happen before its end (a notice, a time for defence); otherwise
    something must happen by its end. ``counts_first``: the first day counts too, as with public
    notices. ``escalates``: the worker's step when it has passed.
    """

    name: str
    title: Text
    span: str | Span
    waits: bool = False
    counts_first: bool = False
    may_pause: bool = False
    extension: Extension | None = None
    escalates: str = ""
    warn_days: int = 3
    public: bool = False


@dataclass(frozen=True)
class Plan:
    """A step of the worker that is put down for a later day and checked again when it runs."""

    verb: str
    after: str | Span


@dataclass(frozen=True)
class Doc:
    """A document that a step makes: ``writes`` says what stands on it (see ``kernel/papers``).

    ``own``: it is for the person whom the case is about, who reads it among the own papers.
    """

    name: str
    title: Text
    writes: Callable[["Look"], Paper]
    privacy: Class = Class.C
    seen_by: Duty | None = None
    own: bool = False


@dataclass(frozen=True)
class RuleSet:
    """The rules that hold for cases begun from ``since`` on, up to the next set."""

    code: str
    title: Text
    since: date
    source: str = ""


@dataclass(frozen=True)
class Stage:
    """A stretch of states that the page shows as one step of the way."""

    label: Text
    states: tuple[str, ...]


@dataclass(frozen=True)
class Step:
    """One row of a flow's table.

    ``target`` None: the state stays (an escalation, a note). ``stamps``: columns of the subject
    that get the day or the moment, by their kind; a column ending in ``_by`` gets the account.
    ``dated``: the word that says on which day it happened, where it is written down later; limits
    begin and end on that day. ``does``: what else changes in the same transaction; it gets the
    look and may give facts for the ledger line, nothing personal. ``which``: those of ``starts``
    that begin for this subject, where a step begins one limit or another. ``raises``: the matter
    is put before the level above.
    ``ends``: the case is over with this step, though other cases go on from its target.
    ``decides``: it decides something about the person, who may appeal against it.
    ``follows``: it goes by itself with the last act of others elsewhere, so no office's checklist
    can stand on it.
    """

    verb: str
    label: Text
    source: tuple[str, ...]
    target: str | None
    duty: Duty | Who
    place: Place = Place.OWN
    says: tuple[Word, ...] = ()
    attaches: tuple[Slot, ...] = ()
    gates: tuple[Gate, ...] = ()
    stamps: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    plans: tuple[Plan, ...] = ()
    drops: tuple[str, ...] = ()
    makes: tuple[Doc, ...] = ()
    under: tuple[str, ...] = ()
    does: Callable[["Look"], Mapping[str, Any] | None] | None = None
    which: Callable[["Look"], tuple[str, ...]] | None = None
    raises: bool = False
    stop: bool = False
    ends: bool = False
    decides: bool = False
    follows: bool = False
    dated: str = ""
    explains: Text = ""
    source_text: str = ""

    @property
    def opens(self) -> bool:
        return self.source == OPENING

    @property
    def is_automatic(self) -> bool:
        return self.duty is Who.WORKER
