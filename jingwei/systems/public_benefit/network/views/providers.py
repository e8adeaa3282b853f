"""Who helps from outside, by which agreements; and how is one made, renewed, ended?"""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.shell import things
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.posted import posted
from jingwei.shell.sheets import MOST, download
from jingwei.shell.things import events_of, own_org
from jingwei.systems.public_benefit.network import agreed, agreements, sheets
from jingwei.systems.public_benefit.network.forms import EndForm, ProviderForm, RenewForm
from jingwei.systems.public_benefit.network.models import Provider
from jingwei.systems.public_benefit.network.views.shared import (
    KEEP,
    acted,
    answered,
    form_of,
    org_of,
)

SEE = Duty.SERVICES_SEE
BOTH = ["GET", "POST"]


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """外面来帮的: firms, groups and bodies while an agreement holds, or those of former times."""
    scope, former = scope_of(request), request.GET.get("former") == "1"
    page = page_of(
        agreed.providers(scope, timezone.localdate(), former=former), keys=("name", "id"),
        at=request.GET.get("at", ""),
    )  # fmt: skip
    own = own_org(request)
    context = {
        "page": page, "org": own, "former": former,
        "may_keep": own is not None and scope.holds(KEEP, own.path),
    }  # fmt: skip
    return render(request, "network/providers.html", context)


@require_GET
@needs(SEE)
def export(request: HttpRequest) -> HttpResponse:
    """The helpers of the list with their latest agreement, as a workbook."""
    rows = agreed.providers(
        scope_of(request), timezone.localdate(), former=request.GET.get("former") == "1"
    )
    return download(sheets.providers(rows.order_by("name", "id")[:MOST]), _("外面来帮的"))


@require_http_methods(BOTH)
@needs(KEEP)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """记外面来帮的."""
    org, scope = org_of(request, code), scope_of(request)
    form = ProviderForm(posted(request))
    context = form_of(form, org, _("记一家来帮的"), _("记下"), reverse("network:providers"))

    def act() -> tuple[str, str]:
        row = agreements.agree_provider(
            org=org, by=scope, at=timezone.now(), **form.cleaned_data
        )  # fmt: skip
        return page_of_provider(row), _("已记下。")

    return answered(request, context, act)


@require_GET
@needs(SEE)
def provider(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One helper: the agreements there were, and what it does at which station."""
    scope, today = scope_of(request), timezone.localdate()
    row = things.seen(agreed.provider, request, public_id)
    terms = agreed.terms(row)
    context = {
        "provider": row, "terms": terms, "today": today, "offers": agreed.offers_of(row, today),
        "runs": terms[0].held.upper > today, "may_keep": scope.holds(KEEP, row.org_path),
        "events": events_of(scope, agreements.SUBJECT, row.public_id),
    }  # fmt: skip
    return render(request, "network/provider.html", context)


@require_http_methods(BOTH)
@needs(KEEP)
def renew(request: HttpRequest, public_id: Any) -> HttpResponse:
    """续签."""
    row = _kept(request, public_id)
    last = agreed.last_term(row)
    start = {"agreement": last.agreement, "since": last.held.upper}
    form = RenewForm(posted(request), initial=start)
    context = form_of(form, row, _("续签协议"), _("续签"), page_of_provider(row))
    renewed = partial(agreements.renew_provider, provider=row, at=timezone.now())
    return acted(request, context, renewed, _("已续签。"))


@require_http_methods(BOTH)
@needs(KEEP)
def end(request: HttpRequest, public_id: Any) -> HttpResponse:
    """提前结束: what it did at stations ends with it."""
    row = _kept(request, public_id)
    form = EndForm(posted(request))
    context = form_of(form, row, _("提前结束协议"), _("结束"), page_of_provider(row))
    ended = partial(agreements.end_provider, provider=row, at=timezone.now())
    return acted(request, context, ended, _("已结束，这家在站点的服务同时停了。"))


def _kept(request: HttpRequest, public_id: Any) -> Provider:
    return things.kept(agreed.provider, request, public_id, KEEP)


def page_of_provider(row: Provider) -> str:
    return reverse("network:provider", args=[row.public_id])
