"""When is the ledger sealed, its head kept outside, and all of it verified?"""

import logging
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone
from procrastinate.contrib.django import app

from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.jobs import connected
from jingwei.kernel.ledger import checking, reactions, sealer, verifier, witness
from jingwei.kernel.ledger.models import LedgerCheck

KEPT = 400
log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(name="ledger.seal", queue="ledger", queueing_lock="ledger.seal", pass_context=False)
def seal(timestamp: int) -> int:
    """Seal what is due, each minute; nothing due costs two small queries."""
    try:
        with sealer.connected() as door:
            return sealer.seal_all(door, at=timezone.now())
    except sealer.NoSealer:
        log.warning("the ledger is not sealed: JINGWEI_SEAL_URL is not set")
        return 0


@app.periodic(cron="7 * * * *")
@app.task(name="ledger.witness", queue="ledger", queueing_lock="ledger.witness", pass_context=False)
def keep_head(timestamp: int) -> bool:
    """Keep the head outside, each hour in which it moved on."""
    try:
        with connection.cursor() as cursor:
            return witness.keep(cursor, at=timezone.now()) is not None
    except witness.Broken as broken:
        log.error("the ledger does not hold seal %s that is kept outside", broken)  # noqa: TRY400
        return False
    except OSError as error:
        log.error("the head of the ledger cannot be kept outside: %s", error)  # noqa: TRY400
        return False


@app.periodic(cron="40 3 * * *")
@app.task(name="ledger.verify", queue="ledger", queueing_lock="ledger.verify", pass_context=False)
def verify_nightly(timestamp: int) -> bool:
    """Verify all of it each night."""
    return verify_and_keep(at=timezone.now())


@app.task(
    name="ledger.verify_now", queue="ledger", queueing_lock="ledger.verify_now", pass_context=False
)
def verify_now() -> bool:
    """Verify all of it because somebody asked."""
    return verify_and_keep(at=timezone.now())


@app.task(name="ledger.react", queue="ledger")
def react(entry_id: int) -> int:
    """Run the reactions to one line, as soon as it is committed."""
    with connected():
        return reactions.run_waiting(at=timezone.now(), entry=entry_id)


@app.periodic(cron="* * * * *")
@app.task(name="ledger.catch_up", queue="ledger", queueing_lock="ledger.catch_up",
          pass_context=False)  # fmt: skip
def catch_up(timestamp: int) -> int:
    """Run what a dead worker left and what is tried again, each minute; usually one small query."""
    with connected():
        return reactions.run_waiting(at=timezone.now())


def verify_and_keep(*, at: datetime) -> bool:
    """Verify, and keep what was found for the pages."""
    report = verified()
    kept = report.as_json()
    for fault in kept["faults"]:
        fault.pop("words")
    with system_scope("核验台账"):
        LedgerCheck.objects.create(
            began_at=at, ended_at=timezone.now(), is_good=report.is_good, report=kept
        )
        old = LedgerCheck.objects.order_by("-id").values_list("id", flat=True)[KEPT:]
        LedgerCheck.objects.filter(id__in=list(old)).delete()
    if not report.is_good:
        log.error("the ledger is not what was sealed: %s faults", report.wrong)
    return report.is_good


def verified(**options: Any) -> verifier.Report:
    """The whole ledger against its seals and the heads of the witness file."""
    heads, odd = witness.kept()
    with system_scope("核验台账"), connection.cursor() as cursor:
        return checking.verify(cursor, heads=heads, odd=odd, **options)
