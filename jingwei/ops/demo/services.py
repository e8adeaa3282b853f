"""Which services has the demo city, and where are its centres? Nine categories, 45 items, by SQL.

Every community and village has a centre; villages do less and more for production. The same city
gives the same centres: chance is a hash of codes. Places lie on a lattice.
"""

from typing import Any, Final

from jingwei.ops.demo.city import City
from jingwei.ops.demo.meetings import DICE
from jingwei.ops.demo.writing import Writer

EMPLOYMENT, RETIREES, RELIEF, PETITION = "employment", "retirees", "relief", "petition"
CATALOGUE: Final = (
    ("就业创业", EMPLOYMENT, "public", (
        "求职登记", "失业登记", "技能培训报名", "灵活就业登记", "零工接单")),
    ("退休和养老", RETIREES, "public", (
        "退休人员生存认证", "老年人优待证", "高龄津贴", "养老服务补贴", "助餐点预约")),
    ("社会救助", RELIEF, "public", (
        "最低生活保障", "临时救助", "医疗救助", "残疾人两项补贴", "困境儿童补助")),
    ("信访和调解", PETITION, "public", (
        "信访指引", "邻里纠纷调解", "家庭纠纷调解", "劳动纠纷调解", "法律咨询")),
    ("医保社保", "", "public", (
        "居民医保参保", "异地就医备案", "居民养老参保", "生育登记", "社保卡领取")),
    ("证明和户口指引", "", "public", (
        "居住证指引", "户口办理指引", "房屋租赁登记", "流动人口登记", "档案查询")),
    ("文化和健康", "", "public", (
        "图书借阅", "活动室预约", "健康咨询", "青少年课后去处", "志愿服务登记")),
    ("生产服务", "", "production", (
        "农技咨询", "农机预约", "农产品收购对接", "土地流转登记", "小额贷款指引")),
    ("便民市场", "", "market", (
        "快递代收", "水电费代缴", "理发", "磨刀修伞", "家电维修预约")),
)  # fmt: skip
REQUIRED: Final = 20  # the items of the four services of the circle
WEST, SOUTH, STEP, A_ROW = 120.6266, 31.8653, 0.02, 19
"""Centres lie on a lattice, communities first; two steps are more than ten minutes apart."""

PLAN = """
CREATE TEMP TABLE planned_item ON COMMIT DROP AS
SELECT * FROM unnest(%(n)s::int[], %(place)s::int[], %(category)s::text[], %(ring)s::text[],
    %(kind)s::text[], %(title)s::text[]) AS t (n, place, category, ring, kind, title)
"""
CATEGORIES = """
INSERT INTO service_category (public_id, org_id, org_path, title, about, place, held, is_demo)
SELECT md5('service-category/' || p.place)::uuid, o.id, o.path, p.category, '', p.place,
    daterange(%(today)s::date - 700, NULL), true
FROM (SELECT DISTINCT place, category FROM planned_item) p
JOIN organisation o ON o.is_demo AND o.kind = 'local_committee' AND length(o.path) = 5
"""
ITEMS = """
INSERT INTO service_item (public_id, org_id, org_path, category_id, held, version, is_demo)
SELECT md5('service-item/' || p.n)::uuid, c.org_id, c.org_path, c.id,
    daterange(%(today)s::date - 700, NULL), 1, true
FROM planned_item p JOIN service_category c ON c.is_demo AND c.place = p.place
"""
# Every third item was worded anew a year ago.
WORDINGS = """
INSERT INTO item_wording (org_id, org_path, item_id, held, title, kind, ring, for_whom, bring,
    never_ask, takes, price, price_words, basis, is_required, is_demo)
SELECT i.org_id, i.org_path, i.id, w.held, p.title, p.kind, p.ring,
    CASE WHEN p.kind = 'production' THEN '种养户、合作社' ELSE '住在本地的人' END,
    CASE WHEN p.n %% 5 = 0 THEN '{}' WHEN w.at = 1 THEN ARRAY['身份证', '户口簿']
        ELSE ARRAY['身份证'] END,
    CASE WHEN p.kind = 'public' THEN ARRAY['无犯罪记录证明', '同一人证明'] ELSE '{}' END,
    (ARRAY['当场办好', '3个工作日', '5个工作日'])[1 + p.n %% 3],
    CASE WHEN p.kind = 'market' AND p.n %% 2 = 0 THEN 10 ELSE 0 END,
    CASE WHEN p.kind = 'market' THEN '价目贴在窗口' ELSE '' END, '示例市服务事项目录',
    p.n <= %(required)s, true
FROM planned_item p JOIN service_item i ON i.public_id = md5('service-item/' || p.n)::uuid
CROSS JOIN LATERAL (
    SELECT 2 AS at, daterange(CASE WHEN p.n %% 3 = 0 THEN %(today)s::date - 365
        ELSE %(today)s::date - 700 END, NULL) AS held
    UNION ALL
    SELECT 1, daterange(%(today)s::date - 700, %(today)s::date - 365) WHERE p.n %% 3 = 0
) w
"""
CENTRES = """
INSERT INTO service_centre (public_id, org_id, org_path, name, level, unit_id, address, longitude,
    latitude, phone, hours, note, held, version, is_demo)
SELECT md5('service-centre/' || u.id)::uuid, u.org_id, u.org_path,
    left(coalesce(d.name, u.name), 60) || '便民服务中心', u.kind, u.id, u.address,
    %(west)s + mod(u.at, %(row)s) * %(step)s, %(south)s + div(u.at, %(row)s) * %(step)s,
    '0300-8' || lpad((u.at * 7919 %% 1000000)::text, 6, '0'),
    (SELECT jsonb_agg(jsonb_build_array(day, part[1], part[2]) ORDER BY day, part[1])
     FROM generate_series(1, CASE WHEN u.kind = 'community' THEN 6 ELSE 5 END) day
     CROSS JOIN (VALUES (ARRAY['08:30', '11:30']), (ARRAY['14:00', '17:30'])) v (part)
     WHERE day < 6 OR part[1] = '08:30'),
    '', daterange(%(today)s::date - 600, NULL), 1, true
FROM (
    SELECT n.*, row_number() OVER (ORDER BY n.kind, n.division_id, n.id) - 1 AS at FROM unit n
    WHERE n.is_demo AND n.kind IN ('community', 'village') AND upper_inf(n.held)
) u LEFT JOIN division d ON d.code = u.division_id
"""
OFFERINGS = f"""
INSERT INTO offering (public_id, org_id, org_path, centre_id, item_id, held, weekdays, desk,
    provider, is_demo)
SELECT md5('offering/' || c.id || '/' || p.n)::uuid, c.org_id, c.org_path, c.id, i.id,
    daterange(%(today)s::date - 600 + p.n * 7, NULL),
    CASE WHEN p.kind = 'market' AND p.n %% 5 > 2 THEN ARRAY[3, 6] ELSE '{{}}'::int[] END,
    CASE WHEN p.kind = 'market' THEN '门口' ELSE p.place || '号窗口' END,
    CASE WHEN p.kind = 'market' AND p.n %% 2 = 0 THEN '示例便民商户' ELSE '' END, true
FROM service_centre c CROSS JOIN planned_item p
JOIN service_item i ON i.public_id = md5('service-item/' || p.n)::uuid
WHERE c.is_demo AND (
    c.level = 'community' AND {DICE.format("c.public_id::text || p.n")} < 97
    OR c.level = 'village' AND (p.n <= %(required)s OR p.kind = 'production'
        OR {DICE.format("c.public_id::text || p.n")} < 30)
)
"""  # noqa: S608 - put together from constants of this file
CLOSED = """
INSERT INTO closed_day (public_id, org_id, org_path, centre_id, first, last, why)
SELECT md5('closed/' || c.id)::uuid, c.org_id, c.org_path, c.id, %(today)s::date + 6,
    %(today)s::date + 6, '线路检修停电'
FROM service_centre c WHERE c.is_demo AND c.id %% 9 = 0
"""
PROPOSALS = """
INSERT INTO service_proposal (public_id, org_id, org_path, kind, centre_id, title, why, state,
    said_at, answer, is_demo)
SELECT md5('proposal/' || c.id)::uuid, c.org_id, c.org_path, 'add', c.id, '上门理发',
    '几位下不了楼的老人问过', 'open', %(today)s::date - 9 + interval '10 hours', '', true
FROM service_centre c WHERE c.is_demo AND c.id %% 4 = 0 ORDER BY c.id LIMIT 12
"""


def write(city: City, writer: Writer) -> dict[str, int]:
    """The catalogue, a centre for every community and village, and what each of them does."""
    cursor = writer.cursor
    cursor.execute("DROP TABLE IF EXISTS planned_item")
    said = _said(city)
    counts: dict[str, int] = {}
    for name, statement in (
        ("", PLAN), ("service_categories", CATEGORIES), ("service_items", ITEMS), ("", WORDINGS),
        ("service_centres", CENTRES), ("offerings", OFFERINGS), ("", CLOSED), ("", PROPOSALS),
    ):  # fmt: skip
        cursor.execute(statement, said)
        if name:
            counts[name] = cursor.rowcount
    return counts


def _said(city: City) -> dict[str, Any]:
    rows = [
        (place, category, ring, kind, title)
        for place, (category, ring, kind, titles) in enumerate(CATALOGUE, 1) for title in titles
    ]  # fmt: skip
    columns = dict(
        zip(("place", "category", "ring", "kind", "title"), map(list, zip(*rows, strict=True)),
            strict=True)
    )  # fmt: skip
    return {
        **columns,
        "n": list(range(1, len(rows) + 1)),
        "today": city.today,
        "required": REQUIRED,
        "west": WEST,
        "south": SOUTH,
        "step": STEP,
        "row": A_ROW,
    }
