"""How is a line written? By the act itself, in its own transaction, with values kept apart."""

import hmac
import json
import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import connection, models
from procrastinate.contrib.django import app

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.jobs import enqueue
from jingwei.kernel.ledger.models import Entry, EntryDetail, ReactionRun, SubjectKey
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.privacy import sealing
from jingwei.kernel.register import register


@dataclass(frozen=True)
class Image:
    """A row of a table as it stood, by column; None for one that was not there."""

    table: str
    row: int
    before: dict[str, Any] | None


KEY_COLUMN, DETAIL_COLUMN = "subject_key.wrapped", "entry_detail.sealed"
NOWHERE = uuid.UUID(int=0)
SAID = (
    "happened_at", "actor_id", "actor_name", "post", "request_id", "org_id", "org_path",
    "org_path_at", "subject", "subject_id", "verb", "payload", "corrects",
)  # fmt: skip
LINE = f"""
INSERT INTO entry ({", ".join(SAID)}) VALUES ({", ".join(["%s"] * len(SAID))})
RETURNING id, xid, recorded_at;
"""  # noqa: S608 - put together from the names above
IMAGES = """
INSERT INTO row_image (entry_id, "table", row, before)
SELECT currval(pg_get_serial_sequence('entry', 'id')), i."table", i.row, i.before::jsonb
FROM unnest(%s::text[], %s::bigint[], %s::text[]) AS i ("table", row, before)
"""


def write_line(
    *,
    verb: str,
    by: Scope,
    at: datetime,
    org: Organisation | None,
    subject: tuple[str, object],
    facts: Mapping[str, Any] | None = None,
    values: Mapping[str, Any] | None = None,
    corrects: int | None = None,
    happened_at: datetime | None = None,
    before: Sequence[Image] = (),
    made: Sequence[models.Model] = (),
) -> Entry:
    """Write one line. ``facts`` stand in the clear and hold nothing personal; of ``values`` only
    commitments stand in the line, the values themselves in an erasable detail.

    ``subject`` is ('person', public_id) or the like. ``before`` are rows as they stood before the
    act (:func:`image_of`), ``made`` rows that it made: with them a day can be asked as it was known
    then. Must run inside the transaction of the act.
    """
    thing, which = subject[0], str(subject[1])
    payload: dict[str, Any] = dict(facts or {})
    if by.reason:
        payload["reason"] = by.reason
    if by.cause:
        payload["cause"] = by.cause
    key = None
    if values:
        key, secret = _subject_key(f"{thing}:{which}"[:40])
        payload["committed"] = {
            name: commitment(secret, name, value) for name, value in sorted(values.items())
        }
    entry = Entry(
        happened_at=happened_at or at,
        actor_id=by.account_id,
        actor_name=by.account_name,
        post=by.title,
        request_id=by.request_id,
        org_id=org.pk if org else None,
        org_path=org.path if org else "",
        org_path_at=org.path if org else "",
        subject=thing,
        subject_id=which,
        verb=verb,
        payload=canonical(payload),
        corrects=corrects,
    )
    _insert(entry, [*before, *(Image(row._meta.db_table, row.pk, None) for row in made)])
    if values:
        EntryDetail.objects.create(
            entry=entry,
            subject_key=key,
            sealed=sealing.seal(canonical(values), column=DETAIL_COLUMN, row=_row_of(entry.pk)),
        )
    _promise(entry, at)
    return entry


def _insert(entry: Entry, images: Sequence[Image]) -> None:
    """The line and how rows stood before it, in one question to the server.

    Every act writes a line, so it is said plainly: Django's way to the same rows takes longer than
    the server.
    """
    statement, said = LINE, [getattr(entry, name) for name in SAID]
    if images:
        statement += IMAGES
        said += [[one.table for one in images], [one.row for one in images]]
        said += [[None if one.before is None else json.dumps(one.before) for one in images]]
    with connection.cursor() as cursor:
        cursor.execute(statement, said)
        entry.pk, entry.xid, entry.recorded_at = cursor.fetchone()
    entry._state.adding, entry._state.db = False, connection.alias


def _promise(entry: Entry, at: datetime) -> None:
    """Leave a row for each declared reaction, and ask a worker for them."""
    reactions = register().reactions_to(entry.verb)
    if not reactions:
        return
    ReactionRun.objects.bulk_create(
        ReactionRun(entry_id=entry.pk, reaction=one.name, next_at=at) for one in reactions
    )
    enqueue(app.configure_task("ledger.react"), entry_id=entry.pk)


def image_of(row: models.Model) -> Image:
    """The row as it stands in the database now; taken before an act changes it. One query."""
    table = row._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT to_jsonb(t)::text FROM "{table}" t WHERE id = %s', [row.pk])  # noqa: S608
        found = cursor.fetchone()
    return Image(table, row.pk, json.loads(found[0]) if found else None)


def commitment(secret: bytes, name: str, value: Any) -> str:
    """A keyed digest that binds a field to a value and says nothing without the subject's key."""
    return hmac.digest(secret, canonical([name, value]).encode(), "sha256").hex()


def canonical(said: Any) -> str:
    """JSON that is the same text for the same content: sorted keys, no spaces, UTF-8."""
    return json.dumps(
        said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def values_of(detail: EntryDetail) -> dict[str, Any]:
    """The values behind a line's commitments."""
    text = sealing.unseal(detail.sealed, column=DETAIL_COLUMN, row=_row_of(detail.entry_id))
    told: dict[str, Any] = json.loads(text)
    return told


def told_wrongly(entry: Entry, detail: EntryDetail) -> list[str]:
    """Names of values that are not what the line committed to, or that stand on one side only.

    Raises: Unreadable where the values do not open.
    """
    values = values_of(detail)
    committed = json.loads(entry.payload).get("committed", {})
    secret = subject_secret(detail.subject_key) if detail.subject_key else b""
    return [
        name
        for name in sorted({*values, *committed})
        if name not in values or committed.get(name) != commitment(secret, name, values[name])
    ]


def _plain(value: Any) -> Any:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, Decimal | uuid.UUID):
        return str(value)
    if isinstance(value, bytes | memoryview):
        return bytes(value).hex()
    return str(value)


def _row_of(entry_id: int) -> uuid.UUID:
    return uuid.uuid5(NOWHERE, f"entry:{entry_id}")


def _subject_key(subject: str) -> tuple[SubjectKey, bytes]:
    row = uuid.uuid5(NOWHERE, subject)
    fresh = secrets.token_hex(32)
    key, _ = SubjectKey.objects.get_or_create(
        subject=subject,
        defaults={"wrapped": sealing.seal(fresh, column=KEY_COLUMN, row=row)},
    )
    return key, subject_secret(key)


def subject_secret(key: SubjectKey) -> bytes:
    """The key under which the values of one subject are committed to."""
    row = uuid.uuid5(NOWHERE, key.subject)
    return bytes.fromhex(sealing.unseal(key.wrapped, column=KEY_COLUMN, row=row))


def erase_values(entry_id: int) -> None:
    """Delete the values behind a line; the line and its hash stay as they are."""
    EntryDetail.objects.filter(entry_id=entry_id).delete()
