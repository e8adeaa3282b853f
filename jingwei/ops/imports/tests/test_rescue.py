"""Is the work of a dead worker asked for again, with its effects once, and given up in the end?"""

from types import SimpleNamespace
from typing import Any, cast

from asgiref.sync import async_to_sync
from django.db import connection
from procrastinate.contrib.django import app

from conftest import as_owner
from jingwei.kernel.access.scope import acting
from jingwei.kernel.people.models import Person
from jingwei.ops.imports import tasks
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.tests.test_actions import bring
from jingwei.ops.imports.tests.test_member_path import FRESH, number, roster


def stalled(town: Any, attempts: int = 0) -> tuple[Batch, dict[str, int], int]:
    """A confirmed batch whose worker died over it, for the ``attempts + 1``-th time."""
    with acting(town.lin_scope):
        batch = bring(town, roster(FRESH.format(number=number(11))))
    said = {"batch_id": batch.pk, "account_id": town.lin.pk, "grant_id": town.grants["lin"].pk}
    with as_owner():
        Batch.everything.filter(pk=batch.pk).update(state=Batch.State.WRITING)
        job = tasks.write.defer(**said)
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'doing', attempts = %s WHERE id = %s",
                [attempts, job],
            )
    return batch, said, job


def rescued(job: int) -> tuple[int, str]:
    """How many jobs the rescue finds, and how this one stands after."""
    with as_owner():
        found = async_to_sync(tasks.rescue.func)(cast("Any", SimpleNamespace(app=app)), 0)
        with connection.cursor() as cursor:
            cursor.execute("SELECT status::text FROM procrastinate_jobs WHERE id = %s", [job])
            return found, cursor.fetchone()[0]


def people() -> int:
    with as_owner():
        return int(Person.everything.filter(name="东新").count())


def test_a_stalled_job_is_done_by_the_next_worker_and_only_once(town: Any) -> None:
    batch, said, job = stalled(town)
    assert rescued(job) == (1, "todo")
    assert rescued(job) == (0, "todo")
    tasks.write(**said)
    assert people() == 1
    tasks.write(**said)  # asked for twice: it finds the batch written
    assert people() == 1
    with as_owner():
        assert Batch.everything.get(pk=batch.pk).state == Batch.State.WRITTEN


def test_a_batch_over_which_three_workers_died_is_given_back_in_words(town: Any) -> None:
    batch, _said, job = stalled(town, attempts=2)
    assert rescued(job) == (1, "failed")
    with as_owner():
        batch = Batch.everything.get(pk=batch.pk)
    assert (batch.state, batch.problem["code"]) == (Batch.State.CHECKING, "import.gave_up")
    assert people() == 0


def test_who_lost_the_post_is_told_and_nothing_is_written_by_the_worker(town: Any) -> None:
    from datetime import timedelta

    from jingwei.kernel.access.models import Grant
    from jingwei.kernel.ranges import closed

    batch, said, _job = stalled(town)
    with as_owner():
        grant = Grant.everything.get(pk=town.grants["lin"].pk)
        Grant.everything.filter(pk=grant.pk).update(
            held=closed(grant.held, town.on - timedelta(days=1))
        )
    tasks.write(**said)
    with as_owner():
        batch = Batch.everything.get(pk=batch.pk)
    assert (batch.state, batch.problem["code"]) == (Batch.State.CHECKING, "import.post_ended")
    assert people() == 0
