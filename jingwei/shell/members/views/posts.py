"""How are the seats of an organisation opened, filled and vacated from its page?"""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people import post_actions
from jingwei.kernel.people.models import Position, Post
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.members import refusals
from jingwei.shell.members.act_forms import (
    AppointForm,
    EndPositionForm,
    PostForm,
    holder_words,
    seat_words,
)
from jingwei.shell.members.member import org_url
from jingwei.shell.members.views.changes import chooser

UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def appoint(request: HttpRequest, code: str) -> HttpResponse:
    """班子任免: fill a vacant seat; the page also lists who holds the others."""
    org = _org(request, code)
    vacant, told = _vacant(request, org), {"scope": scope_of(request)}
    if request.method == "GET" or "find" in request.POST:
        start = request.POST.dict() or {"on": timezone.localdate().isoformat()}
        form = AppointForm(initial=start, vacant=vacant, **told)
        return render(request, "members/appoint.html", _seats(request, org, form))
    form = AppointForm(request.POST, vacant=vacant, **told)
    if not form.is_valid():
        context = _seats(request, org, form)
        return render(request, "members/appoint.html", context, status=UNPROCESSABLE)
    try:
        position = post_actions.appoint(
            **form.cleaned_data, by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        shown = refusals.pointed(form, refusal)
        return refused(request, shown, "members/appoint.html", _seats(request, org, form))
    said = _("{name}任{post}，已登记。").format(
        name=position.name, post=position.post.get_title_display()
    )
    return done(request, reverse("members:appoint", args=[code]), said)


@require_http_methods(["GET", "POST"])
@needs(Duty.ORGS_CHANGE)
def open_post(request: HttpRequest, code: str) -> HttpResponse:
    """设职务: one more seat that ought to be filled."""
    org = _org(request, code)

    def act(data: dict[str, Any]) -> str:
        post = post_actions.open_post(org=org, **data, by=scope_of(request), at=timezone.now())
        return _("已设{post}。").format(post=seat_words(post))

    start = {"on": timezone.localdate().isoformat()}
    form = PostForm(request.POST) if request.method == "POST" else PostForm(initial=start)
    return _asked(request, org, form, act, title=_("设职务"), submit=_("设职务"))


@require_http_methods(["GET", "POST"])
@needs(Duty.ORGS_CHANGE)
def close_post(request: HttpRequest, code: str, post: Any) -> HttpResponse:
    """撤销职务: the seat is no longer to be filled."""
    org = _org(request, code)
    row = Post.objects.within(scope_of(request)).filter(org=org, public_id=post).first()
    if row is None:
        raise Http404

    def act(data: dict[str, Any]) -> str:
        post_actions.close_post(post=row, on=data["on"], by=scope_of(request), at=timezone.now())
        return _("已撤销{post}。").format(post=seat_words(row))

    title = _("撤销职务：{post}").format(post=seat_words(row))
    form = _ending(request)
    return _asked(request, org, form, act, title=title, submit=_("撤销职务"), danger=True)


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def relieve(request: HttpRequest, code: str, position: Any) -> HttpResponse:
    """免职: the holder leaves the seat."""
    org = _org(request, code)
    rows = Position.objects.within(scope_of(request)).select_related("post")
    row = rows.filter(org=org, public_id=position).first()
    if row is None:
        raise Http404

    def act(data: dict[str, Any]) -> str:
        post_actions.relieve(position=row, **data, by=scope_of(request), at=timezone.now())
        return _("{who}，已免去。").format(who=holder_words(row))

    title = _("免职：{who}").format(who=holder_words(row))
    return _asked(request, org, _ending(request), act, title=title, submit=_("免去职务"))


def _org(request: HttpRequest, code: str) -> Organisation:
    """Raises: Http404 out of sight, PermissionDenied where the duty is not held there."""
    scope = scope_of(request)
    org: Organisation | None = Organisation.objects.within(scope).filter(code=code).first()
    if org is None:
        raise Http404
    if not scope.holds(Duty.MEMBERS_CHANGE, org.path):
        raise PermissionDenied
    return org


def _ending(request: HttpRequest) -> EndPositionForm:
    if request.method == "POST":
        return EndPositionForm(request.POST)
    return EndPositionForm(initial={"on": timezone.localdate().isoformat()})


def _open_posts(request: HttpRequest, org: Organisation) -> list[Post]:
    rows = Post.objects.within(scope_of(request)).filter(org=org, held__endswith=None)
    return list(rows.order_by("title", "seat"))


def _holders(request: HttpRequest, org: Organisation) -> dict[int, Position]:
    rows = Position.objects.within(scope_of(request)).filter(
        org=org, org_path=org.path, held__endswith=None
    )
    return {row.post_id: row for row in rows.select_related("post")}


def _vacant(request: HttpRequest, org: Organisation) -> list[Post]:
    holders = _holders(request, org)
    return [post for post in _open_posts(request, org) if post.pk not in holders]


def _seats(request: HttpRequest, org: Organisation, form: AppointForm) -> dict[str, Any]:
    holders = _holders(request, org)
    rows = [
        {"post": post, "words": seat_words(post), "holder": holders.get(post.pk)}
        for post in _open_posts(request, org)
    ]
    return {
        "org": org, "form": form, "rows": rows, "back_url": org_url(org.code),
        "chooser": chooser(request, form, ("person", "members", _("谁任职"))),
        "may_open": scope_of(request).holds(Duty.ORGS_CHANGE, org.path),
        "crumbs": [{"label": str(org), "url": org_url(org.code)}, {"label": _("班子任免")}],
    }  # fmt: skip


def _asked(
    request: HttpRequest, org: Organisation, form: Any, act: Callable[[dict[str, Any]], str], *,
    title: str, submit: str, danger: bool = False,
) -> HttpResponse:  # fmt: skip
    back = reverse("members:appoint", args=[org.code])
    context = {
        "org": org, "form": form, "title": title, "submit": submit, "danger": danger,
        "back_url": back,
        "crumbs": [{"label": str(org), "url": org_url(org.code)},
                   {"label": _("班子任免"), "url": back}, {"label": title}],
    }  # fmt: skip
    if request.method == "GET":
        return render(request, "members/post_act.html", context)
    if not form.is_valid():
        return render(request, "members/post_act.html", context, status=UNPROCESSABLE)
    try:
        said = act(form.cleaned_data)
    except Refused as refusal:
        shown = refusals.pointed(form, refusal)
        return refused(request, shown, "members/post_act.html", context)
    return done(request, back, said)
