"""What is told to somebody whose part of the tree is just being moved?"""

from typing import Any

from django.db import OperationalError
from django.test import RequestFactory
from psycopg.errors import LockNotAvailable

from jingwei.shell.middleware import PersonalPages


def _fault() -> OperationalError:
    fault = OperationalError("canceling statement due to lock timeout")
    fault.__cause__ = LockNotAvailable("lock timeout")
    return fault


def test_a_write_that_waited_in_vain_is_told_to_try_again() -> None:
    request: Any = RequestFactory().post("/api/v1/organisations/EAST/move")
    answer = PersonalPages(lambda _request: None).process_exception(request, _fault())  # type: ignore[arg-type]
    assert answer is not None
    assert "正在调整隶属" in answer.content.decode()
    assert answer.status_code == 422
