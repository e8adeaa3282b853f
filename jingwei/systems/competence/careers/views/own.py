"""What does a cadre see and say of the own career? Own rows only, words of one's own."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope, acting, own_account
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.people.own import own_person
from jingwei.shell.http import done, refused
from jingwei.shell.me.ownership import as_oneself
from jingwei.shell.me.views import signed_in
from jingwei.shell.posted import posted
from jingwei.systems.competence.careers import queries
from jingwei.systems.competence.careers.flows import REVIEW
from jingwei.systems.competence.careers.forms import OwnWordsForm
from jingwei.systems.competence.careers.kinds import ReviewState
from jingwei.systems.competence.careers.models import Review

PAGE = "careers/own_review.html"
NEXT = {ReviewState.OPENED: ("tell", "words"), ReviewState.SAID: ("answer", "answer")}


@require_GET
@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """我的任职: posts, grades with their rule and evidence, talks of the year."""
    with as_oneself(request) as oneself:
        person = own_person(oneself)
        careers = queries.own_careers(person.pk) if person else []
        context = {
            "careers": [(row, queries.gradings(row)) for row in careers],
            "reviews": queries.own_reviews(person.pk) if person else [],
        }
    return render(request, "careers/mine.html", context)


@require_http_methods(["GET", "POST"])
@signed_in
def review(request: HttpRequest, public_id: Any) -> HttpResponse:
    """One talk: say first, read what the township says, answer."""
    form = OwnWordsForm(posted(request))
    context: dict[str, Any] = {"form": form}
    try:
        with as_oneself(request) as oneself:
            row = _own(oneself, public_id)
            verb, word = NEXT.get(ReviewState(row.state), ("", ""))
            context |= {"review": row, "verb": verb}
            if request.method == "POST":
                if not verb:
                    raise Http404
                form.is_valid()
                with _speaking(oneself, row) as by:
                    take_step(
                        flow=REVIEW, subject=row, verb=verb, by=by, at=timezone.now(),
                        said={word: form.cleaned_data.get("words", "")},
                    )  # fmt: skip
    except Refused as refusal:
        return refused(request, refusal, PAGE, context)
    if request.method == "GET":
        return render(request, PAGE, context)
    return done(request, reverse("careers:own-review", args=[public_id]), _("已送到镇街。"))


def _own(oneself: Scope, public_id: Any) -> Review:
    rows = queries.own_reviews(oneself.person_id) if oneself.person_id else []
    found = next((row for row in rows if str(row.public_id) == str(public_id)), None)
    if found is None:
        raise Http404
    return found


@contextmanager
def _speaking(oneself: Scope, row: Review) -> Iterator[Scope]:
    """A crossing act: the range of the review's organisation, for the words of this person."""
    wide = replace(oneself, path=row.org_path, hi=paths.upper(row.org_path), reason="本人的话")
    with own_account(oneself), acting(wide):
        yield wide
