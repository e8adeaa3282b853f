"""What happens on the pages of dual links? Two lists, one link, and the member's own part."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.days import years_before
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.queries import case_of, look_at, offers
from jingwei.kernel.people.models import Person
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.me.ownership import as_oneself
from jingwei.shell.me.views import signed_in
from jingwei.shell.posted import posted
from jingwei.shell.things import UNPROCESSABLE, events_of, seen
from jingwei.systems.community.links import actions, mine, queries
from jingwei.systems.community.links.flows import LINK
from jingwei.systems.community.links.forms import LinkForm
from jingwei.systems.community.links.kinds import ENDS, LinkState
from jingwei.systems.community.links.models import DualLink
from jingwei.work.membership.transfers.actions import own_branch

SEE, CHANGE = Duty.MEMBERS_SEE, Duty.MEMBERS_CHANGE


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """新市民党员: those who belong here and live elsewhere, or live here and belong elsewhere."""
    scope, today = scope_of(request), timezone.localdate()
    what = request.GET.get("what", "")
    what = what if what in queries.LISTS else queries.IN
    name, ended = request.GET.get("name", "")[:50], request.GET.get("ended") == "1"
    rows = queries.links(scope, what, ended=ended, name=name)
    page = page_of(rows, keys=("-asked_on", "-id"), at=request.GET.get("at", ""))
    lives = queries.lives(page.rows, years_before(today, 1))
    context = {
        "page": page, "what": what, "name": name, "ended": ended,
        "rows": [(row, lives.get(row.pk), kind(row)) for row in page.rows],
        "tabs": [
            {"label": label, "url": f"?what={key}", "current": key == what, "count": None}
            for key, label in ((queries.IN, _("住在这里的")), (queries.OUT, _("组织关系在这里的")))
        ],
    }  # fmt: skip
    return render(request, "links/list.html", context)


def kind(row: DualLink) -> str:
    """The look of a state."""
    if row.state in ENDS:
        return "mute"
    return "ok" if row.state == LinkState.LINKED else "due"


@require_GET
@needs(SEE)
def link(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One link from either side: the terms, what lies where, the life on both sides, next steps."""
    row, scope = seen(queries.link, request, public_id), scope_of(request)
    today = timezone.localdate()
    since = years_before(today, 1)
    look = look_at(LINK, row, case_of(LINK, row), by=scope, at=timezone.now())
    context = {
        "link": row, "kind": kind(row), "where": mine.table(), "life": queries.life(row, since),
        "counts": queries.lives([row], since).get(row.pk, queries.Counts()),
        "steps": [one for one in offers(look) if one.is_mine],
        "events": events_of(scope, LINK.thing, row.public_id),
        "file_url": _file_url(row) if scope.covers(row.org_path) else "",
    }  # fmt: skip
    return render(request, "links/link.html", context)


def _file_url(row: DualLink) -> str:
    return reverse("members:member", args=[row.person.public_id])


@require_GET
@needs(SEE)
def member(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The links of one member, for the branch of the relation."""
    person = _person(request, public_id)
    rows = queries.of_member(person.pk)
    may = scope_of(request).holds(CHANGE, person.org_path) and not person.is_gone
    context = {
        "person": person, "rows": [(row, kind(row)) for row in rows], "where": mine.table(),
        "may_ask": may and all(row.state in ENDS for row in rows),
    }  # fmt: skip
    return render(request, "links/member.html", context)


@require_http_methods(["GET", "POST"])
@needs(CHANGE)
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """提出双重管理: said by the branch, agreed by the member."""
    person, scope = _person(request, public_id), scope_of(request)
    if not scope.holds(CHANGE, person.org_path):
        raise PermissionDenied
    form = LinkForm(posted(request))
    context = {
        "form": form, "title": _("提出双重管理"), "button": _("提出，等本人同意"),
        "of": person.name, "back_url": reverse("links:member", args=[public_id]),
        "where": mine.table(),
    }  # fmt: skip
    if request.method == "GET" or form.is_search:
        return render(request, "links/new.html", context)
    if not form.is_valid():
        return render(request, "links/new.html", context, status=UNPROCESSABLE)
    try:
        row = actions.propose_link(person=person, terms=form.terms(), by=scope, at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, "links/new.html", context)
    said = _("已提出。本人在“我的信息”里同意以后，再请居住地支部接收。")
    return done(request, reverse("links:link", args=[row.public_id]), said)


@require_http_methods(["GET", "POST"])
@signed_in
def wish(request: HttpRequest) -> HttpResponse:
    """本人提出: said by the member, answered by both branches."""
    with as_oneself(request) as oneself:
        if oneself.person_id is None:
            raise Http404
    form = _own_form(request)
    context: dict[str, Any] = {
        "form": form, "title": _("在居住地参加组织生活"), "button": _("提出"), "of": "",
        "back_url": reverse("me:home"), "where": mine.table(),
    }  # fmt: skip
    if request.method == "GET" or form.is_search:
        return render(request, "links/new.html", context)
    if not form.is_valid():
        return render(request, "links/new.html", context, status=UNPROCESSABLE)
    try:
        with as_oneself(request) as oneself:
            actions.wish_link(oneself=oneself, terms=form.terms(), at=timezone.now())
    except Refused as refusal:
        return refused(request, refusal, "links/new.html", context)
    return done(request, "me:home", _("已提出，两边支部答复以后在这里看。"))


def _own_form(request: HttpRequest) -> LinkForm:
    with as_oneself(request) as oneself, own_branch(oneself):
        form = LinkForm(posted(request))
        del form.fields["home_contact"]
        return form


@require_POST
@signed_in
def answer(request: HttpRequest, verb: str) -> HttpResponse:
    """The member's own yes, no, or end. Raises: Http404 where nothing of the member's is open."""
    if verb not in actions.OWN_STEPS:
        raise Http404
    with as_oneself(request) as oneself:
        if oneself.person_id is None:
            raise Http404
        try:
            actions.answer_link(oneself=oneself, verb=verb, at=timezone.now())
        except DualLink.DoesNotExist as missing:
            raise Http404 from missing
    return done(request, "me:home", _("已记下您的意见。"))


def _person(request: HttpRequest, public_id: UUID) -> Person:
    person: Person | None = (
        Person.objects.within(scope_of(request))
        .select_related("org").filter(public_id=public_id).first()
    )  # fmt: skip
    if person is None:
        raise Http404
    return person
