"""Whose way is behind them? Members on probation and of the last year; cases, limits and votes."""

from datetime import date, timedelta
from typing import Any, Final

from jingwei.kernel.rulebook.calendar import add_months, notice_ends
from jingwei.kernel.rulebook.calendar_queries import days
from jingwei.work.membership.development.flows import DEVELOPMENT

later = add_months
NEW_RULES: Final = date(2026, 5, 11)
DICE: Final = "mod(abs(hashtextextended({}, 11)), 100)::int"

MEMBERS: Final = f"""
INSERT INTO development (
    public_id, state, person_id, org_id, org_path, name, name_sort, sex, ethnicity, birth_on,
    education, degree, politics, native_place, background, work_post, unit_title, id_tail,
    phone_tail, is_talent, applied_on, talk_due, talked_on, recommended, activist_on, checks_on,
    candidate_on, noticed_on, objections, consented_on, political_on, political, trained_on,
    training_days, reviewed_on, prereviewed_on, formed_on, form_no, voted_on, approval_due,
    talked_above_on, approved_on, placed_on, oath_due, oath_on, probation_until, requested_on,
    full_voted_on, full_due, full_approved_on, archived_on, why, rule_note, is_demo, version
)
SELECT md5(p.public_id::text || 'development')::uuid,
    CASE WHEN f.full_on IS NOT NULL AND f.dice < 85 AND f.done < %(today)s THEN 'archived'
        WHEN f.full_on IS NOT NULL THEN 'full'
        WHEN f.voted + interval '1 year' > %(today)s THEN 'probationary'
        WHEN f.dice < 50 THEN 'requested' ELSE 'full_voted' END,
    p.id, p.org_id, p.org_path, p.name, p.name_sort, p.sex, p.ethnicity, p.birth_on, p.education,
    p.degree, '13', p.native_place, '', p.work_post, p.unit_title, p.id_tail, p.phone_tail, false,
    f.voted - 900, (f.voted - 900 + interval '1 month')::date, f.voted - 880, 'members',
    f.voted - 560, ARRAY[f.voted - 380, f.voted - 200], f.voted - 120,
    CASE WHEN f.voted - 119 >= %(rules)s THEN f.voted - 119 END, 0, f.voted - 100, f.voted - 80,
    'passed', f.voted - 70, 3, f.voted - 40, f.voted - 25, f.voted - 20, '', f.voted,
    (f.voted + interval '3 months')::date, greatest(f.approved - 5, f.voted), f.approved,
    f.approved,
    CASE WHEN f.approved >= %(rules)s THEN (f.approved + interval '1 month')::date END,
    CASE WHEN f.sworn <= %(today)s THEN f.sworn END, (f.voted + interval '1 year')::date,
    CASE WHEN f.asks THEN f.voted + 352 END,
    CASE WHEN f.votes THEN (f.voted + interval '1 year')::date + 6 END,
    CASE WHEN f.votes THEN (f.voted + interval '1 year 3 months')::date + 6 END,
    CASE WHEN f.full_on IS NOT NULL THEN f.done END,
    CASE WHEN f.full_on IS NOT NULL AND f.dice < 85 AND f.done < %(today)s
        THEN least(f.done + 20, %(today)s) END,
    '', CASE WHEN f.voted - 900 >= %(rules)s THEN '2026' ELSE '2014' END, true, 1
FROM person p
JOIN membership m ON m.person_id = p.id AND m.kind = 'home' AND upper_inf(m.held)
CROSS JOIN LATERAL (
    SELECT p.joined_on AS voted, {DICE.format("p.public_id::text")} AS dice,
        CASE WHEN m.category = 'full' THEN p.full_on END AS full_on
) v
CROSS JOIN LATERAL (
    SELECT v.*, least(v.voted + 20 + v.dice, %(today)s) AS approved,
        least(v.voted + 20 + v.dice, %(today)s) + 5 + v.dice * 30 / 100
            + CASE WHEN v.dice %% 20 = 3 THEN 30 ELSE 0 END AS sworn,
        least((v.voted + interval '1 year')::date + 36 + v.dice / 2, %(today)s) AS done,
        v.full_on IS NOT NULL OR v.voted + interval '1 year' <= %(today)s AS asks,
        v.full_on IS NOT NULL
            OR (v.voted + interval '1 year' <= %(today)s AND v.dice >= 50) AS votes
) f
WHERE p.is_demo AND p.merged_into_id IS NULL AND NOT p.is_gone AND p.joined_on IS NOT NULL
    AND p.joined_precision = 'd' AND p.joined_on <= %(today)s
    AND (m.category = 'probationary' OR (p.full_on > %(today)s - 365 AND p.full_on <= %(today)s
        AND p.full_precision = 'd' AND p.full_on >= p.joined_on + 360))
"""  # noqa: S608 - put together from constants of this file

CASES: Final = """
INSERT INTO flow_case (
    public_id, org_id, org_path, flow, subject, state, rule_set, number, level, begun_at, moved_at,
    ended_at, person_id
)
SELECT md5(d.public_id::text || 'case')::uuid, d.org_id, d.org_path, %(flow)s, d.public_id, d.state,
    d.rule_note, 0, 0, d.applied_on + interval '2 hours',
    greatest(d.applied_on, d.talked_on, d.activist_on, d.candidate_on, d.noticed_on,
        d.consented_on, d.reviewed_on, d.prereviewed_on, d.formed_on, d.voted_on, d.approved_on,
        d.requested_on, d.full_voted_on, d.full_approved_on, d.archived_on) + interval '2 hours',
    d.archived_on + interval '2 hours', d.person_id
FROM development d WHERE d.is_demo
"""

# One row for each limit that runs: name, number of the rulebook, amount, unit, waits, states,
# first day, last day, and when it runs at all.
LIMITS: Final = (
    ("talk", "development.talk.months", 1, "months", False, "applied", "applied_on", "talk_due"),
    ("cultivation", "development.cultivation.years", 1, "years", True,
     "activist_decided activist", "activist_on", "(d.activist_on + interval '1 year')::date"),
    ("check", "development.check.months", 6, "months", False, "activist_decided activist",
     "(d.check_due - interval '6 months')::date", "check_due"),
    ("notice", "development.notice.working_days", 5, "working_days", True, "notice",
     "noticed_on", "n.due_on"),
    ("meeting", "development.meeting.months", 1, "months", False, "prereviewed formed",
     "prereviewed_on", "(d.prereviewed_on + interval '1 month')::date"),
    ("approval", "development.approval.months", 3, "months", False, "voted", "voted_on",
     "approval_due"),
    ("probation", "development.probation.years", 1, "years", True,
     "voted probationary requested", "voted_on", "probation_until"),
    ("oath", "development.oath.months", 1, "months", False, "probationary requested",
     "approved_on", "CASE WHEN d.oath_on IS NULL THEN d.oath_due END"),
    ("full_approval", "development.full.approval.months", 3, "months", False, "full_voted",
     "full_voted_on", "full_due"),
)  # fmt: skip

CLOCKS: Final = """
INSERT INTO flow_clock (
    case_id, org_id, org_path, name, number, amount, unit, source, state, outcome, began_on,
    due_on, extended, waits, is_certain
)
SELECT c.id, d.org_id, d.org_path, %(name)s, %(number)s, %(amount)s, %(unit)s, '', 'running', '',
    {began}, {due}, 0, %(waits)s, true
FROM development d JOIN flow_case c ON c.flow = %(flow)s AND c.subject = d.public_id
LEFT JOIN notice_end n ON n."on" = d.noticed_on
WHERE d.is_demo AND d.state = ANY (%(states)s) AND {began} IS NOT NULL AND {due} IS NOT NULL
"""

VOTES: Final = """
INSERT INTO branch_vote (
    org_id, org_path, case_id, kind, "on", entitled, present, yes, no, abstained, written_yes,
    passed
)
SELECT d.org_id, d.org_path, d.id, v.kind, v."on", b.n, b.there, b.there - b.against, b.against, 0,
    0, true
FROM development d
JOIN (
    SELECT m.org_id, count(*) AS n, count(*) - count(*) / 8 AS there, count(*) / 25 AS against
    FROM membership m WHERE m.kind = 'home' AND upper_inf(m.held) AND m.category = 'full'
    GROUP BY m.org_id
) b ON b.org_id = d.org_id
CROSS JOIN LATERAL (VALUES ('admission', d.voted_on), ('full', d.full_voted_on)) AS v (kind, "on")
WHERE d.is_demo AND v."on" IS NOT NULL
"""


def write(cursor: Any, today: date) -> dict[str, int]:
    """Cases of members, then for all cases of the city what the flow keeps about them."""
    cursor.execute(MEMBERS, {"today": today, "rules": NEW_RULES})
    members = int(cursor.rowcount)
    cursor.execute("ANALYZE development")
    cursor.execute(CASES, {"flow": DEVELOPMENT.code})
    cursor.execute("ANALYZE flow_case")
    _notice_ends(cursor, today)
    for name, number, amount, unit, waits, states, began, due in LIMITS:
        cursor.execute(
            CLOCKS.format(began=_of(began), due=_of(due)),
            {"name": name, "number": number, "amount": amount, "unit": unit, "waits": waits,
             "states": states.split(), "flow": DEVELOPMENT.code},
        )  # fmt: skip
    cursor.execute("DROP TABLE notice_end")  # a city may be loaded again in the same transaction
    cursor.execute(VOTES)
    return {"members": members, "votes": int(cursor.rowcount)}


def _of(column: str) -> str:
    """A column of the case, or an expression that says whose columns it means."""
    return column if "." in column else f"d.{column}"


def _notice_ends(cursor: Any, today: date) -> None:
    """The last day of a notice of five working days that was put up on each day of late."""
    calendar = days()
    rows = [
        (day, notice_ends(day, 5, calendar).last)
        for day in (today - timedelta(days=n) for n in range(40))
    ]
    cursor.execute('CREATE TEMP TABLE notice_end ("on" date, due_on date) ON COMMIT DROP')
    cursor.executemany("INSERT INTO notice_end VALUES (%s, %s)", rows)
