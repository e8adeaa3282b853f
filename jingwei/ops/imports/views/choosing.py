"""How does a clerk say which organisation a doubtful text means? By choosing among the likely."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs.models import Organisation
from jingwei.ops.imports import actions, choosing
from jingwei.ops.imports.kinds import KINDS
from jingwei.ops.imports.models import Batch
from jingwei.ops.imports.views.steps import address, found, frame
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done


@require_http_methods(["GET", "POST"])
@needs(Duty.ROSTERS_IMPORT)
def mean(request: HttpRequest, public_id: object) -> HttpResponse:
    """The likely organisations; POST takes the chosen one, for this and the office's next files."""
    batch, scope = found(request, public_id), scope_of(request)
    said = request.POST if request.method == "POST" else request.GET
    column, text = said.get("column", ""), said.get("text", "")[:200]
    if column not in KINDS[batch.kind].by_key or not text.strip():
        raise Http404
    if request.method == "GET" or not said.get("code"):
        return _page(request, batch, column, text, missing=request.method == "POST")
    org = Organisation.objects.within(scope).filter(code=said["code"].strip()).first()
    if org is None:
        raise Http404
    actions.say_meaning(batch=batch, column=column, text=text, org=org, by=scope, at=timezone.now())
    told = _("“{text}”记作“{org}”，下次不用再选。").format(text=text, org=org.name)
    return done(request, address(batch), told)


def _page(
    request: HttpRequest, batch: Batch, column: str, text: str, *, missing: bool
) -> HttpResponse:
    scope = scope_of(request)
    asked = request.GET.get("q", "").strip()
    context = frame(batch, 2) | {
        "column": column, "title": KINDS[batch.kind].by_key[column].title, "text": text, "q": asked,
        "rows": choosing.rows_meant(batch, column, text), "missing": missing,
        "candidates": choosing.candidates(scope, batch, column, asked or text),
    }  # fmt: skip
    return render(request, "imports/choose_org.html", context, status=422 if missing else 200)
