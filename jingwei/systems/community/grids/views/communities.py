"""Which communities are there, how are they made up, who answers to the four troubles?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.figures.registered import registered
from jingwei.kernel.findings import Finding, Refused
from jingwei.shell.gate import needs, open_url, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.posted import posted
from jingwei.systems.community.grids import actions, queries
from jingwei.systems.community.grids.forms import (
    CommunityForm,
    EndForm,
    EnterForm,
    SeatForm,
    SlotsForm,
    TroubleForm,
)
from jingwei.systems.community.grids.kinds import SLOTS, Formation, TroubleKind
from jingwei.systems.community.grids.models import Community
from jingwei.systems.community.grids.views.shared import (
    KEEP,
    SEE,
    answered,
    events_of,
    kept,
    member_named,
    org_of,
    own_org,
    seen,
)


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """社区: those in sight with grids and buildings, in the order of the tree."""
    scope, today = scope_of(request), timezone.localdate()
    formation, named = request.GET.get("formation", ""), request.GET.get("q", "").strip()
    formation = formation if formation in Formation.values else ""
    rows = queries.communities(scope, formation=formation, named=named)
    page = page_of(rows, keys=("org_path", "id"), at=request.GET.get("at", ""))
    own = own_org(request)
    context = {
        "page": page, "rows": queries.counted(list(page.rows), today), "org": own,
        "formations": Formation.choices, "formation": formation, "q": named,
        "may_keep": own is not None and scope.holds(KEEP, own.path),
    }  # fmt: skip
    return render(request, "grids/communities.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def enter(request: HttpRequest) -> HttpResponse:
    """登记社区: keep a unit of kind community."""
    scope = scope_of(request)
    form = EnterForm(posted(request), units=list(queries.units_without(scope)[:500]))
    context = {
        "org": own_org(request), "form": form, "title": _("登记社区"), "button": _("登记"),
        "back_url": reverse("grids:home"), "hint": _("从单位里选，名称在单位那里改"),
    }  # fmt: skip

    def act() -> tuple[str, str]:
        if form.unit is None:
            raise Refused(Finding("community.unit", "还没有选哪个社区。"))
        said = form.cleaned_data
        row = actions.enter_community(
            unit=form.unit, formation=said["formation"], words=said["words"], phone=said["phone"],
            by=scope, at=timezone.now(),
        )  # fmt: skip
        return reverse("grids:community", args=[row.public_id]), _("已登记。")

    return answered(request, context, act)


@require_GET
@needs(SEE)
def community(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One community: structure, buildings, grids and people, matters."""
    row, scope = seen(queries.community, request, public_id), scope_of(request)
    today = timezone.localdate()
    grids = list(queries.grids(scope, today).filter(community=row).order_by("code"))
    context = {
        "community": row, "structure": queries.structure(row, today),
        "grids": queries.told(grids, today), "loose": queries.loose_buildings(row, today),
        "counted": queries.counted([row], today)[0],
        "matters_url": open_url(scope, f"{reverse('matters:home')}?place={row.unit.public_id}"),
        "may_keep": scope.holds(KEEP, row.org_path), "doors": _doors(scope, row),
        "events": events_of(scope, "community", row.public_id),
    }  # fmt: skip
    return render(request, "grids/community.html", context)


def _doors(scope: Scope, row: Community) -> list[tuple[str, str, str]]:
    """Pages of this community that other parts keep, those that the post may open."""
    key = row.public_id
    found = [
        (_("机构的会议"), reverse("sittings:community", args=[key]), _("谁来了，定了谁办什么事")),
        (_("服务团队"), f"{reverse('groups:home')}?community={key}", _("哪些党员在里面")),
        (_("成立服务团队"), reverse("groups:new", args=[key]), _("老干部理事会、文体协会")),
        (_("服务地图"), reverse("doorway:map", args=[key]), _("居民看附近有什么，现在开不开")),
        (_("公开页"), reverse("doorway:community", args=[key]), _("居民不用登录，看谁管哪一片")),
    ]
    return [(label, url, words) for label, to, words in found if (url := open_url(scope, to))]


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def change(request: HttpRequest, public_id: Any) -> HttpResponse:
    """改社区: formation type and the line for supervision."""
    row, scope = kept(queries.community, request, public_id), scope_of(request)
    start = {
        "formation": row.formation, "words": row.words, "phone": row.phone, "version": row.version
    }  # fmt: skip
    form = CommunityForm(posted(request), initial=start)
    back = reverse("grids:community", args=[public_id])
    context = {
        "org": row, "form": form, "title": _("改社区"), "button": _("改"), "back_url": back,
        "hint": "",
    }  # fmt: skip

    def act() -> tuple[str, str]:
        actions.change_community(community=row, by=scope, at=timezone.now(), **form.cleaned_data)
        return back, _("已改。")

    return answered(request, context, act)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def seat(request: HttpRequest, public_id: Any) -> HttpResponse:
    """进社区机构: somebody takes a seat for a term."""
    row, scope = kept(queries.community, request, public_id), scope_of(request)
    form = SeatForm(posted(request), slots=queries.slots_of(row, timezone.localdate()))
    back = reverse("grids:community", args=[public_id])
    context = {
        "org": row, "form": form, "title": _("登记机构成员"), "button": _("登记"),
        "back_url": back, "hint": _("任期到了就算空着"),
    }  # fmt: skip

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        slot = form.slots.get(said.pop("slot"))
        if slot is None:
            raise Refused(Finding("seat.slot", "还没有选哪个机构。"))
        person = member_named(scope, said["name"])
        actions.seat_member(slot=slot, person=person, by=scope, at=timezone.now(), **said)
        return back, _("已登记。")

    return answered(request, context, act)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def leave(request: HttpRequest, public_id: Any) -> HttpResponse:
    """离开社区机构."""
    row, scope = kept(queries.seat, request, public_id), scope_of(request)
    form = EndForm(posted(request), initial={"on": timezone.localdate().isoformat()})
    back = reverse("grids:community", args=[row.slot.community.public_id])
    context = {
        "org": row.slot.community, "form": form, "title": _("离开机构"), "button": _("结束"),
        "back_url": back, "hint": f"{row.slot.title} {row.name}",
    }  # fmt: skip

    def act() -> tuple[str, str]:
        actions.leave_seat(seat=row, on=form.cleaned_data["on"], by=scope, at=timezone.now())
        return back, _("已结束，以前的还在记录里。")

    return answered(request, context, act)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def slots(request: HttpRequest, code: str) -> HttpResponse:
    """定社区的机构: for all communities of this part of the tree."""
    org, scope = org_of(request, code), scope_of(request)
    start = "\n".join(f"{kind.label}：{title}" for kind, title in SLOTS)
    form = SlotsForm(posted(request), initial={"slots": start})
    context = {
        "org": org, "form": form, "title": _("定社区的机构"), "button": _("对所有社区这样定"),
        "back_url": reverse("grids:home"), "hint": _("留下的机构，成员不变；去掉的，成员一起结束"),
    }  # fmt: skip

    def act() -> tuple[str, str]:
        count = actions.set_slots(org=org, slots=form.told(), by=scope, at=timezone.now())
        return reverse("grids:home"), _("已定，{n}个社区照此办。").format(n=count)

    return answered(request, context, act)


@require_GET
@needs(SEE)
def troubles(request: HttpRequest) -> HttpResponse:
    """四难: by which chain each is met, who answers, on which figure it is seen."""
    scope, own = scope_of(request), own_org(request)
    said = {row.kind: row for row in queries.troubles(scope)}
    known = registered().indicators
    context = {
        "rows": [
            {"kind": kind, "trouble": said.get(kind.value),
             "figure": known.get(said[kind.value].figure) if kind.value in said else None}
            for kind in TroubleKind
        ],
        "org": own, "may_keep": own is not None and scope.holds(KEEP, own.path),
    }  # fmt: skip
    return render(request, "grids/troubles.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def trouble(request: HttpRequest, code: str) -> HttpResponse:
    """定“四难”由谁负责."""
    org, scope = org_of(request, code), scope_of(request)
    form = TroubleForm(posted(request), initial={"kind": request.GET.get("kind", "")})
    context = {
        "org": org, "form": form, "title": _("定“四难”由谁负责"), "button": _("就这样定"),
        "back_url": reverse("grids:troubles"), "hint": _("下级没有另定的，也照这条"),
    }  # fmt: skip

    def act() -> tuple[str, str]:
        actions.answer_trouble(org=org, by=scope, at=timezone.now(), **form.cleaned_data)
        return reverse("grids:troubles"), _("已定。")

    return answered(request, context, act)
