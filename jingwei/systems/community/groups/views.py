"""Which groups are there, who of the members serves in them, and what did they do?"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.days import years_before
from jingwei.shell import things
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of
from jingwei.shell.posted import posted
from jingwei.systems.community.grids import queries as grids
from jingwei.systems.community.grids.views.shared import (
    KEEP,
    SEE,
    answered,
    events_of,
    kept,
    member_named,
    own_org,
    seen,
)
from jingwei.systems.community.groups import actions, queries
from jingwei.systems.community.groups.forms import (
    DeedForm,
    GroupForm,
    ServeForm,
    SortsForm,
    StopForm,
)
from jingwei.systems.community.groups.kinds import FIRST_SORTS, Tie
from jingwei.systems.community.groups.models import ServiceGroup

RULE = Duty.SERVICES_KEEP


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """服务团队 of all communities in sight."""
    scope, today = scope_of(request), timezone.localdate()
    q, sort = request.GET.get("q", "").strip()[:40], request.GET.get("sort", "")[:40]
    over, own = request.GET.get("over") == "1", own_org(request)
    community = _uuid(request.GET.get("community", ""))
    rows = queries.groups(scope, today, named=q, sort=sort, over=over, community=community)
    page = page_of(rows, keys=("name", "id"), at=request.GET.get("at", ""))
    counts = queries.counted(page.rows, today, years_before(today, 1))
    context = {
        "page": page, "rows": [(row, counts[row.pk]) for row in page.rows], "org": own, "q": q,
        "sort": sort, "over": over, "community": community,
        "sorts": queries.sorts(scope.path, today),
        "may_rule": own is not None and scope.holds(RULE, own.path),
    }  # fmt: skip
    return render(request, "groups/list.html", context)


@require_http_methods(["GET", "POST"])
@needs(RULE)
def sorts(request: HttpRequest, code: str) -> HttpResponse:
    """定类别: for all communities below."""
    org = things.org_of(request, code, RULE)
    rows = queries.sorts(org.path, timezone.localdate())
    written = SortsForm.written(rows) or "\n".join("：".join(one) for one in FIRST_SORTS)
    form = SortsForm(posted(request), initial={"sorts": written})
    context = _form(form, org, _("服务团队有哪几类"), _("定下"), reverse("groups:home"))
    context["hint"] = _("定了以后，下面的社区都照这个选。")

    def act() -> tuple[str, str]:
        actions.set_sorts(org=org, sorts=form.told(), by=scope_of(request), at=timezone.now())
        return reverse("groups:home"), _("已定下。")

    return answered(request, context, act)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """成立服务团队 in a community."""
    row = kept(grids.community, request, public_id)
    form = GroupForm(posted(request), sorts=queries.sorts(row.org_path, timezone.localdate()))
    back = reverse("grids:community", args=[public_id])
    context = _form(form, row, _("成立服务团队"), _("成立"), back)

    def act() -> tuple[str, str]:
        made = actions.begin_group(
            community=row, plate=form.plate(), by=scope_of(request), at=timezone.now()
        )
        return _page(made), _("已成立，接着写哪些党员在里面。")

    return answered(request, context, act)


@require_GET
@needs(SEE)
def group(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """One group: what it is, which members serve, what it did and on which records."""
    row, scope, today = (
        seen(queries.group, request, public_id), scope_of(request), timezone.localdate(),
    )  # fmt: skip
    names = scope.holds(Duty.MEMBERS_SEE)
    members = queries.members(row, today)
    context = {
        "group": row, "members": members if names else [], "count": len(members),
        "former": queries.former(row, today) if names else [], "deeds": queries.deeds(row),
        "names": names, "is_open": row.held.upper is None or row.held.upper > today,
        "may_keep": scope.holds(KEEP, row.org_path),
        "sees_matters": scope.holds(Duty.MATTERS_SEE, row.org_path),
        "events": events_of(scope, "servicegroup", row.public_id),
    }  # fmt: skip
    return render(request, "groups/group.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """改名称、做什么."""
    row = kept(queries.group, request, public_id)
    found = queries.sorts(row.org_path, timezone.localdate())
    if all(one.pk != row.sort_id for one in found):
        found.append(row.sort)
    form = GroupForm(posted(request), initial=GroupForm.started(row), sorts=found)
    context = _form(form, row, _("改服务团队"), _("改"), _page(row))

    def act() -> tuple[str, str]:
        actions.change_group(
            group=row, plate=form.plate(), by=scope_of(request), at=timezone.now(),
            version=form.cleaned_data["version"],
        )  # fmt: skip
        return _page(row), _("已改。")

    return answered(request, context, act)


@require_POST
@needs(KEEP)
def end(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """停了."""
    row = kept(queries.group, request, public_id)
    actions.end_group(group=row, by=scope_of(request), at=timezone.now())
    return done(request, _page(row), _("已记下。"))


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def serve(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """党员进团队, for a term."""
    row, scope = kept(queries.group, request, public_id), scope_of(request)
    today = timezone.localdate()
    form = ServeForm(posted(request), initial={"since": today.isoformat()})
    context = _form(form, row, _("党员进团队"), _("记下"), _page(row))

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        actions.serve(
            group=row, person=member_named(scope, said["name"]), post=said["duty"],
            since=said["since"], until=said["until"], by=scope, at=timezone.now(),
        )  # fmt: skip
        return _page(row), _("已记下，本人在“我的信息”里看得到。")

    return answered(request, context, act)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def stop(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """不做了."""
    row = kept(queries.member, request, public_id)
    back = reverse("groups:group", args=[row.group.public_id])
    form = StopForm(posted(request), initial={"on": timezone.localdate().isoformat()})
    context = _form(form, row.name, _("不在这个团队了"), _("记下"), back)

    def act() -> tuple[str, str]:
        actions.stop_serving(
            member=row, on=form.cleaned_data["on"], by=scope_of(request), at=timezone.now()
        )
        return back, _("已记下。")

    return answered(request, context, act)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def deed(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """记一件事: on a record that is there already, so that nothing is written twice."""
    row, scope = kept(queries.group, request, public_id), scope_of(request)
    today = timezone.localdate()
    records = queries.records(row, scope, today, matters=scope.holds(Duty.MATTERS_SEE))
    form = DeedForm(
        posted(request), members=queries.members(row, today), records=records,
        initial={"on": today.isoformat()},
    )  # fmt: skip
    context = _form(form, row, _("记一件做过的事"), _("记下"), _page(row))

    def act() -> tuple[str, str]:
        tie, key = form.tie
        record = queries.record(scope, row, tie, key) if tie != Tie.NONE else None
        actions.note_deed(
            group=row, tie=tie, record=record, by=scope, at=timezone.now(), **form.told()
        )
        return _page(row), _("已记下。")

    return answered(request, context, act)


def _uuid(said: str) -> UUID | None:
    """Of a link of ours; anything else narrows nothing."""
    try:
        return UUID(said)
    except ValueError:
        return None


def _page(row: ServiceGroup) -> str:
    return reverse("groups:group", args=[row.public_id])


def _form(form: Any, of: Any, title: str, button: str, back: str) -> dict[str, Any]:
    return {"form": form, "org": of, "title": title, "button": button, "back_url": back}
