"""How does a learner choose, leave and look back? Whoever is signed in, about the own seats."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.scope import Scope, crossing
from jingwei.kernel.findings import Refused
from jingwei.kernel.papers.pdf import pdf
from jingwei.kernel.people.models import Person
from jingwei.kernel.people.own import on_own_behalf, own_person
from jingwei.kernel.rulebook.queries import value_of
from jingwei.shell.http import done, refused
from jingwei.shell.me.ownership import as_oneself
from jingwei.shell.me.views import signed_in
from jingwei.shell.posted import posted
from jingwei.systems.competence.courses import actions, papers, queries, seats
from jingwei.systems.competence.courses.forms import FeedbackForm, NeedForm
from jingwei.systems.competence.courses.kinds import Topic
from jingwei.systems.competence.courses.models import Course, Survey
from jingwei.systems.competence.courses.queries import Mine, Said

NOBODY = "courses/nobody.html"


@contextmanager
def as_learner(request: HttpRequest) -> Iterator[tuple[Scope, Person | None]]:
    """The range of the own branch, and the own file; None for an account without one."""
    with as_oneself(request) as oneself:
        if own_person(oneself) is None:
            yield oneself, None
            return
        with on_own_behalf(oneself) as (by, person):
            yield by, person


@require_GET
@signed_in
def menu(request: HttpRequest) -> HttpResponse:
    """选课: what I may choose from today."""
    topic, today = request.GET.get("topic", ""), timezone.localdate()
    asked = topic if topic in Topic.values else ""
    context: dict[str, Any] | None = None
    with as_learner(request) as (by, person):
        if person is not None:
            rows = queries.menu(by.path, today, topic=asked)
            chosen = {one.course.pk: one.enrolment.seat for one in queries.mine(person.pk)}
            context = {
                "cards": [{"course": row, "seat": chosen.get(row.pk, "")} for row in rows],
                "topics": Topic.choices, "topic": asked,
                "surveys": queries.open_surveys(by.path, today),
            }  # fmt: skip
    # Drawn outside: the frame asks about the acting post.
    return render(request, "courses/menu.html" if context else NOBODY, context)


@require_http_methods(["GET", "POST"])
@signed_in
def one(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One course as a learner sees it: take a seat, give it back, say what it was good for."""
    form = FeedbackForm(posted(request))
    do = request.POST.get("do", "")
    context: dict[str, Any] = {"form": form, "clash": False}
    try:
        with as_learner(request) as (by, person):
            if person is not None:
                course = _course(by, public_id)
                context |= _shown(by, person, course)
                if request.method == "POST":
                    _act(do, by, person, course, context["mine"], form, request)
    except Refused as refusal:
        context["clash"] = refusal.codes == {"course.clash"}
        return refused(request, refusal, "courses/one.html", context)
    if person is None:
        return render(request, NOBODY)
    if request.method == "GET":
        return render(request, "courses/one.html", context)
    return done(request, reverse("courses:one", args=[public_id]), _said(do))


def _act(
    do: str, by: Scope, person: Person, course: Course, mine: Mine | None, form: FeedbackForm,
    request: HttpRequest,
) -> None:  # fmt: skip
    at = timezone.now()
    if do == "enrol":
        anyway = request.POST.get("anyway") == "1"
        seats.enrol(course=course, person=person, by=by, at=at, anyway=anyway)
    elif do == "withdraw" and mine:
        seats.withdraw(enrolment=mine.enrolment, by=by, at=at)
    elif do == "answer" and mine:
        form.is_valid()
        actions.give_feedback(enrolment=mine.enrolment, by=by, at=at, **form.cleaned_data)
    else:
        raise Http404


def _said(do: str) -> str:
    return {
        "enrol": _("已记下，看下面的状态。"), "withdraw": _("已退出，名额让给后面的人。"),
        "answer": _("谢谢，意见已收到，不记名。"),
    }[do]  # fmt: skip


@require_GET
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """我的课: seats, places in line, what I attended, what I teach; by day, never by hours."""
    today = timezone.localdate()
    with as_oneself(request) as oneself:
        person = own_person(oneself)
        context = _all_mine(oneself, person, today) if person else None
    return render(request, "courses/mine.html" if context else NOBODY, context)


def _all_mine(oneself: Scope, person: Person, today: date) -> dict[str, Any]:
    rows = queries.mine(person.pk)
    past = queries.past_classes(person.pk)
    taught = queries.taught_by(person.pk)
    with on_own_behalf(oneself) as (by, _person):
        return {
            "rows": [_with_place(by, row) for row in rows], "past": past,
            "taught": [(course, _feedback(by, course, today)) for course in taught],
            "surveys": [
                (row, queries.need_of(row, person=person.pk))
                for row in queries.open_surveys(by.path, today)
            ],
        }  # fmt: skip


@require_GET
@signed_in
def certificate(request: HttpRequest, public_id: Any) -> HttpResponse:
    """结业证明 as PDF: what was attended, on which days. Raises: Http404 before the end."""
    with as_oneself(request) as oneself:
        person = own_person(oneself)
        found = [
            row for row in (queries.mine(person.pk) if person else [])
            if str(row.course.public_id) == str(public_id) and row.has_paper
        ]  # fmt: skip
        if person is None or not found:
            raise Http404
        days = queries.attended_days(person.pk, found[0].course)
        with (
            on_own_behalf(oneself) as (by, _person),
            crossing(by, [found[0].course.org_path, by.path], "结业证明"),
        ):
            paper = papers.certificate(person, found[0], days)
    response = HttpResponse(pdf(paper), content_type="application/pdf")
    name = f"{found[0].course.title}-{_('结业证明')}.pdf"
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


@require_http_methods(["GET", "POST"])
@signed_in
def need(request: HttpRequest, public_id: Any) -> HttpResponse:
    """说说想学什么."""
    today = timezone.localdate()
    form = NeedForm(posted(request))
    context: dict[str, Any] = {"form": form}
    try:
        with as_learner(request) as (by, person):
            if person is not None:
                context["survey"] = survey = _open_survey(by, public_id, today)
                context["most"] = int(value_of(queries.MOST_TOPICS, today))
                said = queries.need_of(survey, person=person.pk)
                if request.method == "POST":
                    _say(survey, person, form, by)
                elif said:
                    start = {"topics": said.topics, "words": said.words}
                    context["form"] = NeedForm(initial=start)
    except Refused as refusal:
        return refused(request, refusal, "courses/need.html", context)
    if person is None:
        return render(request, NOBODY)
    if request.method == "GET":
        return render(request, "courses/need.html", context)
    return done(request, "courses:mine", _("已记下，截止以前都可以改。"))


def _say(survey: Survey, person: Person, form: NeedForm, by: Scope) -> None:
    form.is_valid()
    actions.say_need(
        survey=survey, org=person.org, person=person, by=by, at=timezone.now(),
        topics=tuple(form.cleaned_data.get("topics", ())),
        words=form.cleaned_data.get("words", ""),
    )  # fmt: skip


def _open_survey(by: Scope, public_id: Any, today: date) -> Survey:
    """Raises: Http404 for one that is not open to the own branch."""
    rows = queries.open_surveys(by.path, today)
    found = next((row for row in rows if str(row.public_id) == str(public_id)), None)
    if found is None:
        raise Http404
    return found


def _course(by: Scope, public_id: Any) -> Course:
    """A course that is on the menu, or in which there is a seat. Raises: Http404."""
    try:
        return queries.course(by, public_id)
    except Course.DoesNotExist as missing:
        raise Http404 from missing


def _shown(by: Scope, person: Person, course: Course) -> dict[str, Any]:
    found = next((row for row in queries.mine(person.pk) if row.course.pk == course.pk), None)
    return {
        "course": course, "lessons": queries.lessons_of(course),
        "mine": _with_place(by, found) if found else None,
    }  # fmt: skip


def _with_place(by: Scope, row: Mine) -> Mine:
    """The place in line, counted over all who wait."""
    if not row.place:
        return row
    with crossing(by, [row.course.org_path, by.path], "候补第几位"):
        return replace(row, place=queries.place_in_line(row.enrolment))


def _feedback(by: Scope, course: Course, today: date) -> Said:
    with crossing(by, [course.org_path, by.path], "讲课人看意见"):
        return queries.feedback_on(course, today)
