"""When does what has outlived its time go? Each night."""

import logging

from django.utils import timezone
from procrastinate.contrib.django import app

from jingwei.kernel.jobs import connected
from jingwei.kernel.privacy.keeping import run_retention

log = logging.getLogger("jingwei.privacy")


@app.periodic(cron="20 3 * * *")
@app.task(
    name="privacy.retention", queue="privacy", queueing_lock="privacy.retention",
    pass_context=False,
)  # fmt: skip
def retention(timestamp: int) -> dict[str, int]:
    """Delete by the rules, and say in the log how much."""
    with connected():
        done = run_retention(at=timezone.now())
    log.info("retention: %s", ", ".join(f"{code} {count}" for code, count in done.items() if count))
    return done
