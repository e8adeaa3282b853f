"""How are courses held? The catalogue, rosters, ticking who came, learners of one's own part."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Finding, Refused
from jingwei.kernel.flows.queries import offers
from jingwei.kernel.ledger.queries import lines_of
from jingwei.kernel.ledger.queries import shown as line_shown
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.papers.docx import docx
from jingwei.kernel.papers.pdf import pdf
from jingwei.kernel.people.models import Person
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, page_of, refused
from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.shell.posted import posted
from jingwei.systems.competence.courses import actions, cases, papers, queries, seats, sheets
from jingwei.systems.competence.courses.forms import AddForm, CourseForm, initial_of
from jingwei.systems.competence.courses.kinds import CourseState, Seat, TargetGroup, Topic
from jingwei.systems.competence.courses.models import Course, Lesson
from jingwei.systems.competence.courses.stepping import look_of

UNPROCESSABLE = 422
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_GET
@needs(Duty.MEMBERS_SEE)
def home(request: HttpRequest) -> HttpResponse:
    """办课: the catalogue in sight, the nearest days first."""
    scope = scope_of(request)
    asked = {name: request.GET.get(name, "") for name in ("topic", "state", "group")}
    rows = queries.courses(
        scope, topic=_known(asked["topic"], Topic), state=_known(asked["state"], CourseState),
        group=_known(asked["group"], TargetGroup),
    )  # fmt: skip
    page = page_of(rows, keys=("-first_on", "-id"), at=request.GET.get("at", ""))
    own = Organisation.objects.within(scope).filter(pk=scope.org_id).first()
    year = timezone.localdate().replace(month=1, day=1)
    return render(
        request, "courses/list.html",
        {
            "page": page, "asked": asked, "topics": Topic.choices, "states": CourseState.choices,
            "groups": TargetGroup.choices, "org": own,
            "drafts": _drafts(request) if scope.holds(Duty.COURSES_KEEP) else [],
            "supply": queries.supply(scope, year, timezone.localdate()), "year": year.year,
            "may_keep": own is not None and scope.holds(Duty.COURSES_KEEP, own.path),
        },
    )  # fmt: skip


def _drafts(request: HttpRequest) -> list[Course]:
    rows = Course.objects.within(scope_of(request)).filter(state=CourseState.DRAFT)
    return list(rows.select_related("org").order_by("-id")[:20])


def _known(value: str, kinds: Any) -> str:
    return value if value in kinds.values else ""


@require_GET
@needs(Duty.MEMBERS_SEE)
def course(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One course: days, seats, who is on the roster within the scope, what learners said."""
    row = _course(request, public_id)
    return render(request, "courses/course.html", _shown(request, row))


def _shown(request: HttpRequest, row: Course) -> dict[str, Any]:
    scope = scope_of(request)
    lessons = queries.lessons_of(row)
    came = queries.attendance_of(row)
    mine = scope.holds(Duty.COURSES_KEEP, row.org_path)
    look = look_of(row, by=scope, at=timezone.now())
    return {
        "course": row, "may_keep": mine, "may_add": row.state == CourseState.OPEN and (
            mine or scope.holds(Duty.MEETINGS_RECORD)
        ),
        "lessons": [
            {"lesson": one, "came": came.get(one.pk, 0),
             "is_over": one.on <= timezone.localdate()
             and row.state in (CourseState.OPEN, CourseState.CLOSED)}
            for one in lessons
        ],
        "seated": list(queries.seats_of(row, Seat.ENROLLED)[:500]),
        "waiting": list(queries.seats_of(row, Seat.WAITING)[:200]),
        "feedback": queries.feedback_on(row, timezone.localdate()) if mine else None,
        "steps": [one for one in offers(look) if one.is_mine] if mine else [],
        "events": [
            {"what": line.what, "at": line.at, "who": line.who, "note": ""}
            for line in map(line_shown, lines_of(scope, "course", row.public_id)[:30])
        ],
    }  # fmt: skip


@require_http_methods(["GET", "POST"])
@needs(Duty.COURSES_KEEP)
def new(request: HttpRequest, code: str) -> HttpResponse:
    """排一门课: a draft first; it is published by a step of its own."""
    org = _own_org(request, code)
    form = CourseForm(posted(request), scope=scope_of(request), path=org.path)
    context = {"org": org, "form": form, "course": None, "back_url": reverse("courses:home")}
    if request.method == "GET" or not form.is_valid():
        return _form(request, context)
    try:
        row = actions.plan_course(
            org=org, told=form.told(), by=scope_of(request), at=timezone.now()
        )
    except Refused as refusal:
        return refused(request, refusal, "courses/form.html", context)
    return done(request, reverse("courses:course", args=[row.public_id]), _("已存为草稿。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.COURSES_KEEP)
def edit(request: HttpRequest, public_id: Any) -> HttpResponse:
    """改课程: seats that are added go to those who wait."""
    row = _kept(request, public_id)
    former = actions.told_of(row)
    form = CourseForm(
        posted(request), scope=scope_of(request), path=row.org_path,
        initial=initial_of(former) | {"version": row.version},
    )  # fmt: skip
    back = reverse("courses:course", args=[public_id])
    context = {"org": row.org, "form": form, "course": row, "back_url": back}
    if request.method == "GET" or not form.is_valid():
        return _form(request, context)
    try:
        actions.change_course(
            course=row, told=form.told(former), by=scope_of(request), at=timezone.now(),
            version=form.cleaned_data["version"],
        )  # fmt: skip
    except Refused as refusal:
        return refused(request, refusal, "courses/form.html", context)
    return done(request, back, _("已改好。"))


def _form(request: HttpRequest, context: dict[str, Any]) -> HttpResponse:
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "courses/form.html", context, status=status)


@require_http_methods(["GET", "POST"])
@needs(Duty.COURSES_KEEP)
def roster(request: HttpRequest, public_id: Any) -> HttpResponse:
    """记到课: tick who came; nobody signs in, nobody is located."""
    scope = scope_of(request)
    lesson = Lesson.objects.within(scope).select_related("course__org").filter(
        public_id=public_id
    ).first()  # fmt: skip
    if lesson is None:
        raise Http404
    if not scope.holds(Duty.COURSES_KEEP, lesson.org_path):
        raise PermissionDenied
    seated = list(queries.seats_of(lesson.course, Seat.ENROLLED))
    ids = {str(row.public_id): row.person_id for row in seated}
    came = queries.came_to(lesson)
    ticked = request.POST.getlist("came") if request.method == "POST" else [
        key for key, person in ids.items() if person in came
    ]  # fmt: skip
    context = {
        "lesson": lesson, "course": lesson.course,
        "rows": [{"seat": row, "on": str(row.public_id) in ticked} for row in seated],
        "on_the_way": request.POST.get("on_the_way", _names(lesson)),
    }  # fmt: skip
    if request.method == "GET":
        return render(request, "courses/roster.html", context)
    try:
        actions.note_lesson(
            lesson=lesson, came=[ids[key] for key in ticked if key in ids], by=scope,
            at=timezone.now(), on_the_way=cases.named(scope, lesson, context["on_the_way"]),
        )  # fmt: skip
    except Refused as refusal:
        return refused(request, refusal, "courses/roster.html", context)
    back = reverse("courses:course", args=[lesson.course.public_id])
    return done(request, back, _("已记到课。记错了可以再记一次。"))


def _names(lesson: Lesson) -> str:
    """Those on the way who were ticked, one a line, each so that it is found again."""
    return "\n".join(f"{row.case.name} {row.case.id_tail}".strip() for row in cases.came_to(lesson))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEETINGS_RECORD, Duty.COURSES_KEEP)
def add(request: HttpRequest, public_id: Any) -> HttpResponse:
    """代为报名: for somebody without a telephone, who said yes."""
    row = _course(request, public_id)
    form = AddForm(posted(request))
    context = {"course": row, "form": form, "clash": False}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "courses/add.html", context, status=status)
    said = form.cleaned_data
    try:
        person = _one_named(request, said["find"])
        seats.enrol(
            course=row, person=person, by=scope_of(request), at=timezone.now(),
            anyway=said["anyway"], by_other=True, agreed=said["agreed"],
        )  # fmt: skip
    except Refused as refusal:
        context["clash"] = refusal.codes == {"course.clash"}
        return refused(request, refusal, "courses/add.html", context)
    back = reverse("courses:course", args=[public_id])
    return done(request, back, _("已替{name}报名。").format(name=person.name))


def _one_named(request: HttpRequest, name: str) -> Person:
    """Raises: Refused where there is none, or more than one."""
    rows = list(
        Person.objects.within(scope_of(request)).filter(
            name=name.strip(), merged_into=None, is_gone=False
        ).select_related("org")[:2]
    )  # fmt: skip
    if not rows:
        raise Refused(Finding("course.nobody", "没有找到这个人，请写全姓名。"))
    if len(rows) > 1:
        raise Refused(Finding("course.several", "有重名的，请到其党员页面报名。"))
    found: Person = rows[0]
    return found


@require_GET
@needs(Duty.MEMBERS_SEE)
def learners(request: HttpRequest) -> HttpResponse:
    """谁选了什么: members of the own part and their courses, the last first; no hours."""
    rows = queries.learners(scope_of(request))
    page = page_of(rows, keys=("-asked_at", "-id"), at=request.GET.get("at", ""))
    return render(request, "courses/learners.html", {"page": page})


@require_GET
@needs(Duty.COURSES_KEEP)
def paper(request: HttpRequest, public_id: Any, kind: str) -> HttpResponse:
    """The roster of a course as .docx, .pdf or .xlsx."""
    row = _kept(request, public_id)
    seated = list(queries.seats_of(row, Seat.ENROLLED))
    lessons = queries.lessons_of(row)
    if kind == "xlsx":
        return _file(sheets.roster(row, seated, lessons), sheets.XLSX, f"{row.title}.xlsx")
    if kind == "docx":
        return _file(docx(papers.roster(row, seated, lessons)), DOCX, f"{row.title}.docx")
    if kind == "pdf":
        data = pdf(papers.roster(row, seated, lessons))
        return _file(data, "application/pdf", f"{row.title}.pdf")
    raise Http404


@require_GET
@needs(Duty.MEMBERS_SEE)
def export(request: HttpRequest) -> HttpResponse:
    """The catalogue in sight as .xlsx."""
    rows = queries.courses(scope_of(request)).order_by("-first_on", "-id")[:5000]
    return _file(sheets.catalogue(list(rows)), sheets.XLSX, f"{_('课程目录')}.xlsx")


def _file(data: bytes, mime: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=mime)
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def _own_org(request: HttpRequest, code: str) -> Organisation:
    scope = scope_of(request)
    org: Organisation | None = Organisation.objects.within(scope).filter(code=code).first()
    if org is None:
        raise Http404
    if not scope.holds(Duty.COURSES_KEEP, org.path):
        raise PermissionDenied
    return org


def _course(request: HttpRequest, public_id: Any) -> Course:
    try:
        return queries.course(scope_of(request), public_id)
    except Course.DoesNotExist as missing:
        raise Http404 from missing


def _kept(request: HttpRequest, public_id: Any) -> Course:
    """A course that this post keeps. Raises: Http404, PermissionDenied."""
    row = _course(request, public_id)
    if not scope_of(request).holds(Duty.COURSES_KEEP, row.org_path):
        raise PermissionDenied if scope_of(request).covers(row.org_path) else Http404
    return row
