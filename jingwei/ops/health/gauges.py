"""How does the installation stand at this moment, in numbers a monitor can draw?"""

from collections.abc import Iterator
from datetime import UTC, datetime

from jingwei.ops.backup import fence, making
from jingwei.ops.folders import data_folder
from jingwei.ops.health.server import rows

QUEUE = """
SELECT count(*) FILTER (WHERE j.status = 'todo'),
    count(*) FILTER (WHERE j.status = 'doing'),
    count(*) FILTER (WHERE j.status = 'failed'),
    count(*) FILTER (WHERE j.status = 'doing' AND (w.id IS NULL
        OR w.last_heartbeat < now() - interval '60 s'))
FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w ON w.id = j.worker_id
"""
OTHERS = """
SELECT (SELECT coalesce(extract(epoch FROM now() - max(last_heartbeat)), -1)::float8
        FROM procrastinate_workers),
    (SELECT count(*) FROM pg_stat_activity),
    pg_database_size(current_database()),
    (SELECT coalesce(sum(xact_commit), 0) FROM pg_stat_database
        WHERE datname = current_database())
"""


def prometheus() -> Iterator[str]:
    """Gauges; -1 where there is nothing yet to measure."""
    ((todo, doing, failed, stalled),) = rows(QUEUE)
    yield "# TYPE jingwei_jobs gauge"
    for state, count in (("todo", todo), ("doing", doing), ("failed", failed),
                         ("stalled", stalled)):  # fmt: skip
        yield f'jingwei_jobs{{state="{state}"}} {count}'
    ((silent, connections, size, commits),) = rows(OTHERS)
    yield from _one("jingwei_worker_silent_seconds", f"{silent:g}")
    yield from _one("jingwei_database_connections", connections)
    yield from _one("jingwei_database_bytes", size)
    yield from _one("jingwei_database_commits_total", commits, kind="counter")
    last = making.newest(data_folder())
    age = -1.0
    if last:
        age = (datetime.now(UTC) - datetime.fromisoformat(last["as_of"])).total_seconds()
    yield from _one("jingwei_backup_age_seconds", f"{age:g}")
    yield from _one("jingwei_restored_copy", int(fence.is_raised(data_folder())))


def _one(name: str, value: object, kind: str = "gauge") -> Iterator[str]:
    """A number without labels and what it is: a monitor sums counters and draws gauges."""
    yield f"# TYPE {name} {kind}"
    yield f"{name} {value}"
