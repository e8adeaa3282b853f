"""Which members have a part in the manual's stories? The people of the design's prototypes."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np

from jingwei.ops.demo.city import City, People


@dataclass(frozen=True)
class Part:
    """One of them: organisation by its key, sex of GB/T 2261.1, age, day of admission, post."""

    key: str
    name: str
    branch: str
    sex: str
    age: int
    joined: date
    title: str = ""
    of: str = ""  # the organisation of the post, where it is not the branch
    works_at: str = ""
    floating_to: str = ""


CAST: Final = (
    Part("zhou", "周示一", "xinyuan.1", "2", 52, date(2009, 6, 28), "secretary"),
    Part("wu", "吴示二", "xinyuan.1", "1", 38, date(2014, 7, 1)),
    Part("yang", "杨示十二", "xinyuan.1", "2", 48, date(2003, 9, 9), "deputy", "xinyuan"),
    Part("zheng", "郑示三", "xinyuan.2", "1", 61, date(1991, 12, 20)),
    Part("chen", "陈示五", "xinyuan.2", "1", 45, date(2006, 4, 11)),
    Part("yan", "严示十四", "xinyuan.2", "2", 41, date(2011, 7, 1), "secretary"),
    Part("shen.grid", "沈示十五", "xinyuan.3", "1", 36, date(2015, 6, 26), "secretary"),
    Part("feng", "冯示四", "block", "2", 29, date(2023, 6, 29)),
    Part("kong", "孔示十一", "block", "1", 27, date(2022, 6, 30), floating_to="外省云港市"),
    Part("chu", "褚示六", "electronics", "2", 34, date(2016, 5, 18), "organisation"),
    Part("cao", "曹示十三", "s1.retired", "1", 72, date(1984, 7, 1), "secretary"),
    Part("shen.street", "沈示十六", "s1.organs", "1", 47, date(2001, 6, 28), "secretary", "s1"),
    Part("han", "韩示十", "s1.organs", "1", 33, date(2013, 6, 20), works_at="示例一街道党建办"),
    Part("gu", "顾示十七", "s2.organs", "2", 35, date(2012, 6, 25), works_at="示例二街道党建办"),
    Part("shen.city", "沈示九", "data", "1", 44, date(2004, 6, 22), works_at="市委组织部组织科"),
    Part("wei", "卫示七", "heavy.3", "1", 50, date(1999, 6, 30), "secretary", "heavy"),
    Part("jiang", "蒋示八", "heavy.3", "2", 39, date(2010, 6, 24), "organisation", "heavy"),
)  # fmt: skip


def take_parts(city: City, people: People) -> None:
    """Turn one suitable member of each named branch into the person of the part."""
    taken: set[int] = set()
    for part in CAST:
        at = next(_suitable(city, people, part, taken))
        taken.add(at)
        city.cast[part.key] = at
        people.name[at], people.sex[at], people.ethnicity[at] = part.name, part.sex, "01"
        birth = city.today.toordinal() - round((part.age + 0.4) * 365.25)
        people.birth[at], people.joined[at] = birth, part.joined.toordinal()
        people.full[at] = part.joined.toordinal() + 366
        people.joined_precision[at] = people.full_precision[at] = "d"
        people.floating_to[at], people.lost[at] = part.floating_to, 0
        people.suspended[at] = False


def _suitable(city: City, people: People, part: Part, taken: set[int]) -> Iterator[int]:
    """Members of the branch, those first whom the part changes least, so that shares stay."""
    home = city.marks[part.branch]
    places = [int(at) for at in np.flatnonzero(people.home[: people.today] == home)]
    old = city.today.toordinal() - round(61 * 365.25)

    def differs(at: int) -> tuple[bool, bool, bool]:
        is_old = bool(people.birth[at] <= old)
        return is_old != (part.age >= 61), people.sex[at] != part.sex, people.ethnicity[at] != "01"

    yield from sorted((at for at in places if at not in taken), key=differs)
