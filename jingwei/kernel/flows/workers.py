"""When do planned steps run and passed limits go up? Each hour, so also soon after a standstill."""

from datetime import timedelta

from django.db import close_old_connections
from django.utils import timezone
from procrastinate.contrib.django import app

from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.flows import escalation, papers

QUEUE = "flows"
UNUSED = timedelta(days=7)


@app.periodic(cron="5 * * * *")
@app.task(name="flows.plans", queue=QUEUE, queueing_lock="flows.plans", pass_context=False)
def plans(timestamp: int) -> int:
    """Take the planned steps whose day has come."""
    close_old_connections()
    return escalation.run_plans(at=timezone.now())


@app.periodic(cron="15 * * * *")
@app.task(name="flows.limits", queue=QUEUE, queueing_lock="flows.limits", pass_context=False)
def limits(timestamp: int) -> int:
    """Put what has passed its limit before the level above."""
    close_old_connections()
    return escalation.escalate_passed(at=timezone.now())


@app.periodic(cron="40 2 * * *")
@app.task(name="flows.tidy", queue=QUEUE, queueing_lock="flows.tidy", pass_context=False)
def tidy(timestamp: int) -> int:
    """Delete papers that nobody used within a week."""
    close_old_connections()
    with system_scope("清理没有用到的附件"):
        return papers.forget_unused(before=timezone.now() - UNUSED)
