"""Can one see how far a long import is, on the page, by the API and on the command line?"""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from conftest import as_owner
from jingwei.kernel.access.scope import acting
from jingwei.ops.imports import progress
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.tests.test_actions import bring
from jingwei.ops.imports.tests.test_member_path import FRESH, number, roster
from jingwei.ops.imports.writing.batch import write_batch


def moving(town: Any, state: str, *said: Any) -> Batch:
    """A batch at which a worker is, and what the worker said last."""
    with acting(town.lin_scope):
        batch = bring(town, roster(FRESH.format(number=number(11))))
    with as_owner():
        Batch.everything.filter(pk=batch.pk).update(state=state)
        if said:
            with connection.cursor() as cursor:
                cursor.execute(progress.SAY, [batch.pk, *said])
    return batch


def test_every_step_of_an_import_is_said_in_its_order_with_its_rows(town: Any) -> None:
    heard: list[tuple[str, int, int]] = []
    with progress.heard_by(lambda *said: heard.append(said)), acting(town.lin_scope) as lin:
        batch = bring(town, roster(*(FRESH.format(number=number(n)) for n in (11, 13, 15))))
        write_batch(batch=batch, by=lin, at=town.at)
    steps = [step for step, _, _ in heard]
    assert list(dict.fromkeys(steps)) == ["read", "check", "compare", "write"]
    assert {total for step, _, total in heard if step != "read"} == {3}


@pytest.mark.parametrize(
    ("said", "shows"),
    [
        ((), "正在读表：等待处理"),
        (("check", 300, 1200), "正在读表：逐格核对，已完成 300 / 1,200"),
        (("compare", 0, 1200), "正在读表：与系统里的记录比对，已完成 0 / 1,200"),
    ],
)  # fmt: skip
def test_the_page_says_the_step_and_its_rows(
    town: Any, client: Client, said: tuple[Any, ...], shows: str
) -> None:
    batch = moving(town, "reading", *said)
    client.force_login(town.lin)
    for address in ("", "progress/"):
        page = client.get(f"/imports/{batch.public_id}/{address}")
        assert shows in page.content.decode()


def test_the_api_says_the_step_and_its_rows(town: Any, client: Client) -> None:
    batch = moving(town, "writing", "write", 3, 10)
    client.force_login(town.lin)
    told = client.get(f"/api/v1/imports/{batch.public_id}").json()
    assert (told["step"], told["done"], told["total"]) == ("write", 3, 10)
    assert told["step_title"] == "写入"
