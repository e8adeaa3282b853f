"""Which organisation or sheet is meant, and may this post work on it? 404 first, then 403."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.gate import scope_of
from jingwei.work.membership.dues import queries
from jingwei.work.membership.dues.models import Sheet


def org_of(request: HttpRequest, code: str) -> Organisation:
    """Raises: Http404 out of sight, PermissionDenied without the duty there."""
    rows = Organisation.objects.within(scope_of(request))
    org: Organisation | None = rows.filter(code=code).first()
    if org is None:
        raise Http404
    return allowed(request, org)


def allowed(request: HttpRequest, org: Organisation) -> Organisation:
    if not scope_of(request).holds(Duty.MEMBERS_CHANGE, org.path):
        raise PermissionDenied
    return org


def sheet_of(request: HttpRequest, public_id: Any) -> Sheet:
    try:
        found = queries.sheet(scope_of(request), public_id)
    except Sheet.DoesNotExist as missing:
        raise Http404 from missing
    allowed(request, found.org)
    return found
