"""Which buildings and stairwells does a community have, and which members agreed to be asked?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of
from jingwei.shell.posted import posted
from jingwei.systems.community.grids import actions, queries
from jingwei.systems.community.grids.forms import BuildingForm, ContactForm
from jingwei.systems.community.grids.views.shared import (
    KEEP,
    SEE,
    answered,
    events_of,
    kept,
    member_named,
    seen,
)


@require_GET
@needs(SEE)
def home(request: HttpRequest, public_id: Any) -> HttpResponse:
    """楼栋 of one community."""
    row, scope = seen(queries.community, request, public_id), scope_of(request)
    rows = queries.buildings(row, timezone.localdate()).order_by()
    page = page_of(rows, keys=("code", "id"), at=request.GET.get("at", ""))
    context = {"community": row, "page": page, "may_keep": scope.holds(KEEP, row.org_path)}
    return render(request, "grids/buildings.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def add(request: HttpRequest, public_id: Any) -> HttpResponse:
    """登记楼栋."""
    row, scope = kept(queries.community, request, public_id), scope_of(request)
    form = BuildingForm(posted(request))
    back = reverse("grids:buildings", args=[public_id])
    context = {
        "org": row, "form": form, "title": _("登记楼栋"), "button": _("登记"), "back_url": back,
        "hint": _("只记有多少户，不记住的是谁"),
    }  # fmt: skip

    def act() -> tuple[str, str]:
        made = actions.add_building(community=row, by=scope, at=timezone.now(), **form.told())
        return reverse("grids:building", args=[made.public_id]), _("已登记，还要划进网格。")

    return answered(request, context, act)


@require_GET
@needs(SEE)
def building(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One building: stairwells and, for those who see members, the contacts who agreed."""
    row, scope = seen(queries.building, request, public_id), scope_of(request)
    today = timezone.localdate()
    stairs = queries.stairwells(row, today)
    may_see = scope.holds(Duty.MEMBERS_SEE, row.org_path)
    contacts = queries.contacts_of(stairs, today)
    context = {
        "building": row, "may_see": may_see, "may_keep": scope.holds(KEEP, row.org_path),
        "stairs": [(one, contacts.get(one.pk, []) if may_see else [],
                    len(contacts.get(one.pk, []))) for one in stairs],
        "grid": queries.grid_of(row, today),
        "events": events_of(scope, "building", row.public_id),
    }  # fmt: skip
    return render(request, "grids/building.html", context)


@require_http_methods(["POST"])
@needs(KEEP)
def end(request: HttpRequest, public_id: Any) -> HttpResponse:
    """撤销楼栋."""
    row = kept(queries.building, request, public_id)
    actions.end_building(building=row, by=scope_of(request), at=timezone.now())
    url = reverse("grids:buildings", args=[row.community.public_id])
    return done(request, url, _("已撤销，以前的还在记录里。"))


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def contact(request: HttpRequest, public_id: Any) -> HttpResponse:
    """登记楼道联系人: only a member who agreed."""
    row, scope = kept(queries.stairwell, request, public_id), scope_of(request)
    form = ContactForm(posted(request))
    back = reverse("grids:building", args=[row.building.public_id])
    context = {
        "org": row.building.community, "form": form, "title": _("登记楼道联系人"),
        "button": _("登记"), "back_url": back,
        "hint": _("{building} {stairwell}，本人同意才登记，随时可以不做").format(
            building=row.building, stairwell=row
        ),
    }  # fmt: skip

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        actions.agree_contact(
            stairwell=row, person=member_named(scope, said["name"], needed=True),
            consent_on=said["consent_on"], by=scope, at=timezone.now(),
        )  # fmt: skip
        return back, _("已登记。")

    return answered(request, context, act)


@require_http_methods(["POST"])
@needs(KEEP)
def withdraw(request: HttpRequest, public_id: Any) -> HttpResponse:
    """楼道联系人不做了; no reason is asked."""
    row = kept(queries.contact, request, public_id)
    actions.withdraw_contact(contact=row, by=scope_of(request), at=timezone.now())
    url = reverse("grids:building", args=[row.stairwell.building.public_id])
    return done(request, url, _("已经不做了，不用说原因。"))
