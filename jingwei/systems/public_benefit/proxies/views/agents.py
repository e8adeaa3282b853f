"""Who runs errands for which village or community? Kept by the organisation's office."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.shell import things
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of
from jingwei.shell.posted import posted
from jingwei.systems.public_benefit import places
from jingwei.systems.public_benefit.keeping import KEEP
from jingwei.systems.public_benefit.proxies import actions, queries
from jingwei.systems.public_benefit.proxies.forms import AgentForm

answered = partial(things.answered, page="benefit/form.html")


@require_GET
@needs(Duty.SERVICES_SEE)
def home(request: HttpRequest) -> HttpResponse:
    """代办员: who runs errands where, which ones, and how many are in hand."""
    scope = scope_of(request)
    page = page_of(
        queries.agents(scope, timezone.localdate()), keys=("name", "id"),
        at=request.GET.get("at", ""),
    )  # fmt: skip
    hands = queries.in_hand(page.rows)
    own = things.own_org(request)
    context = {
        "page": page, "org": own, "rows": [(row, hands.get(row.pk, 0)) for row in page.rows],
        "may_keep": own is not None and scope.holds(KEEP, own.path),
    }  # fmt: skip
    return render(request, "proxies/agents.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """定代办员."""
    org, scope = things.org_of(request, code, KEEP), scope_of(request)
    form = AgentForm(
        posted(request), units=places.grassroots(scope, org.path, timezone.localdate())
    )
    back = reverse("proxies:agents")
    context = things.form_of(form, org, _("定代办员"), _("定下"), back)

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        person = places.person_named(scope, org.path, said["name"])
        actions.name_agent(
            org=org, told=actions.Named(person, form.unit, said["does"]), by=scope,
            at=timezone.now(),
        )  # fmt: skip
        return back, _("已定下。")

    return answered(request, context, act)


@require_POST
@needs(KEEP)
def end(request: HttpRequest, public_id: Any) -> HttpResponse:
    """不再代办, once nothing is in hand."""
    row = things.kept(queries.agent, request, public_id, KEEP)
    actions.end_agent(agent=row, by=scope_of(request), at=timezone.now())
    return done(request, reverse("proxies:agents"), _("已记下。"))
