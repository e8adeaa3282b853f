"""Which acting posts does an account hold today, and which one does a request act in?"""

import hmac
import time
from datetime import date
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, get_user
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from jingwei.kernel.access import paths
from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.access.rows import columns_of, rows_of
from jingwei.kernel.access.scope import NOBODY, Scope, say_scope
from jingwei.kernel.access.session_store import STARTED
from jingwei.kernel.privacy import keys

POST, SEEN, ONESELF = "post", "seen", "self"


def grant_mac(grant: Grant) -> bytes:
    """A keyed digest over what a grant says; GB/T 39786 8.4 b asks for it."""
    said = "|".join(
        str(part)
        for part in (
            grant.public_id, grant.account_id, grant.role, grant.org_id,
            grant.held.lower, grant.held.upper, grant.deputises_id,
        )
    )  # fmt: skip
    return hmac.digest(keys.derived(keys.masters()[0].number, "grants"), said.encode(), "sha256")


def is_genuine(grant: Grant) -> bool:
    return hmac.compare_digest(bytes(grant.mac), grant_mac(grant))


def posts_of(account: Account, on: date) -> list[Grant]:
    """The grants in force on a day, the highest organisation first; one query.

    The database must already know the account (``app.actor``): own grants are always in sight,
    and each brings the words for it, wherever it is: ``org_name``, ``org_code``, ``org_is_demo``,
    ``stands_in_for`` (the name of who is on leave).
    """
    sql = (
        f"SELECT {columns_of(Grant, 'g')}, coalesce(o.name, ''), coalesce(o.code, ''),"  # noqa: S608 - our own columns
        " coalesce(o.is_demo, false), coalesce(o.stands_in_for, '')"
        " FROM grant_of_post g LEFT JOIN own_posts(%s) o ON o.grant_id = g.id"
        " WHERE g.account_id = %s AND g.held @> %s ORDER BY g.org_path, g.role, g.id"
    )
    found = []
    for grant, words in rows_of(Grant, sql, [on, account.pk, on]):
        grant.org_name, grant.org_code, grant.org_is_demo, grant.stands_in_for = words
        if is_genuine(grant):
            found.append(grant)
    return found


def scope_of(account: Account, grant: Grant) -> Scope:
    """The scope of one acting post."""
    return Scope(
        path=grant.org_path,
        hi=paths.upper(grant.org_path),
        account_id=account.pk,
        account_name=account.name,
        grant_id=grant.pk,
        org_id=grant.org_id,
        role=grant.role,
        duties=ROLES[grant.role].duties,
    )


def scope_as_oneself(account: Account) -> Scope:
    """A signed-in person without a post: sees the own file if there is one, else nothing."""
    return Scope(account_id=account.pk, account_name=account.name, person_id=account.person_id)


def _signed_in(request: HttpRequest) -> Any:
    """The account of the session, whose password is still the one it signed in with; whatever
    looks otherwise is left to Django to judge."""
    sql = f"SELECT {columns_of(Account, 'a')} FROM account a WHERE a.id = %s"  # noqa: S608 - our own columns
    found = rows_of(Account, sql, [int(request.session[SESSION_KEY])])
    account = next((account for account, _rest in found), None)
    said = request.session.get(HASH_SESSION_KEY, "")
    if account and constant_time_compare(said, account.get_session_auth_hash()):
        return account
    return get_user(request)


def post_of_session(request: HttpRequest) -> Scope | None:
    """The scope of this request's session; None where the session must end.

    One acting post a request: the one chosen, else the first, which then stays chosen: somebody
    who is made a deputy at work goes on in the post they were in. A grant that ended, an account
    that was closed and an idle session lose their rights with this very request; no other post
    takes over, since a form still open was filled in for the one that ended.
    """
    if not request.session.get("_auth_user_id"):
        return NOBODY
    now = time.time()
    if now - request.session.get(SEEN, now) > settings.JINGWEI_IDLE_MINUTES * 60:
        return None
    if now - request.session.setdefault(STARTED, now) > settings.SESSION_COOKIE_AGE:
        return None
    # An account sees its own row and its own grants; without this not even itself.
    say_scope(Scope(account_id=int(request.session["_auth_user_id"])))
    user = _signed_in(request)
    if not user.is_authenticated or not user.is_active:
        return None
    request.user = user
    if now - request.session.get(SEEN, 0) > 60:
        request.session[SEEN] = now
    grants = posts_of(user, timezone.localdate())
    request.posts = grants  # type: ignore[attr-defined]
    if request.session.get(ONESELF) or not grants:
        return scope_as_oneself(user)
    return _in_post(request, user, grants)


def _in_post(request: HttpRequest, user: Account, grants: list[Grant]) -> Scope:
    """The scope of the post in use; an empty one where it has ended."""
    chosen = request.session.get(POST)
    if chosen is None:
        chosen = request.session[POST] = grants[0].pk
    grant = next((one for one in grants if one.pk == chosen), None)
    return scope_of(user, grant) if grant else Scope(account_id=user.pk, account_name=user.name)
