"""Which grids are there, who answers for each, and how are they laid?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.rulebook.queries import value_of
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.posted import posted
from jingwei.systems.community.grids import actions, asking, queries
from jingwei.systems.community.grids.forms import AskForm, AssignForm, EndForm, LayoutForm
from jingwei.systems.community.grids.kinds import GridKind
from jingwei.systems.community.grids.views.shared import (
    KEEP,
    SEE,
    answered,
    events_of,
    kept,
    member_named,
    own_org,
    seen,
)


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """网格 in sight, by code: who leads, which are vacant."""
    scope, today = scope_of(request), timezone.localdate()
    vacant, named = request.GET.get("vacant") == "1", request.GET.get("q", "").strip()
    rows = queries.grids(scope, today, vacant=vacant, named=named)
    page = page_of(rows, keys=("code", "id"), at=request.GET.get("at", ""))
    context = {
        "page": page, "rows": queries.told(list(page.rows), today), "org": own_org(request),
        "vacant": vacant, "q": named,
    }  # fmt: skip
    return render(request, "grids/grids.html", context)


@require_GET
@needs(SEE)
def grid(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One grid: the people of the three kinds, its buildings, what changed."""
    row, scope = seen(queries.grid, request, public_id), scope_of(request)
    today = timezone.localdate()
    told = queries.told([row], today)[0]
    least = int(value_of("grids.households.least", today))
    most = int(value_of("grids.households.most", today))
    context = {
        "grid": row, "told": told, "buildings": queries.buildings_of(row, today),
        "former": queries.former_people(row, today), "least": least, "most": most,
        "is_off": row.kind == GridKind.BASE and not least <= told.households <= most,
        "missing": [role.label for role in told.missing],
        "is_open": row.held.upper is None, "may_keep": scope.holds(KEEP, row.org_path),
        "events": events_of(scope, "grid", row.public_id),
        "matters": asking.matters_of(scope, row), "sees_matters": scope.holds(Duty.MATTERS_SEE),
    }  # fmt: skip
    return render(request, "grids/grid.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def assign(request: HttpRequest, public_id: Any) -> HttpResponse:
    """到网格: put somebody to a grid, as its lead or beside."""
    row, scope = kept(queries.grid, request, public_id), scope_of(request)
    start = {"since": timezone.localdate().isoformat()}
    form = AssignForm(posted(request), initial=start)
    back = reverse("grids:grid", args=[public_id])
    context = {
        "org": row.community, "form": form, "title": _("安排到网格"), "button": _("安排"),
        "back_url": back, "hint": _("“{grid}”，一格一人牵头，一人只牵头一格").format(grid=row),
    }  # fmt: skip

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        person = member_named(scope, said["name"])
        actions.assign(grid=row, person=person, by=scope, at=timezone.now(), **said)
        return back, _("已安排。")

    return answered(request, context, act)


@require_http_methods(["GET", "POST"])
@needs(Duty.MATTERS_HANDLE)
def ask(request: HttpRequest, public_id: Any) -> HttpResponse:
    """指定网格: whoever works on a matter says of which grid, and so of which lead, it is asked."""
    scope = scope_of(request)
    row = seen(asking.matter_in_sight, request, public_id)
    form = AskForm(posted(request), grids=asking.grids_for(scope, row, timezone.localdate()))
    back = reverse("matters:matter", args=[public_id])
    context = {
        "org": row.place or row.title, "form": form, "title": _("指定网格"),
        "button": _("请这个网格牵头"), "back_url": back, "hint": row.title,
    }  # fmt: skip

    def act() -> tuple[str, str]:
        grid = form.grids.get(form.cleaned_data["grid"])
        if grid is None:
            raise Refused(Finding("asked.which", "还没有选哪个网格。"))
        made = asking.ask_grid(matter=row, grid=grid, by=scope, at=timezone.now())
        if made.lead is None:
            return back, _("已归到“{grid}”，那里还没有人牵头。").format(grid=grid)
        return back, _("已请“{grid}”的牵头人。").format(grid=grid)

    return answered(request, context, act)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def unassign(request: HttpRequest, public_id: Any) -> HttpResponse:
    """离开网格."""
    row, scope = kept(queries.assignment, request, public_id), scope_of(request)
    form = EndForm(posted(request), initial={"on": timezone.localdate().isoformat()})
    back = reverse("grids:grid", args=[row.grid.public_id])
    context = {
        "org": row.grid.community, "form": form, "title": _("离开网格"), "button": _("结束"),
        "back_url": back, "hint": f"{row.grid} {row.worker}",
    }  # fmt: skip

    def act() -> tuple[str, str]:
        actions.end_assignment(
            assignment=row, on=form.cleaned_data["on"], by=scope, at=timezone.now()
        )
        return back, _("已结束，以前的还在记录里。")

    return answered(request, context, act)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def layout(request: HttpRequest, public_id: Any) -> HttpResponse:
    """划网格: all buildings of a community, each in one grid; all that is amiss at once."""
    row, scope = kept(queries.community, request, public_id), scope_of(request)
    now = queries.layout(row, timezone.localdate())
    special = {True: "专属 ", False: ""}
    start = "\n".join(
        f"{one.code} {special[one.kind == GridKind.SPECIAL]}{one.name}：{' '.join(codes)}"
        for one, codes, _outline in now
    )
    form = LayoutForm(posted(request), initial={"grids": start})
    back = reverse("grids:community", args=[public_id])
    context = {
        "org": row, "form": form, "title": _("划网格"), "button": _("检查并从今天起用"),
        "back_url": back, "hint": _("每栋楼都要在一个网格里，也只在一个网格里"),
        "loose": queries.loose_buildings(row, timezone.localdate()),
    }  # fmt: skip

    def act() -> tuple[str, str]:
        borders = {one.code: outline for one, _codes, outline in now}
        made = actions.lay_grids(
            community=row, laid=form.told(borders), by=scope, at=timezone.now()
        )
        return back, _("已划{n}个网格，从今天起用。").format(n=len(made))

    return answered(request, context, act, page="grids/layout.html")
