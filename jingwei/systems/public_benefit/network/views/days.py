"""Who is on duty at a station from when until when, and on which days is it closed?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done
from jingwei.shell.posted import posted
from jingwei.systems.public_benefit.network import queries, shutting, staffing
from jingwei.systems.public_benefit.network.forms import ShutForm, StaffForm, TermForm
from jingwei.systems.public_benefit.network.views.shared import (
    KEEP,
    answered,
    form_of,
    found,
    kept,
    page_of_station,
)

BOTH = ["GET", "POST"]


@require_http_methods(BOTH)
@needs(KEEP)
def staff(request: HttpRequest, public_id: Any) -> HttpResponse:
    """定在岗的人."""
    row = kept(request, public_id)
    form = StaffForm(posted(request))
    context = form_of(form, row, _("定在岗的人"), _("定下"), page_of_station(row))

    def act() -> tuple[str, str]:
        staffing.name_staff(station=row, **form.said(), by=scope_of(request), at=timezone.now())
        return page_of_station(row), _("已定下。")

    return answered(request, context, act)


@require_http_methods(BOTH)
@needs(KEEP)
def change_staff(request: HttpRequest, public_id: Any, staff_id: Any) -> HttpResponse:
    """改在岗的日子: another post, other days of the same person."""
    row = kept(request, public_id)
    one = found(lambda: queries.staff_one(row, staff_id))
    form = TermForm(posted(request), initial=TermForm.started(one))
    title = _("改在岗的日子：{name}").format(name=one.name)
    context = form_of(form, row, title, _("改"), page_of_station(row))

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        staffing.change_staff(
            staff=one, post=said["post"], term=staffing.Term(said["since"], said["until"]),
            by=scope_of(request), at=timezone.now(),
        )  # fmt: skip
        return page_of_station(row), _("已改。")

    return answered(request, context, act)


@require_POST
@needs(KEEP)
def end_staff(request: HttpRequest, public_id: Any, staff_id: Any) -> HttpResponse:
    """不再在岗."""
    row = kept(request, public_id)
    one = found(lambda: queries.staff_one(row, staff_id))
    staffing.end_staff(staff=one, by=scope_of(request), at=timezone.now())
    return done(request, page_of_station(row), _("已记下。"))


@require_http_methods(BOTH)
@needs(KEEP)
def shut(request: HttpRequest, public_id: Any) -> HttpResponse:
    """写哪几天关门."""
    row = kept(request, public_id)
    form = ShutForm(posted(request), initial={"first": timezone.localdate()})
    context = form_of(form, row, _("哪几天关门"), _("写上"), page_of_station(row))

    def act() -> tuple[str, str]:
        shutting.shut_days(
            station=row, **form.cleaned_data, by=scope_of(request), at=timezone.now()
        )
        return page_of_station(row), _("已写上，群众马上看得到。")

    return answered(request, context, act)


@require_POST
@needs(KEEP)
def unshut(request: HttpRequest, public_id: Any, shut_id: Any) -> HttpResponse:
    """去掉写好的关门."""
    row = kept(request, public_id)
    one = found(lambda: shutting.shut_one(row, shut_id))
    shutting.open_days(shut=one, by=scope_of(request), at=timezone.now())
    return done(request, page_of_station(row), _("已去掉，那几天照常开门。"))
