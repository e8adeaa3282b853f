"""How is a file begun, put right or changed, refused in words, or done?"""

from typing import Any

from django import forms as django_forms
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
from jingwei.kernel.people.actions import correct_details, register_member
from jingwei.kernel.people.belonging_rules import HOMES
from jingwei.kernel.people.models import Person
from jingwei.kernel.people.queries import rows_of
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, is_fragment, refused
from jingwei.shell.members import acts, choosing, refusals
from jingwei.shell.members.forms import EditForm, RegisterForm, initial_of
from jingwei.shell.members.views.member import crumbs, person_of

UNPROCESSABLE, CONFLICT = 422, 409
DOUBTS = frozenset(
    {"people.joined.young", "people.birth.old", "people.full.soon", "people.probation.long",
     "people.id.legacy", "people.alike"}
)  # fmt: skip


def changeable(request: HttpRequest, public_id: Any) -> Person:
    """Raises: Http404 out of sight, PermissionDenied where the duty is not held there."""
    person = person_of(request, public_id)
    if not scope_of(request).holds(Duty.MEMBERS_CHANGE, person.org_path):
        raise PermissionDenied
    return person


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def register(request: HttpRequest) -> HttpResponse:
    """登记党员: a new file in a branch of the scope."""
    scope = scope_of(request)
    own = Organisation.objects.within(scope).filter(pk=scope.org_id, kind__in=HOMES).first()
    if request.method == "GET":
        start = {"on": timezone.localdate().isoformat(),
                 "org": own.code if own else request.GET.get("org", "")}  # fmt: skip
        return _registering(request, RegisterForm(initial=start, scope=scope), own)
    if "find" in request.POST:
        return _registering(request, RegisterForm(initial=request.POST.dict(), scope=scope), own)
    form = RegisterForm(request.POST, scope=scope, doubtful="confirmed" in request.POST)
    if not form.is_valid():
        return _registering(request, form, own, status=UNPROCESSABLE)
    try:
        person = register_member(**form.told(), by=scope, at=timezone.now())
    except Refused as refusal:
        form.doubtful = _is_doubtful(refusal)
        told = refusals.pointed(form, refusal)
        return refused(
            request, told, "members/register.html", _register_context(request, form, own)
        )
    said = _("{name}已登记到{branch}。").format(name=person.name, branch=person.org)
    return done(request, reverse("members:member", args=[person.public_id]), said)


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def edit(request: HttpRequest, public_id: Any) -> HttpResponse:
    """更正资料: what stands in the file, the ID number excepted."""
    person = changeable(request, public_id)
    scope = scope_of(request)
    if request.method == "GET":
        form = EditForm(initial=initial_of(person), scope=scope, person=person)
        return _editing(request, person, form)
    form = EditForm(request.POST, scope=scope, person=person, doubtful="confirmed" in request.POST)
    if not form.is_valid():
        return _editing(request, person, form, status=UNPROCESSABLE)
    try:
        correct_details(person=person, **form.told(), by=scope, at=timezone.now())
    except Refused as refusal:
        return _edit_refused(request, person, form, refusal)
    return done(request, reverse("members:member", args=[public_id]), _("资料已更正。"))


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def menu(request: HttpRequest, public_id: Any) -> HttpResponse:
    """办理变更: what can be started for this member, each with what it does."""
    person = changeable(request, public_id)
    (row,) = rows_of(scope_of(request), [person.pk])
    merged = person.merged_into_id is not None
    offers = [
        {"act": act, "url": reverse("members:act", args=[public_id, act.key])}
        for act in ([] if merged else acts.offered(row))
    ]
    context = {"person": person, "offers": offers, "crumbs": crumbs(person, _("办理变更"))}
    return render(request, "members/changes.html", context)


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def change(request: HttpRequest, public_id: Any, act: str) -> HttpResponse:
    """One change: its form, and what came of it."""
    person, kind = changeable(request, public_id), acts.ACTS.get(act)
    if kind is None:
        raise Http404
    told: dict[str, Any] = {"scope": scope_of(request), "person": person}
    if request.method == "GET":
        start = acts.initial(person, timezone.localdate(), request.GET.get("other", ""))
        return _changing(request, person, kind, kind.form(initial=start, **told))
    if "find" in request.POST:
        return _changing(request, person, kind, kind.form(initial=request.POST.dict(), **told))
    form = kind.form(request.POST, **told)
    if not form.is_valid():
        return _changing(request, person, kind, form, status=UNPROCESSABLE)
    try:
        kind.act(**form.told(), by=scope_of(request), at=timezone.now())
    except Refused as refusal:
        shown = refusals.pointed(form, refusal)
        return refused(
            request, shown, "members/act.html", _act_context(request, person, kind, form)
        )
    return done(request, reverse("members:member", args=[public_id]), str(kind.done))


@require_GET
@needs(Duty.MEMBERS_CHANGE)
def choose(request: HttpRequest) -> HttpResponse:
    """``?what=orgs|members&name=&q=``: the choices that a form shows under its search box."""
    if not is_fragment(request):
        raise Http404
    what, name = request.GET.get("what", ""), request.GET.get("name", "")
    if what not in ("orgs", "members") or name not in ("org", "to", "other", "person"):
        raise Http404
    typed = request.GET.get("q", "").strip()
    rows = _choices(request, what, typed, "", request.GET.get("not", ""))
    context = {"rows": rows, "name": name, "typed": typed, "chosen": ""}
    return render(request, "orgs/_choices.html", context)


def chooser(
    request: HttpRequest, form: django_forms.Form, chooses: tuple[str, str, Any], without: str = ""
) -> dict[str, Any]:
    """What ``members/_chooser.html`` needs to find one branch or one file."""
    name, what, label = chooses
    chosen = str(form[name].value() or "")
    typed = request.POST.get("q", "").strip()
    return {
        "name": name, "what": what, "label": label, "field": form[name], "typed": typed,
        "not": without, "chosen": chosen, "rows": _choices(request, what, typed, chosen, without),
    }  # fmt: skip


def _choices(
    request: HttpRequest, what: str, typed: str, chosen: str, without: str
) -> list[dict[str, Any]]:
    scope = scope_of(request)
    if what == "orgs":
        return choosing.branches(scope, typed, chosen)
    return choosing.members(scope, typed, chosen, without)


def _is_doubtful(refusal: Refused) -> bool:
    return bool(refusal.codes & DOUBTS)


def _registering(
    request: HttpRequest, form: RegisterForm, own: Organisation | None, status: int = 200
) -> HttpResponse:
    context = _register_context(request, form, own)
    return render(request, "members/register.html", context, status=status)


def _register_context(
    request: HttpRequest, form: RegisterForm, own: Organisation | None
) -> dict[str, Any]:
    where = None if own else chooser(request, form, ("org", "orgs", _("登记到哪个支部")))
    return {
        "form": form, "own": own, "chooser": where,
        "crumbs": [{"label": _("党员"), "url": reverse("members:list")}, {"label": _("登记党员")}],
    }  # fmt: skip


def _editing(
    request: HttpRequest, person: Person, form: EditForm, status: int = 200
) -> HttpResponse:
    return render(request, "members/edit.html", _edit_context(person, form), status=status)


def _edit_context(person: Person, form: EditForm) -> dict[str, Any]:
    return {"person": person, "form": form, "crumbs": crumbs(person, _("更正资料"))}


def _edit_refused(
    request: HttpRequest, person: Person, form: EditForm, refusal: Refused
) -> HttpResponse:
    """Findings at the fields; where somebody was faster, what is there now stands beside."""
    form.doubtful = _is_doubtful(refusal)
    shown = refusals.pointed(form, refusal)
    context = _edit_context(person, form)
    if refusal.status == CONFLICT:
        context |= _both(request, person, form)
    return refused(request, shown, "members/edit.html", context)


def _both(request: HttpRequest, person: Person, form: EditForm) -> dict[str, Any]:
    """What was typed beside what is there now; sending again keeps what was typed."""
    now = person_of(request, person.public_id)
    typed = request.POST.copy()
    typed["version"] = str(now.version)
    again = EditForm(typed, scope=scope_of(request), person=now)
    again.is_valid()
    theirs = initial_of(now)
    rows = []
    for name, value in theirs.items():
        if name not in form.fields or name == "version":
            continue
        known = dict(getattr(form.fields[name], "choices", ()))
        yours = form[name].value() or ""
        rows.append({"label": form.fields[name].label, "yours": known.get(yours, yours),
                     "theirs": known.get(value, value)})  # fmt: skip
    return {"form": again, "both": rows}


def _changing(
    request: HttpRequest, person: Person, kind: acts.Act, form: Any, status: int = 200
) -> HttpResponse:
    context = _act_context(request, person, kind, form)
    return render(request, "members/act.html", context, status=status)


def _act_context(request: HttpRequest, person: Person, kind: acts.Act, form: Any) -> dict[str, Any]:
    where = chooser(request, form, kind.chooses, str(person.public_id)) if kind.chooses else None
    return {
        "person": person, "act": kind, "form": form, "chooser": where,
        "crumbs": crumbs(person, str(kind.title)),
        "back_url": reverse("members:member", args=[person.public_id]),
    }  # fmt: skip
