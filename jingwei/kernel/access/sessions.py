"""Where is an account signed in, and how does it sign out there?"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings

from jingwei.kernel.access.models import Account, Session
from jingwei.kernel.access.record import write_account_line
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.access.session_store import digest


@dataclass(frozen=True)
class SignedIn:
    """One browser; ``key`` names it in a form and opens nothing."""

    key: str
    device: str
    started_at: datetime | None
    seen_at: datetime | None
    is_this: bool


def own_sessions(account: Account, *, this: str, at: datetime) -> list[SignedIn]:
    """Where the account is signed in now, newest first; ``this`` is the key in the cookie."""
    idle = at - timedelta(minutes=settings.JINGWEI_IDLE_MINUTES)
    absolute = at - timedelta(seconds=settings.SESSION_COOKIE_AGE)
    rows = Session.objects.filter(
        account=account, expire_date__gt=at, seen_at__gt=idle, started_at__gt=absolute
    ).order_by("-seen_at")
    return [
        SignedIn(
            row.session_key, row.device, row.started_at, row.seen_at,
            is_this=row.session_key == digest(this),
        )
        for row in rows
    ]  # fmt: skip


def forget_ended(*, at: datetime) -> int:
    """Delete the rows of sessions that are over; an ended session opened nothing anyway."""
    gone, _ = Session.objects.filter(expire_date__lt=at).delete()
    return gone


def end_session(*, account: Account, key: str, by: Scope, at: datetime) -> bool:
    """Sign out one browser of one's own; False where there is no such one."""
    gone, _ = Session.objects.filter(account=account, session_key=key).delete()
    if gone:
        write_account_line(verb="access.session.end", account=account, by=by, at=at)
    return bool(gone)


def end_other_sessions(*, account: Account, this: str, by: Scope, at: datetime) -> int:
    """Sign out everywhere but here."""
    others = Session.objects.filter(account=account).exclude(session_key=digest(this))
    gone, _ = others.delete()
    if gone:
        write_account_line(
            verb="access.session.end", account=account, by=by, at=at, facts={"sessions": gone}
        )
    return gone
