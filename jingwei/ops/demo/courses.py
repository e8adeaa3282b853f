"""How is a year of courses written? Classes, seats, waiting lists, attendance, needs, by SQL.

The same city and day give the same records: chance is a hash of codes. Rosters of the last weeks
are missing here and there, as in life.
"""

from datetime import date, timedelta
from typing import Any, Final

from jingwei.ops.demo.city import City
from jingwei.ops.demo.meetings import DICE
from jingwei.ops.demo.writing import Writer

COURSES: Final = (
    ("矛盾调解实务", "law"), ("党务工作一本通", "party_work"), ("怎样和群众商量事", "masses"),
    ("集体经济怎么办", "industry"), ("汛期和用电安全", "safety"), ("老人手机用起来", "digital"),
    ("物业和停车那些事", "governance"), ("一次办好的服务", "service"), ("党章逐条读", "theory"),
    ("小区会议怎么开", "governance"), ("写好一份记录", "party_work"), ("项目和账目", "industry"),
)  # fmt: skip
GROUPS: Final = (
    ("township_chiefs", "镇街党政正职示范班"), ("village_heads", "村（社区）“两委”正职示范班"),
    ("double_strong", "“双强”型干部示范班"), ("graduates", "大学生村官示范班"),
    ("private_firms", "非公企业党组织书记示范班"),
)  # fmt: skip

PLAN = f"""
CREATE TEMP TABLE planned_course ON COMMIT DROP AS
SELECT o.id AS org_id, o.path, coalesce(nullif(o.short_name, ''), o.name) AS held_by,
    o.code || '/' || n AS key, c.title, c.topic, n,
    %(today)s::date - 350 + n * 15 + {DICE.format("o.code || n || 'day'")}::int %% 5 AS first_on,
    CASE WHEN n = 24 THEN 6 ELSE 16 + {DICE.format("o.code || n || 'seats'")}::int %% 5 * 6 END
        AS seats
FROM organisation o CROSS JOIN generate_series(1, 26) n
JOIN unnest(%(titles)s::text[], %(topics)s::text[]) WITH ORDINALITY c (title, topic, at)
    ON c.at = 1 + n %% %(kinds)s
WHERE o.is_demo AND o.kind = 'local_committee' AND length(o.path) = 10
"""  # noqa: S608 - put together from constants of this file

PROGRAMMES = """
INSERT INTO programme (public_id, org_id, org_path, held_by, title, "group", is_model, year, aim,
    state, opened_on, closed_on, result, is_demo)
SELECT md5('programme/' || g.code)::uuid, o.id, o.path, coalesce(nullif(o.short_name, ''), o.name),
    g.title, g.code, true, extract(year FROM %(today)s::date), '学员带一件难事来，办成再结业',
    CASE WHEN g.at < 5 THEN 'done' ELSE 'open' END, %(today)s::date - 200 + g.at::int * 20,
    CASE WHEN g.at < 5 THEN %(today)s::date - 60 + g.at::int * 5 END,
    CASE WHEN g.at < 5 THEN '学员带来的难事办成了大半，做法在村里接着用' ELSE '' END, true
FROM organisation o CROSS JOIN unnest(%(groups)s::text[], %(names)s::text[])
    WITH ORDINALITY g (code, title, at)
WHERE o.is_demo AND o.kind = 'local_committee' AND length(o.path) = 5
"""
SESSIONS = """
INSERT INTO planned_course (org_id, path, held_by, key, title, topic, n, first_on, seats)
SELECT g.org_id, g.org_path, g.held_by, g."group" || '/' || n,
    (ARRAY['办事的法律', '现场教学', '难事会诊'])[n], (ARRAY['law', 'governance', 'masses'])[n],
    100 + n, g.opened_on + n * 25, 40
FROM programme g CROSS JOIN generate_series(1, 3) n WHERE g.is_demo
"""
ROWS = f"""
INSERT INTO course (public_id, org_id, org_path, held_by, title, topic, about, teacher, groups,
    seats, taken, waiting, place, contact, until, first_on, last_on, hours, state, published_on,
    why_not, programme_id, version, is_demo)
SELECT md5('course/' || p.key)::uuid, p.org_id, p.path, p.held_by, p.title, p.topic,
    '讲身边的例子，带一件自己的难事来。',
    (ARRAY['王示三十', '李示三一', '赵示三二', '钱示三三'])[1 + p.n %% 4],
    CASE WHEN g.id IS NULL THEN '{{}}' ELSE ARRAY[g."group"] END,
    p.seats, 0, 0, p.held_by || '党校', '教务 示三九', p.first_on - 3, p.first_on,
    p.first_on + 1, 5,
    CASE WHEN p.n = 26 THEN 'draft'
        WHEN p.n < 100 AND {DICE.format("p.key || 'off'")} < 3 AND p.first_on < %(today)s
            THEN 'cancelled'
        WHEN p.first_on + 1 >= %(today)s THEN 'open'
        WHEN p.first_on > %(today)s::date - 20 AND {DICE.format("p.key || 'late'")} < 50
            THEN 'closed'
        ELSE 'done' END,
    CASE WHEN p.n = 26 THEN NULL ELSE p.first_on - 30 END,
    CASE WHEN p.n < 100 AND {DICE.format("p.key || 'off'")} < 3 AND p.first_on < %(today)s
        THEN '报的人少，并到下一期' ELSE '' END,
    g.id, 1, true
FROM planned_course p LEFT JOIN programme g ON g.is_demo AND p.key LIKE g."group" || '/%%'
"""  # noqa: S608 - put together from constants of this file
LESSONS = """
INSERT INTO lesson (public_id, org_id, org_path, course_id, "on", starts, ends, hours, subject,
    noted_at, noted_by_id)
SELECT md5('lesson/' || c.public_id || n)::uuid, c.org_id, c.org_path, c.id, c.first_on + n,
    '09:00', '11:30', 2.5, (ARRAY['讲和问', '练和议'])[n + 1],
    CASE WHEN c.state = 'done' THEN c.first_on + n + interval '14 hours' END,
    CASE WHEN c.state = 'done' THEN %(account)s::bigint END
FROM course c CROSS JOIN generate_series(0, 1) n WHERE c.is_demo
"""
# Secretaries and deputies ask more often than others; the order of asking is the order of chance.
ASKED = """
CREATE TEMP TABLE asked ON COMMIT DROP AS
SELECT c.id AS course_id, c.seats, c.state, c.published_on, a.person_id, a.org_id, a.org_path,
    row_number() OVER (PARTITION BY c.id ORDER BY
        hashtextextended(c.public_id::text || a.person_id, 3)) AS place
FROM course c JOIN (
    SELECT DISTINCT ON (h.person_id) h.person_id, m.org_id, m.org_path
    FROM position h JOIN post p ON p.id = h.post_id
    JOIN membership m ON m.person_id = h.person_id AND m.kind = 'home' AND upper_inf(m.held)
    WHERE upper_inf(h.held) AND p.title IN ('secretary', 'deputy')
    ORDER BY h.person_id, m.id
) a ON a.org_path >= c.org_path AND a.org_path < left(c.org_path, -1) || '/'
WHERE c.is_demo AND c.state NOT IN ('draft', 'cancelled')
    AND mod(abs(hashtextextended(c.public_id::text || a.person_id || 'asks', 7)), 1000)
        < CASE WHEN length(c.org_path) = 5 THEN %(share)s / 10
            WHEN c.state = 'open' THEN 1000 ELSE %(share)s END
"""
ENROLMENTS = """
INSERT INTO enrolment (public_id, org_id, org_path, course_id, person_id, seat, asked_at,
    by_other, answered)
SELECT md5('enrolment/' || a.course_id || '/' || a.person_id)::uuid, a.org_id, a.org_path,
    a.course_id, a.person_id, CASE WHEN a.place <= a.seats THEN 'enrolled' ELSE 'waiting' END,
    a.published_on + interval '9 hours' + a.place * interval '7 minutes',
    mod(abs(hashtextextended(a.person_id::text || 'phone', 7)), 100) < 6, false
FROM asked a WHERE a.place <= a.seats + CASE WHEN a.state = 'done' THEN 0 ELSE 6 END
"""
CAME = """
INSERT INTO attendance (org_id, org_path, lesson_id, person_id)
SELECT e.org_id, e.org_path, l.id, e.person_id
FROM enrolment e JOIN course c ON c.id = e.course_id JOIN lesson l ON l.course_id = c.id
WHERE c.is_demo AND l.noted_at IS NOT NULL AND e.seat = 'enrolled'
    AND mod(abs(hashtextextended(l.public_id::text || e.person_id, 7)), 100) < 86
"""
ANSWERED = """
UPDATE enrolment e SET answered = true FROM course c
WHERE c.id = e.course_id AND c.is_demo AND c.state = 'done'
    AND mod(abs(hashtextextended(e.public_id::text, 7)), 100) < 45
    AND EXISTS (SELECT 1 FROM attendance a JOIN lesson l ON l.id = a.lesson_id
                WHERE l.course_id = c.id AND a.person_id = e.person_id)
"""
# Rows of feedback stand in an order of their own and know nobody.
FEEDBACK = """
INSERT INTO feedback (public_id, org_id, org_path, course_id, use, words)
SELECT md5('feedback/' || e.public_id)::uuid, c.org_id, c.org_path, c.id,
    CASE WHEN d.dice < 62 THEN 'used' WHEN d.dice < 90 THEN 'partly' ELSE 'not' END,
    CASE WHEN d.dice %% 7 = 0 THEN
        (ARRAY['例子多讲点', '时间再紧凑些', '想听调解现场', '教室挤'])[1 + d.dice %% 4] ELSE '' END
FROM enrolment e JOIN course c ON c.id = e.course_id AND c.is_demo
CROSS JOIN LATERAL (
    SELECT mod(abs(hashtextextended(e.public_id::text || 'says', 7)), 100)::int AS dice
) d
WHERE e.answered ORDER BY md5(e.public_id::text)
"""
COUNTED = """
UPDATE course c SET taken = s.taken, waiting = s.waiting FROM (
    SELECT course_id, count(*) FILTER (WHERE seat = 'enrolled') AS taken,
        count(*) FILTER (WHERE seat = 'waiting') AS waiting FROM enrolment GROUP BY course_id
) s WHERE s.course_id = c.id AND c.is_demo
"""
SURVEYS = """
INSERT INTO survey (public_id, org_id, org_path, held_by, title, words, opens_on, closes_on,
    is_demo)
SELECT md5('survey/' || o.code)::uuid, o.id, o.path, coalesce(nullif(o.short_name, ''), o.name),
    '明年想学什么', '选三项以内，排课先看大家说的。', %(today)s::date - 20,
    %(today)s::date + 20, true
FROM organisation o
WHERE o.is_demo AND o.kind = 'local_committee' AND length(o.path) = 10
"""
NEEDS = """
INSERT INTO need (org_id, org_path, survey_id, person_id, topics, words, said_at)
SELECT a.org_id, a.org_path, s.id, a.person_id,
    (ARRAY['law', 'governance', 'digital', 'industry', 'safety', 'masses', 'service'])
        [1 + d.dice %% 6 : 2 + d.dice %% 6],
    CASE WHEN d.dice %% 9 = 0 THEN '调解协议怎么写' ELSE '' END, s.opens_on + interval '10 hours'
FROM survey s JOIN (SELECT DISTINCT person_id, org_id, org_path FROM asked) a
    ON a.org_path >= s.org_path AND a.org_path < left(s.org_path, -1) || '/'
CROSS JOIN LATERAL (
    SELECT mod(abs(hashtextextended(a.person_id::text || 'need', 7)), 100)::int AS dice
) d
WHERE s.is_demo AND d.dice < 55
"""
PAST = """
INSERT INTO past_class (org_id, org_path, person_id, title, "on", hours, held_by)
SELECT DISTINCT ON (a.person_id) a.org_id, a.org_path, a.person_id, '支部书记轮训班',
    %(today)s::date - 800 - d.dice, 16, '市委党校'
FROM asked a CROSS JOIN LATERAL (
    SELECT mod(abs(hashtextextended(a.person_id::text || 'past', 7)), 100)::int AS dice
) d
WHERE d.dice < 40 ORDER BY a.person_id
"""


def write(city: City, writer: Writer) -> dict[str, int]:
    """A year of courses, five model classes, and what people say they need."""
    cursor = writer.cursor
    cursor.execute("SELECT min(id) FROM account WHERE is_demo")
    (account,) = cursor.fetchone()
    said = _said(city.today, account, share=90 if city.size.key == "full" else 500)
    counts: dict[str, int] = {}
    for name, statement in (
        ("", PLAN), ("programmes", PROGRAMMES), ("", SESSIONS), ("courses", ROWS),
        ("lessons", LESSONS), ("", ASKED), ("enrolments", ENROLMENTS), ("attendances", CAME),
        ("", ANSWERED), ("feedback", FEEDBACK), ("", COUNTED), ("surveys", SURVEYS),
        ("needs", NEEDS), ("past_classes", PAST),
    ):  # fmt: skip
        cursor.execute(statement, said)
        if name:
            counts[name] = cursor.rowcount
    _seat_the_member(city, writer)
    return {"courses": counts.pop("courses"), **counts}


def _said(today: date, account: int, *, share: int) -> dict[str, Any]:
    """``share``: how many of a thousand ask for a course; more where there are few people."""
    return {
        "today": today, "account": account, "titles": [title for title, _topic in COURSES],
        "topics": [topic for _title, topic in COURSES], "kinds": len(COURSES), "share": share,
        "groups": [code for code, _title in GROUPS], "names": [title for _code, title in GROUPS],
    }  # fmt: skip


def _seat_the_member(city: City, writer: Writer) -> None:
    """The member without a post of the manual's stories has been to one course of the county."""
    person = int(writer.person_ids[city.cast["wu"]])
    writer.cursor.execute(
        """
        INSERT INTO enrolment (public_id, org_id, org_path, course_id, person_id, seat, asked_at,
            by_other, answered)
        SELECT md5('wu/' || c.public_id)::uuid, p.org_id, p.org_path, c.id, p.id, 'enrolled',
            c.published_on + interval '8 hours', false, false
        FROM person p JOIN LATERAL (
            SELECT * FROM course c WHERE c.is_demo AND c.state = 'done' AND c.taken < c.seats
            AND p.org_path >= c.org_path AND p.org_path < left(c.org_path, -1) || '/'
            AND c.first_on > %(since)s ORDER BY c.first_on, c.id LIMIT 1
        ) c ON true WHERE p.id = %(person)s
        ON CONFLICT DO NOTHING
        """,
        {"person": person, "since": city.today - timedelta(days=120)},
    )
    writer.cursor.execute(
        """
        INSERT INTO attendance (org_id, org_path, lesson_id, person_id)
        SELECT e.org_id, e.org_path, l.id, e.person_id FROM enrolment e
        JOIN lesson l ON l.course_id = e.course_id WHERE e.person_id = %s
        ON CONFLICT DO NOTHING
        """,
        [person],
    )
    writer.cursor.execute(COUNTED)
