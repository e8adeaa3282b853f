"""Where is what was typed kept between two pages of the questions? Sealed in the asker's browser.

Each page is fetched by its own address, so the browser's Back shows the page before and never asks
to send a form again; nothing lies with us before it is sent.
"""

import base64
import json
import zlib
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from jingwei.kernel.privacy import sealing

COLUMN = "matter.draft"
PIECE, PIECES = 3600, 4  # a browser keeps 4,096 bytes a cookie
KEPT_FOR = 3600


def read(request: HttpRequest, name: str) -> dict[str, Any]:
    """What was kept under a name; empty for nothing, or for what is no draft of ours."""
    text = "".join(request.COOKIES.get(f"{name}.{at}", "") for at in range(PIECES))
    if not text:
        return {}
    try:
        sealed = base64.urlsafe_b64decode(text)
        opened = sealing.unseal(sealed, column=COLUMN, row=_row(name))
        found: dict[str, Any] = json.loads(zlib.decompress(base64.b85decode(opened)))
    except (ValueError, zlib.error):  # an unreadable seal is a ValueError too
        return {}
    return found


def keep(
    answer: HttpResponse, name: str, said: dict[str, Any], *, path: str, most: int = KEPT_FOR
) -> HttpResponse:
    """Keep it with an answer, for an hour at most. What is too long for a browser is not kept."""
    packed = zlib.compress(json.dumps(said, ensure_ascii=False).encode(), 9)
    sealed = sealing.seal(base64.b85encode(packed).decode(), column=COLUMN, row=_row(name))
    text = base64.urlsafe_b64encode(sealed).decode()
    for at in range(PIECES):
        piece = text[at * PIECE : (at + 1) * PIECE]
        if not piece:
            answer.delete_cookie(f"{name}.{at}", path=path)
            continue
        answer.set_cookie(
            f"{name}.{at}", piece, max_age=most, path=path, httponly=True, samesite="Lax",
            secure=settings.HTTPS,
        )  # fmt: skip
    return answer


def forget(answer: HttpResponse, name: str, *, path: str) -> HttpResponse:
    """Nothing is kept under the name any more."""
    for at in range(PIECES):
        answer.delete_cookie(f"{name}.{at}", path=path)
    return answer


def _row(name: str) -> Any:
    return uuid5(NAMESPACE_URL, name)
