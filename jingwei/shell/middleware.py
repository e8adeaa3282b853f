"""What must hold for every answer? Nothing personal is kept by the browser; refusals have words."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.db import IntegrityError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_vary_headers

from jingwei.kernel.findings import Finding, Refused
from jingwei.shell import errors
from jingwei.shell.http import is_fragment, json_refusal, refused

# What the program never asks of a phone or a browser (SYS-11), said to the browser too.
NEVER = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
    " microphone=(), payment=(), usb=()"
)


MOVING = Finding("tree.moving", "这个地方正在调整隶属，请过几秒再办一次。")
LOCK_NOT_AVAILABLE = "55P03"
NUL = "%00"


def waited_in_vain(fault: OperationalError) -> bool:
    """Did a write wait longer than ``lock_timeout`` for somebody who moves this part of the tree?
    Nothing of it was done; reading goes on."""
    return getattr(fault.__cause__, "sqlstate", "") == LOCK_NOT_AVAILABLE


def stands_elsewhere(fault: IntegrityError) -> bool:
    """Did a write wait until the move was done, and name the place where its organisation was?
    The keys of ``EnableScope`` refuse such a row; done again, it is written at the new place."""
    said = getattr(fault.__cause__, "diag", None)
    return (getattr(said, "constraint_name", "") or "").endswith("_tied")


def drop_nul(request: HttpRequest) -> None:
    """Nobody types a NUL and no text of the database holds one: a link of a page that has it is
    read without. The API says so itself."""
    query = request.META.get("QUERY_STRING", "")
    while NUL in query and not request.path.startswith("/api/"):
        query = request.META["QUERY_STRING"] = query.replace(NUL, "")


class PersonalPages:
    """Headers of every page, words for refusals, and a lost session told apart from a redirect."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        drop_nul(request)
        response = self.get_response(request)
        if self._lost_its_session(request, response):
            response = errors.expired(request)
        response.setdefault("Permissions-Policy", NEVER)
        response.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        if response.get("Content-Type", "").startswith("text/html"):
            patch_vary_headers(response, ["HX-Request", "Cookie", "Accept-Language"])
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A refusal nobody caught is still an answer with all its reasons, not a fault."""
        if isinstance(exception, OperationalError) and waited_in_vain(exception):
            exception = Refused(MOVING)
        if isinstance(exception, IntegrityError) and stands_elsewhere(exception):
            exception = Refused(MOVING)
        if not isinstance(exception, Refused):
            return None
        if request.path.startswith("/api/"):
            return json_refusal(request, exception)
        return refused(request, exception)

    def _lost_its_session(self, request: HttpRequest, response: HttpResponse) -> bool:
        """Was somebody who was filling in sent to the sign-in page, which would lose the text?"""
        if response.status_code not in {301, 302, 303}:
            return False
        to_sign_in = urlsplit(response["Location"]).path == str(settings.LOGIN_URL)
        at_sign_in = request.path == str(settings.LOGIN_URL)
        return to_sign_in and not at_sign_in and (is_fragment(request) or request.method == "POST")
