"""Which organisations and units does somebody mean who types a few characters?

Any part of a name, its pinyin or initials by syllable, or the beginning of a code. A range over
the stored parts, never LIKE; at most ``LOOKED_AT`` parts are looked at, so the cost is bounded.
"""

from typing import Any

from django.db import connection

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation, Unit

LOOKED_AT = 2_000
LAST = "\U0010ffff"

# The nearer a part is to what was typed, the shorter its rest: whole names come first, then those
# that merely contain it; of equals the one nearest to the top of the tree.
_FOUND = """
SELECT {wanted} FROM (
    SELECT part, org_id, unit_id, org_path FROM name_part
    WHERE ((part >= %(text)s AND part < %(text_end)s)
           OR (part >= %(sound)s AND part < %(sound_end)s))
      AND org_path >= %(path)s AND org_path < %(hi)s AND {which}
    LIMIT %(looked_at)s
) found
GROUP BY {wanted}, org_path
ORDER BY min(length(part)), length(org_path), org_path, {wanted}
LIMIT %(limit)s
"""


def search(scope: Scope, text: str, limit: int = 20) -> list[Organisation]:
    """Open and dissolved organisations that ``text`` may mean, the likeliest first; two queries."""
    ids = _ids(scope, text, limit, "org_id", "unit_id IS NULL")
    rows = {org.pk: org for org in Organisation.objects.within(scope).filter(pk__in=ids)}
    found = [rows[key] for key in ids if key in rows]
    return sorted(found, key=lambda org: not org.is_open)


def search_units(scope: Scope, text: str, limit: int = 20) -> list[Unit]:
    """The same for units."""
    ids = _ids(scope, text, limit, "unit_id", "unit_id IS NOT NULL")
    rows = {
        unit.pk: unit
        for unit in Unit.objects.within(scope).select_related("org").filter(pk__in=ids)
    }
    return [rows[key] for key in ids if key in rows]


def _ids(scope: Scope, text: str, limit: int, wanted: str, which: str) -> list[int]:
    typed = names.normal(text)[:60]
    if not typed or scope.is_empty:
        return []
    told: dict[str, Any] = {
        "text": typed, "text_end": typed + LAST, "sound": typed.lower(),
        "sound_end": typed.lower() + LAST, "path": scope.path, "hi": scope.hi,
        "looked_at": LOOKED_AT, "limit": limit,
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(wanted=wanted, which=which), told)
        return [row[0] for row in cursor.fetchall()]
