"""A key for the tests that opens on whatever day they run."""

from datetime import UTC, datetime, timedelta
from typing import Any

from conftest import AT, as_owner
from jingwei.api.models import Token
from jingwei.api.tokens import make_token
from jingwei.kernel.access.models import Grant
from jingwei.kernel.access.scope import acting

EVER = datetime(2999, 1, 1, tzinfo=UTC)


def lasting_key(name: str, *, grant: Grant, scope: Any) -> str:
    """Bound to a post of the town. The server asks its own clock whether a key is still good, and
    no test can set that one."""
    with acting(scope) as by:
        token, key = make_token(name=name, grant=grant, until=AT + timedelta(9), by=by, at=AT)
    let_last(token)
    return key


def let_last(token: Token) -> None:
    with as_owner():
        Token.everything.filter(pk=token.pk).update(until=EVER)
