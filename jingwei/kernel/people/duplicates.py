"""Which files may be one person's? For people to look at; nothing is merged by itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.people.queries import rows_of

SAME_BIRTH, SAME_PHONE, SAME_JOINING = "birth", "phone", "joined"
LOOKED_AT: Final = 200
CROWD: Final = 6
"""A number that more people share is a family's or an office's and says nothing."""


@dataclass(frozen=True)
class Alike:
    """Files with something in common; ``why`` is birth, phone or joined (each with the name,
    but for the phone)."""

    why: str
    rows: list[dict[str, Any]]


# Pairs that somebody has judged to be two people are left out, as are merged files.
_ALIKE = """
WITH seen AS (
    SELECT p.id, p.name_key, p.birth_on, p.joined_on, p.phone_index FROM person p
    WHERE p.org_path >= %(path)s AND p.org_path < %(hi)s AND p.merged_into_id IS NULL
), grouped AS (
    SELECT 'birth' AS why, array_agg(id ORDER BY id) AS ids FROM seen
    WHERE birth_on IS NOT NULL GROUP BY name_key, birth_on HAVING count(*) BETWEEN 2 AND %(crowd)s
    UNION ALL
    SELECT 'phone', array_agg(id ORDER BY id) FROM seen
    WHERE phone_index IS NOT NULL GROUP BY phone_index HAVING count(*) BETWEEN 2 AND %(crowd)s
    UNION ALL
    SELECT 'joined', array_agg(id ORDER BY id) FROM seen
    WHERE joined_on IS NOT NULL GROUP BY name_key, joined_on
    HAVING count(*) BETWEEN 2 AND %(crowd)s
)
SELECT min(why), ids FROM grouped g
WHERE NOT EXISTS (
    SELECT 1 FROM correction c WHERE c.kind = 'merge' AND c.outcome = 'declined'
      AND c.person_id = ANY (g.ids) AND c.other_id = ANY (g.ids) AND cardinality(g.ids) = 2)
GROUP BY ids ORDER BY min(why), ids LIMIT %(most)s
"""


def duplicates(scope: Scope) -> list[Alike]:
    """Likely duplicate files of the scope, at most ``LOOKED_AT`` groups; two queries.

    One look over all files of the scope: a second for a city.
    """
    if scope.is_empty:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            _ALIKE,
            {"path": scope.path, "hi": scope.hi, "crowd": CROWD, "most": LOOKED_AT},
        )
        groups: Sequence[tuple[str, list[int]]] = cursor.fetchall()
    rows = {row["id"]: row for row in rows_of(scope, sorted({i for _, ids in groups for i in ids}))}
    return [Alike(why, [rows[i] for i in ids if i in rows]) for why, ids in groups]
