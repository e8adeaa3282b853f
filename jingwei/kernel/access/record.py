"""How does a ledger line name an account? By its public id, at the account's own organisation."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from jingwei.kernel.access.models import Account
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.ledger.models import Entry
from jingwei.kernel.ledger.record import write_line
from jingwei.kernel.orgs.models import Organisation


def write_account_line(
    *,
    verb: str,
    account: Account,
    by: Scope,
    at: datetime,
    facts: Mapping[str, Any] | None = None,
    values: Mapping[str, Any] | None = None,
) -> Entry:
    """A line about ``account``; whoever signs in has no organisation in sight yet."""
    return write_line(
        verb=verb, by=by, at=at, subject=("account", account.public_id),
        org=Organisation(pk=account.org_id, path=account.org_path), facts=facts, values=values,
    )  # fmt: skip
