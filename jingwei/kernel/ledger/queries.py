"""What happened to this thing, or in this part of the tree? Reads of the ledger within a scope."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.ledger import sealer
from jingwei.kernel.ledger import seals as seals_module
from jingwei.kernel.ledger.models import Entry, EntryDetail, LedgerCheck, Seal
from jingwei.kernel.ledger.record import told_wrongly, values_of
from jingwei.kernel.register import register


@dataclass(frozen=True)
class Line:
    """A ledger line as a page shows it. ``facts`` holds nothing personal."""

    id: int
    at: datetime
    what: str
    verb: str
    who: str
    post: str
    facts: dict[str, Any]
    corrects: int | None


def lines_of(scope: Scope, subject: str, subject_id: object) -> QuerySet[Any]:
    """Lines about one thing, newest first; page them by ``-id``."""
    found = Entry.objects.within(scope).filter(subject=subject, subject_id=str(subject_id))
    return found.order_by("-id")


def lines_under(scope: Scope, path: str) -> QuerySet[Any]:
    """Lines of an organisation and all below it, newest first; page them by ``-id``."""
    return Entry.objects.within(scope).under(path).order_by("-id")


@dataclass(frozen=True)
class Wanted:
    """What an auditor looks for; empty asks for all. ``until`` is exclusive."""

    path: str = ""
    actor: str = ""
    verb: str = ""
    thing: str = ""
    since: datetime | None = None
    until: datetime | None = None


def found(scope: Scope, wanted: Wanted) -> Any:
    """Lines of the scope that fit, newest first; page them by ``-id``."""
    rows = Entry.objects.within(scope)
    if wanted.path:
        rows = rows.under(wanted.path)
    if wanted.actor:
        rows = rows.filter(actor_name=wanted.actor)
    if wanted.verb:
        rows = rows.filter(verb=wanted.verb)
    if wanted.thing:
        rows = rows.filter(subject_id=wanted.thing)
    if wanted.since:
        rows = rows.filter(recorded_at__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(recorded_at__lt=wanted.until)
    return rows.order_by("-id")


@dataclass(frozen=True)
class State:
    """How far the ledger is sealed. ``waiting`` counts what the reader may see of the rest, at most
    10,001; ``oldest`` is the moment of its first line."""

    no: int = 0
    head: str = ""
    sealed_at: datetime | None = None
    hi: int = 0
    old_id: int = 0
    waiting: int = 0
    oldest: datetime | None = None

    def holds(self, entry: Entry) -> bool:
        """Is the line sealed?"""
        return int(entry.xid) < self.hi or entry.pk <= self.old_id


def state(cursor: Any) -> State:
    """How far the ledger is sealed; two queries."""
    last = seals_module.last_seal(cursor)
    waiting, oldest = sealer.waiting(cursor)
    if last is None:
        return State(waiting=waiting, oldest=oldest)
    return State(
        no=last["no"], head=last["hash"], sealed_at=datetime.fromisoformat(last["sealed_at"]),
        hi=last["hi"], old_id=last["old_id"], waiting=waiting, oldest=oldest,
    )  # fmt: skip


def seals() -> QuerySet[Seal]:
    """All seals without their indexes, newest first; page them by ``-no``."""
    return Seal.objects.defer("index").order_by("-no")


def checks(many: int = 8) -> list[LedgerCheck]:
    """The last verifications, newest first."""
    return list(LedgerCheck.objects.order_by("-id")[:many])


def shown(entry: Entry) -> Line:
    """The line in words; a verb without words is shown as it is."""
    words = register().verbs.get(entry.verb)
    facts = json.loads(entry.payload)
    facts.pop("committed", None)
    return Line(
        id=entry.pk, at=entry.happened_at, what=str(words or entry.verb), verb=entry.verb,
        who=entry.actor_name, post=entry.post, facts=facts, corrects=entry.corrects,
    )  # fmt: skip


def values_behind(scope: Scope, entry: Entry) -> dict[str, Any]:
    """The personal values of a line, each checked against its commitment; empty once erased.

    Raises:
        ValueError: a value does not agree with what the line committed to.
    """
    if not scope.covers(entry.org_path):
        return {}
    detail = EntryDetail.objects.filter(entry=entry).first()
    if detail is None:
        return {}
    if wrong := told_wrongly(entry, detail):
        raise ValueError(f"entry {entry.pk}: {wrong[0]} is not what the line committed to")
    return values_of(detail)


def in_groups(hashed: str, size: int = 4, across: int = 8) -> list[list[str]]:
    """A hash in short groups, eight a row, as one writes it down and reads it out."""
    parts = [hashed[at : at + size] for at in range(0, len(hashed), size)]
    return [parts[at : at + across] for at in range(0, len(parts), across)]
