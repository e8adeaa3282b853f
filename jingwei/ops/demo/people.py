"""Who are the members of the demo city? Shares of age, sex and education come out exact."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from jingwei.ops.demo import cast, people_papers, sizes
from jingwei.ops.demo.chance import Chance, chance, exactly, pick
from jingwei.ops.demo.city import City, Column, People, zeros
from jingwei.ops.demo.people_names import GROUPS, draw_names
from jingwei.ops.demo.wording import listed

YEAR: Final = 365.25
# Sector: weight of being over 60; mean age and spread of those who are not; weight of a woman; of
# a higher education.
_TRAITS: Final[Mapping[str, tuple[float, float, float, float, float]]] = {
    "village": (0.46, 47, 12, 0.22, 0.22), "community": (0.44, 46, 12, 0.36, 0.45),
    "organ": (0.04, 43, 11, 0.33, 1.6), "school": (0.05, 43, 11, 0.52, 1.8),
    "university": (0.08, 44, 11, 0.42, 2.4), "student": (0.0, 22, 1.5, 0.55, 2.4),
    "hospital": (0.05, 42, 11, 0.55, 1.9), "state_firm": (0.06, 45, 11, 0.28, 1.1),
    "private_firm": (0.05, 41, 11, 0.32, 0.9), "social": (0.08, 43, 12, 0.45, 1.2),
    "joint": (0.08, 43, 12, 0.33, 0.8), "retired": (14.0, 58, 2, 0.33, 0.5),
    "floating": (0.02, 37, 9, 0.28, 0.8),
}  # fmt: skip
_LOWER: Final = (("61", 5), ("71", 5), ("41", 3), ("81", 2), ("44", 1), ("47", 1), ("60", 1))
_HIGHER: Final = (("31", 42), ("21", 46), ("14", 9), ("11", 1), ("20", 2))
_AWAY: Final = listed("""
    示例省滨海市 示例省江州市 邻省东湖市 邻省南山市 外省云港市 外省石城市 境外
""")
_JUNE: Final = 172  # most are admitted in the weeks before 1 July
NO_ID, LOST, SUSPENDED, FLOATING = 0.0007, 0.003, 0.0035, 0.045


def draw(city: City) -> None:
    """Members of today first, then those who died, left or moved away during the history."""
    draw = chance("people")
    branches = city.branches()
    home = np.repeat([org.at for org in branches], [org.members for org in branches])
    today = len(home)
    months = sizes.MONTHS_OF_HISTORY / 12
    gone = round(today * months * (sizes.DIED + sizes.MOVED_OUT + sizes.LEFT))
    settled = home[~np.isin(home, list(city.new_orgs))]
    home = np.concatenate([home, draw.choice(settled, gone)])
    city.people = _people(city, draw, home, today)


def _people(city: City, draw: Chance, home: Column, today: int) -> People:
    count = len(home)
    traits = np.array([_TRAITS.get(org.sector, _TRAITS["organ"]) for org in city.orgs])[home]
    now = city.today.toordinal()
    old = _share(draw, traits[:, 0], sizes.SIXTY_ONE, today)
    male = ~_share(draw, traits[:, 3], sizes.WOMEN, today)
    minority = _share(draw, np.ones(count), sizes.MINORITIES, today)
    age = _ages(draw, old, traits[:, 1], traits[:, 2])
    birth = (now - np.floor(age * YEAR)).astype(np.int32)
    learned = _share(draw, traits[:, 4] * np.where(age < 45, 2.2, np.where(old, 0.35, 1)),
                     sizes.COLLEGE, today)  # fmt: skip
    ethnicity = np.full(count, "01", "<U2")
    ethnicity[minority] = _codes(draw, GROUPS, int(minority.sum()))
    education = _codes(draw, _LOWER, count)
    education[learned] = _codes(draw, _HIGHER, int(learned.sum()))
    birth_year = city.today.year - age.astype(int)
    joined = _joined(draw, birth, city.opened.toordinal())
    people = People(
        today=today, name=draw_names(draw, male, birth_year, ethnicity),
        sex=np.where(male, "1", "2"), ethnicity=ethnicity,
        birth=birth, birth_precision=np.full(count, "d"),
        education=education, degree=_degrees(draw, education),
        joined=joined, joined_precision=_precision(draw, joined, city),
        full=_full(draw, joined, city.opened.toordinal()), full_precision=np.full(count, "d"),
        home=home, probationary=np.zeros(count, bool), suspended=np.zeros(count, bool),
        id_number=np.array([]), phone=np.array([]), landline=np.array([]), address=np.array([]),
        native_place=np.array([]), work_post=np.array([]), unit_title=np.array([]),
        floating_to=np.full(count, "", "<U16"), lost=zeros(count),
    )  # fmt: skip
    people.full_precision = np.where(people.joined_precision == "d", "d", people.joined_precision)
    _round_dates(people)
    _states(city, draw, people, age)
    cast.take_parts(city, people)
    people_papers.fill(city, people)
    for part in cast.CAST:
        if part.works_at:
            people.unit_title[city.cast[part.key]] = part.works_at
    return people


def _share(draw: Chance, weights: Column, share: float, today: int) -> Column:
    """Exact among the members of today; the others by the same weights."""
    of_today = exactly(draw, weights[:today], round(today * share))
    rest = weights[today:] * share / max(float(weights[:today].mean()), 0.01)
    return np.concatenate([of_today, draw.random(len(rest)) < rest])


def _ages(draw: Chance, old: Column, mean: Column, spread: Column) -> Column:
    young = draw.normal(mean, spread)
    outside = (young < 20.8) | (young > 60.9)
    student = mean < 25
    young = np.where(outside & student, draw.uniform(20.8, 26, len(old)), young)
    young = np.where(outside & ~student, draw.uniform(23, 60.9, len(old)), young)
    aged = 61.05 + draw.gamma(1.6, 6.2, len(old))
    aged = np.where(aged > 99, draw.uniform(61.05, 85, len(old)), aged)
    return np.where(old, aged, young)


def _codes(draw: Chance, table: Any, count: int) -> Column:
    codes, weights = zip(*table, strict=True)
    share = np.array(weights, float)
    found: Column = np.array(codes)[draw.choice(len(codes), count, p=share / share.sum())]
    return found


def _degrees(draw: Chance, education: Column) -> Column:
    has = draw.random(len(education))
    return np.select(
        [education == "11", education == "14", (education == "21") & (has < 0.85)],
        ["2", "3", "4"], "",
    )  # fmt: skip


def _joined(draw: Chance, birth: Column, opened: int) -> Column:
    """Days of admission: at 18 or later, most in June, all before the city's first day."""
    latest = opened - birth - 400
    wished = draw.gamma(4.5, 2.4, len(birth)) * YEAR + 6_600
    at = np.minimum(wished, latest - draw.uniform(0, 900, len(birth)))
    at = np.maximum(18.05 * YEAR, at)
    day = birth + at.astype(np.int32)
    june = np.flatnonzero(draw.random(len(day)) < 0.55)
    year_day = (day[june] % YEAR).astype(int)
    moved = day[june] - year_day + _JUNE + draw.integers(-20, 12, len(june))
    late_enough = moved - birth[june] > 18.02 * YEAR
    day[june[late_enough]] = moved[late_enough]
    found: Column = np.minimum(day, opened - 390).astype(np.int32)
    return found


def _full(draw: Chance, joined: Column, opened: int) -> Column:
    late = np.where(draw.random(len(joined)) < 0.04, draw.integers(20, 200, len(joined)), 0)
    found: Column = np.minimum(joined + 366 + late, opened - 2).astype(np.int32)
    return found


def _precision(draw: Chance, joined: Column, city: City) -> Column:
    """Old admissions are often known by month, a few by year only."""
    chance = draw.random(len(joined))
    old = joined < city.today.replace(year=1995, day=1).toordinal()
    return np.where(old & (chance < 0.02), "y", np.where(old & (chance < 0.24), "m", "d"))


def _round_dates(people: People) -> None:
    """What is known by month or year only is kept as its first day."""
    for days, precisions in (
        (people.joined, people.joined_precision), (people.full, people.full_precision),
        (people.birth, people.birth_precision),
    ):  # fmt: skip
        dates = np.array(days - 719_163, "datetime64[D]")  # ordinal of 1970-01-01
        for kind, unit in (("m", "datetime64[M]"), ("y", "datetime64[Y]")):
            where = precisions == kind
            rounded = dates[where].astype(unit).astype("datetime64[D]").astype(np.int64)
            days[where] = rounded + 719_163


def _states(city: City, draw: Chance, people: People, age: Column) -> None:
    """Who floats, who is lost, whose membership is suspended."""
    count = len(people)
    sectors = np.array([org.sector for org in city.orgs])[people.home]
    weights = np.where(age < 45, 3.0, np.where(age < 60, 1.0, 0.0))
    weights = np.where(np.isin(sectors, ("village", "community", "joint")), weights, weights / 8)
    floating = exactly(draw, np.where(sectors == "student", 0, weights), round(count * FLOATING))
    floating |= sectors == "floating"
    people.floating_to[floating] = pick(draw, _AWAY, int(floating.sum()))
    lost = exactly(draw, np.where(floating, 6.0, 0.3), round(count * LOST))
    since = draw.integers(200, 2_400, count)
    first = city.opened.toordinal()
    people.lost[lost] = np.maximum(first - since, people.joined + 30)[lost]
    # Suspended from the first day on: those lost for long, and some settled abroad.
    long_lost = np.where(lost & (since > 400), 8.0, np.where(people.floating_to == "境外", 0.5, 0))
    people.suspended = exactly(draw, long_lost, round(count * SUSPENDED * 0.6))
    people.suspended[people.today :] = False
