"""Is the work behind the pages done? The worker, jobs that stand still, figures that lag."""

from collections.abc import Iterator

from jingwei.ops.health.look import Found, bad, soon
from jingwei.ops.health.server import rows
from jingwei.ops.words import _

SILENT, LATE, LAG = 60, 600, 900  # seconds


def worker() -> Iterator[Found]:
    """A worker says every ten seconds that it lives."""
    ((age,),) = rows(
        "SELECT extract(epoch FROM now() - max(last_heartbeat))::float8 FROM procrastinate_workers"
    )
    if age is None or age > SILENT:
        yield bad(_("后台任务没有在运行，请用 ./jw up 或 ./jw worker 启动。"))


def stalled_jobs() -> Iterator[Found]:
    """Jobs whose worker is gone, jobs nobody takes, jobs that ended badly this week."""
    ((stalled,),) = rows(
        "SELECT count(*) FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w"
        " ON w.id = j.worker_id WHERE j.status = 'doing'"
        " AND (w.id IS NULL OR w.last_heartbeat < now() - interval '60 s')"
    )
    if stalled:
        yield soon(
            _("有 {count} 件任务做到一半停了，后台任务会在十分钟内重做。").format(count=stalled)
        )
    ((waiting, oldest),) = rows(
        "SELECT count(*), coalesce(extract(epoch FROM now() - min(coalesce(j.scheduled_at, e.at))),"
        " 0)::float8 FROM procrastinate_jobs j JOIN procrastinate_events e"
        " ON e.job_id = j.id AND e.type = 'deferred'"
        " WHERE j.status = 'todo' AND coalesce(j.scheduled_at, e.at) < now()"
    )
    if oldest > LATE:
        yield soon(
            _("有 {count} 件任务等了 {minutes} 分钟，请看后台任务是否太忙。").format(
                count=waiting, minutes=int(oldest // 60)
            )
        )
    failed = rows(
        "SELECT j.task_name, count(*) FROM procrastinate_jobs j JOIN procrastinate_events e"
        " ON e.job_id = j.id AND e.type = 'failed' WHERE j.status = 'failed'"
        " AND e.at > now() - interval '7 days' GROUP BY 1 ORDER BY 1"
    )
    for name, count in failed:
        yield soon(
            _("一周内 {name} 有 {count} 次没有做成，原因见日志。").format(name=name, count=count)
        )


def reactions() -> Iterator[Found]:
    """What should have followed an act and was given up, or waits although its moment has come."""
    ((failed, late),) = rows(
        "SELECT count(*) FILTER (WHERE state = 'failed'), count(*) FILTER (WHERE state = 'waiting'"
        " AND next_at < now() - interval '600 s') FROM reaction_run"
        " WHERE state IN ('failed', 'waiting')"
    )
    if failed:
        yield soon(
            _("有 {count} 件后续事项没有办成，请看日志，再用 ./jw ledger again 重办。").format(
                count=failed
            )
        )
    if late:
        yield soon(
            _("有 {count} 件后续事项等了十分钟以上，请看后台任务是否在运行。").format(count=late)
        )


def figures() -> Iterator[Found]:
    """Marks that wait although the worker takes them every three seconds."""
    from jingwei.kernel.access.scope import system_scope

    with system_scope("检查指标"):
        ((waiting, age),) = rows(
            "SELECT EXISTS (SELECT FROM dirty_mark), coalesce((SELECT extract(epoch FROM"
            " now() - max(at)) FROM filled), 0)::float8"
        )
    if waiting and age > LAG:
        yield soon(
            _("指标落后 {minutes} 分钟，请看后台任务是否在运行。").format(minutes=int(age // 60))
        )
