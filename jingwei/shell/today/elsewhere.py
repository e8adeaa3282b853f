"""How much waits under one's other posts? Counted in their scope, at most every ten minutes."""

import time
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.access.posts import scope_of
from jingwei.kernel.access.scope import Scope, acting
from jingwei.kernel.register import register

WAITING, FRESH = "waiting", 600  # session key; seconds


def how_much_waits(scope: Scope, day: date) -> int:
    """Lines that the page of today would show in this scope."""
    return sum(len(source(scope, day)) for source in register().concerns)


def count_elsewhere(
    request: HttpRequest, account: Account, posts: Sequence[Grant]
) -> dict[str, int]:
    """Lines that wait under each post, by the grant's id as text; kept in the session for a
    while, so that going to and fro between posts asks once."""
    kept: dict[str, Any] = request.session.get(WAITING) or {}
    keys = sorted(str(post.pk) for post in posts)
    if kept.get("posts") == keys and time.time() - kept["at"] < FRESH:
        return dict(kept["counts"])
    day, counts = timezone.localdate(), {}
    for post in posts:
        scope = scope_of(account, post)
        with acting(scope):
            counts[str(post.pk)] = how_much_waits(scope, day)
    request.session[WAITING] = {"posts": keys, "counts": counts, "at": time.time()}
    return counts
