"""What goes because its time is over? Each rule in small transactions, all of it in the register.

The ledger keeps its lines for ever; of a line that is old enough the values behind it go, and its
seal stays whole. Whoever is under a hold keeps everything.
"""

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.scope import Scope, system_scope
from jingwei.kernel.days import local_day
from jingwei.kernel.ledger.models import Entry, EntryDetail, RowImage
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.notices.models import Notice
from jingwei.kernel.privacy import rules
from jingwei.kernel.privacy.holding import held_people
from jingwei.kernel.privacy.models import Deletion, Look
from jingwei.kernel.register import Retention, register
from jingwei.kernel.rulebook.queries import rule_of

log = logging.getLogger("jingwei.privacy")
AT_ONCE = 500
REASON = "到期删除"


def run_retention(
    *, at: datetime, most: int = 200_000, said: Callable[[int], None] = lambda deleted: None
) -> dict[str, int]:
    """Delete what has outlived its time; how many rows by rule. One rule that breaks holds no
    other up: it is tried again the next night. ``said`` hears how many are gone."""
    done: dict[str, int] = {}
    for rule in register().retentions.values():
        count = 0
        try:
            for deleted in _batches(rule, at):
                count += deleted
                said(sum(done.values()) + count)
                if count >= most:
                    break
        except Exception:
            log.exception("retention %s", rule.code)
        done[rule.code] = count
    return done


def _batches(rule: Retention, at: datetime) -> Iterator[int]:
    former: set[int] = set()
    while True:
        with system_scope(REASON) as by:
            before = _before(rule, at)
            ids = rule.due(before, held_people(), AT_ONCE)
            if not ids:
                return
            if former & set(ids):
                raise RuntimeError(f"{rule.code}: rows that were deleted are still there")
            former = set(ids)
            rule.delete(ids)
            note_deletion(rule=rule.code, ids=ids, before=before, by=by, at=at)
        yield len(ids)


def due_now(*, at: datetime) -> dict[str, int]:
    """How many rows a run would take, by rule: at most 10,001 each. Nothing is written."""
    with system_scope(REASON):
        held = held_people()
        return {
            rule.code: len(rule.due(_before(rule, at), held, 10_001))
            for rule in register().retentions.values()
        }


def note_deletion(
    *, rule: str, ids: list[Any], by: Scope, at: datetime, before: datetime | None = None
) -> Deletion:
    """Put what was just deleted into the register, with a line; in the same transaction."""
    entry = write_line(
        verb="privacy.deletion.run", by=by, at=at, org=None, subject=("retention", rule),
        facts={"rule": rule, "count": len(ids), "before": before.isoformat() if before else ""},
    )  # fmt: skip
    return Deletion.objects.create(
        rule=rule, ran_at=at, before=before, count=len(ids), ids=ids, entry=entry.pk
    )


def _before(rule: Retention, at: datetime) -> datetime:
    number = rule_of(rule.number, local_day(at))
    return rules.ends_before(at, int(number.value or 0), number.unit)


def _looks(before: datetime, held: Mapping[int, str], most: int) -> list[int]:
    rows = Look.everything.filter(looked_at__lt=before).exclude(person_id__in=list(held))
    return list(rows.order_by("id").values_list("pk", flat=True)[:most])


def _notices(before: datetime, held: Mapping[int, str], most: int) -> list[int]:
    rows = Notice.everything.filter(made_at__lt=before)
    kept = rows.filter(person_id__in=list(held)).values("pk")
    return list(rows.exclude(pk__in=kept).order_by("id").values_list("pk", flat=True)[:most])


def _values(before: datetime, held: Mapping[int, str], most: int) -> list[int]:
    """Lines whose values or row images are still there; those about people on hold left out."""
    old = Entry.everything.filter(recorded_at__lt=before).exclude(
        subject="person", subject_id__in=list(held.values())
    )
    details = EntryDetail.objects.filter(entry__in=old).order_by("entry_id")
    found = list(details.values_list("entry_id", flat=True)[:most])
    if len(found) < most:
        images = RowImage.objects.filter(entry__in=old).order_by("entry_id")
        rows = images.values_list("entry_id", flat=True).distinct()[: most - len(found)]
        found += [number for number in rows if number not in set(found)]
    return found


def _forget_values(ids: list[int]) -> None:
    EntryDetail.objects.filter(entry_id__in=ids).delete()
    RowImage.objects.filter(entry_id__in=ids).delete()


def declared() -> tuple[Retention, ...]:
    """The kernel's own."""
    return (
        Retention(
            "look", _("查看完整号码的记录"), "retention.look.years", _looks,
            lambda ids: _delete(Look.everything, ids),
        ),
        Retention(
            "notice", _("通知"), "retention.notice.days", _notices,
            lambda ids: _delete(Notice.everything, ids),
        ),
        Retention(
            "ledger.values", _("台账背后的个人内容"), "retention.ledger_values.years", _values,
            _forget_values,
        ),
    )  # fmt: skip


def _delete(manager: Any, ids: list[int]) -> None:
    manager.filter(pk__in=ids).delete()
