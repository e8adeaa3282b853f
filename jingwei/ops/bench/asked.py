"""Which matters are measured? A year of them at communities, as many each week as the size says.

They are written as the demo city's are: every step, limit and review, the share of late ones too.
"""

import os
import sys

COMMUNITIES = {"s": 385, "m": 1_924}
A_WEEK = {"s": 1, "m": 10}
"""About 20,000 and 1,000,000 matters in 52 weeks."""
UNITS = """
INSERT INTO unit (public_id, org_id, org_path, kind, name, pinyin, initials, legacy_code, address,
    phone, held, is_demo, version)
SELECT gen_random_uuid(), o.id, o.path, 'community', '测量社区' || o.code, 'cl' || o.code, 'cl', '',
    '', '', daterange('2000-01-01', NULL), true, 1
FROM organisation o WHERE o.kind = 'party_branch'
"""


def main(size: str) -> None:
    """As the owner, in a measured database only; ``towns`` makes the branches before."""
    import django

    django.setup()
    from django.db import connection, transaction
    from django.utils import timezone

    from jingwei.ops.bench import place, towns
    from jingwei.ops.demo.matters import write_year

    place.refuse_other_databases(os.environ.get(place.NAME, ""))
    towns.main(str(COMMUNITIES[size]))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(UNITS)
        write_year(cursor, timezone.localdate(), A_WEEK[size])
        cursor.execute("DELETE FROM dirty_mark")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")


if __name__ == "__main__":
    main(sys.argv[1])
