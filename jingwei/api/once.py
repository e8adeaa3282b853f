"""What if the same call comes twice? The same Idempotency-Key gets one effect and one answer."""

import hashlib
from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any

from django.db import IntegrityError, transaction
from django.http import HttpResponse
from ninja import Schema, Status
from ninja.utils import contribute_operation_callback

from jingwei.api.described import takes_key
from jingwei.api.models import Repeat
from jingwei.api.wire import Renderer, now
from jingwei.kernel.access.scope import own_account
from jingwei.kernel.findings import Finding, Refused

KEY_LENGTH = 255
KEPT = timedelta(days=1)


def once[**P, R](view: Callable[P, R]) -> Callable[P, R]:
    """Do a call once: the same Idempotency-Key and body get the same answer, and one effect.

    The key's row is written in the transaction of the effect, so a refusal or a crash frees it.
    The same key with another body is refused (422). Without the header nothing changes.
    """
    return once_without()(view)


def once_without[**P, R](*secrets: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """The same for answers with what is told only once: ``secrets`` are empty when repeated."""

    def wrapper(view: Callable[P, R]) -> Callable[P, R]:
        @wraps(view)
        def wrapped(*args: P.args, **kwargs: P.kwargs) -> Any:
            request: Any = args[0]
            key = request.headers.get("Idempotency-Key", "")
            if not key:
                return view(*args, **kwargs)
            if len(key) > KEY_LENGTH or "\x00" in key:
                raise Refused(Finding("repeat.long_key", "Idempotency-Key 太长，最多255个字符。"))
            # A member without a post may read and no more; the key belongs to the sign-in.
            with own_account(request.scope):
                row, is_new = _row_of(request.scope.account_id, key, _asked(request))
            if not is_new:
                return _told_again(row, _asked(request))
            answer = view(*args, **kwargs)
            with own_account(request.scope):
                _keep(row, answer, request, secrets)
            return answer

        contribute_operation_callback(wrapped, takes_key)
        return wrapped

    return wrapper


def _asked(request: Any) -> str:
    # The acting post belongs to what was asked: another post of the same account is another call.
    said = [request.method, request.get_full_path(), str(request.scope.grant_id or "")]
    parts = [*(part.encode() for part in said), _body_of(request)]
    return hashlib.sha256(b"\n".join(parts)).hexdigest()


def _body_of(request: Any) -> bytes:
    """The body; of a form with files, what arrived in it."""
    if not request.FILES:
        return bytes(request.body)
    digest = hashlib.sha256(repr(sorted(request.POST.lists())).encode())
    for name, file in sorted(request.FILES.items()):
        digest.update(f"{name}|{file.name}|{file.size}|".encode())
        for chunk in file.chunks():
            digest.update(chunk)
        file.seek(0)
    return digest.digest()


def _row_of(account_id: int, key: str, asked: str) -> tuple[Repeat, bool]:
    """The row of this key: a new one, or the one that a finished call left.

    A second call that comes while the first is at work waits on the unique key.
    """
    at = now()
    Repeat.objects.filter(account_id=account_id, answered_at__lt=at - KEPT).delete()
    try:
        with transaction.atomic():
            row = Repeat.objects.create(
                account_id=account_id, key=key, asked=asked, status=0, answered_at=at
            )
    except IntegrityError:
        return Repeat.objects.get(account_id=account_id, key=key), False
    return row, True


def _keep(row: Repeat, answer: Any, request: Any, secrets: tuple[str, ...]) -> None:
    status, said = (
        (answer.status_code, answer.value) if isinstance(answer, Status) else (200, answer)
    )
    said = said.model_dump(mode="json") if isinstance(said, Schema) else said
    if secrets:
        said = {name: type(value)() if name in secrets else value for name, value in said.items()}
    row.status, row.answer = status, Renderer().render(request, said, response_status=status)
    row.save(update_fields=["status", "answer"])


def _told_again(row: Repeat, asked: str) -> HttpResponse:
    if row.asked != asked:
        raise Refused(
            Finding("repeat.other_body", "这个 Idempotency-Key 已用于另一次请求，请换一个。")
        )
    response = HttpResponse(row.answer, status=row.status, content_type="application/json")
    response["Idempotency-Replayed"] = "true"
    return response
