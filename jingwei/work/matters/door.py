"""How do residents' pages reach the database? As ``jw_public``, through two narrow functions.

That role may add an arrival, count knocks of an address, read the communities, and see the one
matter whose receipt it shows; it has no right on any table of members.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.db import connections, transaction

from jingwei.kernel.privacy import sealing
from jingwei.work.matters.kinds import Kind, State
from jingwei.work.matters.models import Arrival, Matter

SEALED = "matter_arrival.sealed"
PLACES_SHOWN = 20
HIDDEN = (
    "phone", "asker", "rule", "why", "first_kind", "same_as", "is_listed", "point", "outside_no",
    "outside_due_on", "station", "station_name",
)  # fmt: skip
KNOCKS = {"ask": 10, "follow": 20}
"""How often one address may try in a quarter of an hour."""


@dataclass(frozen=True)
class Place:
    """A community or village that may be named as the place of a matter."""

    id: int
    public_id: UUID
    name: str
    division: str


@dataclass(frozen=True)
class Followed:
    """What the holder of a receipt may see of a matter."""

    matter: Matter
    steps: tuple[Any, ...] = ()
    due: tuple[Any, ...] = ()
    waiting: tuple[str, ...] = field(default=())  # kinds of arrivals not worked on yet
    mediation: "Days | None" = None
    petition: "HandedOn | None" = None


@contextmanager
def as_public(receipt: bytes | None = None) -> Iterator[Any]:
    """One transaction of the role ``jw_public``; with a receipt, its one matter is in sight."""
    alias = settings.JINGWEI_PUBLIC_ALIAS
    with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
        if alias == "default":  # one connection for all, as in tests: take the role up
            cursor.execute("SELECT current_user")
            (former,) = cursor.fetchone()
            cursor.execute("SET LOCAL ROLE jw_public")
        cursor.execute(
            "SELECT set_config('app.receipt', %s, true)", [receipt.hex() if receipt else ""]
        )
        yield cursor
        if alias == "default" and not connections[alias].needs_rollback:
            cursor.execute(f'SET LOCAL ROLE "{former}"')


def may_knock(what: str, address: str) -> bool:
    """Count one try of an address; False once there were too many. Kept for a quarter of an hour,
    as a keyed digest of the address."""
    key = sealing.index(address or "-", column=f"door.{what}")
    with as_public() as cursor:
        cursor.execute("SELECT door_knock(%s, %s)", [key, KNOCKS[what]])
        return bool(cursor.fetchone()[0])


def places_named(part: str) -> list[Place]:
    """Communities and villages whose name holds ``part``, at most twenty."""
    with as_public() as cursor:
        cursor.execute(
            "SELECT u.id, u.public_id, u.name, coalesce(t.name, '') FROM unit u"
            " LEFT JOIN division d ON d.code = u.division_id"
            " LEFT JOIN division t ON t.code = d.parent_code"
            " WHERE position(%s IN u.name) > 0 ORDER BY u.name LIMIT %s",
            [part.strip(), PLACES_SHOWN],
        )
        return [Place(*row) for row in cursor.fetchall()]


def place(public_id: UUID) -> Place | None:
    with as_public() as cursor:
        cursor.execute(
            "SELECT u.id, u.public_id, u.name, coalesce(t.name, '') FROM unit u"
            " LEFT JOIN division d ON d.code = u.division_id"
            " LEFT JOIN division t ON t.code = d.parent_code WHERE u.public_id = %s",
            [public_id],
        )
        row = cursor.fetchone()
    return Place(*row) if row else None


def put_in(kind: Arrival.Kind, receipt: bytes, told: dict[str, Any]) -> UUID:
    """Put something into the box of arrivals; the worker takes it from there."""
    public_id = uuid4()
    sealed = sealing.seal(json.dumps(told, ensure_ascii=False), column=SEALED, row=public_id)
    with as_public(receipt) as cursor:
        cursor.execute("SELECT matter_arrive(%s, %s, %s, %s)", [public_id, kind, receipt, sealed])
    return public_id


def followed(receipt: bytes) -> Followed | None:
    """The matter of a receipt, or the arrival that will become one; None for anything else."""
    alias = settings.JINGWEI_PUBLIC_ALIAS
    with as_public(receipt) as cursor:
        cursor.execute(
            "SELECT kind FROM matter_arrival WHERE receipt = %s AND taken_at IS NULL ORDER BY id",
            [receipt],
        )
        waiting = tuple(kind for (kind,) in cursor.fetchall())
        row = Matter.everything.using(alias).filter(receipt=receipt).defer(*HIDDEN).first()
        if row is None:
            return Followed(Matter(title="", state=""), waiting=waiting) if waiting else None
        cursor.execute(
            "SELECT s.verb, s.from_state, s.to_state, s.at, s.sealed, s.public_id, s.number"
            " FROM flow_step s JOIN flow_case c ON c.id = s.case_id WHERE c.subject = %s"
            " ORDER BY s.number",
            [row.public_id],
        )
        steps = tuple(Step(*one) for one in cursor.fetchall())
        cursor.execute(
            "SELECT k.name, k.state, k.began_on, k.due_on, k.ended_on, k.outcome, k.amount, k.unit"
            " FROM flow_clock k JOIN flow_case c ON c.id = k.case_id WHERE c.subject = %s"
            " ORDER BY k.id",
            [row.public_id],
        )
        due = tuple(Due(*one) for one in cursor.fetchall())
        mediation = _mediation(cursor, row) if row.kind == Kind.LABOUR else None
        petition = _petition(cursor, row) if row.state == State.REDIRECTED else None
    return Followed(row, steps, due, waiting, mediation, petition)


def _petition(cursor: Any, row: Matter) -> "HandedOn | None":
    cursor.execute(
        "SELECT body, what, basis, handed_on, tell_by, their_no, their_on FROM matter_petition"
        " WHERE matter_id = %s",
        [row.pk],
    )
    found = cursor.fetchone()
    return HandedOn(*found) if found else None


def _mediation(cursor: Any, row: Matter) -> "Days | None":
    cursor.execute(
        "SELECT received_on, free_from, apply_until, is_wages FROM matter_mediation"
        " WHERE matter_id = %s",
        [row.pk],
    )
    found = cursor.fetchone()
    return Days(*found) if found else None


@dataclass(frozen=True)
class Days:
    """What the law gives somebody in a labour dispute; see ``own.Mediation``."""

    received_on: date
    free_from: date | None
    apply_until: date | None
    is_wages: bool


@dataclass(frozen=True)
class HandedOn:
    """What went to the petition system, as the asker reads it; see ``handed.Petition``."""

    body: str
    what: str
    basis: str
    handed_on: date
    tell_by: date
    their_no: str
    their_on: date | None


@dataclass(frozen=True)
class Step:
    verb: str
    from_state: str
    to_state: str
    at: datetime
    sealed: bytes | None
    public_id: UUID
    number: int


@dataclass(frozen=True)
class Due:
    name: str
    state: str
    began_on: date
    due_on: date
    ended_on: date | None
    outcome: str
    amount: int
    unit: str
