"""Which numbers, addresses and jobs do the demo members have? All of them belong to nobody."""

from typing import Final

import numpy as np

from jingwei.ops.demo import core
from jingwei.ops.demo.chance import Chance, chance, exactly, pick
from jingwei.ops.demo.city import City, Column, People
from jingwei.ops.demo.units import body_name
from jingwei.ops.demo.wording import STREETS_OF_TOWN

WEIGHTS: Final = np.array((7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2))
CHECK: Final = np.array(list("10X98765432"))
AWAY: Final = ("990201", "990202", "990381", "990421")  # born elsewhere in the same fiction
NO_ID: Final = 0.0007
MOBILE: Final = "154"
"""A block that no operator has given out (as far as we know), so that nobody is called."""
_JOBS: Final = {
    "village": ("农牧渔业生产人员", "村干部", "个体经营者", "离退休人员"),
    "community": ("社区工作者", "离退休人员", "个体经营者", "企业职工"),
    "organ": ("公务员", "机关工作人员", "工勤人员"), "school": ("教师", "管理人员", "教辅人员"),
    "university": ("教师", "管理人员", "科研人员"), "student": ("学生",),
    "hospital": ("医师", "护理人员", "管理人员"),
    "state_firm": ("工人", "专业技术人员", "企业管理人员"),
    "private_firm": ("工人", "专业技术人员", "企业管理人员", "企业负责人"),
    "social": ("社会组织从业人员", "专业技术人员"), "joint": ("工人", "企业负责人", "个体经营者"),
    "retired": ("离退休人员",), "floating": ("外出务工经商人员",),
}  # fmt: skip


def fill(city: City, people: People) -> None:
    """Fill the columns of papers; needs sex, birth and home."""
    draw = chance("papers")
    count = len(people)
    people.id_number = id_numbers(draw, people.birth, people.sex == "1")
    _without_number(draw, people)
    people.phone = _digits(draw, MOBILE, 8, count)
    people.phone[draw.random(count) < 0.06] = ""
    people.landline = _digits(draw, "0300-8", 7, count)
    people.landline[draw.random(count) < 0.9] = ""
    people.address = _addresses(city, draw, people)
    names = [name for _, name, *_ in core.COUNTIES]
    people.native_place = np.char.add("示例省示例市", pick(draw, names, count))
    _jobs(city, draw, people)


def id_numbers(draw: Chance, birth: Column, male: Column) -> Column:
    """Eighteen characters with right check digits, each once; all areas begin with 99."""
    areas = np.array([code for code, *_ in core.COUNTIES] * 4 + list(AWAY))
    area = draw.integers(0, len(areas), len(birth))
    group = np.stack([areas[area].astype(np.int64), birth, male])
    order = np.lexsort(group)
    changed = np.any(np.diff(group[:, order], axis=1) != 0, axis=0)
    start = np.concatenate([[0], np.flatnonzero(changed) + 1])
    rank = np.arange(len(birth)) - np.repeat(start, np.diff([*start, len(birth)]))
    serial = np.empty(len(birth), np.int64)
    serial[order] = rank
    sequence = (serial * 2 + 20 + male) % 1000
    dates = np.datetime_as_string(np.array(birth - 719_163, "datetime64[D]"))
    first = np.char.add(areas[area], np.char.replace(dates, "-", ""))
    first = np.char.add(first, np.char.zfill(sequence.astype(str), 3))
    digits = np.frombuffer("".join(first).encode(), np.uint8).reshape(-1, 17).astype(int) - 48
    numbers: Column = np.char.add(first, CHECK[digits @ WEIGHTS % 11])
    return numbers


def _without_number(draw: Chance, people: People) -> None:
    """A few have no number on file; of them the birth is known by month only."""
    missing = exactly(draw, np.ones(len(people)), max(3, round(len(people) * NO_ID)))
    people.id_number[missing] = ""
    people.birth_precision[missing] = "m"
    dates = np.array(people.birth - 719_163, "datetime64[D]").astype("datetime64[M]")
    first = dates.astype("datetime64[D]").astype(np.int64) + 719_163
    people.birth = np.where(missing, first, people.birth).astype(np.int32)


def _digits(draw: Chance, head: str, width: int, count: int) -> Column:
    numbers = draw.integers(0, 10**width, count)
    return np.char.add(head, np.char.zfill(numbers.astype(str), width))


def _addresses(city: City, draw: Chance, people: People) -> Column:
    names = {place.code: place.name for place in city.places}
    heads = [
        names.get(org.division, "").ljust(1)
        if org.division.endswith("000")
        else names[org.division[:9] + "000"] + names[org.division].removeprefix("示例")
        for org in city.orgs
    ]
    streets = pick(draw, STREETS_OF_TOWN, len(people))
    found: Column = np.char.add(np.array(heads, "<U30")[people.home], streets)
    for low, high, word in ((1, 300, "号"), (1, 60, "幢"), (101, 1900, "室")):
        found = np.char.add(found, draw.integers(low, high, len(people)).astype(str))
        found = np.char.add(found, word)
    return found


def _jobs(city: City, draw: Chance, people: People) -> None:
    people.work_post = np.full(len(people), "", "<U12")
    sectors = np.array([org.sector for org in city.orgs])[people.home]
    for sector, jobs in _JOBS.items():
        where = np.flatnonzero(sectors == sector)
        people.work_post[where] = pick(draw, jobs, len(where))
    works_there = ("organ", "school", "hospital", "state_firm", "private_firm", "social")
    bodies = [body_name(org) if org.sector in works_there else "" for org in city.orgs]
    people.unit_title = np.array(bodies, "<U40")[people.home]
