"""When do facts follow their records? Within seconds where something changed; all each night."""

from django.utils import timezone
from procrastinate.contrib.django import app

from jingwei.kernel.access.scope import system_scope
from jingwei.kernel.figures import flush, marks
from jingwei.kernel.figures.models import Filled


@app.periodic(cron="* * * * * */3")
@app.task(
    name="figures.follow", queue="figures", queueing_lock="figures.follow", pass_context=False
)
def follow(timestamp: int) -> int:
    """Work off what was marked; nothing to do costs one small query."""
    with system_scope("指标更新"):
        if not marks.waiting() and Filled.objects.filter(on=timezone.localdate()).exists():
            return 0
    return flush.flush(at=timezone.now())


@app.periodic(cron="20 0 * * *")
@app.task(name="figures.audit", queue="figures", queueing_lock="figures.audit", pass_context=False)
def audit(timestamp: int) -> int:
    """Work out the last months anew: whatever escaped the marks comes right overnight."""
    return flush.refill(at=timezone.now())
