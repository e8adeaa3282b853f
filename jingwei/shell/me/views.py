"""What do the pages of the own file answer? Whoever is signed in, with a post or without one."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib.auth.views import redirect_to_login
from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from jingwei.kernel.findings import Refused
from jingwei.kernel.flows import content
from jingwei.kernel.people.correction_actions import ask_own_correction
from jingwei.kernel.people.own import on_own_behalf
from jingwei.shell.gate import scope_of
from jingwei.shell.http import done, refused
from jingwei.shell.me.forms import OwnCorrectionForm
from jingwei.shell.me.ownership import OwnFile, as_data, as_oneself, own_file
from jingwei.shell.me.queries import open_own, own_papers
from jingwei.shell.members import refusals
from jingwei.shell.posted import posted

type View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Nobody signed in: to the sign-in page. A post is not needed."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if scope_of(request).account_id is None:
            return redirect_to_login(request.get_full_path())
        return view(request, *args, **kwargs)

    return guarded


@require_GET
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """我的信息: the own file, who looked, what was asked."""
    with as_oneself(request) as oneself:
        file = own_file(oneself)
        context = _shown(file) if file else None
    # Drawn outside: the frame asks about the acting post.
    return render(request, "me/home.html" if context else "me/none.html", context)


@require_POST
@signed_in
def show(request: HttpRequest) -> HttpResponse:
    """The own numbers in full. By POST, so that no address in a history shows them again."""
    with as_oneself(request) as oneself:
        file = _own(own_file(oneself))
        context = _shown(file) | {"opened": file.opened}
    return render(request, "me/home.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def ask(request: HttpRequest) -> HttpResponse:
    """申请更正: said by the member, answered by the branch."""
    form = OwnCorrectionForm(posted(request))
    try:
        with as_oneself(request) as oneself:
            _own(own_file(oneself))
            if request.method == "POST":
                form.is_valid()
                with on_own_behalf(oneself) as (by, person):
                    ask_own_correction(person=person, **form.told(), by=by, at=timezone.now())
    except Refused as refusal:
        shown = refusals.pointed(form, refusal)
        return refused(request, shown, "me/ask.html", {"form": form})
    if request.method == "GET":
        return render(request, "me/ask.html", {"form": form})
    return done(request, "me:home", _("已送到支部，答复会写在这里。"))


@require_GET
@signed_in
def download(request: HttpRequest) -> HttpResponse:
    """下载我的数据: all that is on file about the member, as JSON."""
    with as_oneself(request) as oneself:
        data = as_data(_own(own_file(oneself)), timezone.localdate())
    text = json.dumps(data, ensure_ascii=False, indent=1, cls=DjangoJSONEncoder, default=None)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    name = f"{_('我的信息')}-{timezone.localdate():%Y%m%d}.json"
    header = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = header or "attachment"
    return response


@require_GET
@signed_in
def papers(request: HttpRequest) -> HttpResponse:
    """我的文书: what was written for oneself, the last first."""
    with as_oneself(request) as oneself:
        _own(own_file(oneself))
        found = own_papers(oneself)
    return render(request, "me/papers.html", {"papers": found})


@require_GET
@signed_in
def paper(request: HttpRequest, paper: UUID) -> HttpResponse:
    """One of the own documents, to be kept; that it was taken stands in the ledger."""
    form = "pdf" if request.GET.get("form") == "pdf" else "docx"
    with as_oneself(request) as oneself:
        _own(own_file(oneself))
        found = open_own(oneself, paper, at=timezone.now(), form=form)
    if found is None:
        raise Http404
    response = HttpResponse(found.data, content_type=found.media)
    response.headers["Content-Disposition"] = content.disposition(found.name)
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


def _own(file: OwnFile | None) -> OwnFile:
    """Raises: Http404 for an account without a file."""
    if file is None:
        raise Http404
    return file


def _shown(file: OwnFile) -> dict[str, Any]:
    """Everything the page shows, read while the own rows are in sight."""
    return {
        "name": file.person.name, "facts": file.facts, "party_facts": file.party_facts,
        "sealed": file.sealed, "looks": file.looks, "asked": file.asked, "events": file.events,
        "lines": file.lines, "sections": file.sections(timezone.localdate()),
    }  # fmt: skip
