"""Is a centre open now, is an entry of the catalogue whole, how far does one walk? Plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
NOT_ASKED = "国办发〔2018〕47号"
LOOK_AHEAD = 15  # days in which the next opening is looked for


@dataclass(frozen=True)
class Hours:
    """One stretch of a weekday, Monday is 1."""

    weekday: int
    opens: time
    closes: time


@dataclass(frozen=True)
class Shut:
    """Days on which a centre is closed."""

    first: date
    last: date
    why: str


@dataclass(frozen=True)
class Door:
    """Whether the door is open at a moment: until when, or when it opens next."""

    is_open: bool
    until: time | None = None
    next_on: date | None = None
    next_at: time | None = None
    why: str = ""  # of a closed day, where the moment falls into one


def read_hours(stored: Iterable[Sequence[object]]) -> tuple[Hours, ...]:
    """The hours of a centre as they are kept: ``[weekday, "08:30", "11:30"]``."""
    return tuple(
        sorted(
            (
                Hours(int(str(day)), time.fromisoformat(str(opens)), time.fromisoformat(str(to)))
                for day, opens, to in stored
            ),
            key=lambda one: (one.weekday, one.opens),
        )
    )


def kept_hours(hours: Iterable[Hours]) -> list[list[object]]:
    return [[one.weekday, f"{one.opens:%H:%M}", f"{one.closes:%H:%M}"] for one in hours]


def door_at(hours: Sequence[Hours], shut: Sequence[Shut], moment: datetime) -> Door:
    """Is it open at ``moment`` (local time)? A closed day is closed whatever the weekday says."""
    on, at = moment.date(), moment.time()
    closed = next((one for one in shut if one.first <= on <= one.last), None)
    if closed is None:
        for one in hours:
            if one.weekday == on.isoweekday() and one.opens <= at < one.closes:
                return Door(True, until=one.closes)
    for ahead in range(LOOK_AHEAD):
        day = on + timedelta(days=ahead)
        if any(one.first <= day <= one.last for one in shut):
            continue
        for one in hours:
            if one.weekday == day.isoweekday() and (ahead or one.opens > at):
                return Door(False, next_on=day, next_at=one.opens, why=closed.why if closed else "")
    return Door(False, why=closed.why if closed else "")


def hours_findings(hours: Sequence[Hours]) -> list[Finding]:
    """Each stretch ends after it begins and falls into no other of its day."""
    found = []
    if not hours:
        found.append(Finding("centre.hours", "还没有写开门时间，请至少写一天。", HOUSE))
    if any(one.opens >= one.closes for one in hours):
        found.append(Finding("centre.hours_order", "有一天关门不晚于开门，请改时间。", HOUSE))
    for one in hours:
        for other in hours:
            meets = one.weekday == other.weekday and one.opens < other.closes
            if one is not other and meets and other.opens < one.closes:
                found.append(
                    Finding("centre.hours_twice", "同一天的两段时间重叠了，请改时间。", HOUSE)
                )
                return found
    return found


def centre_findings(
    *, name: str, address: str, phone: str, longitude: float | None, latitude: float | None,
    hours: Sequence[Hours],
) -> list[Finding]:  # fmt: skip
    """What a centre lacks before residents can find it."""
    found = []
    if not name.strip():
        found.append(Finding("centre.name", "还没有写中心名称。", HOUSE))
    if not address.strip():
        found.append(Finding("centre.address", "还没有写地址，群众找不到。", HOUSE))
    if not phone.strip():
        found.append(Finding("centre.phone", "还没有写电话，不会上网的人要打电话。", HOUSE))
    found += place_findings(longitude, latitude)
    return found + hours_findings(hours)


def place_findings(longitude: float | None, latitude: float | None) -> list[Finding]:
    if (longitude is None) != (latitude is None):
        return [Finding("centre.half_place", "经度和纬度要么都写，要么都不写。", HOUSE)]
    if longitude is None or latitude is None:
        return []
    if not (73 <= longitude <= 136 and 3 <= latitude <= 54):
        return [Finding("centre.place", "经度写73到136，纬度写3到54，看看是不是写反了。", HOUSE)]
    return []


@dataclass(frozen=True)
class Entry:
    """What the catalogue says of an item."""

    title: str
    kind: str
    takes: str
    basis: str
    price: Decimal = Decimal(0)
    price_words: str = ""
    ring: str = ""
    for_whom: str = ""
    bring: tuple[str, ...] = ()
    never_ask: tuple[str, ...] = ()
    is_required: bool = False


def entry_findings(entry: Entry) -> list[Finding]:
    """An entry says what is done, how long it takes, by which document, and asks nothing twice."""
    found = []
    if not entry.title.strip():
        found.append(Finding("item.title", "还没有写事项名称。", HOUSE))
    if not entry.takes.strip():
        found.append(Finding("item.takes", "还没有写多久办好。", HOUSE))
    if not entry.basis.strip():
        found.append(Finding("item.basis", "还没有写依据，写文件名称和文号。", HOUSE))
    if entry.price < 0:
        found.append(Finding("item.price", "价格不能小于0。", HOUSE))
    if entry.kind == "public" and entry.price > 0 and not entry.price_words.strip():
        found.append(
            Finding("item.price_words", "公共服务收费要写明收费依据，写在价格说明里。", HOUSE)
        )
    both = sorted({one.strip() for one in entry.bring} & {one.strip() for one in entry.never_ask})
    if both:
        found.append(
            Finding(
                "item.asked_and_not", "“{what}”又要带又不许要，请去掉一处。", NOT_ASKED,
                {"what": "、".join(both)},
            )
        )  # fmt: skip
    return found


def dated_findings(held_from: date, on: date, until: date | None = None) -> list[Finding]:
    """A change begins on a day on which the thing is there."""
    if on < held_from:
        return [
            Finding("held.before", "生效日期不能早于{day}，那天才开始。", HOUSE, {"day": held_from})
        ]
    if until is not None and on >= until:
        return [Finding("held.ended", "{day}起已经停办，不能再改。", HOUSE, {"day": until})]
    return []


def closed_findings(first: date | None, last: date | None, why: str, today: date) -> list[Finding]:
    found = []
    if first is not None and last is not None and last < first:
        found.append(Finding("closed.order", "最后一天不能早于第一天。", HOUSE))
    if last is not None and last < today:
        found.append(Finding("closed.past", "这几天已经过了，写今天以后的。", HOUSE))
    if not why.strip():
        found.append(Finding("closed.why", "请写一句为什么关门，群众看得到。", HOUSE))
    return found


def proposal_findings(kind: str, title: str, has_item: bool, why: str) -> list[Finding]:
    found = []
    if kind == "add" and not title.strip() and not has_item:
        found.append(Finding("proposal.title", "请写想增加什么事项。", HOUSE))
    if kind == "drop" and not has_item:
        found.append(Finding("proposal.item", "请选想取消哪个事项。", HOUSE))
    if len(why.strip()) < 2:
        found.append(Finding("proposal.why", "请写群众的需要，例如几个人问过、多久没人办。", HOUSE))
    return found


@dataclass(frozen=True)
class Walk:
    """The numbers of the rulebook by which a walk is worked out."""

    minutes: Decimal
    metres_per_minute: Decimal
    detour: Decimal

    @property
    def reach(self) -> float:
        """Straight metres that are walked in the minutes of the circle."""
        return float(self.minutes * self.metres_per_minute / self.detour)

    def minutes_for(self, metres: float) -> float:
        return metres * float(self.detour) / float(self.metres_per_minute)


def missing_rings(offered: Iterable[str], rings: Sequence[str]) -> tuple[str, ...]:
    """Which of the four services are not there."""
    there = set(offered)
    return tuple(ring for ring in rings if ring not in there)
