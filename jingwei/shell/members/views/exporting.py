"""How is a list asked for, agreed to, and taken?"""

from datetime import datetime
from typing import Any, Final

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel import jobs
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.privacy.classes import Class
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.members import (
    actions,
    columns,
    exporting,
    filters,
    kept,
    queries,
    rules,
    workers,
)
from jingwei.shell.members.columns import Column
from jingwei.shell.members.models import Export
from jingwei.shell.signin import proof

PAGE: Final = "members/export.html"


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_EXPORT)
def export(request: HttpRequest) -> HttpResponse:
    """导出: how many, which columns, why; then the file, or the wait for a second person."""
    scope, asked = scope_of(request), request.POST or request.GET
    ids = exporting.ids_of(scope, _meant(asked), timezone.localdate())
    if request.method == "GET":
        return render(request, PAGE, _context(request, asked, len(ids)))
    wanted = _wanted(request)
    try:
        proof.require(request, at=timezone.now())
        row = actions.ask_export(
            query=_meant(asked).urlencode(), columns=[column.key for column in wanted],
            sealed=columns.sealed_of(wanted), count=len(ids), reason=asked.get("reason", ""),
            words=asked.get("words", ""), by=scope, at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        answer = refused(request, refusal, PAGE, _context(request, asked, len(ids)))
        return proof.kept(answer, refusal)
    if row.outcome == Export.Outcome.OPEN:
        said = _("超过 {n} 名的完整号码，要另一个人同意；同意后在这里取。").format(
            n=rules.SECOND_PERSON
        )
        return done(request, "members:exports", said)
    if row.making:
        jobs.enqueue(
            workers.make, export_id=row.pk, account_id=scope.account_id, grant_id=scope.grant_id,
            language=get_language() or "zh-hans",
        )  # fmt: skip
        said = _("名单有 {n} 名，正在做；做好后在这里取，留一天。").format(n=f"{row.count:,}")
        return done(request, "members:exports", said)
    return _file(request, row, ids, wanted)


@require_GET
@needs(Duty.MEMBERS_EXPORT, Duty.MEMBERS_CONFIRM)
def exports(request: HttpRequest) -> HttpResponse:
    """导出核定: what others ask for, and what the account itself asked for."""
    return render(request, "members/exports.html", _waiting(request))


@require_POST
@needs(Duty.MEMBERS_CONFIRM)
def decide(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The second person agrees or not."""
    row = _export(request, public_id)
    agree = request.POST.get("agree") == "yes"
    actions.decide_export(
        export=row, agree=agree, answer=request.POST.get("answer", ""), by=scope_of(request),
        at=timezone.now(),
    )  # fmt: skip
    return done(request, "members:exports", _("已同意导出。") if agree else _("已答复不同意。"))


@require_POST
@needs(Duty.MEMBERS_EXPORT)
def take(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The file of an export that was agreed to; once."""
    row = _export(request, public_id)
    if row.asked_by_id != scope_of(request).account_id:
        raise PermissionDenied
    try:
        proof.require(request, at=timezone.now())
    except Refused as refusal:
        answer = refused(request, refusal, "members/exports.html", _waiting(request))
        return proof.kept(answer, refusal)
    if row.making:
        return _kept(request, row)
    ids = exporting.ids_of(scope_of(request), QueryDict(row.query), timezone.localdate())
    wanted = columns.exported(row.columns.split(), sealed=_may_reveal(request))
    return _file(request, row, ids, wanted)


def _waiting(request: HttpRequest) -> dict[str, Any]:
    scope, now = scope_of(request), timezone.now()
    own = [
        {
            "row": row,
            "may_be_taken": queries.may_be_taken(row, now),
            "columns": _titles(row),
            "making": queries.making_words(row, now),
        }
        for row in queries.own_exports(scope, now)
        if row.decided_at is not None or row.making or row.outcome == Export.Outcome.OPEN
    ]
    waiting = []
    if scope.holds(Duty.MEMBERS_CONFIRM):
        waiting = [
            {"row": row, "columns": _titles(row), "reason": actions.REASONS.get(row.reason, "")}
            for row in queries.exports_to_decide(scope)
        ]
    crumbs = [{"label": _("党员"), "url": reverse("members:list")}, {"label": _("导出核定")}]
    return {"own": own, "waiting": waiting, "crumbs": crumbs, "proof": proof.asked(request)}


def _file(request: HttpRequest, row: Export, ids: list[int], wanted: list[Column]) -> HttpResponse:
    scope, now = scope_of(request), timezone.now()
    sealed = columns.sealed_of(wanted)
    people = exporting.people_of(scope, ids) if sealed else []
    actions.take_export(export=row, count=len(ids), people=people, sealed=sealed, by=scope, at=now)
    book = exporting.workbook(scope, ids, wanted, row, at=now)
    return _download(book, now)


def _kept(request: HttpRequest, row: Export) -> HttpResponse:
    """A list that a worker made: the same line as any other, then the file."""
    scope, now = scope_of(request), timezone.now()
    taken = actions.take_export(export=row, count=row.count, people=[], sealed=[], by=scope, at=now)
    try:
        return _download(kept.open_file(taken.public_id, taken.file_key), taken.made_at or now)
    except kept.Gone:
        raise Refused(*rules.taking_findings(may_be_taken=False, grown=False)) from None


def _download(book: bytes, now: datetime) -> HttpResponse:
    response = HttpResponse(book, content_type=exporting.XLSX)
    header = content_disposition_header(as_attachment=True, filename=exporting.file_name(now))
    response["Content-Disposition"] = header or "attachment"
    return response


def _export(request: HttpRequest, public_id: Any) -> Export:
    row: Export | None = (
        Export.objects.within(scope_of(request)).filter(public_id=public_id).first()
    )
    if row is None:
        raise Http404
    return row


def _may_reveal(request: HttpRequest) -> bool:
    return scope_of(request).holds(Duty.MEMBERS_REVEAL)


def _wanted(request: HttpRequest) -> list[Column]:
    keys = request.POST.getlist("column")
    return columns.exported(keys, sealed=_may_reveal(request)) if keys else []


def _meant(asked: QueryDict) -> QueryDict:
    """Conditions and ticked rows out of what was sent, and nothing else."""
    meant = QueryDict(filters.plain(asked), mutable=True)
    for who in asked.getlist("who"):
        meant.appendlist("who", who)
    return meant


def _titles(row: Export) -> str:
    found = (columns.ALL[key] for key in row.columns.split() if key in columns.ALL)
    return "、".join(str(column.title) for column in found)


def _context(request: HttpRequest, asked: QueryDict, count: int) -> dict[str, Any]:
    ticked = set(asked.getlist("column")) or set(columns.EXPORTED)
    offered = [
        {"column": column, "ticked": column.key in ticked, "sealed": column.privacy == Class.S}
        for column in columns.ALL.values()
        if _may_reveal(request) or column.privacy != Class.S
    ]
    return {
        "count": count, "most": rules.MOST_ROWS, "second": rules.SECOND_PERSON,
        "at_once": rules.AT_ONCE, "most_sealed": rules.MOST_SEALED,
        "hidden": [(name, value) for name, values in _meant(asked).lists() for value in values],
        "ticked": bool(asked.getlist("who")), "offered": offered,
        "reasons": list(actions.REASONS.items()),
        "typed": {"reason": asked.get("reason", ""), "words": asked.get("words", "")},
        "crumbs": [{"label": _("党员"), "url": reverse("members:list")}, {"label": _("导出名册")}],
        "proof": proof.asked(request),
    }  # fmt: skip
