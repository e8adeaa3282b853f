"""When do notices go out? Each minute."""

from django.utils import timezone
from procrastinate.contrib.django import app

from jingwei.kernel.jobs import connected
from jingwei.kernel.notices.delivering import deliver_due


@app.periodic(cron="* * * * *")
@app.task(
    name="notices.deliver", queue="notices", queueing_lock="notices.deliver", pass_context=False
)
def deliver(timestamp: int) -> int:
    """Send what is due; without a channel one small query."""
    with connected():
        return deliver_due(at=timezone.now())
