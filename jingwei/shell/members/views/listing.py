"""What does the page of the list answer, and what does it keep for the account?"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs.models import Organisation
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, is_fragment, render_fragment
from jingwei.shell.members import actions, columns, queries
from jingwei.shell.members.listing import Listing, places, tabs
from jingwei.shell.members.models import SavedView

UNPROCESSABLE = 422


@require_GET
@needs(Duty.MEMBERS_SEE)
def members(request: HttpRequest) -> HttpResponse:
    """The list, or the part of it that htmx puts in place."""
    listing = Listing(scope_of(request), request.GET, timezone.localdate())
    context: dict[str, Any] = {"listing": listing}
    if not is_fragment(request):
        context |= _around(listing)
    status = UNPROCESSABLE if listing.found.form.errors else 200
    return render_fragment(
        request, "members/list.html", "members/_list.html", context, status=status
    )


@require_POST
@needs(Duty.MEMBERS_SEE)
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the present conditions under a name."""
    view = actions.save_view(
        name=request.POST.get("name", ""), query=request.POST.get("query", ""),
        by=scope_of(request), at=timezone.now(),
    )  # fmt: skip
    said = _("视图“{name}”已存好。").format(name=view.name)
    return done(request, _back(view.query), said)


@require_POST
@needs(Duty.MEMBERS_SEE)
def drop_view(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Forget one of the account's own views."""
    view = SavedView.objects.filter(public_id=public_id).first()
    if view is None:
        raise Http404
    actions.drop_view(view=view, by=scope_of(request))
    said = _("视图“{name}”已删掉。").format(name=view.name)
    return done(request, "members:list", said)


@require_POST
@needs(Duty.MEMBERS_SEE)
def choose_columns(request: HttpRequest) -> HttpResponse:
    """Remember which columns the list shows."""
    known = {column.key for column in columns.choosable()}
    wanted = [key for key in request.POST.getlist("column") if key in known]
    actions.choose_columns(columns=wanted, by=scope_of(request))
    return done(request, _back(request.POST.get("query", "")), _("列设置已记住。"))


def _around(listing: Listing) -> dict[str, Any]:
    """What the whole page shows beside the part that is replaced."""
    scope = listing.scope
    top = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    views = queries.saved_views(scope)
    return {
        "tabs": tabs(listing, views),
        "views": views,
        "places": places(listing, top) if top else [],
        "choosable": columns.choosable(),
        "place": str(listing.found.org or top or ""),
        "may_register": scope.holds(Duty.MEMBERS_CHANGE),
        "import_url": _import_url() if scope.holds(Duty.ROSTERS_IMPORT) else "",
    }


def _import_url() -> str:
    try:
        return reverse("imports:home")
    except NoReverseMatch:
        return ""


def _back(query: str) -> str:
    base = reverse("members:list")
    return f"{base}?{query}" if query else base
