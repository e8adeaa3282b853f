"""Is it still the same person at the keyboard? Asked before sealed values and lists go out.

A session left open on a desk opens nothing of that kind: ten minutes after the sign-in, or after
the last time it was shown, the password or a code of the second factor is asked for again.
"""

import time
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from jingwei.kernel.access import entering, second_factor
from jingwei.kernel.access.middleware import KEEPS
from jingwei.kernel.access.rules import HOUSE
from jingwei.kernel.access.scope import own_account
from jingwei.kernel.access.session_store import STARTED
from jingwei.kernel.findings import Finding, Refused
from jingwei.shell.gate import scope_of
from jingwei.shell.signin.doorway import doors_of

PROVED: Final = "proved"
FIELD: Final = "proof"
WANTED: Final = "access.proof"


@dataclass(frozen=True)
class Asked:
    """The box of a form that asks again: what it is called, what a browser may fill in."""

    label: str
    complete: str
    name: str = FIELD


def is_fresh(request: HttpRequest) -> bool:
    """Did this browser show it within the last minutes?"""
    last = max(request.session.get(PROVED, 0), request.session.get(STARTED, 0))
    return bool(time.time() - last < settings.JINGWEI_PROOF_MINUTES * 60)


def asked(request: HttpRequest) -> Asked | None:
    """What the form has to ask; None while the last time still counts. One query where it asks."""
    account: Any = request.user
    if is_fresh(request):
        return None
    if _has_factor(request, account):
        return Asked(_("验证器上的六位数"), "one-time-code")
    return Asked(_("您的密码"), "current-password")


def require(request: HttpRequest, *, at: datetime) -> None:
    """Go on if it is fresh or shown with this very form, else say so.

    Raises: Refused ``access.proof`` where nothing was typed, else as at the sign-in.
    """
    if is_fresh(request):
        return
    account: Any = request.user
    typed = request.POST.get(FIELD, "")
    if not typed:
        raise Refused(
            Finding(WANTED, "离上次验证已有一阵，请再验证一次是您本人。", HOUSE, {"field": FIELD})
        )
    scope = scope_of(request)
    with own_account(scope):
        entering.prove_it_is_you(
            account=account, typed=typed, doors_=doors_of(request, account.login), by=scope, at=at
        )
    request.session[PROVED] = time.time()


def kept(response: HttpResponse, refusal: Refused) -> HttpResponse:
    """A wrong password is counted although the page was refused."""
    wrong = {entering.FACTOR.code, entering.FORMER.code} & set(refusal.codes)
    if wrong:
        setattr(response, KEEPS, True)
    return response


def _has_factor(request: HttpRequest, account: Any) -> bool:
    with own_account(scope_of(request)):
        return second_factor.is_on(account)
