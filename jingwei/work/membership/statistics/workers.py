"""When are the tables of large organisations counted ahead? Each night, after the figures."""

from django.utils import timezone
from procrastinate.contrib.django import app

from jingwei.kernel import jobs
from jingwei.kernel.access.scope import system_scope
from jingwei.work.membership.statistics import keeping


@app.periodic(cron="10 2 * * *")
@app.task(
    name="statistics.count", queueing_lock="statistics.count", queue="exports", pass_context=False
)
def count(timestamp: int) -> int:
    """This year and the last of each organisation with very many members, for itself and for each
    above it; how many were counted.

    Each in its own transaction: what is counted is there, wherever the night ends.
    """
    with jobs.connected(), system_scope(keeping.REASON):
        orgs = keeping.large(timezone.localdate())
    year = timezone.localdate().year
    looks = [(org, one) for org in orgs for one in orgs if org.path.startswith(one.path)]
    for org, above in looks:
        for one in (year - 1, year):
            with jobs.connected():
                keeping.count_ahead(org, one, timezone.now(), seen_from=above)
    return 2 * len(looks)
