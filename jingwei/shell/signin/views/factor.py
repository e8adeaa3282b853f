"""How is the second factor switched on and off? Optional, for everybody; advised for desks."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from jingwei.kernel.access import entering, second_factor
from jingwei.kernel.access.scope import own_account
from jingwei.kernel.findings import Refused
from jingwei.shell import http
from jingwei.shell.gate import scope_of
from jingwei.shell.signin.doorway import doors_of, turned_away
from jingwei.shell.signin.forms import CodeForm, PasswordAgainForm


@require_safe
@login_required
@never_cache
def factor(request: HttpRequest) -> HttpResponse:
    """Is it on, and if a secret waits: what to type into the authenticator."""
    with own_account(scope_of(request)):
        return render(request, "signin/factor.html", _context(request))


@require_POST
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Make a secret; it counts only when a code made with it has been shown."""
    account: Any = request.user
    with own_account(scope_of(request)):
        second_factor.prepare(account=account)
    return redirect("signin:factor")


@require_POST
@login_required
@never_cache
def confirm(request: HttpRequest) -> HttpResponse:
    """The first code puts it in force; the recovery codes are shown this once."""
    account: Any = request.user
    scope = scope_of(request)
    with own_account(scope):
        if second_factor.is_on(account):  # the page of the codes was loaded again
            return http.done(request, "signin:factor", _("动态口令已经启用，恢复码不再显示。"))
        try:
            told = second_factor.confirm(
                account=account, code=request.POST.get("code", ""), by=scope, at=timezone.now()
            )
        except Refused as refusal:
            return http.refused(request, refusal, "signin/factor.html", _context(request))
    return render(request, "signin/recovery.html", {"codes": told, "login": account.login})


@require_POST
@login_required
@never_cache
@sensitive_post_parameters()
def off(request: HttpRequest) -> HttpResponse:
    """Back to the password alone, which is asked for once more."""
    account: Any = request.user
    scope = scope_of(request)
    with own_account(scope):
        try:
            entering.prove_again(
                account=account, password=request.POST.get("password", ""),
                doors_=doors_of(request, account.login), at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            return turned_away(request, refusal, "signin/factor.html", _context(request))
        second_factor.remove(account=account, by=scope, at=timezone.now())
        return http.done(request, "signin:mine", _("动态口令已停用，登录只看密码。"))


def _context(request: HttpRequest) -> dict[str, Any]:
    account: Any = request.user
    text, address = second_factor.shown(account)
    is_on = second_factor.is_on(account)
    return {
        "is_on": is_on, "text": text, "address": address, "code_form": CodeForm(),
        "password_form": PasswordAgainForm(),
        "left": second_factor.recovery_codes_left(account) if is_on else 0,
    }  # fmt: skip
