"""What is seen when it does not work? What is so, what to do, and a number to read out."""

import logging
import re

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.findings import Finding
from jingwei.shell.http import is_fragment, problem, problem_json
from jingwei.shell.numbers import number_of

log = logging.getLogger("jingwei.pages")

# status: (title, what is so and what to do)
SAID = {
    400: (_("这个请求看不懂"), _("地址或内容不完整，请回到上一页再点一次。")),
    401: (_("登录过期了"), _("请在新窗口里登录，再打开那一页接着办。")),
    403: (_("这一页您现在的身份不能看"), _("请换一个身份，或者请管这件事的同事办。")),
    404: (_("没有这一页"), _("地址可能写错了，或者它不在您能看的范围里。")),
    405: (_("这个地址不能直接打开"), _("请回到上一页，从页上的按钮进来。")),
    409: (_("别人刚改过"), _("请看过新的内容，再决定要不要改。")),
    413: (_("送来的内容太大"), _("请分几次提交；文件最大 100 MB。")),
    422: (_("现在还办不了"), _("原因写在下面，改好后再提交。")),
    429: (_("试得太快了"), _("请等一分钟再试。")),
    500: (_("这里出了故障"), _("填的内容没有保存。请再试一次；还不行就打电话，报下面的编号。")),
}  # fmt: skip
NO_POST = (
    _("您现在没有身份"),
    _("身份还没有给，或者已经结束，所以这一页看不到。请问安全管理员。"),
)
POST_ENDED = (
    _("您刚才用的身份已经结束"),
    _("您还有别的身份，请选一个再办；刚才填的没有保存。"),
)
CSRF = (_("这一页放得太久了"), _("请按“后退”，刷新这一页后再提交；内容没有保存。"))


def page(
    request: HttpRequest,
    status: int,
    *,
    title: object = "",
    text: object = "",
    findings: tuple[Finding, ...] = (),
    typed: tuple[str, ...] = (),
) -> HttpResponse:
    """The error page, its fragment for htmx, or problem+json for the API; no query is made."""
    said_title, said_text = SAID.get(status, SAID[500])
    title, text = title or said_title, text or said_text
    if request.path.startswith("/api/"):
        return problem_json(request, status, str(title), findings)
    told = {
        "status": status, "title": title, "text": text, "findings": findings,
        "number": number_of(request), "telephone": getattr(settings, "JINGWEI_TELEPHONE", ""),
        "typed": typed,
    }  # fmt: skip
    if is_fragment(request):
        return problem(request, status, findings, "shell/_oops.html", told)
    response = render(request, "shell/error.html", told, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    log.warning(
        "400 number=%s path=%s %s", number_of(request), request.path, type(exception).__name__
    )
    return page(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return page(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same words for all that is not there or out of sight; others, at every address, for
    somebody whose posts have all ended, perhaps while at work."""
    scope = getattr(request, "scope", None)
    if scope is not None and scope.account_id and scope.is_empty and not scope.is_oneself:
        title, text = POST_ENDED if getattr(request, "posts", ()) else NO_POST
        return page(request, 404, title=title, text=text, typed=typed_into(request))
    return page(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """The cause stands in the log under the same number."""
    log.error("500 number=%s path=%s", number_of(request), request.path)
    return page(request, 500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    log.warning("csrf number=%s path=%s %s", number_of(request), request.path, reason)
    return page(request, 403, title=CSRF[0], text=CSRF[1], typed=typed_into(request))


def expired(request: HttpRequest) -> HttpResponse:
    """The session ended while somebody was filling in; the script asks them to sign in again.
    Without it no browser brings back what was typed: it stands on the page, to be copied."""
    return page(request, 401, typed=typed_into(request))


SECRET = re.compile(r"csrf|passw|former|again|code|ticket|token|secret", re.IGNORECASE)
CHOSEN = re.compile(r"[\w.:/@-]*", re.ASCII)


def typed_into(request: HttpRequest) -> tuple[str, ...]:
    """The words of a form that came too late: no secrets, and nothing that was only chosen."""
    said = [
        value.strip() for name, values in request.POST.lists() if not SECRET.search(name)
        for value in values if not CHOSEN.fullmatch(value.strip())
    ]  # fmt: skip
    return tuple(dict.fromkeys(said))
