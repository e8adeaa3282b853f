"""Which accounts and posts are there in one's part of the tree, and what changed with them?"""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jingwei.kernel.access import giving, queries
from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.models import Grant
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.ledger.queries import shown
from jingwei.shell import http
from jingwei.shell.accounts.choosing import candidates
from jingwei.shell.accounts.forms import FilterForm
from jingwei.shell.accounts.told import told, whom
from jingwei.shell.gate import needs, scope_of

LOOKERS = (Duty.SLIPS_ISSUE, Duty.GRANTS_GIVE, Duty.LEDGER_READ)
STATES = {
    "open": _("在用"), "never": _("还没登录过"), "slip": _("小条没用"),
    "without_post": _("没有身份"), "closed": _("已关闭"),
}  # fmt: skip
TERMS = {
    "now": _("现在有效"), "soon": _("快到期"), "deputy": _("代理"), "coming": _("还没开始"),
    "over": _("已结束"),
}  # fmt: skip


@require_safe
@needs(*LOOKERS)
def accounts(request: HttpRequest) -> HttpResponse:
    """Accounts of the scope, in the order of the tree."""
    scope, on = scope_of(request), timezone.localdate()
    form = FilterForm(request.GET)
    state = request.GET.get("state", "open")
    state = state if state in STATES else "open"
    rows = queries.accounts(
        scope, on=on, state=state, role=form.said("role"), text=form.said("q"),
        under=_under(scope, form),
    )  # fmt: skip
    page = http.page_of(rows, keys=("org_path", "id"), at=request.GET.get("at", ""))
    ids = [row.pk for row in page.rows]
    posts: dict[int, list[Any]] = {}
    for post in queries.posts(scope, on=on).filter(account__in=ids):
        posts.setdefault(post.account_id, []).append(post)
    slips, factors = queries.open_slips(ids), queries.with_factor(ids)
    context = {
        "page": page, "total": http.count_capped(rows), "form": form, "state": state,
        "rows": [(row, posts.get(row.pk, []), slips.get(row.pk), row.pk in factors)
                 for row in page.rows],
        "tabs": _tabs("accounts:list", "state", STATES, state), "keep": [("state", state)],
        "now": timezone.now(),
        "sections": sections(scope, "list"), **rights(scope),
    }  # fmt: skip
    return http.render_fragment(request, "accounts/list.html", "accounts/_accounts.html", context)


@require_safe
@needs(*LOOKERS)
def posts(request: HttpRequest) -> HttpResponse:
    """Posts given in the scope, with their terms and deputies."""
    scope, on = scope_of(request), timezone.localdate()
    form = FilterForm(request.GET)
    term = request.GET.get("term", "now")
    term = term if term in TERMS else "now"
    rows = queries.posts(scope, on=on, term=term, role=form.said("role"), under=_under(scope, form))
    if text := form.said("q"):
        rows = rows.filter(account__name__startswith=text)
    page = http.page_of(rows, keys=("org_path", "id"), at=request.GET.get("at", ""))
    context = {
        "page": page, "rows": buttons(page.rows, scope), "total": http.count_capped(rows),
        "form": form, "term": term, "on": on,
        "tabs": _tabs("accounts:posts", "term", TERMS, term), "keep": [("term", term)],
        "sections": sections(scope, "posts"), **rights(scope),
    }  # fmt: skip
    return http.render_fragment(request, "accounts/posts.html", "accounts/_posts.html", context)


@require_safe
@needs(Duty.LEDGER_READ)
def changes(request: HttpRequest) -> HttpResponse:
    """For the auditor: who opened, gave, reset, came in, was turned away."""
    scope = scope_of(request)
    verb = request.GET.get("verb", "")
    rows = queries.changes(scope, verb=verb)
    page = http.page_of(rows, keys=("-id",), at=request.GET.get("at", ""))
    context = {
        "page": page, "events": _events(scope, page.rows), "verb": verb,
        "verbs": queries.access_verbs(), "sections": sections(scope, "changes"), **rights(scope),
    }  # fmt: skip
    return http.render_fragment(request, "accounts/changes.html", "accounts/_changes.html", context)


def buttons(posts: list[Grant], scope: Scope) -> list[tuple[Grant, bool, bool]]:
    """Each post with what this post may do with it: name a deputy, take it back. No query."""
    return [
        (
            post,
            post.deputises_id is None and giving.may_appoint(post, by=scope),
            giving.may_end(post, by=scope),
        )
        for post in posts
    ]


def _events(scope: Scope, entries: list[Any]) -> list[dict[str, Any]]:
    lines = [(entry, shown(entry)) for entry in entries]
    names = whom(scope, [(entry, line.facts) for entry, line in lines])
    return [
        {"line": line, "whom": names.get(entry.pk, ""), "told": told(line.facts)}
        for entry, line in lines
    ]


def rights(scope: Scope) -> dict[str, bool]:
    """Which buttons stand on the pages of this post."""
    return {
        "may_open": scope.holds(Duty.ACCOUNTS_OPEN), "may_slip": scope.holds(Duty.SLIPS_ISSUE),
        "may_give": scope.holds(Duty.GRANTS_GIVE), "may_audit": scope.holds(Duty.LEDGER_READ),
    }  # fmt: skip


def sections(scope: Scope, here: str) -> list[dict[str, Any]]:
    """The pages of this part: accounts, posts, and for the auditor what changed."""
    found = [("list", _("账号")), ("posts", _("身份"))]
    if scope.holds(Duty.LEDGER_READ):
        found.append(("changes", _("变动记录")))
    return [
        {"label": label, "url": reverse(f"accounts:{name}"), "current": name == here}
        for name, label in found
    ]


def _tabs(name: str, key: str, words: dict[str, Any], current: str) -> list[dict[str, Any]]:
    return [
        {
            "label": word, "current": value == current,
            "url": f"{reverse(name)}?{urlencode({key: value})}",
        }
        for value, word in words.items()
    ]  # fmt: skip


def _under(scope: Scope, form: FilterForm) -> str:
    """The part of the tree that was asked for; more than one fit means all of them, unfiltered."""
    typed = form.said("org").strip()
    found = candidates(scope, typed) if typed else []
    return found[0].path if len(found) == 1 else ""
