"""How do confirmed work orders become matters? One by one, as at the window: received, dispatched.

Each has its own opening step, first limit and rule of dispatch, so they cannot be written as sets.
"""

from datetime import date, datetime
from typing import Any

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import SHANGHAI
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.models import RowImage
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.kernel.privacy import sealing
from jingwei.ops.imports.models import StagedRow, Verdict
from jingwei.ops.imports.progress import Step, say
from jingwei.ops.imports.staging.layout import HOTLINE
from jingwei.ops.imports.writing.standing import CHANGED, in_the_way
from jingwei.work.matters import leads
from jingwei.work.matters.actions import Told, is_number, receive_matter
from jingwei.work.matters.kinds import Channel
from jingwei.work.matters.models import Matter

EVERY, SHOWN = 50, 5


def write_new(cursor: Any, batch: int, entry: int, at: datetime, by: Scope) -> int:
    """Receive every new order of the batch, with images to undo it. Raises: Refused."""
    # One by one: joining whole sets would read whole tables for each row.
    cursor.execute("SET LOCAL enable_nestloop = on")
    rows = StagedRow.everything.filter(batch=batch, verdict=Verdict.NEW).order_by("row_no")
    places = Unit.everything.select_related("org").in_bulk(
        list(rows.values_list("other", flat=True).distinct())
    )
    total, done = rows.count(), 0
    for row in rows.iterator(chunk_size=500):
        place = places.get(row.other)
        if place is None:
            raise Refused(Finding("import.meanwhile", "社区已经变动，请重新核对。"))
        made = _received(row, place, place.org, by, at)
        cursor.execute(
            'INSERT INTO row_image (entry_id, "table", row) VALUES (%s, %s, %s)',
            [entry, "matter", made.pk],
        )
        done += 1
        if done % EVERY == 0:
            say(Step.WRITE, done, total)
    return done


def _received(row: StagedRow, place: Unit, org: Organisation, by: Scope, at: datetime) -> Matter:
    said = {name: row.cells[HOTLINE.places[name] - 1] or "" for name in HOTLINE.places}
    assert row.target_uuid is not None  # noqa: S101 - given when the row was staged
    opened = {
        secret.field: sealing.unseal(
            row.sealed[number] if row.sealed else None,
            column=f"{HOTLINE.table}.{secret.column}", row=row.target_uuid,
        )
        for number, secret in enumerate(HOTLINE.secrets)
    }  # fmt: skip
    told = Told(
        asked=opened["words"], place=place, spot=said["spot"], name=opened["name"],
        phone=opened["phone"] if is_number(opened["phone"]) else "", title=said["topic"],
        order=said["number"],
        order_due_on=date.fromisoformat(said["due"]) if said["due"] else None,
        said_at=_moment(said["received"]),
    )  # fmt: skip
    return receive_matter(org=org, told=told, channel=Channel.HOTLINE, by=by, at=at)[0]


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found.replace(tzinfo=SHANGHAI)


def put_away(entry: int, by: Scope, at: datetime) -> None:
    """What people were told of the matters that the batch made is put away with them."""
    made = RowImage.objects.filter(entry_id=entry, table="matter", before__isnull=True)
    ids = Matter.everything.filter(pk__in=made.values("row")).values_list("public_id", flat=True)
    leads.put_away(list(ids), by=by, at=at)


def take_back(cursor: Any, entry: int) -> tuple[int, int]:
    """Matters that the batch made go, as long as nobody has touched them; how many, and that none
    was changed. Raises: Refused."""
    cursor.execute(
        "SELECT row FROM row_image WHERE entry_id = %s AND \"table\" = 'matter' AND before IS NULL",
        [entry],
    )
    made = [row for (row,) in cursor.fetchall()]
    if not made:
        return 0, 0
    cursor.execute("SELECT forget_orders(%s)", [made])
    (gone,) = cursor.fetchone()
    left = Matter.everything.filter(pk__in=made).order_by("pk")
    if gone != len(made):
        titles = list(left.values_list("title", flat=True)[:SHOWN])
        raise Refused(in_the_way("undo.version", CHANGED, titles, len(made) - gone))
    return int(gone), 0


STALE = (
    "SELECT s.row_no FROM staged_row s JOIN orders_on_file(ARRAY("
    f"SELECT t.cells[{HOTLINE.places['number']}] FROM staged_row t WHERE t.batch_id = %(batch)s"
    f")) AS known (number) ON known.number = {HOTLINE.cell('number')}"
    " WHERE s.batch_id = %(batch)s AND s.verdict = 1"
)
"""Rows whose order somebody took since they were judged."""
