"""In which acting post does this request act? The innermost middleware; it owns the transaction."""

import uuid
from collections.abc import Callable
from dataclasses import replace

from django.contrib.auth import logout
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from jingwei.kernel.access.callers import callers
from jingwei.kernel.access.posts import post_of_session
from jingwei.kernel.access.scope import NOBODY, Scope, acting

REFUSED = 400
READING = ("GET", "HEAD", "OPTIONS")
WAITS = "8s"
KEEPS = "keeps"
"""A refusal that sets this attribute on its response is written down all the same: a wrong
password has to be counted."""


class ActingPost:
    """Set the scope, run the view and the rendering in one transaction, undo what was refused.

    Transaction-local settings made by an outer middleware would be lost, and ``atomic`` around
    the view alone would commit after a handled refusal; so both live here.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        with transaction.atomic():
            if request.method not in READING:
                # A write waits for a move of its part of the tree, but not for ever; the shell
                # says so in words.
                with connection.cursor() as cursor:
                    cursor.execute(f"SET LOCAL lock_timeout = '{WAITS}'")
            scope = self.scope_of(request)
            request.scope = scope  # type: ignore[attr-defined]
            with acting(scope):
                response = self.get_response(request)
                if response.streaming:
                    # A generator would run after the scope has ended, under nobody's.
                    response = _gathered(response)
            if response.status_code >= REFUSED and not getattr(response, KEEPS, False):
                transaction.set_rollback(True)
        return response

    def scope_of(self, request: HttpRequest) -> Scope:
        said = request.headers.get("X-Request-Id", "")
        request_id = said if _is_uuid(said) else str(uuid.uuid4())
        request.user = AnonymousUser()
        scope = next((one for caller in callers() if (one := caller(request)) is not None), None)
        if scope is None:
            scope = post_of_session(request)
        if scope is None:
            logout(request)
            scope = NOBODY
        return replace(scope, request_id=request_id)


def _is_uuid(text: str) -> bool:
    try:
        return bool(uuid.UUID(text))
    except ValueError:
        return False


def _gathered(response: HttpResponse) -> HttpResponse:
    whole = HttpResponse(b"".join(response), status=response.status_code)
    for name, value in response.items():
        whole[name] = value
    whole.cookies = response.cookies
    return whole
