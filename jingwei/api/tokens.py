"""Which acting post does a program act in? Reference tokens, nothing self-contained."""

import hashlib
import secrets
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from jingwei.api.models import Token
from jingwei.kernel.access.models import Account, Grant
from jingwei.kernel.access.posts import is_genuine, scope_of
from jingwei.kernel.access.scope import NOBODY, Scope, say_scope
from jingwei.kernel.days import SHANGHAI
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.record import write_line

PREFIX = "jw_"
OPEN311 = "/open311/"
LONGEST = timedelta(days=366)


def digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()


def own_tokens(scope: Scope) -> Any:
    """Keys of the account, newest first; own rows are in sight in whatever post it acts."""
    rows = Token.everything.filter(account_id=scope.account_id)
    return rows.select_related("grant").order_by("-made_at", "-id")


def make_token(
    *, name: str, grant: Grant, until: datetime | date, by: Scope, at: datetime
) -> tuple[Token, str]:
    """A new key for one of the caller's own acting posts; the text is told this once.

    A day as ``until`` is the first on which the key opens nothing.

    Raises: Refused where the post is not the caller's, or the day is past or too far.
    """
    if not isinstance(until, datetime):
        until = datetime.combine(until, time.min, tzinfo=SHANGHAI)
    found = []
    if grant.account_id != by.account_id:
        found.append(Finding("token.not_own", "只能为自己的身份做接口密钥，请换一个身份。"))
    if not at < until <= at + LONGEST:
        found.append(Finding("token.until", "有效期应在今后一年以内，请改日期。"))
    if not name.strip():
        found.append(Finding("token.name", "请写明给哪个程序用。"))
    if found:
        raise Refused(*found)
    key = PREFIX + secrets.token_urlsafe(32)
    token = Token.everything.create(
        name=name.strip()[:60], account_id=by.account_id, grant=grant, org_id=grant.org_id,
        org_path=grant.org_path, token_hash=digest(key), made_at=at, until=until,
    )  # fmt: skip
    write_line(
        verb="api.token.make", by=by, at=at, org=token.org, subject=("token", token.public_id),
        facts={"name": token.name, "until": until, "role": grant.role},
    )  # fmt: skip
    return token, key


def end_token(*, token: Token, by: Scope, at: datetime) -> None:
    """End a key; the next call with it is refused."""
    if token.ended_at is None:
        token.ended_at = at
        token.save(update_fields=["ended_at"])
        write_line(
            verb="api.token.end", by=by, at=at, org=token.org, subject=("token", token.public_id),
            facts={"name": token.name},
        )  # fmt: skip


def key_of(request: HttpRequest) -> str:
    """The key in the header; at the Open311 door the form's ``api_key``, as its specification says.

    Never from an address: it would stand in logs.
    """
    if request.method == "POST" and request.path.startswith(OPEN311):
        return request.POST.get("api_key", "")[:200]
    said = request.headers.get("Authorization", "")
    return said.removeprefix("Bearer ").strip() if said.startswith("Bearer ") else ""


def scope_of_token(request: HttpRequest) -> Scope | None:
    """The scope of the key a call carries; None where it carries none, NOBODY where it is no good.

    The narrow function ``holder_of_token`` answers before any scope is known.
    """
    key = key_of(request)
    if not key:
        return None
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT account_id, grant_id, id FROM holder_of_token(%s)", [digest(key)])
        row = cursor.fetchone()
    if row is None:
        return NOBODY
    say_scope(Scope(account_id=row[0]))
    account = Account.everything.filter(pk=row[0], is_active=True).first()
    today = timezone.localdate()
    grant = Grant.everything.filter(pk=row[1], held__contains=today).first()
    if account is None or grant is None or not is_genuine(grant):
        return NOBODY
    request.user = account
    Token.everything.filter(pk=row[2]).exclude(used_on=today).update(used_on=today)
    return replace(scope_of(account, grant), reason="")
