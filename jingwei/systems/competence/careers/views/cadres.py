"""How are careers looked after? The list, one cadre, grades, talks, handover: the township's."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.ledger.queries import lines_of
from jingwei.kernel.ledger.queries import shown as line_shown
from jingwei.kernel.papers.docx import docx
from jingwei.kernel.papers.pdf import pdf
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import page_of
from jingwei.shell.posted import posted
from jingwei.systems.competence.careers import actions, papers, queries
from jingwei.systems.competence.careers.forms import (
    EnterForm,
    GradeForm,
    HandoverForm,
    LeaveForm,
    ReviewForm,
    RuleForm,
)
from jingwei.systems.competence.careers.kinds import CadreKind
from jingwei.systems.competence.careers.naming import one_named
from jingwei.systems.competence.careers.views.shared import (
    answered,
    kept,
    org_of,
    own_org,
    seen,
)
from jingwei.systems.competence.courses import queries as courses

SEE, KEEP = Duty.CAREERS_SEE, Duty.CAREERS_KEEP
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@needs(SEE)
def home(request: HttpRequest) -> HttpResponse:
    """职业化管理: posts under the scheme, in the order of the tree."""
    scope, today = scope_of(request), timezone.localdate()
    kind = request.GET.get("kind", "")
    kind = kind if kind in CadreKind.values else ""
    rows = queries.cadres(scope, on=today, kind=kind)
    page = page_of(rows, keys=("org_path", "id"), at=request.GET.get("at", ""))
    grades = queries.grades_of(list(page.rows), today)
    own = own_org(request)
    context = {
        "page": page, "rows": [(row, grades.get(row.pk)) for row in page.rows], "org": own,
        "kinds": CadreKind.choices, "kind": kind,
        "may_keep": own is not None and scope.holds(KEEP, own.path),
    }  # fmt: skip
    return render(request, "careers/list.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """纳入: put a post under the scheme."""
    org, scope = org_of(request, code, KEEP), scope_of(request)
    rows = queries.positions_to_enter(scope, org.path, timezone.localdate())
    form = EnterForm(posted(request), positions=list(rows.order_by("org_path", "id")[:500]))
    context = {
        "org": org, "form": form, "title": _("纳入职业化管理"), "button": _("纳入"),
        "back_url": reverse("careers:home"), "hint": "",
    }  # fmt: skip

    def act() -> tuple[str, str]:
        if form.position is None:
            raise Refused(Finding("cadre.position", "还没有选哪个任职。"))
        said = form.cleaned_data
        row = actions.enter_cadre(
            position=form.position, kind=said["kind"], source=said["source"], by=scope,
            at=timezone.now(),
        )  # fmt: skip
        return reverse("careers:cadre", args=[row.public_id]), _("已纳入。")

    return answered(request, context, act)


@require_GET
@needs(SEE)
def cadre(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One cadre: the post, grades and what they rest on, classes by day, talks, handovers."""
    row, scope = seen(queries.cadre, request, public_id), scope_of(request)
    gradings = queries.gradings(row)
    context = {
        "cadre": row, "gradings": gradings, "reviews": queries.reviews(row),
        "classes": courses.mine(row.person_id)[:20], "past": courses.past_classes(row.person_id),
        "matters": queries.matters_of(row), "handovers": queries.handovers(row),
        "may_keep": scope.holds(KEEP, row.org_path) and row.held.upper is None,
        "form": ReviewForm(initial={"year": timezone.localdate().year}),
        "events": [
            {"what": line.what, "at": line.at, "who": line.who, "note": line.facts.get("why", "")}
            for line in map(line_shown, lines_of(scope, "cadrepost", row.public_id)[:30])
        ],
    }  # fmt: skip
    return render(request, "careers/cadre.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def grade(request: HttpRequest, public_id: Any) -> HttpResponse:
    """定职级: by the local rule in force, with what it rests on."""
    row = kept(queries.cadre, request, public_id, KEEP)
    rule = queries.grade_rule_on(row.org_path, timezone.localdate())
    form = GradeForm(
        posted(request), rule=rule, initial={"since": timezone.localdate().isoformat()}
    )
    context = _about(row, form, _("定职级"), _("定下"))
    context["rule"] = rule

    def act() -> tuple[str, str]:
        actions.grade_cadre(cadre=row, by=scope_of(request), at=timezone.now(), **form.cleaned_data)
        return reverse("careers:cadre", args=[public_id]), _("已定。")

    return answered(request, context, act, page="careers/grade.html")


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def talk(request: HttpRequest, public_id: Any) -> HttpResponse:
    """开始年度谈话: the cadre is asked first."""
    row = kept(queries.cadre, request, public_id, KEEP)
    form = ReviewForm(posted(request), initial={"year": timezone.localdate().year})
    context = _about(row, form, _("开始年度谈话"), _("开始"))

    def act() -> tuple[str, str]:
        made = actions.open_review(
            cadre=row, year=form.cleaned_data["year"] or 0, by=scope_of(request),
            at=timezone.now(),
        )  # fmt: skip
        return reverse("careers:review", args=[made.public_id]), _("已开始，等本人先写。")

    return answered(request, context, act)


@require_GET
@needs(SEE)
def review(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One talk in words; the next step stands on the page of its flow."""
    row = seen(queries.review, request, public_id)
    return render(request, "careers/review.html", {"review": row})


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def hand_over(request: HttpRequest, public_id: Any) -> HttpResponse:
    """交接: what is open goes to the successor, and both have the list."""
    row = kept(queries.cadre, request, public_id, KEEP)
    form = HandoverForm(posted(request), initial={"on": timezone.localdate().isoformat()})
    context = _about(row, form, _("交接"), _("交接"))
    context["matters"] = queries.matters_of(row)

    def act() -> tuple[str, str]:
        said = form.cleaned_data
        person = one_named(scope_of(request), row.org_path, said["successor"], needed=False)
        actions.hand_over(
            cadre=row, successor=person, on=said["on"], words=said["words"],
            by=scope_of(request), at=timezone.now(),
        )  # fmt: skip
        return reverse("careers:cadre", args=[public_id]), _("已交接，清单可以打印。")

    return answered(request, context, act, page="careers/handover.html")


@require_GET
@needs(SEE)
def handover_paper(request: HttpRequest, public_id: Any, kind: str) -> HttpResponse:
    """交接清单 as .docx or PDF, of the last handover."""
    row = seen(queries.cadre, request, public_id)
    found = queries.handovers(row)
    if not found or kind not in ("docx", "pdf"):
        raise Http404
    paper = papers.handover(row, found[0])
    data, mime = (docx(paper), DOCX) if kind == "docx" else (pdf(paper), "application/pdf")
    response = HttpResponse(data, content_type=mime)
    name = f"{_('交接清单')}{found[0].on:%Y%m%d}.{kind}"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def leave(request: HttpRequest, public_id: Any) -> HttpResponse:
    """退出职业化管理."""
    row = kept(queries.cadre, request, public_id, KEEP)
    form = LeaveForm(posted(request), initial={"on": timezone.localdate().isoformat()})
    context = _about(row, form, _("退出职业化管理"), _("退出"))

    def act() -> tuple[str, str]:
        actions.leave_cadre(cadre=row, by=scope_of(request), at=timezone.now(), **form.cleaned_data)
        return reverse("careers:cadre", args=[public_id]), _("已退出，以前的记录留着。")

    return answered(request, context, act)


@require_GET
@needs(SEE)
def rules(request: HttpRequest) -> HttpResponse:
    """职级办法: local rules in sight, dated."""
    own = own_org(request)
    may = own is not None and scope_of(request).holds(KEEP, own.path)
    context = {"rules": queries.grade_rules(scope_of(request)), "org": own, "may_keep": may}
    return render(request, "careers/rules.html", context)


@require_http_methods(["GET", "POST"])
@needs(KEEP)
def new_rule(request: HttpRequest, code: str) -> HttpResponse:
    """录入一套职级办法; the former one ends on its first day."""
    org = org_of(request, code, KEEP)
    form = RuleForm(posted(request), initial={"since": timezone.localdate().isoformat()})
    context = {
        "org": org, "form": form, "title": _("录入职级办法"), "button": _("存下"), "hint": "",
        "back_url": reverse("careers:rules"),
    }  # fmt: skip

    def act() -> tuple[str, str]:
        actions.set_grade_rule(org=org, by=scope_of(request), at=timezone.now(), **form.told())
        return reverse("careers:rules"), _("已存下。")

    return answered(request, context, act)


def _about(row: Any, form: Any, title: str, button: str) -> dict[str, Any]:
    return {
        "org": row.org, "form": form, "title": title, "button": button, "cadre": row,
        "hint": row.person.name, "back_url": reverse("careers:cadre", args=[row.public_id]),
    }  # fmt: skip
