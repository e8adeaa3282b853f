"""How does work run behind the pages? On behalf of a post, in its own transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import close_old_connections, connection, transaction
from django.utils import timezone

from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.access.posts import is_genuine, scope_of
from jingwei.kernel.access.scope import Scope, acting, say_scope


class PostEnded(Exception):
    """The post on whose behalf a job was asked for does not hold any more."""


def enqueue(task: Any, **said: Any) -> None:
    """Ask for a job; it starts when the transaction of the asking commits.

    ``said`` holds ids and codes only: what stands here lies in a table in the clear.
    """
    task.defer(**said)


@contextmanager
def connected() -> Iterator[None]:
    """Around each job: no connection of an earlier job is left half used, none stays open.

    Within somebody's transaction (a test's) the connection is theirs.
    """
    if connection.in_atomic_block:
        yield
        return
    close_old_connections()
    try:
        yield
    finally:
        close_old_connections()


def scope_again(account_id: int, grant_id: int) -> Scope:
    """The scope of a post as it is now. Raises: PostEnded."""
    with transaction.atomic():
        say_scope(Scope(account_id=account_id))
        account = Account.everything.filter(pk=account_id, is_active=True).first()
        grant = Grant.everything.filter(pk=grant_id, held__contains=timezone.localdate()).first()
    if account is None or grant is None or not is_genuine(grant):
        raise PostEnded
    return scope_of(account, grant)


@contextmanager
def on_behalf(account_id: int, grant_id: int) -> Iterator[Scope]:
    """One transaction of a job under the scope of the post. Raises: PostEnded."""
    with acting(scope_again(account_id, grant_id)) as scope:
        yield scope
