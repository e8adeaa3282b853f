"""What was done, by whom, and is the record of it whole? For the auditor, who changes nothing."""

from datetime import timedelta
from typing import Any

from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST, require_safe
from procrastinate.exceptions import AlreadyEnqueued

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.ledger import queries, workers
from jingwei.kernel.ledger.verifier import Fault
from jingwei.shell import http
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.ledger.forms import SearchForm
from jingwei.shell.orgs.bodies import LedgerRow

LATE = timedelta(minutes=10)
TABS = (
    ("home", lazy("台账记录")), ("seals", lazy("封存与核验")), ("deletions", lazy("删除登记")),
)  # fmt: skip


@require_safe
@needs(Duty.LEDGER_READ)
def lines(request: HttpRequest) -> HttpResponse:
    """Lines of the scope, newest first, as asked for."""
    scope = scope_of(request)
    form = SearchForm(request.GET, scope=scope)
    rows = queries.found(scope, form.wanted()).select_related("org")
    page = http.page_of(rows, keys=("-id",), at=request.GET.get("at", ""))
    with connection.cursor() as cursor:
        state = queries.state(cursor)
    context = {
        "page": page, "form": form, "tabs": tabs("home"),
        "rows": [(LedgerRow(queries.shown(entry), entry), state.holds(entry))
                 for entry in page.rows],
    }  # fmt: skip
    return http.render_fragment(request, "ledger/lines.html", "ledger/_lines.html", context)


@require_safe
@needs(Duty.LEDGER_READ)
def seals(request: HttpRequest) -> HttpResponse:
    """How far it is sealed, the head to write down, what verifications found."""
    scope_of(request)
    with connection.cursor() as cursor:
        state = queries.state(cursor)
    now = timezone.now()
    checks = queries.checks()
    late = state.oldest is not None and now - state.oldest > LATE
    context = {
        "state": state, "tabs": tabs("seals"), "groups": queries.in_groups(state.head),
        "late": late, "checks": checks, "last": checks[0] if checks else None,
        "faults": _faults(checks[0].report) if checks else [],
        "segments": checks[0].report["segments"][1:] if checks else [],
        "page": http.page_of(queries.seals(), keys=("-no",), at=request.GET.get("at", "")),
    }  # fmt: skip
    return http.render_fragment(request, "ledger/seals.html", "ledger/_seals.html", context)


@require_POST
@needs(Duty.LEDGER_READ)
def verify(request: HttpRequest) -> HttpResponse:
    """Ask for a verification of the whole; one at a time."""
    try:
        with transaction.atomic():
            workers.verify_now.defer()
        said = _("已开始核验，过一会儿刷新这一页看结果。")
    except AlreadyEnqueued:
        said = _("已经在核验了，过一会儿刷新这一页看结果。")
    return http.done(request, "ledger:seals", said)


def tabs(here: str) -> list[dict[str, Any]]:
    return [
        {"label": label, "url": reverse(f"ledger:{name}"), "current": name == here}
        for name, label in TABS
    ]


def _faults(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Faults in the language of the page, with the line where it can be looked at."""
    language = get_language() or "zh"
    return [
        {"words": Fault(**{n: one[n] for n in ("kind", "seal", "line", "row")}).words(language),
         "line": one["line"]}
        for one in report["faults"]
    ]  # fmt: skip
