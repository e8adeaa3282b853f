"""What does a member write about the own appraisal? The own words, and an objection."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from jingwei.kernel.findings import Refused
from jingwei.shell.http import done, refused
from jingwei.shell.me.ownership import as_oneself
from jingwei.shell.me.views import signed_in
from jingwei.shell.posted import posted
from jingwei.work.membership.appraisal import actions, queries
from jingwei.work.membership.appraisal.forms import WordsForm
from jingwei.work.membership.appraisal.kinds import Phase
from jingwei.work.membership.appraisal.models import Appraisal, Objection

UNPROCESSABLE = 422
PAGE = "appraisal/own.html"


@require_http_methods(["GET", "POST"])
@signed_in
def words(request: HttpRequest) -> HttpResponse:
    """写自评: read by the own branch's committee only."""
    line = _line(request, Phase.PREPARING)
    form = WordsForm(
        posted(request), label=_("这一年做得怎么样，哪里还不够"),
        hint=_("只有本支部班子看得到；开会评议以前都可以改。"), initial={"text": line.own_words},
    )  # fmt: skip
    return _answer(request, form, _("写自评"), _("自评已存好。"), "text", actions.own_words)


@require_http_methods(["GET", "POST"])
@signed_in
def object_(request: HttpRequest) -> HttpResponse:
    """提意见: the branch answers."""
    _line(request, Phase.TOLD)
    form = WordsForm(posted(request), label=_("哪里不同意，为什么"), hint=_("支部会答复您。"))
    return _answer(
        request, form, _("对评议结果提意见"), _("已送到支部，答复会写在这里。"), "words",
        actions.object_to_grade,
    )  # fmt: skip


@require_POST
@signed_in
def withdraw(request: HttpRequest) -> HttpResponse:
    """收回意见, while it waits."""
    with as_oneself(request) as oneself:
        if oneself.person_id is None:
            raise Http404
        try:
            actions.withdraw_objection(oneself=oneself, at=timezone.now())
        except Objection.DoesNotExist as missing:
            raise Http404 from missing
    return done(request, "me:home", _("已收回意见。"))


def _answer(
    request: HttpRequest, form: WordsForm, title: str, said: str, name: str, act: Any
) -> HttpResponse:
    context = {"form": form, "title": title}
    if request.method == "GET" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, PAGE, context, status=status)
    try:
        with as_oneself(request) as oneself:
            act(oneself=oneself, at=timezone.now(), **{name: form.cleaned_data["text"]})
    except Refused as refusal:
        return refused(request, refusal, PAGE, context)
    return done(request, "me:home", said)


def _line(request: HttpRequest, phase: str) -> Appraisal:
    """The own line in a round of this phase. Raises: Http404 without one."""
    with as_oneself(request) as oneself:
        if oneself.person_id is None:
            raise Http404
        for line in queries.own_lines(oneself.person_id):
            if line.round.state == phase and line.host_id is None:
                return line
    raise Http404
