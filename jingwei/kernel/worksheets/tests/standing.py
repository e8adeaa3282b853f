"""What must hold after every change of the tree, and how two states of it are compared."""

from django.db import connection

from jingwei.kernel.worksheets.handover import ORDER, digest, images


def snapshot() -> dict[tuple[str, int], str]:
    """Every row in sight that says something, by a digest of what it says."""
    found: dict[tuple[str, int], str] = {}
    for table in ORDER:
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT id FROM "{table}"')
            ids = [pk for (pk,) in cursor.fetchall()]
        found |= {(table, pk): digest(image) for pk, image in images(table, ids).items()}
    return found


FAULTS: dict[str, str] = {
    "a member without a home or with two": """
        SELECT count(*) FROM person p WHERE NOT p.is_gone AND p.merged_into_id IS NULL AND
        (SELECT count(*) FROM membership m WHERE m.person_id = p.id AND m.kind = 'home'
         AND upper_inf(m.held)) <> 1""",
    "a file elsewhere than its home": """
        SELECT count(*) FROM person p JOIN membership m ON m.person_id = p.id
        WHERE m.kind = 'home' AND upper_inf(m.held) AND m.org_id <> p.org_id""",
    "a home in an organisation that has ended": """
        SELECT count(*) FROM membership m JOIN organisation o ON o.id = m.org_id
        WHERE upper_inf(m.held) AND NOT upper_inf(o.held)""",
    "an organisation whose path is not below its superior": """
        SELECT count(*) FROM edge e JOIN organisation o ON o.id = e.org_id
        JOIN organisation h ON h.id = e.host_id
        WHERE e.kind = 'leads' AND upper_inf(e.held) AND left(o.path, -5) <> h.path""",
    "an open organisation without an open superior": """
        SELECT count(*) FROM organisation o WHERE upper_inf(o.held) AND length(o.path) > 5
        AND o.path > current_setting('app.path') AND NOT EXISTS (
            SELECT 1 FROM edge e JOIN organisation h ON h.id = e.host_id AND upper_inf(h.held)
            WHERE e.org_id = o.id AND e.kind = 'leads' AND upper_inf(e.held))""",
}


def whole() -> None:
    """Nothing is orphaned."""
    with connection.cursor() as cursor:
        for fault, query in FAULTS.items():
            cursor.execute(query)
            assert cursor.fetchone()[0] == 0, fault


def members() -> set[int]:
    """Who has a home now."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person_id FROM membership WHERE kind = 'home' AND upper_inf(held)")
        return {pk for (pk,) in cursor.fetchall()}
