"""Who has applied in the demo city? A fifth as many as members, at every stage of the way.

Applicants up to the branch meeting are drawn here and written by COPY, their numbers sealed; who
is on probation or became full within a year comes from the members themselves, by SQL
(:mod:`.development_members`). Some are late, some have a check missing, as in life.
"""

from datetime import date, timedelta
from typing import Any, Final

import numpy as np

from jingwei.kernel import names
from jingwei.kernel.privacy import sealing
from jingwei.kernel.rulebook.codes.identity import check_digit
from jingwei.ops.demo import development_members
from jingwei.ops.demo.chance import Chance, chance, uuids
from jingwei.ops.demo.city import City, Column
from jingwei.ops.demo.people_names import draw_names
from jingwei.ops.demo.writing import NULL, Writer, flags, octets, texts

SHARE: Final = 0.194  # applicants for each member, DOMAIN R-N
HOMES: Final = ["party_branch", "joint_branch", "floating_branch"]
NEW_RULES: Final = date(2026, 5, 11)
STATES: Final = (
    ("applied", 40), ("talked", 460), ("activist_decided", 25), ("activist", 425),
    ("candidate_decided", 8), ("notice", 6), ("noticed", 4), ("candidate", 14), ("reviewed", 4),
    ("prereviewed", 3), ("formed", 3), ("voted", 8),
)  # fmt: skip
"""Of a thousand applicants, how many stand where."""

ORDER: Final = [state for state, _share in STATES]
UNITS: Final = (
    "示例小学教师", "示例机械厂技术员", "个体经营", "示例物流公司调度员", "村集体务工",
    "示例医院护士", "示例软件公司工程师", "社区工作者", "示例纺织公司班组长", "快递员",
)  # fmt: skip
BRANCHES = """
    SELECT o.id, o.path, o.code, count(*), (
        array_agg(m.person_id ORDER BY m.person_id) FILTER (WHERE m.category = 'full'))[1:4]
    FROM organisation o JOIN membership m ON m.org_id = o.id AND m.kind = 'home'
        AND upper_inf(m.held)
    WHERE o.is_demo AND upper_inf(o.held) AND o.kind = ANY (%s)
    GROUP BY o.id, o.path, o.code ORDER BY o.code
"""


def write(city: City, writer: Writer) -> dict[str, int]:
    """Cases under way and of the last year, with their limits."""
    writer.cursor.execute(BRANCHES, [HOMES])
    branches = [row for row in writer.cursor.fetchall() if row[4]]
    draw = chance("development")
    sizes = np.array([row[3] for row in branches])
    counts = np.floor(sizes * SHARE + draw.random(len(branches))).astype(int)
    where = np.repeat(np.arange(len(branches)), counts)
    if len(where):
        writer.copy("development", len(where), **_columns(draw, branches, where, city.today))
    made = development_members.write(writer.cursor, city.today)
    return {"developments": len(where) + made["members"], "branch_votes": made["votes"]}


def _columns(draw: Chance, branches: list[Any], where: Column, today: date) -> dict[str, Any]:
    count = len(where)
    public = uuids(chance("development ids"), count)
    male, state = draw.random(count) < 0.55, _states(draw, count)
    born, numbers = _born(draw, male, today)
    called = draw_names(
        draw, male, np.array([one.year for one in born]), np.full(count, "01")
    ).tolist()
    ways = [_way(draw.integers(0, 1000, 12).tolist(), ORDER[at], today) for at in state.tolist()]
    seal, index = sealing.sealer("development.id_number"), sealing.indexer("person.id_number")
    phone = sealing.sealer("development.phone")
    phones = [f"199{n:08d}" for n in draw.integers(0, 10**8, count).tolist()]
    full = [branches[at][4] for at in where.tolist()]
    columns: dict[str, Any] = {
        "public_id": map(str, public), "state": [ORDER[at] for at in state.tolist()],
        "org_id": [str(branches[at][0]) for at in where.tolist()],
        "org_path": [branches[at][1] for at in where.tolist()],
        "name": texts(called), "name_sort": texts(names.sort_key(name) for name in called),
        "sex": np.where(male, "1", "2").tolist(), "ethnicity": "01",
        "birth_on": [one.isoformat() for one in born],
        "education": np.array(["10", "20", "30", "60", "70"])[draw.integers(0, 5, count)].tolist(),
        "politics": np.where(draw.random(count) < 0.5, "03", "13").tolist(),
        "unit_title": np.array(UNITS)[draw.integers(0, len(UNITS), count)].tolist(),
        "id_number": octets([seal(n, row) for n, row in zip(numbers, public, strict=True)]),
        "id_index": octets(map(index, numbers)), "id_tail": [n[-4:] for n in numbers],
        "phone": octets([phone(n, row) for n, row in zip(phones, public, strict=True)]),
        "phone_tail": [n[-4:] for n in phones],
        "is_talent": flags(draw.random(count) < 0.04),
        "checks_on": ["{" + ",".join(map(str, way["checks_on"])) + "}" for way in ways],
        "recommended": [
            ("members", "league", "mass")[n] if way["activist_on"] else ""
            for n, way in zip(draw.integers(0, 3, count).tolist(), ways, strict=True)
        ],
        "political": ["passed" if way["political_on"] else "" for way in ways],
        "training_days": ["3" if way["trained_on"] else NULL for way in ways],
        "form_no": "", "why": "", "degree": "", "native_place": "", "background": "",
        "work_post": "", "objections": "0", "is_demo": "t", "version": "1",
        "rule_note": [
            "2026" if way["applied_on"] >= NEW_RULES else "2014" for way in ways
        ],
    }  # fmt: skip
    columns |= {
        name: [NULL if way[name] is None else way[name].isoformat() for way in ways]
        for name in DAYS
    }
    columns |= _people(full, ways)
    return columns


DAYS: Final = (
    "applied_on", "talk_due", "talked_on", "activist_on", "check_due", "candidate_on",
    "noticed_on", "consented_on", "political_on", "trained_on", "reviewed_on", "prereviewed_on",
    "formed_on", "voted_on", "approval_due", "talked_above_on", "probation_until",
)  # fmt: skip


def _people(full: list[list[int]], ways: list[dict[str, Any]]) -> dict[str, list[str]]:
    """Contacts of activists, sponsors of those who are trained: full members of the branch."""

    def one(place: int, name: str) -> list[str]:
        return [
            str(ids[place]) if way[name] and len(ids) > place else NULL
            for ids, way in zip(full, ways, strict=True)
        ]

    return {
        "contact_one_id": one(0, "activist_on"), "contact_two_id": one(1, "candidate_on"),
        "sponsor_one_id": one(0, "trained_on"), "sponsor_two_id": one(1, "trained_on"),
    }  # fmt: skip


def _states(draw: Chance, count: int) -> Column:
    shares = np.array([share for _state, share in STATES], float)
    found: Column = draw.choice(len(STATES), count, p=shares / shares.sum())
    return found


def _born(draw: Chance, male: Column, today: date) -> tuple[list[date], list[str]]:
    """Between 19 and 44 years ago; numbers of a place that does not exist, each once."""
    count, span = len(male), 9_000
    order = draw.permutation(count)
    youngest = today.replace(year=today.year - 20, day=1)
    born = [youngest - timedelta(days=int(n) % span) for n in order]
    numbers = []
    for n, day, man in zip(order.tolist(), born, male.tolist(), strict=True):
        first17 = f"999999{day:%Y%m%d}{n // span * 2 + int(man):03d}"
        numbers.append(first17 + check_digit(first17))
    return born, numbers


def _way(dice: list[int], state: str, today: date) -> dict[str, Any]:
    """The days of one way that stands where it stands today; ``dice`` are 0 to 999."""
    found: dict[str, Any] = dict.fromkeys(DAYS)
    found["checks_on"] = []
    at = ORDER.index(state)

    def ago(most: int, die: int, least: int = 0) -> date:
        return today - timedelta(days=least + die * (most - least) // 1000)

    if state == "applied":
        found["applied_on"] = ago(40, dice[0])
        found["talk_due"] = development_members.later(found["applied_on"], 1)
        return found
    if at >= ORDER.index("candidate_decided"):
        _late_days(found, dice, state, today)
        found["activist_on"] = found["candidate_on"] - timedelta(days=375 + dice[1] * 300 // 1000)
    elif state != "talked":
        few = state == "activist_decided"
        found["activist_on"] = ago(20 if few else 700, dice[1], 0 if few else 12)
    before = found["activist_on"] or ago(900, dice[2], 36)
    found["applied_on"] = before - timedelta(days=90 + dice[3] * 400 // 1000)
    found["talk_due"] = development_members.later(found["applied_on"], 1)
    slow = dice[4] < 50  # one in twenty is talked with too late
    gap = 33 + dice[5] % 30 if slow else 3 + dice[5] * 24 // 1000
    found["talked_on"] = min(found["applied_on"] + timedelta(days=gap), today)
    if found["activist_on"]:
        until = found["candidate_on"] or today
        steps = (until - found["activist_on"]).days // 178
        missing = dice[6] < 70 and at == ORDER.index("activist")
        days = [found["activist_on"] + timedelta(days=175 * n) for n in range(1, steps + 1)]
        found["checks_on"] = days[:-1] if missing else days
        if found["candidate_on"] is None:
            last = found["checks_on"][-1] if found["checks_on"] else found["activist_on"]
            found["check_due"] = development_members.later(last, 6)
    return found


LATE: Final = {
    "candidate_decided": 4, "notice": 6, "noticed": 12, "candidate": 70, "reviewed": 80,
    "prereviewed": 95, "formed": 100, "voted": 120,
}  # fmt: skip
"""About how many days ago the candidate was decided on."""


def _late_days(found: dict[str, Any], dice: list[int], state: str, today: date) -> None:
    """Days from the decision on a candidate to the vote; each after the one before it."""
    since = LATE[state]
    spread = 0 if since < 20 else dice[7] * 40 // 1000
    found["candidate_on"] = day = today - timedelta(days=since + spread)
    at = ORDER.index(state)
    gaps = (
        ("noticed_on", "notice", 1), ("consented_on", "candidate", 14),
        ("political_on", "reviewed", 20), ("trained_on", "reviewed", 10),
        ("reviewed_on", "reviewed", 3), ("prereviewed_on", "prereviewed", 12),
        ("formed_on", "formed", 6), ("voted_on", "voted", 14),
    )  # fmt: skip
    for name, reached, gap in gaps:
        if at < ORDER.index(reached):
            break
        day = min(day + timedelta(days=gap), today)
        if name != "noticed_on" or found["candidate_on"] >= NEW_RULES:
            found[name] = day
    if state == "candidate" and dice[8] < 500:
        found["political_on"] = min(day + timedelta(days=15), today)
    if found["voted_on"]:
        found["approval_due"] = development_members.later(found["voted_on"], 3)
        found["probation_until"] = development_members.later(found["voted_on"], 12)
        if dice[9] < 600:
            found["talked_above_on"] = min(found["voted_on"] + timedelta(days=20), today)
