"""How does the county or city keep its catalogue, and answer what centres propose?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.rulebook.queries import value_of
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.posted import posted
from jingwei.systems.community.centres import actions, catalogue, queries
from jingwei.systems.community.centres.forms import (
    AnswerForm,
    CategoryForm,
    DateForm,
    ItemForm,
    ProposalForm,
    initial_of_item,
)
from jingwei.systems.community.centres.kinds import ProposalState
from jingwei.systems.community.centres.models import ServiceItem
from jingwei.systems.community.centres.views.shared import (
    answered,
    events_of,
    kept,
    org_of,
    own_org,
    seen,
)

SEE, KEEP, SAY = Duty.SERVICES_SEE, Duty.RULES_KEEP, Duty.SERVICES_KEEP


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """服务目录: categories with their items, as they hold today."""
    scope, today = scope_of(request), timezone.localdate()
    org, shelves = own_org(request), queries.shelves(scope, today)
    return render(
        request, "centres/catalogue.html",
        {
            "shelves": shelves, "org": org, "items": sum(len(one.lines) for one in shelves),
            "least": value_of(queries.ITEMS, today),
            "least_categories": value_of(queries.CATEGORIES, today),
            "may_keep": org is not None and scope.holds(KEEP, org.path),
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def new_category(request: HttpRequest, code: str) -> HttpResponse:
    """加一类."""
    org = org_of(request, code, KEEP)
    form = CategoryForm(posted(request), initial={"from_on": timezone.localdate().isoformat()})

    def act() -> tuple[str, str]:
        catalogue.add_category(
            org=org, told=form.told(), from_on=form.cleaned_data["from_on"], by=scope_of(request),
            at=timezone.now(),
        )  # fmt: skip
        return reverse("centres:catalogue"), _("已加一类。")

    return answered(
        request,
        {"what": str(org), "form": form, "title": _("加一类服务"), "button": _("加上"),
         "back_url": reverse("centres:catalogue")},
        act,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def new_item(request: HttpRequest, public_id: Any) -> HttpResponse:
    """加一项."""
    category = kept(queries.category, request, public_id, KEEP)
    form = ItemForm(
        posted(request), initial={"from_on": timezone.localdate().isoformat(), "price": 0}
    )

    def act() -> tuple[str, str]:
        row = catalogue.add_item(
            category=category, entry=form.entry(), from_on=form.cleaned_data["from_on"],
            by=scope_of(request), at=timezone.now(),
        )  # fmt: skip
        return reverse("centres:item", args=[row.public_id]), _("已加一项。")

    return answered(
        request,
        {"what": category.title, "form": form, "title": _("加一项服务"), "button": _("加上"),
         "back_url": reverse("centres:catalogue")},
        act,
    )  # fmt: skip


@require_GET
@needs(SEE)
def item(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One item: what the catalogue says of it now, said before, and will say."""
    row, today = seen(_item, request, public_id), timezone.localdate()
    return render(
        request, "centres/item.html",
        {
            "item": row, "wordings": queries.wordings(row), "today": today,
            "title": queries.title_of(row, today),
            "events": events_of(scope_of(request), "service_item", row.public_id),
            "may_keep": scope_of(request).holds(KEEP, row.org_path) and not row.held.upper,
        },
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def edit_item(request: HttpRequest, public_id: Any) -> HttpResponse:
    """从某天起改写法."""
    row = kept(_item, request, public_id, KEEP)
    last = queries.last_wording(row)
    form = ItemForm(
        posted(request),
        initial=initial_of_item(last, timezone.localdate()) | {"version": row.version},
    )
    back = reverse("centres:item", args=[public_id])

    def act() -> tuple[str, str]:
        catalogue.change_item(
            item=row, entry=form.entry(), from_on=form.cleaned_data["from_on"],
            by=scope_of(request), at=timezone.now(), version=form.cleaned_data["version"],
        )  # fmt: skip
        return back, _("已改好，从写的那天起生效。")

    return answered(
        request,
        {"what": last.title, "form": form, "title": _("改事项"), "button": _("存下"),
         "back_url": back},
        act,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def end_item(request: HttpRequest, public_id: Any) -> HttpResponse:
    """从目录里去掉."""
    row = kept(_item, request, public_id, KEEP)
    form = DateForm(
        posted(request),
        initial={"on": timezone.localdate().isoformat(), "version": row.version},
    )  # fmt: skip
    back = reverse("centres:item", args=[public_id])

    def act() -> tuple[str, str]:
        catalogue.end_item(
            item=row, on=form.cleaned_data["on"], by=scope_of(request), at=timezone.now(),
            version=form.cleaned_data["version"],
        )  # fmt: skip
        return back, _("已从目录里去掉，以前的写法还查得到。")

    return answered(
        request,
        {"what": queries.title_of(row, timezone.localdate()), "form": form,
         "title": _("从目录里去掉"), "button": _("去掉"), "back_url": back},
        act,
    )  # fmt: skip


@require_GET
@needs(SEE)
def proposals(request: HttpRequest) -> HttpResponse:
    """What centres proposed by need, open ones first to be chosen."""
    scope = scope_of(request)
    state = request.GET.get("state", "")
    rows = queries.proposals(scope, state=state if state in ProposalState.values else "")
    page = page_of(rows, keys=("-said_at", "-id"), at=request.GET.get("at", ""))
    return render(
        request, "centres/proposals.html",
        {"page": page, "state": state, "states": ProposalState.choices,
         "may_answer": scope.holds(KEEP)},
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(SAY)
def propose(request: HttpRequest, public_id: Any) -> HttpResponse:
    """提建议: add or drop, by need."""
    row = kept(queries.centre, request, public_id, SAY)
    form = ProposalForm(posted(request), scope=scope_of(request), on=timezone.localdate())

    def act() -> tuple[str, str]:
        actions.propose(centre=row, by=scope_of(request), at=timezone.now(), **form.told())
        return reverse("centres:proposals"), _("已提，等县（市、区）答复。")

    return answered(
        request,
        {"what": row.name, "form": form, "title": _("提建议"), "button": _("提交"),
         "back_url": reverse("centres:centre", args=[public_id])},
        act,
    )  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def answer(request: HttpRequest, public_id: Any) -> HttpResponse:
    """答复建议."""
    row = kept(queries.proposal, request, public_id, KEEP)
    form = AnswerForm(posted(request))

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        actions.answer_proposal(
            proposal=row, adopt=said["adopt"], answer=said["answer"], by=scope_of(request),
            at=timezone.now(),
        )  # fmt: skip
        return reverse("centres:proposals"), _("已答复。")

    return answered(
        request,
        {"what": f"{row.centre.name} {row.get_kind_display()} {row.title}", "form": form,
         "title": _("答复建议"), "button": _("答复"), "back_url": reverse("centres:proposals"),
         "words": row.why},
        act,
    )  # fmt: skip


def _item(scope: Scope, public_id: Any) -> ServiceItem:
    return queries.item(scope, public_id, timezone.localdate())
