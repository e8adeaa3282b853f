"""What is told to somebody whose part of the tree is just being moved?"""

from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, connection, transaction
from django.test import RequestFactory
from psycopg.errors import LockNotAvailable

from conftest import as_owner
from jingwei.shell.middleware import PersonalPages


def _fault() -> OperationalError:
    fault = OperationalError("canceling statement due to lock timeout")
    fault.__cause__ = LockNotAvailable("lock timeout")
    return fault


def test_a_write_that_waited_in_vain_is_told_to_try_again() -> None:
    request: Any = RequestFactory().post("/api/v1/organisations/EAST/move")
    answer = PersonalPages(lambda _request: None).process_exception(request, _fault())
    assert answer is not None
    assert "正在调整隶属" in answer.content.decode()
    assert answer.status_code == 422


def _refused(statement: str, town: Any) -> IntegrityError:
    with (
        as_owner(), connection.cursor() as cursor,
        pytest.raises(IntegrityError) as fault, transaction.atomic(),
    ):  # fmt: skip
        cursor.execute(statement, [town.east_one.pk])
    return fault.value


def test_a_write_that_names_the_former_place_is_told_to_try_again(town: Any) -> None:
    """It waited until the move was done; its row still says where the branch stood before."""
    page: Any = PersonalPages(lambda _request: None)
    request: Any = RequestFactory().post("/api/v1/organisations/EAST-1/term")
    term = "INSERT INTO term (org_id, org_path, held, due_on) VALUES (%s, 'ZZZZ.', "
    fault = _refused(term + "'[2026-01-01,2029-01-01)', '2029-01-01')", town)
    answer = page.process_exception(request, fault)
    assert answer.status_code == 422
    assert "正在调整隶属" in answer.content.decode()


def test_any_other_broken_key_stays_a_fault(town: Any) -> None:
    page: Any = PersonalPages(lambda _request: None)
    fault = _refused("UPDATE organisation SET path = 'no path' WHERE id = %s", town)
    assert page.process_exception(RequestFactory().post("/"), fault) is None
