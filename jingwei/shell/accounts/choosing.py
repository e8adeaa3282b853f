"""Which organisation is meant? By its code, its name, or a few characters of it."""

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.orgs.search import search

MOST = 8


def candidates(scope: Scope, typed: str) -> list[Organisation]:
    """Open organisations within the scope that ``typed`` may mean; an exact one stands alone."""
    rows = Organisation.objects.within(scope).filter(held__endswith=None)
    for column in ("code", "name", "short_name"):
        exact = list(rows.filter(**{column: typed})[:MOST])
        if exact:
            return exact
    return [org for org in search(scope, typed, MOST) if org.is_open]
