"""What do the pages of one member answer? The tabs, and sealed values for a reason and a minute."""

from typing import Any, Final

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.findings import Refused
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import reveal as privacy
from jingwei.kernel.register import register
from jingwei.shell.gate import needs, scope_of
from jingwei.shell.http import is_fragment, refused
from jingwei.shell.members.member import Member, org_url
from jingwei.shell.signin import proof

SECONDS: Final = 60
LABELS: Final = {"overview": _("概况"), "timeline": _("经历"), "looks": _("谁看过")}
NAMES: Final = {"overview": "member", "timeline": "timeline", "looks": "looks"}


def person_of(request: HttpRequest, public_id: Any) -> Person:
    """Raises: Http404 out of sight, in the very words of a file that does not exist."""
    found: Person | None = (
        Person.objects.within(scope_of(request))
        .select_related("org")
        .filter(public_id=public_id)
        .first()
    )
    if found is None:
        raise Http404
    return found


@require_GET
@needs(Duty.MEMBERS_SEE)
def overview(request: HttpRequest, public_id: Any) -> HttpResponse:
    """概况: the file, masked."""
    return _drawn(request, public_id, "overview")


@require_GET
@needs(Duty.MEMBERS_SEE)
def timeline(request: HttpRequest, public_id: Any) -> HttpResponse:
    """经历: stretches of belonging, posts, and what was done to the file."""
    return _drawn(request, public_id, "timeline")


@require_GET
@needs(Duty.MEMBERS_SEE)
def looks(request: HttpRequest, public_id: Any) -> HttpResponse:
    """谁看过: each look at sealed values."""
    return _drawn(request, public_id, "looks")


@require_GET
@needs(Duty.MEMBERS_SEE)
def sealed(request: HttpRequest, public_id: Any) -> HttpResponse:
    """The sealed part, masked again; the page asks for it when the minute is over."""
    context = context_of(request, person_of(request, public_id), "overview")
    return render(request, "members/_private.html", context)


@require_http_methods(["GET", "POST"])
@needs(Duty.MEMBERS_REVEAL)
def reveal(request: HttpRequest, public_id: Any) -> HttpResponse:
    """Ask why; then show the values once, for a minute."""
    context = context_of(request, person_of(request, public_id), "overview")
    if request.method == "GET":
        return render(request, "members/ask_reveal.html", context)
    typed = {"fields": request.POST.getlist("field"), "reason": request.POST.get("reason", ""),
             "words": request.POST.get("words", "")}  # fmt: skip
    try:
        proof.require(request, at=timezone.now())
        values = privacy.reveal(
            person=context["member"].person, fields=typed["fields"], reason=str(typed["reason"]),
            words=str(typed["words"]), by=scope_of(request), at=timezone.now(),
        )  # fmt: skip
    except Refused as refusal:
        again = context | {"typed": typed, "proof": proof.asked(request)}
        answer = refused(
            request, refusal, "members/ask_reveal.html", again, fragment="members/_private.html"
        )
        return proof.kept(answer, refusal)
    context["opened"] = [
        {"label": privacy.FIELDS[key], "value": value} for key, value in values.items()
    ]
    page = "members/_private.html" if is_fragment(request) else "members/revealed.html"
    return render(request, page, context)


def _drawn(request: HttpRequest, public_id: Any, tab: str) -> HttpResponse:
    context = context_of(request, person_of(request, public_id), tab)
    return render(request, f"members/{tab}.html", context)


def context_of(request: HttpRequest, person: Person, tab: str) -> dict[str, Any]:
    """What every page of a member needs."""
    scope = scope_of(request)
    member = Member(scope, person, timezone.localdate())
    tabs = [
        {"label": label, "current": key == tab,
         "url": reverse(f"members:{NAMES[key]}", args=[person.public_id])}
        for key, label in LABELS.items()
    ]  # fmt: skip
    tabs += [
        {"label": one.title, "current": one.key == tab,
         "url": reverse(one.url, args=[person.public_id])}
        for one in register().member_tabs.values() if scope.holds(one.duty)
    ]  # fmt: skip
    return {
        "member": member, "tab": tab, "tabs": tabs, "crumbs": crumbs(person),
        "reasons": list(privacy.REASONS.items()), "seconds": SECONDS,
        "appoint_url": reverse("members:appoint", args=[person.org.code]),
        "proof": proof.asked(request) if member.may_reveal else None,
    }  # fmt: skip


def crumbs(person: Person, last: str = "") -> list[dict[str, Any]]:
    """From the list by the branch to the member."""
    found: list[dict[str, Any]] = [
        {"label": _("党员"), "url": reverse("members:list")},
        {"label": str(person.org), "url": org_url(person.org.code)},
    ]
    if last:
        address = reverse("members:member", args=[person.public_id])
        return [*found, {"label": person.name, "url": address}, {"label": last}]
    return [*found, {"label": person.name}]
