"""What is vacant, and who stands ready? Named with consent, helped by a plan."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.posted import posted
from jingwei.systems.competence.careers import actions, queries
from jingwei.systems.competence.careers.forms import ReasonForm, ReserveForm
from jingwei.systems.competence.careers.naming import one_named
from jingwei.systems.competence.careers.views.shared import answered, kept, org_of, own_org

SEE, KEEP = Duty.CAREERS_SEE, Duty.CAREERS_KEEP


@require_GET
@needs(SEE)
def vacancies(request: HttpRequest) -> HttpResponse:
    """职务空缺: seats that nobody holds, in the order of the tree."""
    scope, today = scope_of(request), timezone.localdate()
    rows = queries.vacancies(scope, scope.path, today)
    page = page_of(rows, keys=("org_path", "id"), at=request.GET.get("at", ""))
    context = {"page": page, "rows": queries.vacancies_told(list(page.rows), today)}
    return render(request, "careers/vacancies.html", context)


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """后备干部."""
    scope = scope_of(request)
    rows = queries.reserves(scope, on=timezone.localdate())
    page = page_of(rows, keys=("org_path", "id"), at=request.GET.get("at", ""))
    own = own_org(request)
    may = own is not None and scope.holds(KEEP, own.path)
    return render(request, "careers/reserve.html", {"page": page, "org": own, "may_keep": may})


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """列为后备干部: only with the person's yes, a helper and a plan."""
    org, scope = org_of(request, code, KEEP), scope_of(request)
    form = ReserveForm(posted(request))
    context = {
        "org": org, "form": form, "title": _("列为后备干部"), "button": _("列入"),
        "back_url": reverse("careers:reserve"), "hint": _("先问过本人，本人同意才列"),
    }  # fmt: skip

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        person = one_named(scope, org.path, said["name"], needed=False)
        helper = one_named(scope, scope.path, said["helper"], needed=False)
        actions.name_reserve(
            org=org, person=person, title=said["title"], helper=helper,
            consent_on=said["consent_on"], plan=said["plan"], by=scope, at=timezone.now(),
        )  # fmt: skip
        return reverse("careers:reserve"), _("已列入。")

    return answered(request, context, act)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def end(request: HttpRequest, public_id: Any) -> HttpResponse:
    """不再列为后备."""
    row = kept(queries.reserve, request, public_id, KEEP)
    form = ReasonForm(posted(request))
    context = {
        "org": row.org, "form": form, "title": _("不再列为后备干部"), "button": _("结束"),
        "back_url": reverse("careers:reserve"), "hint": row.person.name,
    }  # fmt: skip

    def act() -> tuple[str, str]:
        actions.end_reserve(
            reserve=row, reason=form.cleaned_data["reason"], by=scope_of(request),
            at=timezone.now(),
        )  # fmt: skip
        return reverse("careers:reserve"), _("已结束。")

    return answered(request, context, act)
