"""What belongs to the own account? Its posts, its password, and where it is signed in."""

from typing import Any

from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.middleware.csrf import rotate_token
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jingwei.kernel.access import actions, entering, giving, second_factor, sessions
from jingwei.kernel.access.posts import ONESELF, POST
from jingwei.kernel.access.queries import deputies_of
from jingwei.kernel.access.scope import own_account
from jingwei.kernel.findings import Refused
from jingwei.shell import http
from jingwei.shell.gate import scope_of
from jingwei.shell.posted import posted
from jingwei.shell.signin.doorway import doors_of, safe_next, turned_away
from jingwei.shell.signin.forms import ChangePasswordForm
from jingwei.shell.today.elsewhere import count_elsewhere


@require_safe
@login_required
@never_cache
def mine(request: HttpRequest) -> HttpResponse:
    """Own posts with their terms, who stands in, where the account is signed in."""
    scope, at = scope_of(request), timezone.now()
    account: Any = request.user
    with own_account(scope):
        context = {
            "account": account,
            "posts": request.posts,  # type: ignore[attr-defined]
            "acting_in": scope.grant_id,
            "may_deputise": any(
                post.pk == scope.grant_id and giving.may_appoint(post, by=scope)
                for post in request.posts  # type: ignore[attr-defined]
            ),
            "deputies": deputies_of(account.pk, on=timezone.localdate(at)),
            "sessions": sessions.own_sessions(
                account, this=request.session.session_key or "", at=at
            ),
            "factor_on": second_factor.is_on(account),
        }
    return render(request, "signin/mine.html", context)


@require_safe
@login_required
@never_cache
def choose(request: HttpRequest) -> HttpResponse:
    """In which post now? With what waits under each."""
    account: Any = request.user
    posts = request.posts  # type: ignore[attr-defined]
    with own_account(scope_of(request)):
        waiting = count_elsewhere(request, account, posts)
    context = {
        "posts": [(post, waiting.get(str(post.pk), 0)) for post in posts],
        "acting_in": scope_of(request).grant_id,
        "has_file": account.person_id is not None,
    }
    return render(request, "signin/choose.html", context)


@require_POST
@login_required
def act_as(request: HttpRequest) -> HttpResponse:
    """Act in another post of one's own from now on, under a new session key."""
    said = request.POST.get("post", "")
    posts = {str(post.public_id): post for post in request.posts}  # type: ignore[attr-defined]
    if said not in posts and said != ONESELF:
        raise Http404
    with own_account(scope_of(request)):
        request.session.cycle_key()
        request.session[ONESELF] = said == ONESELF
        if said in posts:
            request.session[POST] = posts[said].pk
        # A form still open in another window was filled in for the former post.
        rotate_token(request)
        return http.done(request, safe_next(request, request.POST.get("next", "")) or "/")


@require_http_methods(["GET", "POST"])
@login_required
@never_cache
@sensitive_post_parameters()
def password(request: HttpRequest) -> HttpResponse:
    """Another password; all other sessions end with their next request."""
    scope = scope_of(request)
    account: Any = request.user
    form = ChangePasswordForm(posted(request))
    context: dict[str, Any] = {"form": form, "login": account.login}
    if request.method == "POST" and form.is_valid():
        with own_account(scope):
            try:
                entering.prove_again(
                    account=account, password=form.cleaned_data["former"],
                    doors_=doors_of(request, account.login), at=timezone.now(),
                )  # fmt: skip
                changed = actions.change_password(
                    account=account, password=form.cleaned_data["password"], by=scope,
                    at=timezone.now(),
                )  # fmt: skip
            except Refused as refusal:
                return turned_away(request, refusal, "signin/password.html", context)
            update_session_auth_hash(request, changed)
            return http.done(request, "signin:mine", _("密码改好了，别处的登录都已退出。"))
    status = 422 if form.is_bound else 200
    return render(request, "signin/password.html", context, status=status)


@require_POST
@login_required
def end(request: HttpRequest) -> HttpResponse:
    """Sign out one other browser."""
    scope = scope_of(request)
    account: Any = request.user
    with own_account(scope):
        ended = sessions.end_session(
            account=account, key=request.POST.get("session", ""), by=scope, at=timezone.now()
        )
    if not ended:
        raise Http404
    return redirect("signin:mine")


@require_POST
@login_required
def end_others(request: HttpRequest) -> HttpResponse:
    """Sign out everywhere but here."""
    scope = scope_of(request)
    account: Any = request.user
    with own_account(scope):
        sessions.end_other_sessions(
            account=account, this=request.session.session_key or "", by=scope, at=timezone.now()
        )
        return http.done(request, "signin:mine", _("别处的登录都已退出。"))
