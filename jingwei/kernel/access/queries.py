"""Which accounts and posts are there in a scope? Reads for pages, API and the auditor."""

from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q

from jingwei.kernel.access import paths
from jingwei.kernel.access.duties import ROLES
from jingwei.kernel.access.models import Account, Grant, SecondFactor, Slip
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.register import register

SOON = timedelta(days=30)

# Answers to "which accounts?"; the words stand on the page.
STATES = ("open", "never", "slip", "without_post", "closed")
# Answers to "which posts?".
TERMS = ("now", "soon", "deputy", "coming", "over")


def accounts(
    scope: Scope, *, on: date, state: str = "open", role: str = "", under: str = "", text: str = ""
) -> Any:
    """Accounts that belong to the scope, for paging by (org_path, id)."""
    rows = Account.objects.within(scope).select_related("org")
    if under and scope.covers(under):
        rows = rows.filter(org_path__gte=under, org_path__lt=paths.upper(under))
    held = Grant.everything.filter(account=OuterRef("pk"), held__contains=on)
    rows = rows.filter(is_active=state != "closed")
    if state == "never":
        rows = rows.filter(signed_in_at=None)
    elif state == "slip":
        rows = rows.filter(Exists(Slip.everything.filter(account=OuterRef("pk"), used_at=None)))
    elif state == "without_post":
        ahead = Grant.everything.filter(account=OuterRef("pk"), held__startswith__gt=on)
        rows = rows.filter(~Exists(held), ~Exists(ahead), person=None)
    if role in ROLES:
        rows = rows.filter(Exists(held.filter(role=role)))
    if text.strip():
        wanted = text.strip()
        rows = rows.filter(Q(login__startswith=wanted.lower()) | Q(name__startswith=wanted))
    return rows


def account(scope: Scope, public_id: object) -> Any:
    """One account of the scope. Raises: Account.DoesNotExist."""
    return Account.objects.within(scope).select_related("org", "person").get(public_id=public_id)


def posts(
    scope: Scope, *, on: date, term: str = "now", role: str = "", under: str = "",
    account_id: int | None = None,
) -> Any:  # fmt: skip
    """Posts given in the scope, for paging by (org_path, id)."""
    rows = Grant.objects.within(scope).select_related(
        "account", "org", "given_by", "deputises__account"
    )
    if under and scope.covers(under):
        rows = rows.filter(org_path__gte=under, org_path__lt=paths.upper(under))
    if term in ("now", "soon", "deputy"):
        rows = rows.filter(held__contains=on)
    if term == "soon":
        rows = rows.filter(held__endswith__lte=on + SOON)
    elif term == "deputy":
        rows = rows.filter(deputises__isnull=False)
    elif term == "coming":
        rows = rows.filter(held__startswith__gt=on)
    elif term == "over":
        rows = rows.filter(Q(held__endswith__lte=on) | Q(held__isempty=True))
    if role in ROLES:
        rows = rows.filter(role=role)
    return rows if account_id is None else rows.filter(account_id=account_id)


def post(scope: Scope, public_id: object) -> Any:
    """One post of the scope. Raises: Grant.DoesNotExist."""
    return posts(scope, on=date.min, term="all").get(public_id=public_id)


def deputies_of(account_id: int, *, on: date) -> list[Grant]:
    """Who stands in for this account now or soon, as far as the acting post sees."""
    rows = Grant.everything.filter(deputises__account_id=account_id, held__endswith__gt=on)
    return list(rows.select_related("account", "org").order_by("held", "id"))


def with_factor(ids: list[int]) -> set[int]:
    """Which of these accounts show a second factor."""
    return set(
        SecondFactor.objects.filter(account__in=ids, confirmed_at__isnull=False).values_list(
            "account_id", flat=True
        )
    )


def open_slips(ids: list[int]) -> dict[int, Any]:
    """When the open slip of each of these accounts ends."""
    rows = Slip.everything.filter(account__in=ids, used_at=None)
    return dict(rows.values_list("account_id", "until"))


def changes(scope: Scope, *, verb: str = "") -> Any:
    """Ledger lines about accounts and posts in the scope, for paging by (-id)."""
    rows = Entry.objects.within(scope)
    if verb in access_verbs():
        return rows.filter(verb=verb)
    return rows.filter(verb__startswith="access.")


def access_verbs() -> dict[str, Any]:
    """What can happen to accounts and posts, with the words for it."""
    return {verb: word for verb, word in register().verbs.items() if verb.startswith("access.")}
