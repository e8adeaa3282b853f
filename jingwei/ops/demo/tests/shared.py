"""How do several tests share one loaded city, each finding it as it was?"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import transaction


@contextmanager
def uncommitted(blocker: Any) -> Iterator[None]:
    """A transaction that is undone at its end; tests run in savepoints of it.

    ``blocker`` is pytest-django's ``django_db_blocker``.
    """
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)
