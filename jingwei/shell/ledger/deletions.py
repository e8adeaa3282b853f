"""What was deleted, under which rule, and what is kept how long? For the auditor."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.privacy.erasing import RULE
from jingwei.kernel.privacy.holding import holds_in_sight
from jingwei.kernel.privacy.models import Deletion
from jingwei.kernel.register import register
from jingwei.kernel.rulebook.queries import rule_of
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.ledger.views import tabs


@require_safe
@needs(Duty.LEDGER_READ)
def page(request: HttpRequest) -> HttpResponse:
    """The register, newest first, beside the times that hold today."""
    rows = page_of(Deletion.objects.all(), keys=("-id",), at=request.GET.get("at", ""))
    context = {
        "page": rows, "rows": [{"title": _title(row.rule), "row": row} for row in rows],
        "times": _times(), "held": holds_in_sight(scope_of(request)), "tabs": tabs("deletions"),
    }  # fmt: skip
    return render(request, "ledger/deletions.html", context)


def _title(code: str) -> str:
    rule = register().retentions.get(code)
    if code == RULE:
        return _("按核定删除个人信息")
    return str(rule.title) if rule else code


def _times() -> list[dict[str, Any]]:
    today = timezone.localdate()
    found = []
    for one in register().retentions.values():
        number = rule_of(one.number, today)
        found.append(
            {"label": one.title, "value": f"{int(number.value or 0)}{number.unit}",
             "note": number.source}
        )  # fmt: skip
    return found
