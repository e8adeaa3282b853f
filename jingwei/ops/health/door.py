"""What may a load balancer or a monitor ask? Before sessions, scope and host checks.

``/health/live``: this process answers. ``/health/ready``: it can also serve, its database and its
keys are there; a stranger learns yes or no and nothing else. ``/health/metrics``: numbers, for
this machine or for whoever shows the token; for anybody else there is no such address.
"""

import hmac
import logging
import time
from collections.abc import Callable, Iterator
from functools import cache
from ipaddress import ip_address
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse

from jingwei.ops.health import gauges, meters

log = logging.getLogger("jingwei.health")
TEXT = "text/plain; version=0.0.4; charset=utf-8"
PROXIES = ("HTTP_FORWARDED", "HTTP_X_FORWARDED_FOR", "HTTP_X_REAL_IP")


class HealthDoor:
    """The outermost middleware: answers for ``/health/`` and counts every other answer."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/health/"):
            return _answer(request)
        began = time.perf_counter()
        response = self.get_response(request)
        seconds = time.perf_counter() - began
        _meter().count(_kind(request), response.status_code, seconds)
        if response.status_code >= 500:  # the page has written why, this line says where
            match = request.resolver_match
            log.error(
                "answered %s", response.status_code,
                extra={"status": response.status_code, "method": request.method,
                       "route": match.route if match else "", "seconds": round(seconds, 3)},
            )  # fmt: skip
        return response


def _kind(request: HttpRequest) -> str:
    if request.path.startswith("/api/"):
        return "api"
    return "fragment" if request.headers.get("HX-Request") else "page"


@cache
def _meter() -> meters.Meter:
    return meters.Meter(folder())


def folder() -> Path:
    """Where the processes of this installation keep their numbers."""
    return Path(settings.DATA_DIR) / "meters"


def _answer(request: HttpRequest) -> HttpResponse:
    answers = {"/health/live": _live, "/health/ready": _ready, "/health/metrics": _metrics}
    answer = answers.get(request.path)
    if answer is None or request.method not in ("GET", "HEAD"):
        return _plain("", 404 if answer is None else 405)
    return answer(request)


def _plain(text: str, status: int = 200, kind: str = "text/plain; charset=utf-8") -> HttpResponse:
    response = HttpResponse(text, status=status, content_type=kind)
    response["Cache-Control"] = "no-store"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _live(request: HttpRequest) -> HttpResponse:
    return _plain("ok\n")


def _ready(request: HttpRequest) -> HttpResponse:
    """503 where a page could not be served. What is missing stands in the log, not here."""
    missing = list(_missing())
    if missing:
        log.error("not ready: %s", ", ".join(missing))
    return _plain("not ready\n" if missing else "ok\n", 503 if missing else 200)


def _missing() -> Iterator[str]:
    if not Path(settings.JINGWEI_KEY_FILE).exists():
        yield "column keys"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT to_regclass('organisation') IS NOT NULL")
            if cursor.fetchone() != (True,):
                yield "tables"
    except (DatabaseError, OSError) as error:
        yield f"database {type(error).__name__}"
        connection.close()
    except Exception as error:  # the pool has words of its own for a server that is away
        yield f"database {type(error).__name__}"


def _metrics(request: HttpRequest) -> HttpResponse:
    if not (_is_from_here(request) or _shows_the_token(request)):
        return _plain("", 404)
    lines = list(meters.prometheus(folder()))
    try:
        lines += gauges.prometheus()
        lines += ["# TYPE jingwei_up gauge", "jingwei_up 1"]
    except Exception:
        log.exception("gauges")
        lines += ["# TYPE jingwei_up gauge", "jingwei_up 0"]
    return _plain("\n".join(lines) + "\n", kind=TEXT)


def _is_from_here(request: HttpRequest) -> bool:
    """From this machine and not handed on by a proxy on it, through which anybody comes."""
    if any(request.META.get(name) for name in PROXIES):
        return False
    if settings.JINGWEI_ADDRESS_HEADER and request.headers.get(settings.JINGWEI_ADDRESS_HEADER):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _shows_the_token(request: HttpRequest) -> bool:
    wanted = settings.JINGWEI_METRICS_TOKEN
    said = request.headers.get("Authorization", "").removeprefix("Bearer ")
    return bool(wanted) and hmac.compare_digest(said.encode(), wanted.encode())
