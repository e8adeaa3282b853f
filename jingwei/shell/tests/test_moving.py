"""What is told to somebody whose part of the tree is just being moved?"""

from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
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


@pytest.mark.django_db
def test_a_write_does_not_wait_for_ever(town: Any, client: Any, monkeypatch: Any) -> None:
    """Somebody else holds the tree; Lin's move is answered in words and nothing has changed."""
    from jingwei.kernel.access import middleware
    from jingwei.kernel.orgs.actions import TREE_LOCK

    monkeypatch.setattr(middleware, "WAITS", "100ms")
    other = connection.copy()
    try:
        other.set_autocommit(False)
        with other.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [TREE_LOCK])
        client.force_login(town.lin)
        with transaction.atomic():
            reply = client.post(
                "/orgs/EAST/change/found/",
                {"name": "东镇第三党支部", "code": "EAST-3", "kind": "party_branch",
                 "founded": "2026-05-01"},
            )  # fmt: skip
        assert "正在调整隶属" in reply.content.decode()
    finally:
        other.rollback()
        other.close()
