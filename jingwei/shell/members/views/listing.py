"""What does the page of the list answer, and what does it keep for the account?"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, is_fragment, refused, render_fragment
from jingwei.shell.members import actions, columns, filters, queries
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
        context |= _around(request, listing)
    status = UNPROCESSABLE if listing.found.errors else 200
    return render_fragment(
        request, "members/list.html", "members/_list.html", context, status=status
    )


@require_GET
@needs(Duty.MEMBERS_SEE)
def conditions(request: HttpRequest) -> HttpResponse:
    """The further conditions, put in place when somebody asks for them."""
    if not is_fragment(request):
        return redirect(f"{reverse('members:list')}?{request.GET.urlencode()}&more=1")
    listing = Listing(scope_of(request), request.GET, timezone.localdate())
    return render(request, "members/_more.html", {"listing": listing})


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_SEE)
def save_view(request: HttpRequest) -> HttpResponse:
    """存为视图: keep the present conditions under a name."""
    if request.method == "GET":
        return render(request, "members/views.html", _views(request, request.GET))
    try:
        view = actions.save_view(
            name=request.POST.get("name", ""), query=request.POST.get("query", ""),
            by=scope_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        context = _views(request, QueryDict(request.POST.get("query", "")))
        typed = request.POST.get("name", "")
        return refused(request, refusal, "members/views.html", context | {"typed": typed})
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


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_SEE)
def choose_columns(request: HttpRequest) -> HttpResponse:
    """列设置: which columns the list shows, remembered for the account."""
    if request.method == "GET":
        context = {
            "choosable": columns.choosable(), "query": filters.plain(request.GET),
            "chosen": columns.listed(queries.choices(scope_of(request)).columns),
            "crumbs": [{"label": _("党员"), "url": reverse("members:list")},
                       {"label": _("列设置")}],
        }  # fmt: skip
        return render(request, "members/columns.html", context)
    known = {column.key for column in columns.choosable()}
    wanted = [key for key in request.POST.getlist("column") if key in known]
    actions.choose_columns(columns=wanted, by=scope_of(request))
    return done(request, _back(request.POST.get("query", "")), _("列设置已记住。"))


def _around(request: HttpRequest, listing: Listing) -> dict[str, Any]:
    """What the whole page shows beside the part that is replaced."""
    scope, top = listing.scope, _own_place(request)
    return {
        "tabs": tabs(listing),
        "places": places(listing, top),
        "place": str(listing.found.org or top),
        "may_register": scope.holds(Duty.MEMBERS_CHANGE),
        "import_url": _import_url() if scope.holds(Duty.ROSTERS_IMPORT) else "",
    }


def _own_place(request: HttpRequest) -> str:
    """The name of the acting post's organisation, which came with the posts of the session."""
    held = getattr(request, "posts", [])
    acting = (grant for grant in held if grant.pk == scope_of(request).grant_id)
    return next((str(getattr(grant, "org_name", "")) for grant in acting), "")


def _views(request: HttpRequest, query: QueryDict) -> dict[str, Any]:
    """The conditions that would be kept, and the views there are."""
    scope = scope_of(request)
    return {
        "query": filters.plain(query), "chips": filters.chips(filters.asked(query, scope), query),
        "views": queries.choices(scope).views,
        "crumbs": [{"label": _("党员"), "url": reverse("members:list")}, {"label": _("存为视图")}],
    }  # fmt: skip


def _import_url() -> str:
    try:
        return reverse("imports:home")
    except NoReverseMatch:
        return ""


def _back(query: str) -> str:
    base = reverse("members:list")
    return f"{base}?{query}" if query else base
