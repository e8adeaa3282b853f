"""How is a station kept? Place and hours, services and how often."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jingwei.shell.gate import needs, scope_of
from jingwei.shell.posted import posted
from jingwei.systems.public_benefit import places
from jingwei.systems.public_benefit.network import actions, agreed, queries
from jingwei.systems.public_benefit.network.forms import (
    CloseForm,
    CountForm,
    PlaceForm,
    ServiceForm,
    StationForm,
)
from jingwei.systems.public_benefit.network.views.shared import (
    KEEP,
    acted,
    answered,
    form_of,
    found,
    kept,
    page_of_station,
)
from jingwei.work.catalogue import queries as catalogue

BOTH = ["GET", "POST"]


@require_http_methods(BOTH)
@needs(KEEP)
def change(request: HttpRequest, public_id: Any) -> HttpResponse:
    """改地点和时间."""
    row, scope = kept(request, public_id), scope_of(request)
    units = places.near(scope, row, timezone.localdate())
    form = StationForm(posted(request), initial=StationForm.started(row), units=units)
    context = form_of(form, row, _("改站点"), _("改"), page_of_station(row))

    def act() -> tuple[str, str]:
        actions.change_station(
            station=row, door=form.door(), by=scope, at=timezone.now(),
            version=form.cleaned_data["version"],
        )  # fmt: skip
        return page_of_station(row), _("已改，公开页同时改了。")

    return answered(request, context, act)


@require_http_methods(BOTH)
@needs(KEEP)
def close(request: HttpRequest, public_id: Any) -> HttpResponse:
    """停站点."""
    row = kept(request, public_id)
    form = CloseForm(posted(request))
    context = form_of(form, row, _("停站点"), _("停"), page_of_station(row))
    closed = partial(actions.close_station, station=row, at=timezone.now())
    return acted(request, context, closed, _("已停，公开页不再显示。"))


@require_http_methods(BOTH)
@needs(KEEP)
def service(request: HttpRequest, public_id: Any) -> HttpResponse:
    """添服务."""
    row, scope = kept(request, public_id), scope_of(request)
    near = list(agreed.providers(scope, timezone.localdate()).order_by("name", "id")[:200])
    items = catalogue.choices(scope, timezone.localdate())
    form = ServiceForm(posted(request), items=items, providers=near)
    context = form_of(form, row, _("添服务"), _("添上"), page_of_station(row))

    def act() -> tuple[str, str]:
        actions.offer_service(
            station=row, item=form.item, price=form.cleaned_data["price"],
            provider=form.provider, by=scope, at=timezone.now(),
        )  # fmt: skip
        return page_of_station(row), _("已添上。")

    return answered(request, context, act)


@require_http_methods(BOTH)
@needs(KEEP)
def place_service(request: HttpRequest, public_id: Any, service_id: Any) -> HttpResponse:
    """归到服务目录: a service of former words."""
    row, scope = kept(request, public_id), scope_of(request)
    one = found(lambda: queries.service(row, service_id))
    form = PlaceForm(posted(request), items=catalogue.choices(scope, timezone.localdate()))
    context = form_of(form, one, _("归到服务目录"), _("归到这一项"), page_of_station(row))

    def act() -> tuple[str, str]:
        actions.place_service(service=one, item=form.item, by=scope, at=timezone.now())
        return page_of_station(row), _("已归到目录里。")

    return answered(request, context, act)


@require_http_methods(BOTH)
@needs(KEEP)
def count(request: HttpRequest, public_id: Any, service_id: Any) -> HttpResponse:
    """记几次: counts only, nobody is named."""
    row = kept(request, public_id)
    one = found(lambda: queries.service(row, service_id))
    form = CountForm(posted(request))
    (named,) = queries.worded([one], timezone.localdate())
    context = form_of(form, named.title, _("记这个月几次"), _("记下"), page_of_station(row))
    counted = partial(actions.count_service, service=one, at=timezone.now())
    return acted(request, context, counted, _("已记下。"))
