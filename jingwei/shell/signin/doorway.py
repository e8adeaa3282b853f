"""What does a request tell of who stands at the door? Its device, its address, how far it got."""

import secrets
import time
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib.auth import login as begin_session
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme

from jingwei.kernel.access.codes import login_form
from jingwei.kernel.access.doors import Doors
from jingwei.kernel.access.entering import Arrival
from jingwei.kernel.access.middleware import KEEPS
from jingwei.kernel.access.models import Account
from jingwei.kernel.access.posts import SEEN
from jingwei.kernel.access.session_store import DEVICE, STARTED
from jingwei.kernel.findings import Refused

DEVICE_COOKIE, DEVICE_DAYS, DEVICE_LOGINS = "jw_device", 180, 8
ARRIVAL, ARRIVAL_SECONDS, NEXT = "arrival", 600, "next"
BACKEND = "django.contrib.auth.backends.ModelBackend"


def doors_of(request: HttpRequest, login: str) -> Doors:
    """The counters this try belongs to."""
    login = login_form(login)
    known = _device(request)
    secret = known["d"] if login in known["a"] else ""
    return Doors.of(login, address=address_of(request), device=secret)


def address_of(request: HttpRequest) -> str:
    """Where the request comes from. Behind a proxy the operator names the header it writes."""
    header = settings.JINGWEI_ADDRESS_HEADER
    told = request.headers.get(header, "") if header else ""
    return told.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))


def _device(request: HttpRequest) -> dict[str, Any]:
    """Which logins came in from this browser before, and the secret that says it is this one."""
    try:
        told = signing.loads(
            request.COOKIES.get(DEVICE_COOKIE, ""), salt=DEVICE_COOKIE,
            max_age=DEVICE_DAYS * 86400,
        )  # fmt: skip
    except signing.BadSignature:
        told = {}
    return {"d": str(told.get("d", "")), "a": [str(one) for one in told.get("a", [])]}


def remember_device(request: HttpRequest, response: HttpResponse, login: str) -> None:
    """From now on strangers who try this login elsewhere do not slow this browser down."""
    known = _device(request)
    logins = [login, *(one for one in known["a"] if one != login)][:DEVICE_LOGINS]
    told = {"d": known["d"] or secrets.token_urlsafe(16), "a": logins}
    response.set_cookie(
        DEVICE_COOKIE, signing.dumps(told, salt=DEVICE_COOKIE), max_age=DEVICE_DAYS * 86400,
        httponly=True, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE,
    )  # fmt: skip


def remember_arrival(request: HttpRequest, arrival: Arrival, login: str, onward: str) -> None:
    """Keep how far somebody got, under a session key nobody knew before."""
    request.session.flush()
    request.session[ARRIVAL] = {
        "account": arrival.account_id, "slip": arrival.slip_id, "factor": arrival.needs_factor,
        "password": arrival.needs_password, "login": login_form(login), "at": time.time(),
    }  # fmt: skip
    request.session[NEXT] = onward


def arrival_of(request: HttpRequest) -> tuple[Arrival, str] | None:
    """How far this browser got within the last ten minutes, with the login it typed."""
    told = request.session.get(ARRIVAL)
    if not told or time.time() - told["at"] > ARRIVAL_SECONDS:
        return None
    arrival = Arrival(told["account"], told["slip"], told["factor"], told["password"])
    return arrival, told["login"]


def factor_shown(request: HttpRequest) -> None:
    request.session[ARRIVAL] = request.session[ARRIVAL] | {"factor": False}


def password_set(request: HttpRequest) -> None:
    request.session[ARRIVAL] = request.session[ARRIVAL] | {"password": False}


def begin(request: HttpRequest, account: Account) -> str:
    """Start the session under a new key; gives the address that was asked for, if any."""
    onward = str(request.session.get(NEXT, ""))
    request.session.flush()
    begin_session(request, account, backend=BACKEND)
    now = time.time()
    request.session[STARTED] = request.session[SEEN] = now
    request.session[DEVICE] = device_words(request.headers.get("User-Agent", ""))
    return onward


def turned_away(
    request: HttpRequest, refusal: Refused, page: str, context: Mapping[str, Any]
) -> HttpResponse:
    """The reason, what was typed but the secret, and a count that outlives the refusal."""
    waits = "access.wait" in refusal.codes
    told = {**context, "findings": refusal.findings}
    response = render(request, page, told, status=429 if waits else refusal.status)
    setattr(response, KEEPS, not waits)
    return response


def safe_next(request: HttpRequest, said: str) -> str:
    """``said`` if it is an address of ours, else nothing."""
    here = url_has_allowed_host_and_scheme(
        said, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return said if here else ""


BROWSERS = (
    ("MicroMessenger", "微信"), ("Edg", "Edge"), ("Firefox", "Firefox"), ("OPR", "Opera"),
    ("QQBrowser", "QQ浏览器"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("HarmonyOS", "鸿蒙"), ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"),
    ("Windows", "Windows"), ("UOS", "统信"), ("Kylin", "麒麟"), ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)  # fmt: skip


def device_words(agent: str) -> str:
    """``Edge, Windows``: enough to recognise one's own, too little to track anybody."""
    found = [
        next((word for mark, word in table if mark in agent), "") for table in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(word for word in found if word)
