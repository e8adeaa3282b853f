"""What is open under this post, with whom, and how is it handed over? Look, write, wait."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jingwei.kernel.findings import Refused
from jingwei.kernel.handover import queries
from jingwei.kernel.handover.actions import offer_handover
from jingwei.kernel.handover.flows import HANDOVER
from jingwei.kernel.handover.models import Handover
from jingwei.shell.flows.local import LocalForm, asked_first
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.handover.forms import OfferForm
from jingwei.shell.http import done, refused
from jingwei.shell.posted import posted

PAGE = "handover/home.html"


@require_http_methods(["GET", "POST"])
@needs()
def home(request: HttpRequest) -> HttpResponse:
    """工作交接: the list, what it does not say, and where the handover stands."""
    form, by, at = OfferForm(posted(request)), scope_of(request), timezone.now()
    local = asked_first(HANDOVER, "offer", by=by, at=at, data=posted(request))
    if request.method == "GET" or not form.is_valid():
        status = 200 if request.method == "GET" else 422
        return render(request, PAGE, _context(request, form, local), status=status)
    try:
        row = offer_handover(notes=form.cleaned_data["notes"], local=local.said, by=by, at=at)
    except Refused as refusal:
        return refused(request, local.pointed(refusal), PAGE, _context(request, form, local))
    return done(request, _case(row), _("清单已交出，等接任的人接收。"))


def _context(request: HttpRequest, form: OfferForm, local: LocalForm) -> dict[str, Any]:
    scope = scope_of(request)
    own = queries.handover_under_way(scope)
    return {
        "form": form, "local": local, "found": queries.open_matters(scope, timezone.localdate()),
        "own": own, "own_url": _case(own) if own else "", "steps": _steps(own),
        "to_take": [
            {"who": row.from_account.name, "on": row.offered_on, "url": _case(row)}
            for row in queries.to_take(scope).select_related("from_account").order_by("id")
        ],
    }  # fmt: skip


def _steps(own: Handover | None) -> list[dict[str, Any]]:
    """Where the own handover stands."""
    offered = own is not None and own.state == Handover.State.OFFERED
    return [
        {"label": _("看清单"), "state": "done" if own else "now"},
        {"label": _("写交代，交出"), "state": "done" if offered else "now" if own else "todo"},
        {"label": _("接任的人接收"), "state": "now" if offered else "todo"},
    ]


def _case(row: Handover) -> str:
    return reverse("flows:case", args=["access.handover", row.public_id])
