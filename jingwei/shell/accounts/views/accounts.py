"""How is one account opened, looked at and closed?"""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jingwei.kernel.access import actions, batches, queries, second_factor
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.models import Account
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.queries import lines_of, shown
from jingwei.kernel.people.models import Person
from jingwei.shell import http
from jingwei.shell.accounts.forms import MemberForm, OpenForm, ReasonForm, SubtreeForm
from jingwei.shell.accounts.once import new_ticket
from jingwei.shell.accounts.subtree import subtree_of
from jingwei.shell.accounts.views.listing import LOOKERS, buttons, rights, sections
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.posted import posted

LINES = 30


def account_in_sight(request: HttpRequest, public_id: uuid.UUID) -> Account:
    """The account, if it belongs to the acting post's part of the tree, else 404."""
    try:
        found: Account = queries.account(scope_of(request), public_id)
    except Account.DoesNotExist as missing:
        raise Http404 from missing
    return found


@require_safe
@needs(*LOOKERS)
@never_cache
def page(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """One account: its posts, its sign-in, what happened to it."""
    return render(request, "accounts/page.html", _context(request, public_id))


@require_http_methods(["GET", "POST"])
@needs(Duty.ACCOUNTS_OPEN, Duty.MEMBERS_CHANGE)
def open_new(request: HttpRequest) -> HttpResponse:
    """Open an account; with ``?person=`` for a member who is to see the own file."""
    scope = scope_of(request)
    person = _person(scope, request.GET.get("person", ""))
    if person is None:
        scope.require(Duty.ACCOUNTS_OPEN)
    asked = MemberForm if person else OpenForm
    form = asked(posted(request), scope=scope)
    context = {"form": form, "person": person, "sections": sections(scope, "list")}
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            account = actions.open_account(
                org=person.org if person else told["org"], login=told["login"],
                name=person.name if person else told["name"], person=person, by=scope,
                at=timezone.now(),
            )  # fmt: skip
        except Refused as refusal:
            return http.refused(request, refusal, "accounts/open.html", context)
        return http.done(
            request, reverse("accounts:page", args=[account.public_id]),
            _("账号开好了。打印小条交给本人，就能登录。"),
        )  # fmt: skip
    status = 422 if form.is_bound else 200
    return render(request, "accounts/open.html", context, status=status)


@require_http_methods(["GET", "POST"])
@needs(Duty.ACCOUNTS_OPEN)
def open_for_secretaries(request: HttpRequest) -> HttpResponse:
    """Accounts for all branch secretaries of the roster who have none."""
    scope = scope_of(request)
    form = SubtreeForm(posted(request), scope=scope)
    context = {
        "form": form, "sections": sections(scope, "list"), "title": _("给支部书记成批开账号"),
        "text": _("照班子名册，给还没有账号的支部书记各开一个，登录名用支部编码。"
                  "身份由安全管理员给，小条由上级组织打印。"),
        "yes": _("开账号"),
    }  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            count = batches.open_for_secretaries(
                org=subtree_of(form, scope), by=scope, at=timezone.now()
            )
        except Refused as refusal:
            return http.refused(request, refusal, "accounts/subtree.html", context)
        said = _("开好了{n}个账号，等安全管理员给身份。").format(n=count)
        return http.done(request, f"{reverse('accounts:list')}?state=never", said)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "accounts/subtree.html", context, status=status)


@require_POST
@needs(Duty.ACCOUNTS_OPEN)
def close(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """Close an account for good."""
    account = account_in_sight(request, public_id)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["said"] if form.is_valid() else ""
    try:
        actions.close_account(
            account=account, reason=reason, by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return http.refused(
            request, refusal, "accounts/page.html", _context(request, public_id) | {"said": reason}
        )
    return http.done(
        request, reverse("accounts:page", args=[public_id]), _("账号已关闭，他的登录都已失效。")
    )


@require_POST
@needs(Duty.ACCOUNTS_OPEN)
def factor_off(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """For somebody who lost telephone and codes; never for an administrator (the server does)."""
    account, scope = account_in_sight(request, public_id), scope_of(request)
    try:
        actions.drop_second_factor(account=account, by=scope, at=timezone.now())
    except Refused as refusal:
        return http.refused(request, refusal, "accounts/page.html", _context(request, public_id))
    return http.done(
        request, reverse("accounts:page", args=[public_id]), _("动态口令已停用，请本人重新启用。")
    )


def _context(request: HttpRequest, public_id: uuid.UUID) -> dict[str, Any]:
    scope, on = scope_of(request), timezone.localdate()
    account = account_in_sight(request, public_id)
    posts = list(queries.posts(scope, on=on, term="all", account_id=account.pk).order_by("-held"))
    lines = lines_of(scope, "account", account.public_id)[:LINES]
    return {
        "account": account, "on": on, "now": timezone.now(),
        "posts": buttons([post for post in posts if not post.held.isempty], scope),
        "slip": queries.open_slips([account.pk]).get(account.pk),
        "factor_on": second_factor.is_on(account), "ticket": new_ticket(request),
        "may_reset": account.is_active and actions.may_reset(account, by=scope, on=on),
        "events": [
            {"what": line.what, "at": line.at, "who": line.who} for line in map(shown, lines)
        ],
        "sections": sections(scope, "list"), **rights(scope),
    }  # fmt: skip


def _person(scope: Scope, said: str) -> Person | None:
    if not said:
        return None
    try:
        wanted = uuid.UUID(said)
    except ValueError as wrong:
        raise Http404 from wrong
    person: Person | None = (
        Person.objects.within(scope).select_related("org").filter(public_id=wanted).first()
    )
    if person is None:
        raise Http404
    return person
