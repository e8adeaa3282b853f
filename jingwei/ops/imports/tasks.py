"""What do the workers do with rosters? Read, write, take back, tidy up; each can be done again."""

import json
import logging
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from asgiref.sync import sync_to_async
from django.utils import timezone
from procrastinate import JobContext
from procrastinate.contrib.django import app
from procrastinate.jobs import Job, Status

from jingwei.kernel import jobs
from jingwei.kernel.access.scope import Scope, system_scope
from jingwei.kernel.findings import Refused
from jingwei.ops.imports import actions, books, files, progress
from jingwei.ops.imports.models import Batch, ProblemBook, Progress, StagedRow
from jingwei.ops.imports.writing import meanwhile
from jingwei.ops.imports.writing.batch import undo_batch, write_batch

log = logging.getLogger("jingwei.imports")
KEPT = timedelta(days=30)
QUEUE = "imports"
MOST_TRIES = 3  # times that a worker may die over the same batch


def _do(
    batch_id: int, account_id: int, grant_id: int, state: str,
    work: Callable[[Batch, Scope], None],
) -> None:  # fmt: skip
    """Run ``work`` if the batch still waits for it; a refusal or a fault ends in words."""
    with jobs.connected():
        try:
            with progress.kept(batch_id), jobs.on_behalf(account_id, grant_id) as scope:
                batch = Batch.objects.within(scope).filter(pk=batch_id, state=state).first()
                if batch is None:
                    return  # done already, or cancelled meanwhile
                work(batch, scope)
        except Refused as refusal:
            _fail(batch_id, state, refusal.findings[0].code, dict(refusal.findings[0].params))
            if meanwhile.CODE in refusal.codes:
                _judge_again(batch_id, account_id, grant_id, refusal)
        except jobs.PostEnded:
            _fail(batch_id, state, "import.post_ended", {})
        except Exception:
            log.exception("batch %s", batch_id)
            _fail(batch_id, state, "import.fault", {})
            raise


def _fail(batch_id: int, state: str, code: str, params: dict[str, object]) -> None:
    """Back to where a person can act: nothing was written."""
    with system_scope("导入没有完成"):
        batch = Batch.everything.select_for_update().get(pk=batch_id)
        if batch.state != state:
            return  # another worker had the same job and has done it
        back = Batch.State.CHECKING if batch.state == Batch.State.WRITING else Batch.State.FAILED
        if batch.state == Batch.State.UNDOING:
            back = Batch.State.WRITTEN
        batch.state, batch.problem = back, {"code": code, "params": params}
        batch.save(update_fields=["state", "problem"])


def _judge_again(batch_id: int, account_id: int, grant_id: int, why: Refused) -> None:
    with jobs.on_behalf(account_id, grant_id) as scope:
        batch = Batch.objects.within(scope).get(pk=batch_id)
        actions.judge_again(batch=batch, why=why, by=scope, at=timezone.now())


@app.task(name="imports.read", queue=QUEUE)
def read(batch_id: int, account_id: int, grant_id: int) -> None:
    """Read a file and judge its rows."""

    def work(batch: Batch, scope: Scope) -> None:
        actions.read_batch(batch=batch, by=scope, at=timezone.now())

    _do(batch_id, account_id, grant_id, Batch.State.READING, work)


@app.task(name="imports.write", queue=QUEUE)
def write(batch_id: int, account_id: int, grant_id: int) -> None:
    """Write a confirmed batch, all of it or nothing."""

    def work(batch: Batch, scope: Scope) -> None:
        write_batch(batch=batch, by=scope, at=timezone.now())

    _do(batch_id, account_id, grant_id, Batch.State.WRITING, work)


@app.task(name="imports.undo", queue=QUEUE)
def undo(batch_id: int, account_id: int, grant_id: int) -> None:
    """Take a written batch back, all of it or nothing."""

    def work(batch: Batch, scope: Scope) -> None:
        undo_batch(batch=batch, by=scope, at=timezone.now())

    _do(batch_id, account_id, grant_id, Batch.State.UNDOING, work)


@app.task(name="imports.notes", queue=QUEUE)
def notes(batch_id: int, account_id: int, grant_id: int) -> None:
    """Make the workbook of the rows with problems."""
    with jobs.connected():
        try:
            with jobs.on_behalf(account_id, grant_id) as scope:
                books.make_book(batch=Batch.objects.within(scope).get(pk=batch_id), by=scope)
        except Exception as wrong:
            waiting = ProblemBook.objects.filter(batch_id=batch_id)
            waiting.update(state=ProblemBook.State.FAILED)
            if not isinstance(wrong, Refused | jobs.PostEnded):
                raise


@app.periodic(cron="* * * * *")
@app.task(name="imports.rescue", queueing_lock="imports.rescue", pass_context=True)
async def rescue(context: JobContext, timestamp: int) -> int:
    """Jobs whose worker died are asked for again, three times at most; how many were found.

    What a dead worker had begun went with its transaction, and a job that finds its batch done
    does nothing: so asking again is without harm.
    """
    manager = context.app.job_manager
    found = 0
    for job in await manager.get_stalled_jobs(queue=QUEUE):
        found += 1
        if job.attempts + 1 < MOST_TRIES:
            await manager.retry_job(job)
            continue
        await manager.finish_job(job, status=Status.FAILED, delete_job=False)
        await sync_to_async(_give_up)(job)
    return found


GIVEN_UP = {
    "imports.read": Batch.State.READING, "imports.write": Batch.State.WRITING,
    "imports.undo": Batch.State.UNDOING,
}  # fmt: skip


def _give_up(job: Job) -> None:
    said: Any = job.task_kwargs
    if isinstance(said, str):  # Django's connection leaves JSON as text, a worker's does not
        said = json.loads(said)
    with jobs.connected():
        if job.task_name in GIVEN_UP:
            _fail(int(said["batch_id"]), GIVEN_UP[job.task_name], "import.gave_up", {})
        else:
            waiting = ProblemBook.objects.filter(batch_id=int(said["batch_id"]))
            waiting.update(state=ProblemBook.State.FAILED)


@app.periodic(cron="30 2 * * *")
@app.task(name="imports.tidy", queueing_lock="imports.tidy", pass_context=False)
def tidy(timestamp: int) -> int:
    """Copies of files and staged rows go thirty days after the upload; how many batches."""
    with jobs.connected(), system_scope("删除导入原文件"):
        old = Batch.everything.filter(uploaded_at__lt=timezone.now() - KEPT, file_key__isnull=False)
        numbers = list(old.values_list("public_id", flat=True))
        for public_id in numbers:
            files.forget(public_id)
        files.sweep({*Batch.everything.values_list("public_id", flat=True),
                     *ProblemBook.objects.values_list("public_id", flat=True)})  # fmt: skip
        StagedRow.everything.filter(batch__in=old).delete()
        Progress.objects.filter(batch_id__in=old.values("pk")).delete()
        old.update(file_key=None)
    return len(numbers)
