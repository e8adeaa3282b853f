"""How does the office look after centres? The list, one centre, its hours, what it offers."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.rulebook.queries import value_of
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of
from jingwei.shell.posted import posted
from jingwei.systems.community.centres import actions, queries, rules, sheets
from jingwei.systems.community.centres.forms import (
    CentreForm,
    ClosedForm,
    DateForm,
    OfferForm,
    initial_of,
    usual_week,
)
from jingwei.systems.community.centres.kinds import CentreLevel, Ring
from jingwei.systems.community.centres.models import ServiceCentre
from jingwei.systems.community.centres.views.shared import (
    answered,
    events_of,
    kept,
    org_of,
    own_org,
    seen,
)

SEE, KEEP = Duty.SERVICES_SEE, Duty.SERVICES_KEEP
EXPORTED = 5_000


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """便民服务中心: where they are, whether they are open, how much they offer."""
    scope, now = scope_of(request), timezone.localtime()
    asked = {name: request.GET.get(name, "").strip()[:40] for name in ("part", "level")}
    level = asked["level"] if asked["level"] in CentreLevel.values else ""
    page = page_of(
        queries.centres(scope, part=asked["part"], level=level), keys=("name", "id"),
        at=request.GET.get("at", ""),
    )  # fmt: skip
    reaches, doors = queries.reaches(page.rows, now.date()), queries.doors(page.rows, now)
    org = own_org(request)
    return render(
        request, "centres/list.html",
        {
            "page": page, "asked": asked, "levels": CentreLevel.choices, "org": org,
            "rows": [
                {"centre": row, "reach": reaches.get(row.pk, queries.Reach()),
                 "door": doors[row.pk]}
                for row in page.rows
            ],
            "least": value_of(queries.ITEMS, now.date()),
            "may_keep": org is not None and scope.holds(KEEP, org.path),
        },
    )  # fmt: skip


@require_GET
@needs(SEE)
def centre(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One centre: hours, closed days, what it does, what it lacks, who changed what."""
    row, now = seen(queries.centre, request, public_id), timezone.localtime()
    on = now.date()
    reach = queries.reaches([row], on).get(row.pk, queries.Reach())
    rings = rules.missing_rings(reach.rings, Ring.values)
    return render(
        request, "centres/centre.html",
        {
            "centre": row, "door": queries.doors([row], now)[row.pk], "reach": reach,
            "week": _week(row), "closed": queries.closed_days(row, on),
            "shelves": queries.offered(row, on), "today": on,
            "missing": [Ring(one).label for one in rings],
            "categories": value_of(queries.CATEGORIES, on), "items": value_of(queries.ITEMS, on),
            "events": events_of(scope_of(request), "service_centre", row.public_id),
            "may_keep": scope_of(request).holds(KEEP, row.org_path) and not row.held.upper,
        },
    )  # fmt: skip


def _week(row: ServiceCentre) -> list[tuple[int, list[rules.Hours]]]:
    hours = rules.read_hours(row.hours)
    return [(day, [one for one in hours if one.weekday == day]) for day in range(1, 8)]


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """开办一个中心."""
    org, today = org_of(request, code, KEEP), timezone.localdate()
    form = CentreForm(
        posted(request), scope=scope_of(request), path=org.path,
        initial=usual_week() | {"from_on": today.isoformat()},
    )  # fmt: skip

    def act() -> tuple[str, str]:
        row = actions.open_centre(
            org=org, told=form.told(), from_on=form.cleaned_data["from_on"] or today,
            by=scope_of(request), at=timezone.now(),
        )  # fmt: skip
        return reverse("centres:centre", args=[row.public_id]), _("中心已经开办。")

    context = {"org": org, "form": form, "centre": None, "back_url": reverse("centres:home")}
    return answered(request, context, act, page="centres/form.html")


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def edit(request: HttpRequest, public_id: Any) -> HttpResponse:
    """改地址、电话、开门时间."""
    row = kept(queries.centre, request, public_id, KEEP)
    form = CentreForm(
        posted(request), scope=scope_of(request), path=row.org_path, initial=initial_of(row)
    )
    del form.fields["from_on"]
    back = reverse("centres:centre", args=[public_id])

    def act() -> tuple[str, str]:
        actions.change_centre(
            centre=row, told=form.told(), by=scope_of(request), at=timezone.now(),
            version=form.cleaned_data["version"],
        )  # fmt: skip
        return back, _("已改好，群众马上看得到。")

    context = {"org": row.org, "form": form, "centre": row, "back_url": back}
    return answered(request, context, act, page="centres/form.html")


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def end(request: HttpRequest, public_id: Any) -> HttpResponse:
    """停办一个中心."""
    row = kept(queries.centre, request, public_id, KEEP)
    form = DateForm(posted(request), initial={"on": timezone.localdate().isoformat()})
    back = reverse("centres:centre", args=[public_id])

    def act() -> tuple[str, str]:
        actions.end_centre(
            centre=row, on=form.cleaned_data["on"], by=scope_of(request), at=timezone.now()
        )
        return back, _("已停办，办的事项一起停了。")

    return answered(
        request,
        {"what": row.name, "form": form, "title": _("停办这个中心"), "button": _("停办"),
         "back_url": back},
        act,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def close(request: HttpRequest, public_id: Any) -> HttpResponse:
    """写哪几天关门."""
    row = kept(queries.centre, request, public_id, KEEP)
    today = timezone.localdate().isoformat()
    form = ClosedForm(posted(request), initial={"first": today, "last": today})
    back = reverse("centres:centre", args=[public_id])

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        actions.close_days(
            centre=row, first=said["first"], last=said["last"], why=said["why"],
            by=scope_of(request), at=timezone.now(),
        )  # fmt: skip
        return back, _("已写上，群众马上看得到。")

    return answered(
        request,
        {"what": row.name, "form": form, "title": _("哪几天关门"), "button": _("写上"),
         "back_url": back},
        act,
    )  # fmt: skip


@require_POST
@needs(KEEP)
def reopen(request: HttpRequest, public_id: Any) -> HttpResponse:
    """去掉写好的关门."""
    row = kept(queries.closed_day, request, public_id, KEEP)
    actions.reopen_days(closed_day=row, by=scope_of(request), at=timezone.now())
    back = reverse("centres:centre", args=[row.centre.public_id])
    return done(request, back, _("已去掉，那几天照常开门。"))


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def offer(request: HttpRequest, public_id: Any) -> HttpResponse:
    """加要办的事项: tick them, say from which day."""
    row = kept(queries.centre, request, public_id, KEEP)
    scope, today = scope_of(request), timezone.localdate()
    form = OfferForm(posted(request), initial={"from_on": today.isoformat()})
    ticked = request.POST.getlist("items") if request.method == "POST" else []
    back = reverse("centres:centre", args=[public_id])

    def act() -> tuple[str, str]:
        chosen = queries.items_of(scope, _uuids(ticked), today)
        actions.offer_items(
            centre=row, items=chosen, doing=form.doing(), from_on=form.cleaned_data["from_on"],
            by=scope, at=timezone.now(),
        )  # fmt: skip
        return back, _("已加上。")

    context = {
        "centre": row, "form": form, "back_url": back, "ticked": ticked,
        "shelves": queries.not_offered(scope, row, today),
    }  # fmt: skip
    return answered(request, context, act, page="centres/offer.html")


def _uuids(said: list[str]) -> list[str]:
    found = []
    for one in said[:200]:
        try:
            found.append(str(UUID(one)))
        except ValueError:
            continue
    return found


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def stop(request: HttpRequest, public_id: Any) -> HttpResponse:
    """停办一项."""
    row = kept(queries.offering, request, public_id, KEEP)
    form = DateForm(posted(request), initial={"on": timezone.localdate().isoformat()})
    back = reverse("centres:centre", args=[row.centre.public_id])

    def act() -> tuple[str, str]:
        actions.stop_offering(
            offering=row, on=form.cleaned_data["on"], by=scope_of(request), at=timezone.now()
        )
        return back, _("已停办这一项。")

    title = queries.title_of(row.item, timezone.localdate())
    return answered(
        request,
        {"what": f"{row.centre.name} {title}", "form": form, "title": _("停办一项"),
         "button": _("停办"), "back_url": back},
        act,
    )  # fmt: skip


@require_GET
@needs(SEE)
def export(request: HttpRequest) -> HttpResponse:
    """Centres with their week as a workbook, in columns that can be brought in again."""
    rows = list(queries.centres(scope_of(request)).order_by("name", "id")[:EXPORTED])
    answer = HttpResponse(sheets.centres(rows), content_type=sheets.XLSX)
    answer["Content-Disposition"] = content_disposition_header(True, _("便民服务中心.xlsx")) or ""
    return answer


@require_GET
@needs(SEE)
def points(request: HttpRequest) -> HttpResponse:
    """Where they lie, as GeoJSON."""
    rows = list(queries.centres(scope_of(request)).order_by("name", "id")[:EXPORTED])
    answer = HttpResponse(sheets.points(rows), content_type=sheets.GEOJSON)
    answer["Content-Disposition"] = (
        content_disposition_header(True, _("便民服务中心.geojson")) or ""
    )
    return answer
