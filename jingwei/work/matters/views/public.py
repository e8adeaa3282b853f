"""How do residents ask, follow, confirm, dispute and rate, with nothing but a receipt?"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel import jobs
from jingwei.kernel.access.middleware import KEEPS
from jingwei.kernel.findings import Finding
from jingwei.shell.signin.doorway import address_of
from jingwei.work.matters import (
    actions,
    asking,
    door,
    drafts,
    queries,
    receipts,
    stations,
    workers,
)
from jingwei.work.matters.kinds import Channel, Grade, State
from jingwei.work.matters.models import Arrival

UNPROCESSABLE, TOO_MANY = 422, 429
COOKIE_PATH, DRAFT = "/ask/", "draft"
COOKIE, SALT, KEPT_FOR = "receipt", "matters.receipt", 2 * 3600
BUSY = Finding("door.busy", "试得太多了，请过一刻钟再来，急事请打电话。")
UNKNOWN = Finding("receipt.unknown", "没有这个回执号，请照回执再对一遍。")
STEPS = {
    "confirm": Arrival.Kind.CONFIRM, "dispute": Arrival.Kind.DISPUTE,
    "withdraw": Arrival.Kind.WITHDRAW,
}  # fmt: skip
MAY = {
    "confirm": (State.ANSWERED,), "dispute": (State.ANSWERED,),
    "withdraw": (
        State.RECEIVED, State.ACCEPTED, State.ASSIGNED, State.IN_PROGRESS, State.WAITING_RESIDENT,
        State.WAITING_OTHER,
    ),
    "review": (State.ANSWERED, State.CONFIRMED, State.CLOSED),
}  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def ask(
    request: HttpRequest, public_id: UUID | None = None, *, channel: Channel = Channel.WEB,
    station: stations.Station | None = None,
) -> HttpResponse:  # fmt: skip
    """Ask in a minute: what, where, and how to be reached by who wishes. No account; what is typed
    stays sealed in the browser until it is sent, for an hour at most.

    ``public_id`` is the place whose sign was scanned, or from whose page somebody came; ``station``
    the one from whose card.
    """
    open_or_404()
    if public_id is not None and door.place(public_id) is None:
        raise Http404
    kept = drafts.read(request, DRAFT)
    told = dict(kept.get("told", {}))
    if public_id is not None:
        told["place"] = str(public_id)
    if request.method == "POST":
        return _answered(request, kept, told, public_id, channel, station)
    if request.GET.get("step") == asking.SENT and kept.get("sent"):
        return render(request, "matters/asked.html", {"code": kept["sent"]})
    state = asking.shown(request.GET, told, **_ways())
    return _question(request, state, public_id, station)


def ask_at_station(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The same from the card of a station: the matter keeps it, and the place that it serves."""
    open_or_404()
    station = stations.shown(public_id)
    if station is None:
        raise Http404
    answer: HttpResponse = ask(request, station.place, station=station)
    return answer


def _answered(
    request: HttpRequest, kept: dict[str, Any], told: dict[str, str], at: UUID | None,
    channel: Channel, station: stations.Station | None,
) -> HttpResponse:  # fmt: skip
    """A page was sent: on to the next one, or into the box of arrivals."""
    said = request.POST.dict()
    if said.get("to") == asking.ANEW:
        return drafts.forget(redirect(request.path), DRAFT, path=COOKIE_PATH)
    if kept.get("sent") and "asked" not in said:  # sent twice: the receipt again
        return redirect(f"{request.path}?step={asking.SENT}")
    if at is not None:
        said["place"] = str(at)
    state = asking.asked(said, told, **_ways())
    code = kept.get("receipt") or receipts.fresh()
    if state.step == asking.SEND:
        return _put_in(request, state, channel, code, station)
    if state.findings and said.get("to") == asking.SEND:
        return _question(request, state, at, station)
    answer = redirect(asking.address_of(state, request.path))
    left = {"told": dict(state.told), "receipt": code}
    return drafts.keep(answer, DRAFT, left, path=COOKIE_PATH)


def _ways() -> dict[str, Any]:
    return {
        "find": lambda which: door.place(UUID(which)), "named": door.places_named, "check": _check,
    }  # fmt: skip


def _question(
    request: HttpRequest, state: asking.Asking, at: UUID | None,
    station: stations.Station | None,
) -> HttpResponse:  # fmt: skip
    return render(
        request, "matters/ask.html",
        {"asking": state, "findings": state.findings, "at_place": at, "station": station},
        status=UNPROCESSABLE if state.findings else 200,
    )  # fmt: skip


def _check(told: Mapping[str, str], place: Any) -> list[Finding]:
    return actions.findings_of(actions.Told(asked=told["asked"], place=place, phone=told["phone"]))


def _put_in(
    request: HttpRequest, state: asking.Asking, channel: Channel, code: str,
    station: stations.Station | None,
) -> HttpResponse:  # fmt: skip
    if not door.may_knock("ask", address_of(request)):
        return _busy(request, "matters/ask.html", {"asking": state})
    receipt = receipts.digest(code)
    if door.followed(receipt) is None:  # else it was sent a moment ago
        told = {**state.told, "channel": channel, "receipt": code}
        if station is not None:
            told["station"] = str(station.public_id)
        arrival = door.put_in(Arrival.Kind.ASK, receipt, told)
        jobs.enqueue(workers.take, public_id=str(arrival))
    answer = redirect(f"{request.path}?step={asking.SENT}")
    sent = {"sent": receipts.grouped(code)}
    return remember(drafts.keep(answer, DRAFT, sent, path=COOKIE_PATH), receipt)


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Type the receipt, see the matter."""
    open_or_404()
    if request.method == "GET":
        return render(request, "matters/follow.html", {})
    typed = request.POST.get("code", "")[:60]
    if not door.may_knock("follow", address_of(request)):
        return _busy(request, "matters/follow.html", {"typed": typed})
    code = receipts.normal(typed)
    if not code or door.followed(receipts.digest(code)) is None:
        answer = render(
            request, "matters/follow.html", {"typed": typed, "findings": (UNKNOWN,)},
            status=UNPROCESSABLE,
        )  # fmt: skip
        setattr(answer, KEEPS, True)  # the try in vain stays counted
        return answer
    return remember(redirect("matters:followed"), receipts.digest(code))


@never_cache
@require_GET
def followed(request: HttpRequest) -> HttpResponse:
    """Where the matter of the shown receipt stands: first the result, then the way there."""
    return _page(request, _seen(request))


@never_cache
@require_POST
def act(request: HttpRequest, verb: str) -> HttpResponse:
    """Confirm, ask for it to be done again, or take it back."""
    receipt, seen = _receipt(request), _seen(request)
    if verb not in STEPS:
        raise Http404
    reason = request.POST.get("reason", "").replace("\x00", "").strip()[:1000]
    found = []
    if verb == "dispute" and len(reason) < 2:
        found.append(Finding("matter.dispute", "请写一句哪里没有办好。"))
    if seen.matter.state not in MAY[verb] or seen.waiting:
        found.append(Finding("matter.moved", "这件事已经往前走了，请看现在的情况。"))
    if found:
        return _page(request, seen, findings=tuple(found), reason=reason, status=UNPROCESSABLE)
    arrival = door.put_in(STEPS[verb], receipt, {"reason": reason})
    jobs.enqueue(workers.take, public_id=str(arrival))
    return redirect("matters:followed")


@never_cache
@require_POST
def review(request: HttpRequest) -> HttpResponse:
    """Five grades, if wanted. Who rated is not told to anybody who works on matters."""
    receipt, seen = _receipt(request), _seen(request)
    grade = request.POST.get("grade", "")
    found = []
    if grade not in {str(one.value) for one in Grade}:
        found.append(Finding("review.grade", "请选一个满意程度，不想评可以不评。"))
    if seen.matter.state not in MAY["review"]:
        found.append(Finding("matter.moved", "这件事还没有答复，答复以后可以评。"))
    if found:
        return _page(request, seen, findings=tuple(found), status=UNPROCESSABLE)
    words = request.POST.get("words", "").replace("\x00", "")[:1000]
    arrival = door.put_in(Arrival.Kind.REVIEW, receipt, {"grade": int(grade), "words": words})
    jobs.enqueue(workers.take, public_id=str(arrival))
    return _page(request, seen, rated=True)


def _page(request: HttpRequest, seen: door.Followed, *, status: int = 200, **more: Any) -> Any:
    context = {
        "seen": seen, "matter": seen.matter, "events": queries.told_to_asker(seen),
        "promise": queries.promise_of(seen), "grades": Grade.choices,
        "may": {name for name, states in MAY.items() if seen.matter.state in states},
        **more,
    }  # fmt: skip
    return render(request, "matters/followed.html", context, status=status)


def open_or_404() -> None:
    """Without a sign-in of its own to the database the public door stays closed."""
    if settings.JINGWEI_PUBLIC_ALIAS not in settings.DATABASES:
        raise Http404


def _receipt(request: HttpRequest) -> bytes:
    open_or_404()
    try:
        signed = request.get_signed_cookie(COOKIE, salt=SALT, max_age=KEPT_FOR)
        return bytes.fromhex(str(signed))
    except (KeyError, BadSignature, ValueError) as missing:
        raise Http404 from missing


def _seen(request: HttpRequest) -> door.Followed:
    seen = door.followed(_receipt(request))
    if seen is None:
        raise Http404
    return seen


def remember(answer: HttpResponse, receipt: bytes) -> HttpResponse:
    """The matter of this receipt is in sight of this browser for a while."""
    answer.set_signed_cookie(
        COOKIE, receipt.hex(), salt=SALT, max_age=KEPT_FOR, httponly=True, samesite="Lax",
        secure=settings.HTTPS, path=COOKIE_PATH,
    )  # fmt: skip
    return answer


def _busy(request: HttpRequest, page: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, page, {**context, "findings": (BUSY,)}, status=TOO_MANY)
