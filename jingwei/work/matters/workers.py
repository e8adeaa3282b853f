"""When is the box of arrivals emptied? At once, and each minute for what was left behind."""

from uuid import UUID

from django.utils import timezone
from procrastinate.contrib.django import app

from jingwei.kernel import jobs
from jingwei.work.matters import box

QUEUE, SWEEP = "flows", "matters.take_all"


@app.task(name="matters.take", queue=QUEUE)
def take(public_id: str) -> bool:
    """Take up what has just come in."""
    with jobs.connected():
        return box.take_named(UUID(public_id), at=timezone.now())


@app.periodic(cron="* * * * *")
@app.task(
    name="matters.take_all", queue=QUEUE, queueing_lock="matters.take_all", pass_context=False
)
def take_all(timestamp: int) -> int:
    """Take up what was left behind."""
    with jobs.connected():
        return box.take_all(at=timezone.now())
