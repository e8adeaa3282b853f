"""How is what came in at the public door taken up? Each arrival once, in its own transaction."""

import json
import logging
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from jingwei.kernel.access.scope import Scope, system_scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.kernel.privacy import sealing
from jingwei.work.matters import actions, stations
from jingwei.work.matters.door import SEALED
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import Channel, Grade, Kind
from jingwei.work.matters.models import Arrival, Matter

log = logging.getLogger("jingwei.matters")
WHY = "办理公开页来的诉求"
AT_ONCE = 200


def take_all(*, at: datetime) -> int:
    """Take up all that waits, oldest first; how many."""
    with system_scope(WHY):
        waiting = Arrival.objects.filter(taken_at=None).order_by("id")
        numbers = list(waiting.values_list("pk", flat=True)[:AT_ONCE])
    return sum(take(number, at=at) for number in numbers)


def take(number: int, *, at: datetime) -> bool:
    """Take up one arrival; False where another worker has it or it fails (it stays for later)."""
    try:
        with system_scope(WHY) as by:
            rows = Arrival.objects.select_for_update(skip_locked=True)
            row = rows.filter(pk=number, taken_at=None).first()
            if row is None:
                return False
            _take(row, by, at)
            return True
    except Exception:
        log.exception("arrival %s", number)
        return False


def take_named(public_id: UUID, *, at: datetime) -> bool:
    with system_scope(WHY):
        number = Arrival.objects.filter(public_id=public_id).values_list("pk", flat=True).first()
    return number is not None and take(number, at=at)


def _take(row: Arrival, by: Scope, at: datetime) -> None:
    told = json.loads(sealing.unseal(row.sealed, column=SEALED, row=row.public_id))
    row.taken_at = at
    try:
        with transaction.atomic():
            DEEDS[Arrival.Kind(row.kind)](row, told, by, at)
    except Refused as refusal:
        row.refused = sorted(refusal.codes)
    row.sealed = b""  # what was said stands with the matter now, or was refused
    row.save(update_fields=["taken_at", "refused", "sealed"])


def _ask(row: Arrival, told: dict[str, Any], by: Scope, at: datetime) -> None:
    of_system = told.get("kind") == Kind.SYSTEM
    place = None if of_system else _place(told["place"])
    if Matter.everything.filter(receipt=row.receipt).exists():
        return  # sent twice in one moment: the first has been taken
    actions.receive_matter(
        org=place.org if place else office(), channel=Channel(told["channel"]), by=by, at=at,
        receipt=told["receipt"],
        told=actions.Told(
            asked=told["asked"], place=place, spot=told["spot"], name=told["name"],
            phone=told["phone"], station=_station(by, told.get("station", "")),
            kind=Kind.SYSTEM if of_system else Kind.SERVICE,
        ),
    )  # fmt: skip


def _place(which: str) -> Unit:
    found = Unit.everything.select_related("org").filter(public_id=which).first()
    if found is None:
        raise Refused(Finding("matter.place", "请选是哪个社区或者村的事。"))
    return found


def office() -> Organisation:
    """Who answers for the system itself: the organisation that stands above all. A rule of
    dispatch may send such matters on to whoever keeps it running."""
    found: Organisation = Organisation.everything.order_by("path")[:1].get()
    return found


def _station(by: Scope, which: str) -> stations.Station | None:
    """The station from whose card somebody asked, if it is still open."""
    found = stations.within(by, UUID(which)) if which else None
    return found if found and found.is_open else None


def _step(verb: str) -> Any:
    def deed(row: Arrival, told: dict[str, Any], by: Scope, at: datetime) -> None:
        said = {"reason": told["reason"]} if told.get("reason") else {}
        take_step(
            flow=MATTER, subject=_matter(row), verb=verb, said=said, by=by, at=at, asker=True,
            key=str(row.public_id),
        )  # fmt: skip

    return deed


def _review(row: Arrival, told: dict[str, Any], by: Scope, at: datetime) -> None:
    actions.keep_review(
        matter=_matter(row), grade=Grade(told["grade"]), words=told.get("words", ""), by=by, at=at
    )


def _matter(row: Arrival) -> Matter:
    found: Matter | None = Matter.everything.filter(receipt=row.receipt).first()
    if found is None:
        raise Refused(Finding("matter.unknown", "没有找到这个回执的诉求，请核对。"))
    return found


DEEDS = {
    Arrival.Kind.ASK: _ask, Arrival.Kind.CONFIRM: _step("confirm"),
    Arrival.Kind.DISPUTE: _step("dispute"), Arrival.Kind.WITHDRAW: _step("withdraw"),
    Arrival.Kind.REVIEW: _review,
}  # fmt: skip
