"""How does a first sign-in get onto paper? Shown once, in the answer to the step that made it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from jingwei.kernel.access import actions
from jingwei.kernel.access.actions import Printed
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Refused
from jingwei.shell import http
from jingwei.shell.accounts.forms import SubtreeForm
from jingwei.shell.accounts.once import new_ticket, spend_ticket
from jingwei.shell.accounts.subtree import subtree_of
from jingwei.shell.accounts.views.accounts import account_in_sight
from jingwei.shell.accounts.views.listing import sections
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.posted import posted


@require_http_methods(["GET", "POST"])
@needs(Duty.SLIPS_ISSUE)
@never_cache
def for_subtree(request: HttpRequest) -> HttpResponse:
    """Slips for everybody below who never signed in: asked first, then the sheet."""
    scope = scope_of(request)
    form = SubtreeForm(posted(request), scope=scope)
    if request.method == "POST" and form.is_valid():
        try:
            spend_ticket(request)
            printed = actions.issue_slips(org=subtree_of(form, scope), by=scope, at=timezone.now())
        except Refused as refusal:
            return http.refused(
                request, refusal, "accounts/slips.html", _asked(request, form, scope)
            )
        return _sheet(request, printed)
    status = 422 if form.is_bound and not form.is_valid() else 200
    return render(request, "accounts/slips.html", _asked(request, form, scope), status=status)


@require_POST
@needs(Duty.SLIPS_ISSUE)
@never_cache
def for_one(request: HttpRequest, public_id: uuid.UUID) -> HttpResponse:
    """A slip for one account; the former password ends with it."""
    account = account_in_sight(request, public_id)
    spend_ticket(request)
    printed = actions.issue_slip(account=account, by=scope_of(request), at=timezone.now())
    return _sheet(request, [printed])


def _asked(request: HttpRequest, form: SubtreeForm, scope: Scope) -> dict[str, object]:
    return {
        "form": form, "ticket": new_ticket(request), "sections": sections(scope, "list"),
        "days": actions.SLIP_DAYS,
    }  # fmt: skip


def _sheet(request: HttpRequest, printed: list[Printed]) -> HttpResponse:
    context = {
        "slips": printed, "until": printed[0].until,
        "address": request.build_absolute_uri(reverse("signin:slip")),
    }  # fmt: skip
    return render(request, "accounts/sheet.html", context)
