"""Whom did the demo city commend, with which paper? Two years of decisions of the first of July.

A few of a hundred members and branches, each by the committee above that decided; one now and then
was taken back. Papers are numbered 示; chance is a hash, so the same city gives the same decisions.
"""

from datetime import date
from typing import Any

from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer

DICE = "mod(abs(hashtextextended({}, 97)), {})"
MONTH, DAY = 7, 1  # the day the Party was founded
BRANCHES = ["party_branch", "joint_branch", "general_branch"]

# Of ten thousand members 25 by the city or the province, 60 by the county, 165 by the committee of
# their street; of branches four times as many. Who leads is commended for Party work. In every city
# the first of each kind is by the province or the centre, the next ones by city and county, and one
# is taken back again, so that no line of the annual table stands empty. Who was brought along when
# the city began to work with the product has been of the branch since before, as far as is known.
COMMENDATIONS = f"""
INSERT INTO commendation (
    public_id, org_id, org_path, honour, level, person_id, name, given_by, paper, "on", taken_on,
    taken_why, noted_at, noted_by_id, is_demo
)
SELECT md5('commendation' || c.public_id || c.year)::uuid, c.org_id, c.org_path, c.honour, c.level,
    c.person_id, c.name,
    CASE c.level WHEN 'centre' THEN '中央（示例）' WHEN 'province' THEN '示例省委' ELSE g.name END,
    p.head || '〔' || c.year || '〕' || (CASE c.honour WHEN 'body' THEN 22 WHEN 'worker' THEN 21
        ELSE 20 END) || '号', c."on",
    CASE WHEN t.taken THEN c."on" + 100 END,
    CASE WHEN t.taken THEN p.head || '〔' || c.year || '〕31号：事迹不实' ELSE '' END,
    greatest(c."on" + 1, %(opened)s::date) + interval '9 hours', %(account)s, true
FROM (
    SELECT r.*, CASE WHEN r.place = 1 AND r.honour = 'body' THEN 'centre'
            WHEN r.place = 1 AND length(r.org_path) > 10 THEN 'province'
            WHEN r.dice < 20 THEN 'province'
            WHEN r.dice < 100 OR r.place = 2 AND r.honour <> 'body' THEN 'city'
            WHEN r.dice < 340 OR r.place = 3 AND r.honour = 'member' THEN 'county'
            ELSE 'base' END AS level
    FROM (
        SELECT d.*, row_number() OVER (PARTITION BY d.year, d.honour ORDER BY d.dice, d.public_id)
                AS place
        FROM (
            SELECT c.*, y.year, y."on",
                {DICE.format("c.public_id::text || y.year", 10_000)}::int * c.rare AS dice
            FROM unnest(%(years)s::int[], %(days)s::date[]) AS y (year, "on")
            CROSS JOIN (
                SELECT p.public_id, p.id AS person_id, p.name, m.org_id, m.org_path,
                    CASE m.began WHEN 'opening' THEN p.full_on ELSE lower(m.held) END AS began,
                    CASE WHEN p.id IN (SELECT h.person_id FROM position h WHERE upper_inf(h.held)
                        AND h.person_id IS NOT NULL) THEN 'worker' ELSE 'member' END AS honour,
                    4 AS rare
                FROM membership m JOIN person p ON p.id = m.person_id
                WHERE p.is_demo AND NOT p.is_gone AND m.kind = 'home' AND m.category = 'full'
                    AND m.state = 'normal' AND upper_inf(m.held) AND p.lost_since IS NULL
                UNION ALL
                SELECT o.public_id, NULL, o.name, o.id, o.path, lower(o.held), 'body', 1
                FROM organisation o
                WHERE o.is_demo AND upper_inf(o.held) AND o.kind = ANY (%(branches)s)
            ) c
            WHERE c.began < y."on"
        ) d WHERE d.dice < 4000
    ) r
) c
JOIN LATERAL (
    SELECT o.name FROM organisation o
    WHERE o.is_demo AND o.path = left(c.org_path,
        CASE c.level WHEN 'county' THEN 10 WHEN 'base' THEN 15 ELSE 5 END)
) g ON true
CROSS JOIN LATERAL (
    SELECT CASE c.level WHEN 'centre' THEN '示中' WHEN 'province' THEN '示省委'
        WHEN 'city' THEN '示市委' WHEN 'county' THEN '示县委' ELSE '示工委' END AS head
) p
CROSS JOIN LATERAL (
    SELECT (c.dice >= 340 AND c.dice < 350 OR c.place = 3 AND c.honour = 'member')
        AND c."on" + 100 <= %(today)s::date AS taken
) t
WHERE (c.dice < 1000 OR c.place <= 3)
    AND length(c.org_path) > CASE c.level WHEN 'base' THEN 15 ELSE 10 END
"""  # noqa: S608 - put together from constants of this file


def write(city: City, writer: Writer) -> dict[str, int]:
    """Commendations of this year and the last, of members and of branches."""
    cursor, today = writer.cursor, city.today
    last = today.year if today >= date(today.year, MONTH, DAY) else today.year - 1
    years = [last - 1, last]
    cursor.execute("SELECT min(id) FROM account WHERE is_demo")
    (account,) = cursor.fetchone()
    said: dict[str, Any] = {
        "today": today, "account": account, "branches": BRANCHES, "years": years,
        "days": [date(year, MONTH, DAY) for year in years], "opened": city.opened,
    }  # fmt: skip
    cursor.execute(COMMENDATIONS, said)
    return {"commendations": cursor.rowcount}
