"""What belongs to the frame itself? Size and theme, language, the session, the health."""

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.http import require_GET, require_POST

from jingwei.shell.context import SIZES, THEMES

YEAR = 365 * 24 * 3600


@require_POST
def display(request: HttpRequest) -> HttpResponse:
    """Keep the size of type and light or dark in a cookie; the script does the same by itself."""
    response = redirect(_back(request))
    for name, allowed in (("size", SIZES), ("theme", THEMES)):
        said = request.POST.get(name, "?")
        if said in allowed:
            _keep(response, f"jw_{name}", said)
    return response


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Switch between Chinese and English."""
    response = redirect(_back(request))
    said = request.POST.get("language", "")
    if said in dict(settings.LANGUAGES) and check_for_language(said):
        _keep(response, settings.LANGUAGE_COOKIE_NAME, said)
    return response


@require_GET
def session(request: HttpRequest) -> HttpResponse:
    """Is somebody signed in, who and in which post, and which token may the waiting form use? 401
    if nobody is."""
    scope = request.scope  # type: ignore[attr-defined]
    if scope.account_id is None:
        return JsonResponse({"who": ""}, status=401)
    return JsonResponse(
        {"who": str(scope.account_id), "post": str(scope.grant_id or ""),
         "token": get_token(request)}
    )  # fmt: skip


@require_GET
def healthz(request: HttpRequest) -> HttpResponse:
    """``ok`` when the program and its database answer; 503 otherwise. Says nothing else."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")


def _back(request: HttpRequest) -> str:
    said = request.POST.get("next", "/")
    here = url_has_allowed_host_and_scheme(
        said, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return said if here else "/"


def _keep(response: HttpResponse, name: str, value: str) -> None:
    # Not httponly: the script changes size and theme without a round trip.
    response.set_cookie(
        name, value, max_age=YEAR, samesite="Lax", secure=settings.SESSION_COOKIE_SECURE
    )
