"""What would clerks' lists of past work say? Records of dues, meetings, the way into the Party,
training, courses, problems and grades, about the people and organisations of the demo city.

Names and numbers are of members on file there, or invented; what they tell is not on file yet.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Final

import numpy as np

from jingwei.kernel.days import first_of_month
from jingwei.kernel.rulebook.codes import people
from jingwei.kernel.rulebook.codes.identity import check_digit
from jingwei.kernel.rulebook.codes.membership import TITLE
from jingwei.ops.demo.chance import chance
from jingwei.ops.demo.city import City, Org
from jingwei.ops.demo.people_names import draw_names
from jingwei.ops.demo.roster_rows import Record

MOST: Final = 60
"""Rows of one list, so that a person can find every fault in it."""
MEETINGS: Final = ("党员大会", "主题党日", "党课", "主题党日", "党员大会", "党课")
GRADE_RULES: Final = date(2023, 1, 1)  # the demo city's rules of grades hold from this day
BEGINNERS: Final = 24  # people on the way


def _homes(city: City, inside: set[int]) -> dict[int, list[int]]:
    """Members by branch who were there when the city opened, each of a name of their own."""
    one, stays = city.persons(), city.stretches()
    before = city.opened.toordinal()
    settled = {
        int(person)
        for person, kind, since, until in zip(
            stays.person, stays.kind, stays.since, stays.until, strict=True
        )
        if kind == "home" and not until and since <= before
    }
    found: dict[int, list[int]] = {}
    for at in range(one.today):
        found.setdefault(int(one.home[at]), []).append(at)
    names = {org: Counter(str(one.name[at]) for at in some) for org, some in found.items()}
    return {
        org: [at for at in some if at in settled and names[org][str(one.name[at])] == 1
              and not one.probationary[at] and one.id_number[at]]
        for org, some in found.items() if org in inside
    }  # fmt: skip


def _some(city: City, inside: set[int], subject: str, most: int = MOST) -> list[int]:
    """Members from all branches, in the order of chance."""
    every = [at for some in _homes(city, inside).values() for at in some]
    return [every[at] for at in chance(subject).permutation(len(every))[:most].tolist()]


def _who(city: City, at: int) -> Record:
    one = city.persons()
    return {
        "name": str(one.name[at]), "id_number": str(one.id_number[at]),
        "branch": city.orgs[int(one.home[at])].name,
    }  # fmt: skip


def dues(city: City, inside: set[int]) -> Iterator[Record]:
    """How much a month, and paid up to when."""
    draw = chance("rosters dues")
    last = first_of_month(city.today) - timedelta(days=1)
    for at in _some(city, inside, "rosters dues whom"):
        paid = first_of_month(last - timedelta(days=31 * int(draw.integers(3))))
        yield _who(city, at) | {
            "dues_monthly": f"{int(draw.integers(4, 180)) / 2:.2f}",
            "dues_paid_to": f"{paid:%Y-%m}",
        }


def _gathered(city: City, inside: set[int]) -> Iterator[tuple[int, list[str]]]:
    """Branches with enough members, and the names of these."""
    one = city.persons()
    for org, some in _homes(city, inside).items():
        if len(some) >= 8:
            yield org, [str(one.name[at]) for at in some]


def attendance(city: City, inside: set[int]) -> Iterator[Record]:
    """Two meetings a branch, on days on which the demo city has no other."""
    draw = chance("rosters attendance")
    for org, names in list(_gathered(city, inside))[: MOST // 2]:
        for back, kinds in ((70, "主题党日"), (130, "党课")):
            on = first_of_month(city.today - timedelta(days=back)) + timedelta(days=1)
            order = [names[at] for at in draw.permutation(len(names)).tolist()]
            yield {
                "org": city.orgs[org].name, "on": str(on), "kinds": kinds,
                "topic": "示例议题", "venue": "党员活动室", "chair": order[0], "recorder": order[1],
                "present": "、".join([*order[:2], *order[3:]]), "excused": f"{order[2]}（出差）",
                "said": "学文件，议事情。",
            }  # fmt: skip


def meeting_titles(today: date) -> dict[str, str]:
    """What stands above each column of a crossed sheet: day and kind of the meeting."""
    found = {}
    for at, kind in enumerate(MEETINGS, 1):
        back = today - timedelta(days=30 * (2 * len(MEETINGS) - at))
        found[f"m{at:02}"] = f"{first_of_month(back) + timedelta(days=1)}{kind}"
    return found


def meeting_marks(city: City, inside: set[int]) -> Iterator[Record]:
    """One branch, a row a member, a column a meeting."""
    draw = chance("rosters meeting marks")
    branch = max(_homes(city, inside).items(), key=lambda pair: len(pair[1]), default=(0, []))
    for at in branch[1][:MOST]:
        dice = draw.integers(0, 100, len(MEETINGS)).tolist()
        yield _who(city, at) | {
            f"m{n:02}": "到" if die < 86 else "假" if die < 95 else "缺"
            for n, die in enumerate(dice, 1)
        }


def development(city: City, inside: set[int]) -> Iterator[Record]:
    """Applicants, activists and candidates who are on no roster yet."""
    draw = chance("rosters development")
    male = draw.random(BEGINNERS) < 0.5
    born = [city.today.replace(year=city.today.year - 22, day=1) - timedelta(days=int(n))
            for n in draw.integers(0, 5000, BEGINNERS)]  # fmt: skip
    years = np.array([day.year for day in born])
    called = draw_names(draw, male, years, np.full(BEGINNERS, "01")).tolist()
    homes = list(_gathered(city, inside))
    for at in range(BEGINNERS if homes else 0):
        org, helpers = homes[int(draw.integers(len(homes)))]
        first17 = f"999999{born[at]:%Y%m%d}{500 + at * 2 + int(male[at]):03d}"
        stage = ("applicant", "activist", "candidate")[at % 3]
        yield {
            "name": called[at], "sex": people.SEX.title("1" if male[at] else "2"),
            "id_number": first17 + check_digit(first17), "birth_on": str(born[at]),
            "politics": ("共青团员", "群众")[at % 2], "org": city.orgs[org].name,
            **_way(stage, city.today, int(draw.integers(200)), helpers),
            "phone": f"199{int(draw.integers(10**8)):08d}", "unit_title": "示例小学教师",
        }  # fmt: skip


def _way(stage: str, today: date, dice: int, helpers: list[str]) -> Record:
    """The days up to a stage, each after the one before it."""

    def ago(days: int) -> str:
        return str(today - timedelta(days=days + dice))

    far = {"applicant": 0, "activist": 1, "candidate": 2}[stage]
    said = {
        "stage": ("入党申请人", "入党积极分子", "发展对象")[far],
        "applied_on": ago((40, 700, 1100)[far]), "talked_on": ago((20, 690, 1080)[far]),
    }  # fmt: skip
    if far:
        said |= {
            "activist_on": ago((0, 300, 800)[far]), "contacts": "、".join(helpers[:2]),
            "checks": ago((0, 130, 600)[far]),
        }  # fmt: skip
    if far == 2:
        said |= {"candidate_on": ago(120), "sponsors": "、".join(helpers[2:4])}
    return said


def training(city: City, inside: set[int]) -> Iterator[Record]:
    """Who was in which class, for how many hours."""
    draw = chance("rosters training")
    classes = (("示例党务轮训班", "集中培训", 24), ("示例治理示范班", "示范培训", 16),
               ("示例政策选学课", "选学课程", 4))  # fmt: skip
    for at in _some(city, inside, "rosters training whom"):
        title, kind, hours = classes[int(draw.integers(len(classes)))]
        on = city.today - timedelta(days=int(draw.integers(60, 700)))
        yield _who(city, at) | {
            "title": title, "on": str(on), "days": str(hours // 8 or 1), "hours": str(hours),
            "class_kind": kind, "held_by": "示例市委党校",
        }  # fmt: skip


TITLES: Final = (
    ("村账怎么记", "产业和集体经济"), ("一封信访件怎么答", "群众工作"), ("汛期值守", "安全和应急"),
    ("楼道议事会", "基层治理"), ("民法典里的邻里", "法律和调解"), ("手机帮办老人", "电脑和手机"),
)  # fmt: skip


def courses(city: City, inside: set[int]) -> Iterator[Record]:
    """Courses of two days, past ones and some that are to come."""
    hosts = _above(city, inside)[:4]
    for at, org in enumerate(hosts):
        for number, (title, topic) in enumerate(TITLES):
            first = city.today + timedelta(days=(number - 4) * 40 + at)
            of_course = {
                "topic": topic, "teacher": "示例老师", "place": "示例党校",
                "seats": str(30 + number), "until": str(first - timedelta(days=3)),
            }  # fmt: skip
            for day in range(2):
                yield {
                    "org": org.name, "title": title, "on": str(first + timedelta(days=day)),
                    "starts": "09:00", "ends": "11:30", "hours": "2.5",
                    "subject": ("讲和问", "练和议")[day], **(of_course if day == 0 else {}),
                }  # fmt: skip


def _above(city: City, inside: set[int]) -> list[Org]:
    """Committees above branches, the highest first."""
    kinds = ("local_committee", "party_committee", "working_committee")
    return [org for org in city.open_orgs() if org.at in inside and org.kind in kinds]


def _secretaries(city: City, inside: set[int]) -> Iterator[tuple[Org, int, date]]:
    """Villages and communities, who leads them, and since when."""
    for seat in city.seats:
        org = city.orgs[seat.org]
        kind = "" if org.unit is None else city.units[org.unit].kind
        if org.at in inside and seat.title == "secretary" and kind in ("village", "community"):
            for person, since, until, _due in seat.holders[-1:]:
                if until is None:
                    yield org, person, since


def problems(city: City, inside: set[int]) -> Iterator[Record]:
    """Three problems a village or community: open, solved, closed by a word."""
    one = city.persons()
    for at, (org, person, _since) in enumerate(list(_secretaries(city, inside))[: MOST // 3]):
        for number, title in enumerate(("井盖松了", "路口没有斑马线", "健身器材坏了")):
            listed = city.today - timedelta(days=240 - 20 * number - at)
            solved = {
                "result": "换好了", "solved_on": str(listed + timedelta(days=25)),
            } if number else {}  # fmt: skip
            word = {
                "confirmed_by": "示例住户", "confirmed_words": "现在好了",
                "confirmed_on": str(listed + timedelta(days=40)),
            } if number == 2 else {}  # fmt: skip
            yield {
                "org": org.name, "title": title, "affected": "三组住户",
                "owner": str(one.name[person]) if number == 1 else "", "listed_on": str(listed),
                "due_on": str(listed + timedelta(days=60)), **solved, **word,
            }  # fmt: skip


def grades(city: City, inside: set[int]) -> Iterator[Record]:
    """Two past grades of each secretary of a village or community."""
    one = city.persons()
    for org, person, since in list(_secretaries(city, inside))[: MOST // 2]:
        unit = city.units[org.unit or 0]
        for days, grade in ((20, "初级"), (50, "中级")):
            on = max(since, GRADE_RULES) + timedelta(days=days)
            if on < city.today:
                yield {
                    "name": str(one.name[person]), "id_number": str(one.id_number[person]),
                    "org": org.name, "title": TITLE.title("secretary"),
                    "kind": "社区干部" if unit.kind == "community" else "村干部", "grade": grade,
                    "since": str(on), "evidence": "办成一件难事", "basis": "示例发〔2023〕1号",
                }  # fmt: skip


WORKS: Final[dict[str, Callable[[City, set[int]], Iterator[Record]]]] = {
    "dues": dues, "attendance": attendance, "meeting_marks": meeting_marks,
    "development": development, "training": training, "courses": courses, "problems": problems,
    "grades": grades,
}  # fmt: skip
"""In the order in which they are brought in, after the members and the holders of posts."""
