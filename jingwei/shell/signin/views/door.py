"""How does one come in and go out? Each step is a page; every try at a door is counted."""

from collections.abc import Mapping
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from jingwei.kernel.access import entering
from jingwei.kernel.access.entering import Arrival
from jingwei.kernel.access.posts import posts_of
from jingwei.kernel.access.record import write_account_line
from jingwei.kernel.access.scope import Scope, acting, own_account
from jingwei.kernel.findings import Refused
from jingwei.shell.gate import scope_of
from jingwei.shell.posted import posted
from jingwei.shell.signin import doorway
from jingwei.shell.signin.forms import CodeForm, NewPasswordForm, SignInForm, SlipForm

both = require_http_methods(["GET", "POST"])


@both
@never_cache
@sensitive_post_parameters()
def home(request: HttpRequest) -> HttpResponse:
    """Login and password."""
    said = request.POST.get("next") or request.GET.get("next") or ""
    onward = doorway.safe_next(request, said)
    if scope_of(request).account_id is not None and request.method == "GET":
        return redirect(onward or "/")
    form = SignInForm(posted(request), initial={"next": onward})
    if request.method == "POST" and form.is_valid():
        login, secret = form.cleaned_data["login"], form.cleaned_data["password"]
        return _knock(request, login, secret, onward, "signin/home.html", {"form": form})
    return _page(request, "signin/home.html", {"form": form}, form)


@both
@never_cache
@sensitive_post_parameters()
def slip(request: HttpRequest) -> HttpResponse:
    """The first time, or after a reset: login and the code of the printed slip."""
    form = SlipForm(posted(request))
    if request.method == "POST" and form.is_valid():
        login, secret = form.cleaned_data["login"], form.cleaned_data["code"]
        return _knock(request, login, secret, "", "signin/slip.html", {"form": form})
    return _page(request, "signin/slip.html", {"form": form}, form)


@both
@never_cache
@sensitive_post_parameters()
def code(request: HttpRequest) -> HttpResponse:
    """The second factor."""
    found = doorway.arrival_of(request)
    if found is None:
        return _start_again(request)
    arrival, login = found
    form = CodeForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            entering.show_factor(
                arrival, typed=form.cleaned_data["code"],
                doors_=doorway.doors_of(request, login), at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            return doorway.turned_away(request, refusal, "signin/code.html", {"form": form})
        doorway.factor_shown(request)
        return _onward(request, login)
    return _page(request, "signin/code.html", {"form": form}, form)


@both
@never_cache
@sensitive_post_parameters()
def new_password(request: HttpRequest) -> HttpResponse:
    """An own password, after a slip or when the old one is worn out."""
    found = doorway.arrival_of(request)
    if found is None or found[0].needs_factor:
        return _start_again(request)
    arrival, login = found
    form = NewPasswordForm(posted(request))
    context = {"form": form, "login": login, "by_slip": arrival.slip_id is not None}
    if request.method == "POST" and form.is_valid():
        try:
            entering.set_password(
                arrival, password=form.cleaned_data["password"], at=timezone.now()
            )
        except Refused as refusal:
            context["findings"] = refusal.findings
            return render(request, "signin/new_password.html", context, status=refusal.status)
        doorway.password_set(request)
        return _onward(request, login)
    return _page(request, "signin/new_password.html", context, form)


@require_POST
def out(request: HttpRequest) -> HttpResponse:
    """Sign out: the session is gone at once."""
    scope = scope_of(request)
    if scope.account_id is not None:
        with own_account(scope):
            account: Any = request.user
            write_account_line(
                verb="access.session.end", account=account, by=scope, at=timezone.now()
            )
            logout(request)
    return render(request, "signin/out.html")


def _knock(
    request: HttpRequest, login: str, secret: str, onward: str, page: str,
    context: Mapping[str, Any],
) -> HttpResponse:  # fmt: skip
    with own_account(scope_of(request)):
        try:
            arrival = entering.knock(
                login=login, secret=secret, doors_=doorway.doors_of(request, login),
                at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            return doorway.turned_away(request, refusal, page, context)
        doorway.remember_arrival(request, arrival, login, onward)
        return _onward(request, login)


def _onward(request: HttpRequest, login: str) -> HttpResponse:
    """The next step of an arrival, or in."""
    found = doorway.arrival_of(request)
    if found is None:
        return _start_again(request)
    arrival, _ = found
    if arrival.needs_factor:
        return redirect("signin:code")
    if arrival.needs_password:
        return redirect("signin:new_password")
    return _come_in(request, arrival, login)


def _start_again(request: HttpRequest) -> HttpResponse:
    """Too long ago, or never begun: the first page, and why. No redirect: a form that is sent to
    the sign-in page counts as one that lost its session."""
    context = {"form": SignInForm(), "findings": (entering.GONE,)}
    return render(request, "signin/home.html", context, status=422)


def _come_in(request: HttpRequest, arrival: Arrival, login: str) -> HttpResponse:
    at = timezone.now()
    account = entering.come_in(arrival, at=at)
    onward = doorway.begin(request, account)
    with acting(Scope(account_id=account.pk)):
        posts = posts_of(account, timezone.localdate(at))
    response = redirect(onward or (reverse("signin:choose") if len(posts) > 1 else _first_page()))
    doorway.remember_device(request, response, login)
    return response


def _first_page() -> str:
    try:
        return reverse("today:home")
    except NoReverseMatch:
        return "/"


def _page(request: HttpRequest, page: str, context: Mapping[str, Any], form: Any) -> HttpResponse:
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, page, dict(context), status=status)
