"""What do all calls share? The acting post, problem+json, paging, ETags, and a call made twice."""

import hashlib
from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import IntegrityError, transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema, Status
from ninja.errors import HttpError, ValidationError
from ninja.openapi.docs import DocsBase
from ninja.parser import Parser
from ninja.renderers import JSONRenderer

from jingwei.api.models import Repeat
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.shell.http import json_refusal, problem_json

PAGE = 50
MOST = 200
KEY_LENGTH = 255


class FindingOut(Schema):
    """One reason, with the same words as the page."""

    code: str
    message: str
    source: str


class Problem(Schema):
    """RFC 9457; ``findings`` holds every reason at once, ``number`` finds the request."""

    type: str
    title: str
    status: int
    instance: str
    number: str
    findings: list[FindingOut]


SAYS_NO: dict[int, Any] = {
    400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 422: Problem, 429: Problem,
}  # fmt: skip


class NoDocs(DocsBase):
    """The interactive page of the framework needs a CDN; the description is a file."""

    def render_page(self, request: HttpRequest, api: NinjaAPI, **kwargs: Any) -> HttpResponse:
        raise Http404


class StrictParser(Parser):
    """A body that is not JSON is a 400 in words."""

    def parse_body(self, request: HttpRequest) -> Any:
        try:
            return super().parse_body(request)
        except (ValueError, RecursionError) as error:
            raise HttpError(400, _("请求内容不是JSON，请检查格式。")) from error


class Renderer(JSONRenderer):
    json_dumps_params = {"ensure_ascii": False}
    encoder_class = DjangoJSONEncoder


def authenticate(request: HttpRequest) -> Scope | None:
    """Every call acts in one post, by token or by session."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    return None if scope.is_empty else scope


api = NinjaAPI(
    title="Jingwei 经纬",
    version="1",
    description="The same rules, scope and refusals as the pages. See docs/for-users/api.md.",
    docs=NoDocs(),
    auth=authenticate,
    parser=StrictParser(),
    renderer=Renderer(),
    urls_namespace="api",
    openapi_extra={
        "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
        "security": [{"token": []}],
    },
)


@api.exception_handler(Refused)
def _refused(request: HttpRequest, refusal: Refused) -> HttpResponse:
    return json_refusal(request, refusal)


@api.exception_handler(Http404)
def _missing(request: HttpRequest, error: Http404) -> HttpResponse:
    return problem_json(request, 404, _("没有找到，或者不在您的范围里。"))


@api.exception_handler(ValidationError)
def _malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    found = tuple(
        Finding("request.form", "{where}填得不对，请看接口说明。", "", {"where": _where(one)})
        for one in error.errors
    )
    return problem_json(request, 422, _("有内容填得不对，请逐条改正。"), found)


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    words = {401: _("请带上接口密钥，或先登录。"), 405: _("这个地址不支持这种请求方法。")}
    return problem_json(request, error.status_code, words.get(error.status_code, str(error)))


def _where(one: Any) -> str:
    return ".".join(str(part) for part in one.get("loc", ()) if part not in ("body", "query"))


def scope_of(request: HttpRequest, duty: Duty) -> Scope:
    """The acting post of a call, which must hold ``duty``. Raises: Refused 403."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    scope.require(duty)
    return scope


def now() -> datetime:
    return timezone.now()  # noqa: TID251 - a view of the API, which reads the clock once


def once[**P, R](view: Callable[P, R]) -> Callable[P, R]:
    """Do a call once: the same Idempotency-Key and body get the same answer, and one effect.

    The key's row is written in the transaction of the effect, so a refusal or a crash frees it.
    The same key with another body is refused (422). Without the header nothing changes.
    """

    @wraps(view)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> Any:
        request: Any = args[0]
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return view(*args, **kwargs)
        if len(key) > KEY_LENGTH:
            raise Refused(Finding("repeat.long_key", "Idempotency-Key 太长，最多255个字符。"))
        asked = hashlib.sha256(
            b"\n".join([request.method.encode(), request.get_full_path().encode(), request.body])
        ).hexdigest()
        row, is_new = _row_of(request.scope.account_id, key, asked)
        if not is_new:
            return _told_again(row, asked)
        answer = view(*args, **kwargs)
        status, said = (
            (answer.status_code, answer.value) if isinstance(answer, Status) else (200, answer)
        )
        row.status, row.answer = (
            status,
            Renderer().render(request, _plain(said), response_status=status),
        )
        row.save(update_fields=["status", "answer"])
        return answer

    return wrapped


def _row_of(account_id: int | None, key: str, asked: str) -> tuple[Repeat, bool]:
    """The row of this key: a new one, or the one that a finished call left.

    A second call that comes while the first is at work waits on the unique key.
    """
    try:
        with transaction.atomic():
            row = Repeat.objects.create(
                account_id=account_id, key=key, asked=asked, status=0, answered_at=now()
            )
        return row, True
    except IntegrityError:
        return Repeat.objects.get(account_id=account_id, key=key), False


def _told_again(row: Repeat, asked: str) -> HttpResponse:
    if row.asked != asked:
        raise Refused(
            Finding("repeat.other_body", "这个 Idempotency-Key 已用于另一次请求，请换一个。")
        )
    response = HttpResponse(row.answer, status=row.status, content_type="application/json")
    response["Idempotency-Replayed"] = "true"
    return response


def _plain(said: Any) -> Any:
    if isinstance(said, Schema):
        return said.model_dump(mode="json")
    return said
