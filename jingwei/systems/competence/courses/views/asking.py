"""How are needs asked for and classes set up? Surveys and programmes."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.rulebook.queries import value_of
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.posted import posted
from jingwei.systems.competence.courses import actions, queries
from jingwei.systems.competence.courses.forms import (
    NeedForm,
    ProgrammeForm,
    SurveyForm,
    survey_start,
)
from jingwei.systems.competence.courses.kinds import TargetGroup
from jingwei.systems.competence.courses.models import Programme, Survey

UNPROCESSABLE = 422


@require_GET
@needs(Duty.MEMBERS_SEE)
def surveys(request: HttpRequest) -> HttpResponse:
    """学习需求: what was asked, and until when."""
    scope = scope_of(request)
    page = page_of(queries.surveys(scope), keys=("-closes_on", "-id"), at=request.GET.get("at", ""))
    own = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    may = own is not None and scope.holds(Duty.COURSES_KEEP, own.path)
    context = {"page": page, "org": own, "may_keep": may, "today": timezone.localdate()}
    return render(request, "courses/surveys.html", context)


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_SEE)
def survey(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One survey: what the own part asked for by topic; a branch says its own need here."""
    scope, today = scope_of(request), timezone.localdate()
    try:
        row = queries.survey(scope, public_id)
    except Survey.DoesNotExist as missing:
        raise Http404 from missing
    org = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    may_say = org is not None and scope.holds(Duty.MEETINGS_RECORD, org.path)
    said = queries.need_of(row, org=org.pk) if org else None
    start = {"topics": said.topics, "words": said.words} if said else {}
    form = NeedForm(posted(request), initial=start)
    context = {
        "survey": row, "topics": queries.needs_by_topic(scope, row), "form": form,
        "words": queries.need_words(scope, row), "may_say": may_say, "org": org,
        "is_open": row.opens_on <= today <= row.closes_on,
        "most": int(value_of(queries.MOST_TOPICS, today)),
    }  # fmt: skip
    if request.method == "GET":
        return render(request, "courses/survey.html", context)
    if not may_say or org is None:
        raise PermissionDenied
    try:
        form.is_valid()
        actions.say_need(
            survey=row, org=org, person=None, by=scope, at=timezone.now(),
            topics=tuple(form.cleaned_data.get("topics", ())),
            words=form.cleaned_data.get("words", ""),
        )  # fmt: skip
    except Refused as refusal:
        return refused(request, refusal, "courses/survey.html", context)
    return done(request, reverse("courses:survey", args=[public_id]), _("已替支部记下。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.COURSES_KEEP)
def new_survey(request: HttpRequest, code: str) -> HttpResponse:
    """征集学习需求."""
    org = _own_org(request, code)
    form = SurveyForm(posted(request), initial=survey_start(timezone.localdate()))
    context = {
        "org": org, "form": form, "title": _("征集学习需求"), "button": _("开始征集"),
        "back_url": reverse("courses:surveys"),
    }  # fmt: skip
    if request.method == "GET" or not form.is_valid():
        return _simple(request, context)
    try:
        row = actions.open_survey(
            org=org, by=scope_of(request), at=timezone.now(), **form.cleaned_data
        )
    except Refused as refusal:
        return refused(request, refusal, "courses/simple.html", context)
    return done(request, reverse("courses:survey", args=[row.public_id]), _("已开始征集。"))


@require_GET
@needs(Duty.MEMBERS_SEE)
def programmes(request: HttpRequest) -> HttpResponse:
    """培训班: the five groups of the article, and the classes held for each."""
    scope = scope_of(request)
    page = page_of(queries.programmes(scope), keys=("-year", "-id"), at=request.GET.get("at", ""))
    own = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    may = own is not None and scope.holds(Duty.COURSES_KEEP, own.path)
    context = {"page": page, "org": own, "may_keep": may, "groups": TargetGroup.choices}
    return render(request, "courses/programmes.html", context)


@require_GET
@needs(Duty.MEMBERS_SEE)
def programme(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One class: its sessions, its roster within the scope, what came of it."""
    scope = scope_of(request)
    try:
        row = queries.programme(scope, public_id)
    except Programme.DoesNotExist as missing:
        raise Http404 from missing
    may = scope.holds(Duty.COURSES_KEEP, row.org_path)
    context = {
        "org_code": row.org.code if may else "", "programme": row,
        "sessions": queries.sessions_of(row),
        "people": queries.programme_roster(scope, row),
        "may_keep": may,
    }  # fmt: skip
    return render(request, "courses/programme.html", context)


@require_http_methods(["GET", "POST"])
@needs(Duty.COURSES_KEEP)
def new_programme(request: HttpRequest, code: str) -> HttpResponse:
    """筹备一个培训班."""
    org = _own_org(request, code)
    start = {"year": timezone.localdate().year, "is_model": True}
    form = ProgrammeForm(posted(request), initial=start)
    context = {
        "org": org, "form": form, "title": _("筹备培训班"), "button": _("存下"),
        "back_url": reverse("courses:programmes"),
    }  # fmt: skip
    if request.method == "GET" or not form.is_valid():
        return _simple(request, context)
    try:
        row = actions.plan_programme(
            org=org, by=scope_of(request), at=timezone.now(), **form.told()
        )
    except Refused as refusal:
        return refused(request, refusal, "courses/simple.html", context)
    return done(request, reverse("courses:programme", args=[row.public_id]), _("已存下。"))


def _simple(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "courses/simple.html", context, status=status)


def _own_org(request: HttpRequest, code: str) -> Organisation:
    scope = scope_of(request)
    org: Organisation | None = Organisation.objects.within(scope).filter(code=code).first()
    if org is None:
        raise Http404
    if not scope.holds(Duty.COURSES_KEEP, org.path):
        raise PermissionDenied
    return org
