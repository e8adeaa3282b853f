"""How does a worker take a matter at the window or on the telephone? One question a page."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.shell.gate import needs, scope_of
from jingwei.work.matters import actions, asking, drafts, queries, receipts, stations
from jingwei.work.matters.kinds import Channel
from jingwei.work.matters.models import Matter

UNPROCESSABLE = 422
DOORS = (Channel.WINDOW, Channel.PHONE, Channel.GRID, Channel.DELEGATE)
COOKIE_PATH, SHOWN_FOR = "/matters/new/", 600


@never_cache
@require_http_methods(["GET", "POST"])
@needs(Duty.MATTERS_HANDLE)
def intake(request: HttpRequest) -> HttpResponse:
    """What, where, who, check; then the receipt to hand over. Two windows are two drafts.

    ``station`` in the address is the one at which it is asked.
    """
    scope = scope_of(request)
    station = _station(request, scope)
    said: Mapping[str, Any] = request.POST if request.method == "POST" else request.GET
    mark = asking.mark_of({"mark": said.get("mark", said.get("form", ""))})
    kept = _at_its_place(drafts.read(request, _name(mark)), station)
    if request.method == "POST":
        return _answered(request, scope, mark, kept, station)
    if said.get("step") == asking.SENT and kept.get("sent"):
        return _receipt(request, scope, kept)
    state = asking.shown(said, kept.get("told", {}), **_ways(scope))
    return _question(request, state, mark, _channel(kept), station)


def _answered(
    request: HttpRequest, scope: Scope, mark: str, kept: Mapping[str, Any],
    station: stations.Station | None,
) -> HttpResponse:  # fmt: skip
    said = request.POST
    channel = _channel({**kept, **({"channel": said["channel"]} if "channel" in said else {})})
    state = asking.asked(said, kept.get("told", {}), **_ways(scope))
    if state.step == asking.SEND:
        return _take(request, scope, state, channel, mark, station)
    if state.findings and said.get("to") == asking.SEND:
        return _question(request, state, mark, channel, station)
    at = {"station": str(station.public_id)} if station else {}
    answer = redirect(asking.address_of(state, request.path, form=mark, **at))
    left = {"told": dict(state.told), "channel": str(channel)}
    return drafts.keep(answer, _name(mark), left, path=COOKIE_PATH)


def _take(
    request: HttpRequest, scope: Scope, state: asking.Asking, channel: Channel, mark: str,
    station: stations.Station | None,
) -> HttpResponse:  # fmt: skip
    own = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    org = state.place.org if state.place is not None else own
    if org is None:
        raise Http404
    told = replace(_told(state.told, state.place), station=station)

    def take(code: str) -> Matter:
        return actions.receive_matter(
            org=org, told=told, channel=channel, by=scope, at=timezone.now(), receipt=code
        )[0]

    row, code = actions.receive_once(mark=mark, told=told, by=scope, take=take)
    answer = redirect(f"{request.path}?form={mark}&step={asking.SENT}")
    sent = {"sent": receipts.grouped(code), "matter": str(row.public_id)}
    return drafts.keep(answer, _name(mark), sent, path=COOKIE_PATH, most=SHOWN_FOR)


def _receipt(request: HttpRequest, scope: Scope, kept: Mapping[str, Any]) -> HttpResponse:
    row = queries.matter(scope, UUID(kept["matter"]))
    if row is None:
        raise Http404
    return render(request, "matters/receipt.html", {"matter": row, "code": kept["sent"]})


def _question(
    request: HttpRequest, state: asking.Asking, mark: str, channel: Channel,
    station: stations.Station | None,
) -> HttpResponse:  # fmt: skip
    context = {
        "asking": state, "channel": channel, "doors": [(d, d.label) for d in DOORS], "mark": mark,
        "findings": state.findings, "station": station,
    }  # fmt: skip
    status = UNPROCESSABLE if state.findings else 200
    return render(request, "matters/intake.html", context, status=status)


def _station(request: HttpRequest, scope: Scope) -> stations.Station | None:
    """The open station of the address. Raises: Http404."""
    which = request.GET.get("station", "")
    if not which:
        return None
    try:
        found = stations.within(scope, UUID(which))
    except ValueError as odd:
        raise Http404 from odd
    if found is None or not found.is_open:
        raise Http404
    return found


def _at_its_place(kept: Mapping[str, Any], station: stations.Station | None) -> Mapping[str, Any]:
    """The draft; what is asked at a community's station is of it until another is chosen."""
    told = kept.get("told", {})
    if station is None or station.place is None or told.get("place"):
        return kept
    return {**kept, "told": {**told, "place": str(station.place)}}


def _ways(scope: Scope) -> dict[str, Any]:
    return {
        "find": lambda which: queries.place(scope, UUID(which)),
        "named": lambda part: queries.places(scope, part), "check": _check,
    }  # fmt: skip


def _check(told: Mapping[str, str], place: Unit | None) -> list[Finding]:
    return actions.findings_of(_told(told, place))


def _told(told: Mapping[str, str], place: Unit | None) -> actions.Told:
    return actions.Told(
        asked=told["asked"], place=place, spot=told["spot"], name=told["name"], phone=told["phone"]
    )


def _channel(kept: Mapping[str, Any]) -> Channel:
    said = str(kept.get("channel", Channel.WINDOW))
    return Channel(said) if said in DOORS else Channel.WINDOW


def _name(mark: str) -> str:
    return f"draft-{mark[:8]}"
