"""How are the posts of an organisation opened, filled, vacated and closed from its page?"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs import queries
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.people import post_actions
from jingwei.kernel.people.models import Position, Post
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.orgs import addresses, post_forms, refusals
from jingwei.shell.orgs.views.choosing import choices

PAGE = "orgs/post_act.html"
UNPROCESSABLE = 422


@dataclass(frozen=True)
class Act:
    """One step about a post."""

    key: str
    title: Promise
    says: Promise
    submit: Promise
    done: Promise
    form: type[post_forms.SeatForm]
    act: Callable[..., Any]
    danger: bool = False


OPEN = Act(
    "open", _("设职务"), _("设了职务，空着没有人时会提醒。"), _("设职务"), _("职务已设。"),
    post_forms.OpenForm, post_actions.open_post,
)  # fmt: skip
ACTS = {
    act.key: act
    for act in (
        Act(
            "appoint", _("登记任职"), _("书记、副书记由上级批准，支部不能自己任命。"),
            _("登记任职"), _("任职已登记。"), post_forms.AppointForm, post_actions.appoint,
        ),
        Act(
            "relieve", _("登记免职"), _("从这一天起职务空缺，档案里留下任职经历。"),
            _("登记免职"), _("免职已登记。"), post_forms.RelieveForm, post_actions.relieve,
        ),
        Act(
            "close", _("撤销职务"), _("不再设这个职务，以前的任职经历都保留。"),
            _("撤销职务"), _("职务已撤销。"), post_forms.CloseForm, post_actions.close_post,
            danger=True,
        ),
    )
}  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Duty.ORGS_CHANGE)
def open_new(request: HttpRequest, code: str) -> HttpResponse:
    """A post that ought to be filled."""
    org = queries.organisation(scope_of(request), code)
    if org is None:
        raise Http404
    return _step(request, OPEN, org, None, {"org": org})


@require_http_methods(["GET", "POST"])
@needs(Duty.ORGS_CHANGE, Duty.MEMBERS_CHANGE)
def change(request: HttpRequest, code: str, public_id: object, act: str) -> HttpResponse:
    """Fill, vacate or close one post. Whether the duty suffices the action says."""
    scope, kind = scope_of(request), ACTS.get(act)
    posts = Post.objects.within(scope).select_related("org")
    post = posts.filter(public_id=public_id, org__code=code).first()
    if post is None or kind is None:
        raise Http404
    told: dict[str, Any] = {"post": post}
    if act == "relieve":
        holders = Position.objects.within(scope).select_related("post", "org")
        told = {"position": holders.filter(post=post, held__endswith=None).first()}
        if told["position"] is None:
            raise Http404
    return _step(request, kind, post.org, post, told)


def _step(
    request: HttpRequest, kind: Act, org: Organisation, post: Post | None, told: dict[str, Any]
) -> HttpResponse:
    scope, today = scope_of(request), timezone.localdate()
    context = {"act": kind, "org": org, "post": post, "position": told.get("position")}
    if request.method == "GET" or "find" in request.POST:
        start = request.POST.dict() if request.POST else {"on": today.isoformat()}
        form = kind.form(initial=start, scope=scope)
        return render(request, PAGE, {**context, **_around(request, org, kind, form)})
    form = kind.form(request.POST, scope=scope)
    by_now = {"by": scope, "at": timezone.now()}
    if not form.is_valid():
        refusals.besides(form, lambda: kind.act(**told, **form.told(), **by_now), {}, today)
        context |= _around(request, org, kind, form)
        return render(request, PAGE, context, status=UNPROCESSABLE)
    try:
        kind.act(**told, **form.told(), **by_now)
    except Refused as refusal:
        pointed = refusals.pointed(form, refusal, {})
        return refused(request, pointed, PAGE, {**context, **_around(request, org, kind, form)})
    return done(request, addresses.page(org.code, "posts"), str(kind.done))


def _around(
    request: HttpRequest, org: Organisation, kind: Act, form: post_forms.SeatForm
) -> dict[str, Any]:
    crumbs = [
        {"label": str(org), "url": addresses.page(org.code)},
        {"label": _("班子"), "url": addresses.page(org.code, "posts")},
        {"label": kind.title, "url": ""},
    ]
    context: dict[str, Any] = {"form": form, "crumbs": crumbs}
    if "person" in form.fields:
        chosen, typed = str(form["person"].value() or ""), request.POST.get("q", "")
        context["chooser"] = {
            "name": "person", "what": "members", "label": _("由谁担任"), "field": form["person"],
            "typed": typed, "not": "", "chosen": chosen,
            "rows": choices(scope_of(request), "members", typed, chosen),
        }  # fmt: skip
    return context
