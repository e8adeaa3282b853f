"""How does the demo city's grid worker get a grid, and its matters the buildings they are about?"""

from typing import Final

from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer

WORKER: Final = "demo-cadre"

# The first grid of the own community that a grid worker leads is this one's from now on.
LEAD = """
UPDATE grid_worker w SET person_id = a.person_id, name = a.name
FROM account a
WHERE a.login = %(login)s AND a.person_id IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM grid_worker x WHERE x.person_id = a.person_id)
    AND w.id = (
        SELECT s.worker_id FROM grid_assignment s JOIN grid g ON g.id = s.grid_id
        WHERE s.is_demo AND s.is_lead AND s.role = 'grid_worker' AND s.org_id = a.org_id
        ORDER BY g.code LIMIT 1
    )
"""
# Every second matter of that community is about a building; a worker noted it there.
NOTES = """
INSERT INTO grid_note (public_id, org_id, org_path, matter_id, kind, mark, told, building_id,
    grid_id, point, noted_by_id, noted_at, is_demo)
SELECT md5('note/' || m.public_id)::uuid, m.org_id, m.org_path, m.id, 'asked',
    'demo-' || m.public_id, decode(md5('told/' || m.public_id), 'hex'), b.building_id, b.grid_id,
    NULL, a.id, m.received_at, true
FROM matter m
JOIN account a ON a.login = %(login)s AND m.org_id = a.org_id
JOIN community c ON c.unit_id = m.place_id
CROSS JOIN LATERAL (
    SELECT g.building_id, g.grid_id FROM grid_building g JOIN building h ON h.id = g.building_id
    WHERE h.community_id = c.id AND upper_inf(g.held)
    ORDER BY mod(abs(hashtextextended(m.public_id::text, 7)), 3) = 0 AND EXISTS (
            SELECT 1 FROM grid_assignment s JOIN grid_worker w ON w.id = s.worker_id
            WHERE s.grid_id = g.grid_id AND w.person_id = a.person_id
        ) DESC, hashtextextended(m.public_id::text || h.code, 5)
    LIMIT 1
) b
WHERE m.is_demo AND mod(abs(hashtextextended(m.public_id::text, 5)), 2) = 0
"""
SPOTS = """
UPDATE matter m SET channel = 'grid', spot = b.name
FROM grid_note n JOIN building b ON b.id = n.building_id
WHERE n.is_demo AND n.matter_id = m.id AND m.spot = ''
"""


def write(city: City, writer: Writer) -> dict[str, int]:
    """A grid to lead, notes in buildings, and the buildings in the matters' own words."""
    cursor = writer.cursor
    cursor.execute(LEAD, {"login": WORKER})
    cursor.execute(NOTES, {"login": WORKER})
    count = cursor.rowcount
    cursor.execute(SPOTS)
    return {"notes": count}
