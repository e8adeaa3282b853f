"""How is one member appraised? One page, one grade, one reason; there is no page for several."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.ledger.queries import lines_of
from jingwei.kernel.ledger.queries import shown as line_shown
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.members.refusals import pointed
from jingwei.shell.posted import posted
from jingwei.work.membership.appraisal import actions, queries
from jingwei.work.membership.appraisal.forms import GradeForm, SkipForm, WordsForm
from jingwei.work.membership.appraisal.kinds import Grade, Phase
from jingwei.work.membership.appraisal.models import Appraisal
from jingwei.work.membership.appraisal.views.rounds import may

UNPROCESSABLE = 422
PAGE = "appraisal/line.html"


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def line(request: HttpRequest, public_id: Any) -> HttpResponse:
    """提等次: what the member wrote, what others said, the counts; then one grade."""
    row = _found(request, public_id)
    start = {"grade": row.grade, "reason": row.reason, "version": row.version}
    form = GradeForm(posted(request), initial=start)
    context = _shown(request, row) | {"form": form}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, PAGE, context, status=status)
    try:
        actions.propose_grade(
            line=row, by=scope_of(request), at=timezone.now(), **form.cleaned_data
        )
    except Refused as refusal:
        return refused(request, pointed(form, refusal), PAGE, context)
    return _back(request, row, _("等次已提出，理由也记下了。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def skip(request: HttpRequest, public_id: Any) -> HttpResponse:
    """没有评议: it is said why, and stays so."""
    row = _found(request, public_id)
    form = SkipForm(
        posted(request),
        initial={"why": row.skipped, "note": row.skip_note, "version": row.version},
    )
    return _small(request, row, form, _("没有评议"), actions.skip_member, _("已记为没有评议。"))


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_CHANGE)
def mutual(request: HttpRequest, public_id: Any) -> HttpResponse:
    """互评意见: what others said, kept in the branch."""
    row = _found(request, public_id)
    if not _is_near(request, row):
        raise Http404
    form = WordsForm(
        posted(request), label=_("大家提了什么意见"), hint=_("只有本支部班子看得到。"),
        initial={"text": row.others_words},
    )  # fmt: skip
    return _small(request, row, form, _("互评意见"), actions.note_mutual, _("已记下。"))


def _small(
    request: HttpRequest, row: Appraisal, form: forms.Form, title: str, act: Any, said: str
) -> HttpResponse:
    context = {"line": row, "org": row.org, "form": form, "title": title}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "appraisal/small.html", context, status=status)
    try:
        act(line=row, by=scope_of(request), at=timezone.now(), **form.cleaned_data)
    except Refused as refusal:
        return refused(request, pointed(form, refusal), "appraisal/small.html", context)
    return _back(request, row, said)


def _back(request: HttpRequest, row: Appraisal, said: str) -> HttpResponse:
    return done(request, reverse("appraisal:round", args=[row.round.public_id]), said)


def _shown(request: HttpRequest, row: Appraisal) -> dict[str, Any]:
    near = _is_near(request, row)
    return {
        "line": row, "org": row.org, "round": row.round, "is_near": near,
        "own_words": row.own_words if near else "",
        "others_words": row.others_words if near else "",
        "ballots": list(zip([grade.label for grade in Grade], row.counts, strict=True)),
        "may_grade": row.round.state == Phase.COUNTED,
        "events": [
            {"what": one.what, "at": one.at, "who": one.who}
            for one in map(line_shown, lines_of(scope_of(request), "appraisal", row.public_id)[:20])
        ],
    }  # fmt: skip


def _is_near(request: HttpRequest, row: Appraisal) -> bool:
    """Words of members open in the branch itself; above it only the grade and its reason do."""
    return bool(scope_of(request).org_id == row.org_id)


def _found(request: HttpRequest, public_id: Any) -> Appraisal:
    try:
        row = queries.line_of(scope_of(request), public_id)
    except Appraisal.DoesNotExist as missing:
        raise Http404 from missing
    may(request, row.org_path)
    return row
