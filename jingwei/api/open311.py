"""Where does the Open311 GeoReport v2 door stand? Five addresses, each in XML and JSON.

``api_key`` is a key of the API: the matter is taken by the post behind it, first taker as always.
"""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import wraps
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.api.core import now
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Unit
from jingwei.shell import words
from jingwei.shell.signin.doorway import address_of
from jingwei.work.matters import actions, door, open311, queries, receipts, where
from jingwei.work.matters.kinds import Channel, Kind

BAD, FORBIDDEN, NOT_FOUND, TOO_MANY = 400, 403, 404, 429
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)
STATES = {"": None, "open": True, "closed": False, "open,closed": None, "closed,open": None}
View = Callable[..., HttpResponse]


def _answer(form: str, root: str, rows: Any, status: int = 200) -> HttpResponse:
    body = open311.written(form, root, rows)
    return HttpResponse(body, status=status, content_type=open311.TYPES[form])


def _error(form: str, status: int, *sentences: str) -> HttpResponse:
    rows = [{"code": status, "description": one} for one in sentences]
    return _answer(form, "errors", rows, status)


def _door(view: View) -> View:
    """Closed where the public door is closed; what is not there says so in the asked form."""

    @wraps(view)
    def wrapped(request: HttpRequest, form: str, **more: Any) -> HttpResponse:
        if settings.JINGWEI_PUBLIC_ALIAS not in settings.DATABASES or form not in open311.TYPES:
            raise Http404
        return view(request, form=form, **more)

    return wrapped


@never_cache
@require_GET
@_door
def services(request: HttpRequest, form: str) -> HttpResponse:
    """What may be asked for."""
    return _answer(form, "services", open311.services())


@never_cache
@require_GET
@_door
def service(request: HttpRequest, form: str, code: str) -> HttpResponse:
    """The attributes of one service."""
    found = open311.definition(code)
    if found is None:
        return _error(form, NOT_FOUND, _("没有这一种，或者它没有另外要填的。"))
    return _answer(form, "service_definition", found)


@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
@_door
def requests(request: HttpRequest, form: str) -> HttpResponse:
    """List what is public, or ask for something."""
    return _ask(request, form) if request.method == "POST" else _list(request, form)


@never_cache
@require_GET
@_door
def one(request: HttpRequest, form: str, public_id: UUID) -> HttpResponse:
    """One listed request; a private one is not there."""
    rows = _by_id(public_id)
    if not rows:
        return _error(form, NOT_FOUND, _("没有这个编号，或者它不公开。"))
    return _answer(form, "service_requests", rows)


def _by_id(public_id: UUID) -> list[dict[str, Any]]:
    found = open311.listed(since=LONG_AGO, until=now() + timedelta(days=1), which=public_id)
    return [open311.told(row) for row in found]


def _list(request: HttpRequest, form: str) -> HttpResponse:
    said = request.GET
    named = said.get("service_request_id", "")
    if named:
        rows = [row for one in named.split(",")[:50] if (at := _uuid(one)) for row in _by_id(at)]
        return _answer(form, "service_requests", rows)
    codes = {one.strip() for one in said.get("service_code", "").split(",")} - {""}
    state = said.get("status", "").replace(" ", "")
    until = _moment(said.get("end_date", "")) or now() + timedelta(minutes=1)
    span = timedelta(days=open311.SPAN_DAYS)
    since = _moment(said.get("start_date", "")) or until - span
    wrong = []
    if codes - set(Kind.values):
        wrong.append(_("没有这个 service_code，请看 services。"))
    if state not in STATES:
        wrong.append(_("status 只有 open 和 closed。"))
    for name in ("start_date", "end_date"):
        if said.get(name) and _moment(said[name]) is None:
            wrong.append(_("日期这样写：2026-07-02T08:30:00+08:00。"))
    if wrong:
        return _error(form, BAD, *wrong)
    since = max(since, until - span)  # at most ninety days at once, as the specification says
    asked = codes & set(open311.PUBLIC) if codes else {""}
    found = [
        row
        for code in sorted(asked)
        for row in open311.listed(since=since, until=until, code=code, is_open=STATES[state])
    ]
    return _answer(form, "service_requests", [open311.told(row) for row in found])


def _ask(request: HttpRequest, form: str) -> HttpResponse:
    if not door.may_knock("ask", address_of(request)):
        return _error(form, TOO_MANY, _("试得太多了，请过一刻钟再来。"))
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not scope.holds(Duty.MATTERS_HANDLE):
        return _error(form, FORBIDDEN, _("api_key 没有或者无效，或者它的身份不受理诉求。"))
    said = request.POST
    code = said.get("service_code", "")
    place, middle, wrong = _where(scope, said)
    if code not in open311.SERVICES:
        wrong.insert(0, _("没有这个 service_code，请看 services。"))
    consent = said.get(f"attribute[{open311.CONSENT}]", "")
    if consent not in open311.ANSWERS:
        wrong.append(_("attribute[consent] 只有 1 和 0，请看这个 service 的定义。"))
    if wrong or place is None:
        return _error(form, BAD, *wrong)
    name = f"{said.get('last_name', '')}{said.get('first_name', '')}"
    told = actions.Told(
        asked=said.get("description", "").replace("\x00", ""), place=place, name=name[:50],
        phone=said.get("phone", "")[:30], kind=code, point=middle,
        spot="" if said.get("address_string", "").strip() == place.name
        else said.get("address_string", "").replace("\x00", "")[:120],
        is_listed=code in open311.PUBLIC and consent == "1",
    )  # fmt: skip
    try:
        row, receipt = actions.receive_matter(
            org=place.org, told=told, channel=Channel.WEB, by=scope, at=now()
        )
    except Refused as refusal:
        return _error(form, BAD, *(words.sentence(one) for one in refusal.findings))
    notice = _("回执号 {code}，凭它看进度。").format(code=receipts.grouped(receipt))
    return _answer(
        form, "service_requests",
        [{"service_request_id": str(row.public_id), "service_notice": notice, "account_id": ""}],
    )  # fmt: skip


def _where(scope: Scope, said: Any) -> tuple[Unit | None, tuple[float, float] | None, list[str]]:
    """The community that is meant, the middle of the grid of a position, and what is wrong.

    As the specification asks, ``lat`` and ``long``, ``address_string`` or ``address_id`` will do;
    an id or a community's whole name says more than a position, and a position finds the rest.
    """
    lat, long = said.get("lat", "").strip(), said.get("long", "").strip()
    point = open311.position(lat, long) if lat or long else None
    if (lat or long) and point is None:
        return None, None, [_("lat 和 long 要一起写，用十进制度（WGS 84）。")]
    found = where.located(scope, *point) if point else None
    number = said.get("address_id", "").strip()
    if number:
        which = _uuid(number)
        place = queries.place(scope, which) if which else None
        if place is None:
            return None, None, [_("没有这个 address_id，请用 requests 里给的。")]
    else:
        place = _named(scope, said.get("address_string", ""))
        if place is None and found is not None:
            place = found.unit
    if place is None:
        if point:
            return None, None, [_("这个位置不在能受理的社区里，请写 address_id 或社区的名字。")]
        return None, None, [_("请写 lat 和 long，或者在 address_id、address_string 写明社区。")]
    middle = found.middle if found is not None and found.unit.pk == place.pk else None
    return place, middle, []


def _named(scope: Scope, name: str) -> Unit | None:
    """A community or village in sight by its whole name."""
    text = name.replace("\x00", "").strip()[:120]
    if not text:
        return None
    return next((one for one in queries.places(scope, text) if one.name == text), None)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text.replace(" ", "+")) if text else None
    except ValueError:
        return None
    return timezone.make_aware(found) if found and timezone.is_naive(found) else found
