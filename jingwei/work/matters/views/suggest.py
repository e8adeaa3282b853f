"""How does anybody say what hinders work with this system? One page, with or without an account.

It is a matter of an own kind in the one engine: a receipt, a limit, an answer. Who wrote is known
only where a telephone is left; nothing here counts for or against anybody.
"""

import re
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from jingwei.kernel.findings import Finding
from jingwei.shell.signin.doorway import address_of
from jingwei.work.matters import asking, door, drafts, receipts
from jingwei.work.matters.suggesting import TYPED, Suggestion, put_in
from jingwei.work.matters.views import public

SENT = "suggestion"


@never_cache
@require_http_methods(["GET", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """Say it, get a receipt, read the answer with it. Sent twice it is one matter."""
    public.open_or_404()
    if request.method == "GET":
        sent = drafts.read(request, SENT).get("sent")
        if request.GET.get("step") == asking.SENT and sent:
            return render(request, "matters/asked.html", {"code": sent})
        return _form(request, {"spot": _came_from(request)}, asking.mark_of({}))
    said = Suggestion.of(**{name: request.POST.get(name, "") for name in TYPED})
    mark = asking.mark_of(request.POST)
    if said.findings:
        return _form(request, said.told, mark, tuple(said.findings), public.UNPROCESSABLE)
    if not door.may_knock("ask", address_of(request)):
        return _form(request, said.told, mark, (public.BUSY,), public.TOO_MANY)
    code = put_in(said, mark)
    answer = redirect(f"{request.path}?step={asking.SENT}")
    drafts.keep(answer, SENT, {"sent": receipts.grouped(code)}, path=public.COOKIE_PATH)
    return public.remember(answer, receipts.digest(code))


def _form(
    request: HttpRequest, told: dict[str, str], mark: str, findings: tuple[Finding, ...] = (),
    status: int = 200,
) -> HttpResponse:  # fmt: skip
    context = {"told": told, "mark": mark, "findings": findings}
    return render(request, "matters/suggest.html", context, status=status)


def _came_from(request: HttpRequest) -> str:
    """The folder of pages from which somebody came, such as /matters/; never which record."""
    said = urlsplit(request.headers.get("Referer", ""))
    part = re.match(r"/([a-z][a-z0-9-]{0,30})/", said.path)
    if said.netloc != request.get_host() or part is None or part[1] == "ask":
        return ""
    return f"/{part[1]}/"
