"""How complete is the network? The three levels, stations, who helps from outside."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.posted import posted
from jingwei.shell.sheets import MOST, download
from jingwei.shell.things import own_org
from jingwei.systems.public_benefit import hours, places
from jingwei.systems.public_benefit.network import (
    actions,
    asked,
    queries,
    raised,
    reading,
    sheets,
    shutting,
)
from jingwei.systems.public_benefit.network.forms import StationForm
from jingwei.systems.public_benefit.network.kinds import Level
from jingwei.systems.public_benefit.network.views.shared import (
    KEEP,
    answered,
    form_of,
    found,
    org_of,
    page_of_station,
)

SEE = Duty.SERVICES_SEE
LATELY = timedelta(days=30)


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """三级网络: each level, what waits there, what people say, and the stations."""
    scope, today, level = scope_of(request), timezone.localdate(), _level(request)
    page = page_of(
        queries.stations(scope, today, level=level), keys=("level", "name", "id"),
        at=request.GET.get("at", ""),
    )  # fmt: skip
    staffed = queries.staffed(list(page.rows), today)
    own = own_org(request)
    sees = scope.holds(Duty.MATTERS_SEE)
    told = asked.asked_at(scope, page.rows, today) if sees else {}
    context = {
        "page": page, "org": own, "level": level, "levels": Level.choices, "sees": sees,
        "rows": [
            (row, _hours(row), staffed.get(row.pk, 0), told.get(row.public_id)) for row in page.rows
        ],
        "told": queries.levels(scope, today),
        "satisfied": queries.satisfied(own.pk, today) if own and sees else None,
        "up": raised.counted(scope, timezone.now() - LATELY) if sees else {},
        "may_keep": own is not None and scope.holds(KEEP, own.path),
    }  # fmt: skip
    return render(request, "network/home.html", context)


def _level(request: HttpRequest) -> int:
    asked = request.GET.get("level", "")
    return int(asked) if asked in {str(one) for one in Level.values} else 0


@require_GET
@needs(SEE)
def export(request: HttpRequest) -> HttpResponse:
    """The stations of the list as a workbook."""
    today = timezone.localdate()
    rows = queries.stations(scope_of(request), today, level=_level(request))
    shown = list(rows.order_by("level", "name", "id")[:MOST])
    return download(sheets.stations(shown, queries.staffed(shown, today)), _("站点"))


def _hours(row: Any) -> list[tuple[str, str]]:
    return hours.told([tuple(one) for one in row.hours])


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """开站点."""
    org, scope = org_of(request, code), scope_of(request)
    units = places.grassroots(scope, org.path, timezone.localdate())
    form = StationForm(posted(request), units=units)
    context = form_of(form, org, _("开站点"), _("开"), reverse("network:home"))

    def act() -> tuple[str, str]:
        row = actions.open_station(org=org, door=form.door(), by=scope, at=timezone.now())
        return page_of_station(row), _("站点开了，公开页已经看得到。")

    return answered(request, context, act)


@require_GET
@needs(SEE)
def station(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One station: times, who is on duty, services with price, and how often they were given."""
    scope, today = scope_of(request), timezone.localdate()
    row = found(lambda: queries.station(scope, public_id))
    sees = scope.holds(Duty.MATTERS_SEE)
    context = {
        "station": row, "hours": _hours(row), "terms": queries.terms(row, today),
        "shut": shutting.shut_from(row, today),
        "services": queries.services(row, today), "counts": queries.counts(row, today),
        "is_open": row.held.upper is None or row.held.upper > today,
        "asked": raised.at_station(scope, row) if sees else [],
        "told": asked.asked_at(scope, [row], today)[row.public_id] if sees else None,
        "may_take": scope.holds(Duty.MATTERS_HANDLE),
        "today": today,
        "may_keep": scope.holds(KEEP, row.org_path),
    }  # fmt: skip
    return render(request, "network/station.html", context)


@never_cache
@require_GET
def public(request: HttpRequest) -> HttpResponse:
    """Stations for residents: where, when, what is done, which errands are run. No account."""
    if settings.JINGWEI_PUBLIC_ALIAS not in settings.DATABASES:
        raise Http404
    part = request.GET.get("part", "").replace("\x00", "").strip()[:40]
    found, alone = reading.stations(part, timezone.localdate())
    shown = [(one, _hours(one)) for one in found]
    return render(request, "network/public.html", {
        "shown": shown, "alone": alone, "part": part, "today": timezone.localdate(),
    })  # fmt: skip
