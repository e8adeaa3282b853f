"""How does somebody get a post, lose it, or stand in for somebody else?"""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jingwei.kernel.access import batches, giving, queries
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.models import Grant
from jingwei.kernel.findings import Refused
from jingwei.shell import http
from jingwei.shell.accounts.forms import DeputyForm, GiveForm, ReasonForm, SubtreeForm
from jingwei.shell.accounts.subtree import subtree_of
from jingwei.shell.accounts.views.listing import sections
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.posted import posted

both = require_http_methods(["GET", "POST"])


@both
@needs(Duty.GRANTS_GIVE)
def give(request: HttpRequest) -> HttpResponse:
    """Give a post; ``?login=`` names the account."""
    scope, at = scope_of(request), timezone.now()
    first = {"account": request.GET.get("login", ""), "first": timezone.localdate(at)}
    form = GiveForm(posted(request), scope=scope, initial=first)
    context = {"form": form, "sections": sections(scope, "posts")}
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            giving.give_grant(
                account=told["account"], org=told["org"], role=told["role"], first=told["first"],
                until=form.until(), basis=told["basis"], by=scope, at=at,
            )  # fmt: skip
        except Refused as refusal:
            return http.refused(request, refusal, "accounts/give.html", context)
        said = _("{name}有了新的身份。").format(name=told["account"].name)
        return http.done(request, "accounts:posts", said)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "accounts/give.html", context, status=status)


@both
@needs(Duty.GRANTS_GIVE)
def give_to_secretaries(request: HttpRequest) -> HttpResponse:
    """Posts for all branch secretaries of the roster who have an account and no post."""
    scope = scope_of(request)
    form = SubtreeForm(posted(request), scope=scope)
    context = {
        "form": form, "sections": sections(scope, "posts"), "title": _("给支部书记成批给身份"),
        "text": _("照班子名册，给有账号、还没有身份的支部书记各给一个支部书记的身份，到任期为止。"
                  "管理员和在别处有身份的人不在内，请一个一个给。"),
        "yes": _("给身份"),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            count = batches.give_to_secretaries(
                org=subtree_of(form, scope), by=scope, at=timezone.now()
            )
        except Refused as refusal:
            return http.refused(request, refusal, "accounts/subtree.html", context)
        return http.done(request, "accounts:posts", _("给了{n}个身份。").format(n=count))
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "accounts/subtree.html", context, status=status)


@both
@needs()
def deputy(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Name somebody who stands in: the holder, the post above, or who gives posts."""
    scope, at, original = scope_of(request), timezone.now(), _post_in_sight(request, public_id)
    form = DeputyForm(posted(request), scope=scope, initial={"first": timezone.localdate(at)})
    context = {"form": form, "post": original, "may": giving.may_appoint(original, by=scope)}
    if not context["may"]:
        scope.require(Duty.GRANTS_GIVE, original.org_path)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            giving.appoint_deputy(
                original=original, account=told["account"], org=told["org"], first=told["first"],
                until=form.until(), reason=told["reason"], by=scope, at=at,
            )  # fmt: skip
        except Refused as refusal:
            return http.refused(request, refusal, "accounts/deputy.html", context)
        said = _("{name}到时候就能代办，到期自动结束。").format(name=told["account"].name)
        return http.done(request, _back(request, original), said)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "accounts/deputy.html", context, status=status)


@both
@needs()
def end(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Take a post back, with a reason; the rights are gone with the next request."""
    scope, post = scope_of(request), _post_in_sight(request, public_id)
    form = ReasonForm(posted(request))
    context: dict[str, Any] = {"form": form, "post": post, "back": _back(request, post)}
    if not giving.may_end(post, by=scope):
        scope.require(Duty.GRANTS_GIVE, post.org_path)
    if request.method == "POST" and form.is_valid():
        try:
            count = giving.end_grant(
                grant=post, reason=form.cleaned_data["said"], by=scope, at=timezone.now()
            )
        except Refused as refusal:
            return http.refused(request, refusal, "accounts/end.html", context)
        said = _("代理结束了。") if post.deputises_id else _("身份收回了。")
        if count > 1:
            said = _("身份收回了，连同{n}个代理。").format(n=count - 1)
        return http.done(request, _back(request, post), said)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "accounts/end.html", context, status=status)


def _post_in_sight(request: HttpRequest, public_id: uuid.UUID) -> Grant:
    try:
        found: Grant = queries.post(scope_of(request), public_id)
    except Grant.DoesNotExist as missing:
        raise Http404 from missing
    return found


def _back(request: HttpRequest, post: Grant) -> str:
    """To the own posts, or to the account the post belongs to."""
    scope = scope_of(request)
    holds_pages = any(
        scope.holds(duty) for duty in (Duty.SLIPS_ISSUE, Duty.GRANTS_GIVE, Duty.LEDGER_READ)
    )
    is_own = scope.account_id in (post.account_id, getattr(post.deputises, "account_id", None))
    if is_own or not holds_pages:
        return reverse("signin:mine")
    return reverse("accounts:posts")
