"""How are stations, studios and helpers written? By SQL, a station for most villages and towns.

A few stations are empty of people, a few villages have none; matters of a place with a studio came
in there now and then.
"""

import json
from typing import Final

from jingwei.ops.demo.city import City
from jingwei.ops.demo.meetings import DICE
from jingwei.ops.demo.writing import Writer

WEEK: Final = [[day, "08:30", "11:30"] for day in range(1, 6)] + [
    [day, "14:00", "17:30"] for day in range(1, 6)
]
RECEIVES: Final = [[2, "09:00", "11:00"], [6, "09:00", "11:00"]]

STATIONS = f"""
INSERT INTO station (public_id, org_id, org_path, name, level, unit_id, place, longitude, latitude,
    phone, hours, held, version, is_demo)
SELECT md5('station/' || s.key)::uuid, s.org_id, s.org_path, left(s.name || '服务站', 80), s.level,
    s.unit_id, left(s.name || '服务中心一楼', 200), c.longitude, c.latitude,
    '0300-8' || lpad((abs(hashtextextended(s.key, 3)) %% 10000000)::text, 7, '0'),
    %(week)s::jsonb, daterange(%(today)s::date - 400, NULL), 1, true
FROM (
    SELECT u.org_id, u.org_path, u.name, 1 AS level, u.id AS unit_id, u.public_id::text AS key
    FROM unit u WHERE u.is_demo AND u.kind IN ('village', 'community') AND upper_inf(u.held)
        AND {DICE.format("u.public_id::text || 'station'")} < 94
    UNION ALL
    SELECT o.id, o.path, coalesce(nullif(o.short_name, ''), o.name),
        CASE WHEN length(o.path) = 15 THEN 2 ELSE 3 END, NULL, o.code
    FROM organisation o WHERE o.is_demo AND upper_inf(o.held)
        AND (length(o.path) = 10 AND o.kind = 'local_committee' OR length(o.path) = 15
             AND EXISTS (
                SELECT 1 FROM unit t WHERE t.org_id = o.id AND t.kind IN ('town', 'street')
             ))
) s LEFT JOIN LATERAL (
    SELECT e.longitude, e.latitude FROM service_centre e
    WHERE CASE WHEN s.unit_id IS NULL THEN e.org_path >= s.org_path
        AND e.org_path < left(s.org_path, -1) || '/' ELSE e.unit_id = s.unit_id END
    ORDER BY e.id LIMIT 1
) c ON true
"""  # noqa: S608 - put together from constants of this file
STAFF = f"""
INSERT INTO station_staff (public_id, org_id, org_path, station_id, name, post, held, is_demo)
SELECT md5('station_staff/' || s.public_id || n)::uuid, s.org_id, s.org_path, s.id,
    '示例' || (ARRAY['甲', '乙', '丙', '丁'])
        [1 + {DICE.format("s.public_id::text || n")}::int %% 4],
    (ARRAY['代办员', '调解员'])[n], s.held, true
FROM station s CROSS JOIN generate_series(1, 2) n
WHERE s.is_demo AND {DICE.format("s.public_id::text || 'staff'")} < 95
"""  # noqa: S608 - put together from constants of this file
PROVIDERS = """
INSERT INTO provider (public_id, org_id, org_path, name, kind, is_demo)
SELECT md5('provider/' || o.code || k.kind)::uuid, o.id, o.path,
    coalesce(nullif(o.short_name, ''), o.name) || k.name, k.kind, true
FROM organisation o CROSS JOIN (
    VALUES ('firm', '农机合作社'), ('group', '志愿服务队'), ('body', '供电所')
) k (kind, name)
WHERE o.is_demo AND upper_inf(o.held) AND length(o.path) = 15
    AND EXISTS (SELECT 1 FROM unit t WHERE t.org_id = o.id AND t.kind IN ('town', 'street'))
"""
TERMS = """
INSERT INTO provider_term (org_id, org_path, provider_id, agreement, held, ended_why, is_demo)
SELECT p.org_id, p.org_path, p.id, '示例协议，一年一签',
    daterange(%(today)s::date + k.left - 365 * n, %(today)s::date + k.left - 365 * (n - 1)), '',
    true
FROM provider p JOIN (
    VALUES ('firm', 65), ('group', 200), ('body', 20)
) k (kind, "left") ON k.kind = p.kind CROSS JOIN (VALUES (1), (2)) m (n) WHERE p.is_demo
"""
SERVICES = f"""
INSERT INTO station_offer (public_id, org_id, org_path, station_id, item_id, kind, title, price,
    held, is_demo)
SELECT md5('station_offer/' || s.public_id || k.kind)::uuid, s.org_id, s.org_path, s.id, k.id, '',
    '', k.price, s.held, true
FROM station s CROSS JOIN (
    SELECT DISTINCT ON (w.kind) w.kind, i.id,
        CASE w.kind WHEN 'production' THEN '每亩40元' ELSE '免费' END AS price
    FROM service_item i JOIN item_wording w ON w.item_id = i.id AND upper_inf(w.held)
    WHERE i.is_demo ORDER BY w.kind, i.id
) k
WHERE s.is_demo AND {DICE.format("s.public_id::text || k.kind")} < 82
"""  # noqa: S608 - put together from constants of this file
COUNTS = f"""
INSERT INTO service_count (org_id, org_path, service_id, month, times, result, is_demo)
SELECT v.org_id, v.org_path, v.id, date_trunc('month', %(today)s::date - 30 * n)::date,
    3 + {DICE.format("v.public_id::text || n")}::int %% 30, '', true
FROM station_offer v CROSS JOIN (VALUES (2), (4)) m (n) WHERE v.is_demo
"""  # noqa: S608 - put together from constants of this file
STUDIOS = f"""
INSERT INTO delegate_studio (public_id, org_id, org_path, name, kind, unit_id, place, longitude,
    latitude, phone, hours, held, version, is_demo)
SELECT md5('studio/' || u.public_id)::uuid, u.org_id, u.org_path, left(u.name || '代表工作室', 80),
    k.kind, u.id,
    left(u.name || CASE k.kind WHEN 'online' THEN '网页' ELSE '服务中心二楼' END, 200),
    CASE WHEN k.kind <> 'online' THEN c.longitude + 0.002 END,
    CASE WHEN k.kind <> 'online' THEN c.latitude - 0.001 END,
    '0300-8' || lpad((abs(hashtextextended(u.public_id::text, 5)) %% 10000000)::text, 7, '0'),
    %(receives)s::jsonb, daterange(%(today)s::date - 380, NULL), 1, true
FROM unit u CROSS JOIN LATERAL (
    SELECT (ARRAY['collective', 'personal', 'online'])
        [1 + {DICE.format("u.public_id::text")}::int %% 3] AS kind
) k LEFT JOIN LATERAL (
    SELECT e.longitude, e.latitude FROM service_centre e WHERE e.unit_id = u.id
    ORDER BY e.id LIMIT 1
) c ON true
WHERE u.is_demo AND u.kind IN ('village', 'community') AND upper_inf(u.held)
    AND {DICE.format("u.public_id::text || 'studio'")} < 60
"""  # noqa: S608 - put together from constants of this file
DELEGATES = """
INSERT INTO studio_delegate (public_id, org_id, org_path, studio_id, person_id, name, consent_on,
    held, is_demo)
SELECT md5('studio_delegate/' || s.public_id)::uuid, s.org_id, s.org_path, s.id, w.id, w.name,
    CASE WHEN hashtextextended(w.id::text, 7) %% 3 = 0 THEN lower(s.held) END, s.held, true
FROM delegate_studio s JOIN LATERAL (
    SELECT p.id, p.name FROM person p WHERE p.is_demo AND NOT p.is_gone AND p.org_path >= s.org_path
        AND p.org_path < left(s.org_path, -1) || '/'
    ORDER BY hashtextextended(s.public_id::text || p.id, 11) LIMIT 1
) w ON true
WHERE s.is_demo
"""
ITEMS = f"""
INSERT INTO studio_item (org_id, org_path, studio_id, matter_id, proxy, received_on, is_demo)
SELECT s.org_id, s.org_path, s.id, m.id,
    (ARRAY['voice', 'errand', 'errand', 'benefit'])
        [1 + {DICE.format("m.public_id::text || 'proxy'")}::int %% 4], m.received_on, true
FROM delegate_studio s JOIN matter m ON m.place_id = s.unit_id AND m.is_demo
WHERE s.is_demo AND m.received_on >= lower(s.held)
    AND {DICE.format("m.public_id::text || 'studio'")} < 9
"""  # noqa: S608 - put together from constants of this file

# A part of what came to the window lately was asked at the station of its place.
ASKED = f"""
UPDATE matter m SET station = s.public_id, station_name = s.name
FROM station s WHERE s.is_demo AND m.is_demo AND s.unit_id = m.place_id AND s.level = 1
    AND m.channel = 'window' AND m.received_on > %(today)s::date - 84
    AND {DICE.format("m.public_id::text || 'asked'")} < 60
"""  # noqa: S608 - put together from constants of this file


def write(city: City, writer: Writer) -> dict[str, int]:
    """Stations with staff, services and counts; helpers; studios and what came in there."""
    said = {"today": city.today, "week": json.dumps(WEEK), "receives": json.dumps(RECEIVES)}
    counts: dict[str, int] = {}
    for name, statement in (
        ("stations", STATIONS), ("station_staff", STAFF), ("providers", PROVIDERS),
        ("provider_terms", TERMS), ("station_offers", SERVICES), ("service_counts", COUNTS),
        ("asked_at_stations", ASKED), ("studios", STUDIOS),
        ("studio_delegates", DELEGATES), ("studio_items", ITEMS),
    ):  # fmt: skip
        writer.cursor.execute(statement, said)
        counts[name] = writer.cursor.rowcount
    return counts
