"""How is an agreement with a helper from outside made, renewed, ended early? One line each."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.ranges import closed, held
from jingwei.systems.public_benefit.keeping import KEEP, lock, refuse
from jingwei.systems.public_benefit.network import agreed, rules
from jingwei.systems.public_benefit.network.models import Provider, ProviderTerm, StationOffer

SUBJECT = "provider"


def agree_provider(
    *, org: Organisation, name: str, kind: str, agreement: str, since: date | None,
    until: date | None, by: Scope, at: datetime,
) -> Provider:  # fmt: skip
    """A firm, group or body helps from a day to a day, by an agreement. Raises: Refused."""
    by.require(KEEP, org.path)
    refuse(rules.provider_findings(name=name, agreement=agreement, since=since, until=until))
    with transaction.atomic():
        row = Provider(org=org, org_path=org.path, name=name.strip(), kind=kind)
        row.save(force_insert=True)
        _add(row, agreement, since, until)
        _line("network.provider.agree", row, by, at, since=since, until=until, kind=kind)
    return row


def renew_provider(
    *, provider: Provider, agreement: str, since: date | None, until: date | None, by: Scope,
    at: datetime,
) -> ProviderTerm:  # fmt: skip
    """A further agreement, from the day the last one ends or later. Raises: Refused."""
    row = lock(Provider, provider, by)
    last = agreed.last_term(row)
    refuse(
        rules.renewing_findings(
            agreement=agreement, since=since, until=until, last_day=last.held.upper
        )
    )
    term = _add(row, agreement, since, until)
    _line("network.provider.renew", row, by, at, since=since, until=until)
    return term


def end_provider(
    *, provider: Provider, on: date | None, reason: str, by: Scope, at: datetime
) -> ProviderTerm:  # fmt: skip
    """The agreement ends early: ``on`` is the first day without it. Raises: Refused.

    What the helper did at stations ends with it.
    """
    row = lock(Provider, provider, by)
    term = agreed.last_term(row)
    refuse(
        rules.ending_findings(
            is_in_force=term.held.upper > local_day(at), on=on, since=term.held.lower,
            until=term.held.upper, reason=reason,
        )
    )  # fmt: skip
    assert on is not None  # noqa: S101 - said above
    with transaction.atomic():
        term.held, term.ended_why = closed(term.held, on), reason.strip()
        term.save(update_fields=["held", "ended_why"])
        for offer in StationOffer.everything.filter(provider=row, held__endswith=None):
            offer.held = closed(offer.held, max(on, offer.held.lower + timedelta(days=1)))
            offer.save(update_fields=["held"])
        _line("network.provider.end", row, by, at, on=on, why=term.ended_why)
    return term


def _add(row: Provider, agreement: str, since: date | None, until: date | None) -> ProviderTerm:
    term = ProviderTerm(
        org=row.org, org_path=row.org_path, provider=row, agreement=agreement.strip(),
        held=held(since, until),
    )  # fmt: skip
    term.save(force_insert=True)
    return term


def _line(verb: str, row: Provider, by: Scope, at: datetime, **facts: Any) -> None:
    write_line(verb=verb, by=by, at=at, org=row.org, subject=(SUBJECT, row.public_id), facts=facts)
