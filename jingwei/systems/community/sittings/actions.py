"""How is a meeting of a wing or committee recorded, put right, and its decision called done?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line
from jingwei.systems.community.grids.kinds import SlotKind
from jingwei.systems.community.grids.models import Seat, Slot
from jingwei.systems.community.grids.writing import CHANGED, lock, refuse
from jingwei.systems.community.sittings import queries, rules
from jingwei.systems.community.sittings.kinds import Came
from jingwei.systems.community.sittings.models import Attendance, Decision, Sitting
from jingwei.systems.community.sittings.rules import Decided


@dataclass(frozen=True)
class Told:
    """A meeting as it was typed. ``came`` is seat (its row) -> how; ``items`` title and words."""

    on: date | None
    topic: str
    chair: str
    items: Sequence[tuple[str, str]]
    came: Mapping[int, str]
    decided: Sequence[Decided] = ()
    venue: str = ""
    recorder: str = ""
    guests: str = ""


def record_sitting(*, slot: Slot, told: Told, by: Scope, at: datetime) -> Sitting:
    """Keep what was held. Raises: Refused with all that is missing."""
    row: Slot = lock(Slot, slot, by)
    seats = _checked(row, told, at)
    made = Sitting(
        org_id=row.org_id, org_path=row.org_path, community_id=row.community_id, slot=row,
        recorded_at=at, recorded_by_id=by.account_id,
    )  # fmt: skip
    _fill(made, told)
    _save(made)
    _write_parts(made, told, seats)
    _line("sittings.sitting.record", made, by, at, **_facts(made, told))
    return made


def correct_sitting(
    *, sitting: Sitting, told: Told, reason: str, by: Scope, at: datetime,
    version: int | None = None,
) -> Sitting:  # fmt: skip
    """Put a record right, with a reason; what is done stays done. Raises: Refused."""
    row: Sitting = lock(Sitting, sitting, by)
    if version is not None and version != row.version:
        raise Refused(CHANGED)
    if len(reason.strip()) < 2:
        refuse([Finding("sitting.reason", "请写为什么改。", rules.HOUSE, {"field": "reason"})])
    seats = _checked(Slot.everything.get(pk=row.slot_id), told, at)
    _fill(row, told)
    row.version += 1
    _save(row)
    Attendance.everything.filter(sitting=row).delete()
    _write_parts(row, told, seats)
    _line("sittings.sitting.correct", row, by, at, why=reason.strip(), **_facts(row, told))
    return row


def finish_decision(
    *, decision: Decision, outcome: str, on: date | None, by: Scope, at: datetime
) -> Decision:
    """What was decided has been done; ``outcome`` says with which result. Raises: Refused."""
    row: Decision = lock(Decision, decision, by)
    held_on = Sitting.everything.get(pk=row.sitting_id).on
    refuse(
        rules.finish_findings(
            is_done=row.done_on is not None, outcome=outcome, on=on, held_on=held_on,
            today=local_day(at),
        )
    )  # fmt: skip
    row.done_on, row.outcome = on, outcome.strip()
    row.save(update_fields=["done_on", "outcome"])
    write_line(
        verb="sittings.decision.finish", by=by, at=at, org=row.org,
        subject=("decision", row.public_id), facts={"in_time": row.was_in_time},
    )  # fmt: skip
    return row


def _checked(slot: Slot, told: Told, at: datetime) -> list[Seat]:
    seats = queries.seats_on(slot, told.on or local_day(at))
    known = {one.pk for one in seats}
    came = {pk: how for pk, how in told.came.items() if pk in known and how in Came.values}
    refuse(
        rules.record_findings(
            rules.Seen(
                is_body=slot.kind == SlotKind.BODY, on=told.on, topic=told.topic,
                chair=told.chair, seats=len(seats), told=len(came),
                present=sum(how == Came.PRESENT for how in came.values()),
                items=len(told.items), decided=told.decided,
            ),
            today=local_day(at),
        )
    )  # fmt: skip
    return seats


def _fill(row: Sitting, told: Told) -> None:
    assert told.on is not None  # noqa: S101 - the rules refused it before
    row.on, row.topic, row.venue = told.on, told.topic.strip(), told.venue.strip()
    row.chair, row.recorder = told.chair.strip(), told.recorder.strip()
    row.guests = told.guests.strip()
    row.items = [{"title": title.strip(), "said": said.strip()} for title, said in told.items]


def _save(row: Sitting) -> None:
    """Raises: Refused where the body has a record of that day and topic already."""
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as error:
        if "one_sitting_on_a_topic_a_day" not in str(error):
            raise
        refuse([Finding("sitting.twice", "这天的这个会已经记过。", rules.HOUSE)])


def _write_parts(row: Sitting, told: Told, seats: list[Seat]) -> None:
    where = {"org_id": row.org_id, "org_path": row.org_path, "sitting": row}
    Attendance.everything.bulk_create(
        Attendance(**where, seat=one, name=one.name, came=told.came[one.pk]) for one in seats
    )
    _write_decisions(where, told, {one.pk: one.person_id for one in seats})


def _write_decisions(where: dict[str, Any], told: Told, files: dict[int, int | None]) -> None:
    """What was decided and stands there already stays the same task at the same address; what was
    carried out is part of the record and is neither changed nor taken out."""
    there = list(Decision.everything.filter(sitting=where["sitting"]).order_by("position"))
    last = max((one.position for one in there), default=0)
    there.sort(key=lambda one: one.done_on is not None)  # of two alike the open one is meant
    for one in told.decided:
        said = {
            "text": one.text.strip(), "owner": one.owner.strip(), "due_on": one.due_on,
            "person_id": files.get(one.seat or 0),
        }  # fmt: skip
        row = next((row for row in there if row.text == said["text"]), None)
        if row is None:
            last += 1
            Decision.everything.create(**where, position=last, **said)
            continue
        there.remove(row)
        if row.done_on is None:
            Decision.everything.filter(pk=row.pk).update(**said)
    gone = [one.pk for one in there if one.done_on is None]
    Decision.everything.filter(pk__in=gone).delete()


def _facts(row: Sitting, told: Told) -> dict[str, Any]:
    present = sum(how == Came.PRESENT for how in told.came.values())
    return {"on": row.on, "present": present, "decided": len(told.decided)}


def _line(verb: str, row: Sitting, by: Scope, at: datetime, **facts: Any) -> None:
    write_line(
        verb=verb, by=by, at=at, org=row.org, subject=("sitting", row.public_id), facts=facts
    )
