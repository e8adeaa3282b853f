"""How do pages and the API answer? Fragments, refusals, problem+json, ETags, what was just done."""

import hashlib
from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags, quote_etag

from jingwei.kernel.findings import Finding, Refused
from jingwei.shell import words
from jingwei.shell.context import SAID
from jingwei.shell.numbers import number_of
from jingwei.shell.paging import Page, count_capped, page_of

__all__ = [
    "Page", "count_capped", "done", "etag", "is_fragment", "json_refusal", "not_modified",
    "page_of", "problem", "problem_json", "refused", "render_fragment", "require_match",
]  # fmt: skip


def is_fragment(request: HttpRequest) -> bool:
    """Does htmx ask for a part of the page? A restored history entry wants the whole page."""
    wants = request.headers.get("HX-Request") == "true"
    return wants and request.headers.get("HX-History-Restore-Request") != "true"


def render_fragment(
    request: HttpRequest,
    page: str,
    fragment: str,
    context: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The whole ``page``, or only its ``fragment`` where htmx asked; both take one ``context``."""
    name = fragment if is_fragment(request) else page
    response = render(request, name, dict(context or {}), status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def done(request: HttpRequest, url: str, sentence: str = "") -> HttpResponse:
    """After a deed: on to ``url`` (address or url name), where ``sentence`` says what was done."""
    session = getattr(request, "session", None)
    if sentence and session is not None:
        session[SAID] = [*session.get(SAID, []), str(sentence)]
    response = redirect(url)
    if is_fragment(request):
        onward = HttpResponse(status=204)
        onward["HX-Redirect"] = response["Location"]
        return onward
    return response


def refused(
    request: HttpRequest,
    refusal: Refused,
    page: str = "",
    context: Mapping[str, Any] | None = None,
    *,
    fragment: str = "",
) -> HttpResponse:
    """All findings of a refusal with its status, and what was typed kept.

    ``page`` (and ``fragment`` for htmx) are drawn with ``context`` and ``findings``; they include
    ``shell/_findings.html``. Without a fragment htmx gets the summary alone, put into ``#problem``
    above the untouched form; without a page the browser gets the plain refusal page.
    """
    told = {**(context or {}), "findings": refusal.findings}
    status = refusal.status
    if is_fragment(request):
        if fragment:
            response = render(request, fragment, told, status=status)
        else:
            response = problem(request, status, refusal.findings)
    else:
        response = render(request, page or "shell/refusal.html", told, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return response


def problem(
    request: HttpRequest,
    status: int,
    findings: tuple[Finding, ...] = (),
    template: str = "shell/_findings.html",
    context: Mapping[str, Any] | None = None,
) -> HttpResponse:
    """A fragment for the top of the page: the form below stays as it is."""
    response = render(request, template, {"findings": findings, **(context or {})}, status=status)
    response["HX-Retarget"] = "#problem"
    response["HX-Reswap"] = "innerHTML show:top"
    response["HX-Reselect"] = "unset"
    response["HX-Push-Url"] = "false"
    return response


def problem_json(
    request: HttpRequest, status: int, title: str, findings: tuple[Finding, ...] = ()
) -> JsonResponse:
    """RFC 9457: the same findings as the page shows, with the number that finds the request."""
    body = {
        "type": "about:blank",
        "title": str(title),
        "status": status,
        "instance": request.path,
        "number": number_of(request),
        "findings": [
            {"code": f.code, "message": words.sentence(f), "source": f.source} for f in findings
        ],
    }
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Content-Type"] = "application/problem+json"
    return response


def json_refusal(request: HttpRequest, refusal: Refused) -> JsonResponse:
    """A refusal for the API."""
    first = words.sentence(refusal.findings[0]) if refusal.findings else ""
    return problem_json(request, refusal.status, first, refusal.findings)


def etag(*parts: object) -> str:
    """A tag over what makes a thing this version of itself: id, version, last change."""
    return quote_etag(hashlib.sha256("|".join(map(str, parts)).encode()).hexdigest()[:20])


def not_modified(request: HttpRequest, tag: str) -> bool:
    """Has the caller this version already? Then answer 304."""
    known = parse_etags(request.headers.get("If-None-Match", ""))
    return "*" in known or tag in known


def require_match(request: HttpRequest, tag: str) -> None:
    """Refuse to overwrite what somebody changed meanwhile; no If-Match means no check.

    Raises:
        Refused: ``version.changed``, status 409.
    """
    said = request.headers.get("If-Match", "")
    if said and said != "*" and tag not in parse_etags(said):
        raise Refused(Finding("version.changed", "您打开之后别人改过，请看过新的内容再改。"))
