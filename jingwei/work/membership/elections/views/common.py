"""What do the pages of elections share? Looking up within the scope, drawing a form again."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.gate import scope_of
from jingwei.shell.http import done
from jingwei.work.membership.elections import queries
from jingwei.work.membership.elections.models import Election

UNPROCESSABLE = 422


def again(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, template, context, status=status)


def told(row: Election, said: str, request: HttpRequest) -> HttpResponse:
    return done(request, reverse("elections:election", args=[row.public_id]), said)


def org_of(request: HttpRequest, code: str) -> Organisation:
    org: Organisation | None = (
        Organisation.objects.within(scope_of(request)).filter(code=code).first()
    )
    if org is None:
        raise Http404
    return org


def election_of(request: HttpRequest, public_id: Any) -> Election:
    try:
        return queries.election(scope_of(request), public_id)
    except Election.DoesNotExist as missing:
        raise Http404 from missing


def mine(request: HttpRequest, public_id: Any) -> Election:
    row = election_of(request, public_id)
    if not scope_of(request).holds(Duty.MEMBERS_CHANGE, row.org_path):
        raise PermissionDenied
    return row
