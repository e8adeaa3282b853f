"""Who helps from outside, by which agreement, until when? Reads."""

from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet, Subquery

from jingwei.kernel.access.scope import Scope
from jingwei.systems.public_benefit.network.models import Provider, ProviderTerm, StationOffer
from jingwei.systems.public_benefit.network.queries import Served, worded


def _terms() -> QuerySet[ProviderTerm]:
    return ProviderTerm.everything.filter(provider=OuterRef("pk"))


def providers(scope: Scope, on: date, *, former: bool = False) -> QuerySet[Provider]:
    """Helpers with an agreement on a day, or those whose last one is over, by page key (``name``,
    ``id``). Each has ``agreement`` and ``term``, the range of the latest one."""
    latest = _terms().order_by("-held")
    rows = Provider.objects.within(scope).select_related("org").annotate(
        agreement=Subquery(latest.values("agreement")[:1]), term=Subquery(latest.values("held")[:1])
    )  # fmt: skip
    ahead = _terms().filter(held__endswith__gt=on)
    return rows.filter(~Exists(ahead) if former else Exists(ahead))


def provider(scope: Scope, public_id: Any) -> Provider:
    """Raises: Provider.DoesNotExist out of sight."""
    found: Provider = (
        Provider.objects.within(scope).select_related("org").get(public_id=public_id)
    )  # fmt: skip
    return found


def terms(row: Provider) -> list[ProviderTerm]:
    """Every agreement there was, the latest first."""
    return list(ProviderTerm.everything.filter(provider=row).order_by("-held"))


def last_term(row: Provider) -> ProviderTerm:
    found: ProviderTerm = ProviderTerm.everything.filter(provider=row).latest("held")
    return found


def offers_of(row: Provider, on: date) -> list[Served]:
    """What it does at which station on a day; two queries."""
    rows = StationOffer.everything.filter(provider=row, held__contains=on)
    return worded(rows.select_related("station", "item").order_by("id")[:100], on)


def ending(scope: Scope, on: date, until: date) -> QuerySet[ProviderTerm]:
    """Agreements that run out until a day and are followed by none, the nearest first."""
    later = ProviderTerm.everything.filter(
        provider=OuterRef("provider"), held__startswith__gte=OuterRef("held__endswith")
    )
    rows = ProviderTerm.objects.within(scope).filter(
        ~Exists(later), held__contains=on, held__endswith__lte=until, ended_why=""
    )
    return rows.select_related("provider")
