"""Which organisations and units does somebody mean who types a few characters?

Any part of a name, its pinyin or initials by syllable, or the beginning of a code. A range over
the stored parts, never LIKE; at most ``LOOKED_AT`` parts are looked at, so the cost is bounded.
Where nothing is found so: several words that all stand in a name, or a code from its middle.
"""

from typing import Any

from django.db import connection
from django.db.models import Value
from django.db.models.functions import Replace, StrIndex, Upper

from jingwei.kernel import names
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.models import Organisation, Unit

LOOKED_AT = 2_000
CODE_AT_LEAST = 4  # characters, below which half a code says nothing
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
    ids = _ids(scope, text, limit, "org_id", "unit_id IS NULL") or _less_near(scope, text, limit)
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


def _less_near(scope: Scope, text: str, limit: int) -> list[int]:
    """Organisations whose name has all the words that blanks part, or whose code has the text in
    its middle, with or without its dashes; at most one more query, and only for what may be one."""
    words = [word for word in map(names.normal, text[:60].split()) if word]
    if len(words) > 1:
        ids = _ids(scope, max(words, key=len), LOOKED_AT, "org_id", "unit_id IS NULL")
        rows = Organisation.objects.within(scope).filter(pk__in=ids).order_by("path")
        return [
            org.pk for org in rows
            if all(word in names.normal(f"{org.name} {org.short_name}") for word in words)
        ][:limit]  # fmt: skip
    code = text.strip().upper().replace("-", "")
    if len(code) < CODE_AT_LEAST or not code.isascii() or not any(map(str.isdigit, code)):
        return []
    plain = Replace(Upper("code"), Value("-"), Value(""))
    rows = Organisation.objects.within(scope).alias(plain=plain, at=StrIndex("plain", Value(code)))
    return list(rows.filter(at__gt=0).order_by("path").values_list("pk", flat=True)[:limit])


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
