"""What do all calls share? The acting post, problem+json with the findings of the page, ETags."""

from typing import Any

from django.db import DataError
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Schema
from ninja.errors import HttpError, ValidationError
from ninja.openapi.docs import DocsBase
from ninja.utils import check_csrf

from jingwei.api.described import MATCHES, Described
from jingwei.api.once import once, once_without
from jingwei.api.tokens import key_of
from jingwei.api.wire import Renderer, StrictParser, is_plain, now
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding, Refused
from jingwei.shell.http import etag, json_refusal, not_modified, problem_json, require_match

__all__ = [
    "MATCHES", "SAYS_NO", "Problem", "api", "known", "now", "once", "once_without", "scope_of",
    "seen_as", "signed_in", "version_of",
]  # fmt: skip


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
    400: Problem, 401: Problem, 403: Problem, 404: Problem, 409: Problem, 413: Problem,
    422: Problem, 429: Problem,
}  # fmt: skip


class NoDocs(DocsBase):
    """The interactive page of the framework needs a CDN; the description is a file."""

    def render_page(self, request: HttpRequest, api: Any, **kwargs: Any) -> HttpResponse:
        raise Http404


def signed_in(request: HttpRequest) -> Scope | None:
    """Somebody who may be known without an acting post: for what belongs to oneself."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    if not is_plain(request.path):
        raise Http404
    if scope.account_id is None:
        return None
    is_write = request.method not in {"GET", "HEAD", "OPTIONS"}
    # A browser brings its session along by itself, wherever the call was written.
    if is_write and not key_of(request) and check_csrf(request) is not None:
        raise HttpError(403, _("请带上接口密钥，网页会话要带校验令牌。"))
    return scope


def authenticate(request: HttpRequest) -> Scope | None:
    """Every other call acts in one post, by token or by session."""
    scope = signed_in(request)
    if scope is not None and scope.is_empty:
        raise Refused(Finding("access.duty", "您现在没有身份，请找管这件事的同事给一个。"))
    return scope


api = Described(
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


@api.exception_handler(DataError)
def _too_large(request: HttpRequest, error: DataError) -> HttpResponse:
    """A value that no column holds; the transaction is undone with every answer of 400 and more."""
    return problem_json(request, 422, _("有内容太长或超出范围，请改短。"))


@api.exception_handler(HttpError)
def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    words = {401: _("请带上接口密钥，或先登录。"), 405: _("这个地址不支持这种请求方法。")}
    return problem_json(request, error.status_code, words.get(error.status_code, str(error)))


def _where(one: Any) -> str:
    places = [str(part) for part in one.get("loc", ()) if part not in ("body", "query", "said")]
    # What was sent is not repeated: it may be anything.
    return ".".join(place for place in places if is_plain(place))[:60]


def scope_of(request: HttpRequest, duty: Duty) -> Scope:
    """The acting post of a call, which must hold ``duty``. Raises: Refused 403."""
    scope: Scope = request.scope  # type: ignore[attr-defined]
    scope.require(duty)
    return scope


def known(request: HttpRequest, response: HttpResponse, *parts: object) -> bool:
    """Put the ETag on the answer; has the caller this version already? Then answer 304."""
    tag = etag(*parts)
    response["ETag"] = tag
    return not_modified(request, tag)


def seen_as(response: HttpResponse, *parts: object) -> None:
    """Put the ETag on the answer to a change."""
    response["ETag"] = etag(*parts)


def version_of(request: HttpRequest, version: int, *parts: object) -> int | None:
    """The version that the action must find: the one just read, where the caller said If-Match.

    Raises: Refused 409 where the caller saw another.
    """
    require_match(request, etag(*parts))
    return version if request.headers.get("If-Match", "") not in {"", "*"} else None
