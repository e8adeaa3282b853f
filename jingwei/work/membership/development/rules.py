"""When may a development case go on? Plain values and numbers of the rulebook in, findings out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from jingwei.kernel.days import years_before
from jingwei.kernel.findings import Finding
from jingwei.kernel.rulebook.calendar import add_months, add_years, months_between

SOURCE: Final = "《中国共产党发展党员工作细则》"
HOUSE: Final = "本系统规则"


@dataclass(frozen=True)
class Named:
    """A member named as contact or sponsor; ``id`` None: not found or not the only one."""

    text: str
    id: int | None
    is_full: bool = False
    found: int = 1


def day_findings(on: date | None, *, latest: date, today: date, field: str = "on") -> list[Finding]:
    """What is written down later happened neither after today nor before the step before it."""
    if on is None:
        return []
    if on > today:
        return [
            Finding(
                "development.future", "日期晚于今天，请改成今天或更早。", HOUSE, {"field": field}
            )
        ]
    if on < latest:
        return [
            Finding(
                "development.order",
                "上一步在{day}办的，这一步不能更早。",
                HOUSE,
                {"day": latest, "field": field},
            )
        ]
    return []


def age_findings(born: date | None, *, on: date, least: int) -> list[Finding]:
    """Of full age on the day; born on 29 February, it is reached on 1 March of a common year."""
    if born is None:
        return [
            Finding(
                "development.birth",
                "还没有出生日期，请先在申请人情况里补上。",
                SOURCE,
                {"field": "birth_on"},
            )
        ]
    if born > years_before(on, least):
        return [
            Finding(
                "development.age", "还不满{n}周岁，满了以后再办。", SOURCE + "第五条", {"n": least}
            )
        ]
    return []


def member_findings(
    named: Sequence[Named], *, least: int, most: int, what: object
) -> list[Finding]:
    """Contacts and sponsors are full members, each named once."""
    found = []
    for one in named:
        if one.found == 0:
            found.append(
                Finding(
                    "development.unknown",
                    "支部名册上没有“{name}”，请核对姓名。",
                    HOUSE,
                    {"name": one.text},
                )
            )
        elif one.id is None:
            found.append(
                Finding(
                    "development.namesakes",
                    "有{n}名“{name}”，请在姓名后加证件末四位。",
                    HOUSE,
                    {"n": one.found, "name": one.text},
                )
            )
        elif not one.is_full:
            found.append(
                Finding(
                    "development.not_full",
                    "“{name}”不是正式党员，请另选。",
                    SOURCE,
                    {"name": one.text},
                )
            )
    ids = [one.id for one in named if one.id is not None]
    if len(ids) != len(set(ids)):
        found.append(Finding("development.named_twice", "同一个人写了两次，请改正。", HOUSE))
    if not least <= len(named) <= most:
        how_many = {"what": what, "least": least, "most": most}
        if least == most:
            found.append(
                Finding("development.how_many", "{what}要{least}名，请写全。", SOURCE, how_many)
            )
        else:
            found.append(
                Finding(
                    "development.how_many", "{what}要{least}到{most}名，请改正。", SOURCE, how_many
                )
            )
    return found


def cultivation_findings(since: date | None, *, on: date, years: int) -> list[Finding]:
    """A year from the day on which the branch decided, 29 February to 28 February."""
    if since is None:
        return [
            Finding("development.no_activist", "还没有确定为积极分子的日期，请先补上。", SOURCE)
        ]
    until = add_years(since, years)
    if on < until:
        return [
            Finding(
                "development.cultivation",
                "培养教育要满{n}年，{day}才满。",
                SOURCE,
                {"n": years, "day": until},
            )
        ]
    return []


def check_findings(
    since: date | None, checks: Sequence[date], *, on: date, months: int
) -> list[Finding]:
    """One check for every half year; what was missed can still be written down."""
    if since is None:
        return []
    wanted = checks_wanted(since, on=on, months=months)
    made = sum(since <= day <= on for day in checks)
    if made < wanted:
        return [
            Finding(
                "development.checks",
                "应有{n}次考察，只记了{m}次，请先补记。",
                SOURCE,
                {"n": wanted, "m": made},
            )
        ]
    return []


def checks_wanted(since: date, *, on: date, months: int) -> int:
    """How many half years have gone by."""
    return max(months_between(since, on), 0) // months


def notice_findings(objections: int, answered: bool) -> list[Finding]:
    """What was objected to is looked into before the next step."""
    if objections and not answered:
        return [
            Finding(
                "development.objections",
                "公示中有{n}条反映，请写明核实的结果。",
                SOURCE,
                {"n": objections, "field": "settled"},
            )
        ]
    return []


def consent_findings(required: bool, *, filing: bool) -> list[Finding]:
    """The rulebook says whether the superior consents or only files."""
    if required and filing:
        return [
            Finding("development.consent", "现在要上级同意，请办“上级同意”。", SOURCE + "第十三条")
        ]
    if not required and not filing:
        return [
            Finding("development.filing", "现在只要备案，请办“上级备案”。", SOURCE + "第十三条")
        ]
    return []


@dataclass(frozen=True)
class Recorded:
    """Training that records of classes prove: days, hours, and where to look at them."""

    days: Decimal = Decimal(0)
    hours: Decimal = Decimal(0)
    url: str = ""

    def is_enough(self, least_days: int, least_hours: int) -> bool:
        return self.days >= least_days or self.hours >= least_hours


def training_findings(
    days: Decimal | None, hours: Decimal | None, *, least_days: int, least_hours: int,
    recorded: Recorded = Recorded(),
) -> list[Finding]:  # fmt: skip
    """So many days or so many hours; one of the two is enough, typed or on record."""
    whole = [one for one in (days, hours) if one is not None and one != int(one)]
    if whole or any(one < 0 for one in (days, hours) if one is not None):
        return [Finding("development.whole", "天数和学时要写整数。", HOUSE, {"field": "days"})]
    if (days or 0) >= least_days or (hours or 0) >= least_hours:
        return []
    if recorded.is_enough(least_days, least_hours):
        return []
    if recorded.days or recorded.hours:
        return [_short(recorded, least_days, least_hours, "days")]
    return [
        Finding(
            "development.training",
            "短期培训要{n}天或{m}学时，还不够。",
            SOURCE + "第十七条",
            {"n": least_days, "m": least_hours, "field": "days"},
        )
    ]


def _short(recorded: Recorded, least_days: int, least_hours: int, field: str = "") -> Finding:
    """What is on record, which is not enough, with the address where it can be looked at."""
    params: dict[str, object] = {
        "n": least_days, "m": least_hours, "d": _plain(recorded.days),
        "h": _plain(recorded.hours), "url": recorded.url,
    }  # fmt: skip
    if field:
        params["field"] = field
    return Finding(
        "development.training_recorded", "短期培训要{n}天或{m}学时，记录里有{d}天、{h}学时。",
        SOURCE + "第十七条", params,
    )  # fmt: skip


def _plain(number: Decimal) -> str:
    return format(number.normalize(), "f")


@dataclass(frozen=True)
class Ready:
    """What must be there before the committee reviews a candidate."""

    sponsors: int
    political: str
    trained: bool
    sponsors_wanted: int = 2
    recorded: Recorded = Recorded()
    least_days: int = 3
    least_hours: int = 24


def review_findings(seen: Ready) -> list[Finding]:
    found = []
    if seen.sponsors < seen.sponsors_wanted:
        found.append(Finding("development.sponsors", "还没有两名入党介绍人，请先确定。", SOURCE))
    if not seen.political:
        found.append(
            Finding(
                "development.no_review", "还没有政治审查，没有审查的不能接收。", SOURCE + "第十六条"
            )
        )
    elif seen.political != "passed":
        found.append(
            Finding("development.review", "政治审查没有通过，不能接收。", SOURCE + "第十六条")
        )
    if seen.trained or seen.recorded.is_enough(seen.least_days, seen.least_hours):
        return found
    if seen.recorded.days or seen.recorded.hours:
        found.append(_short(seen.recorded, seen.least_days, seen.least_hours))
    else:
        found.append(
            Finding(
                "development.no_training", "还没有参加短期培训，不能接收。", SOURCE + "第十七条"
            )
        )
    return found


def leaving_findings(leaving: bool, *, months: int) -> list[Finding]:
    if leaving:
        return [
            Finding(
                "development.leaving",
                "{n}个月内要离开的，由新单位接着办。",
                SOURCE + "第十八条",
                {"n": months, "field": "leaving"},
            )
        ]
    return []


def late_findings(since: date | None, *, on: date, months: int, why: str) -> list[Finding]:
    """An approval after the longest time says why it came so late."""
    if since is None or why.strip() or on <= add_months(since, months):
        return []
    return [
        Finding(
            "development.late",
            "离支部大会已超过{n}个月，请写明为什么。",
            SOURCE + "第二十五条",
            {"n": months, "field": "why_late"},
        )
    ]


def probation_findings(until: date | None, *, on: date) -> list[Finding]:
    if until is not None and on < until:
        return [
            Finding(
                "development.probation",
                "预备期到{day}才满，满了再开会讨论。",
                SOURCE,
                {"day": until, "field": "on"},
            )
        ]
    return []


def extension_findings(
    months: Decimal | None, *, extended: int | None, least: int, most: int, times: int
) -> list[Finding]:
    """Once, by a number of months between two bounds."""
    found = []
    if extended and times <= 1:
        found.append(Finding("development.extended", "预备期已经延长过一次，不能再延长。", SOURCE))
    if months is not None and (months != int(months) or not least <= months <= most):
        found.append(
            Finding(
                "development.extension",
                "延长要{n}到{m}个月，请改正。",
                SOURCE,
                {"n": least, "m": most, "field": "months"},
            )
        )
    return found


def gone_findings(is_gone: bool) -> list[Finding]:
    if is_gone:
        return []
    return [Finding("development.still_member", "组织关系还在，请先在党员档案里办理。", HOUSE)]


def applicant_findings(
    *, name: str, applied_on: date | None, born: date | None, today: date
) -> list[Finding]:
    """What a new application needs; everything else may follow."""
    found = []
    if not name.strip():
        found.append(
            Finding("development.name", "还没有写姓名，请照证件填写。", HOUSE, {"field": "name"})
        )
    if applied_on is None:
        found.append(
            Finding(
                "development.applied", "还没有写申请入党日期。", SOURCE, {"field": "applied_on"}
            )
        )
    elif applied_on > today:
        found.append(
            Finding(
                "development.future",
                "日期晚于今天，请改成今天或更早。",
                HOUSE,
                {"field": "applied_on"},
            )
        )
    elif born is not None and applied_on <= born:
        found.append(
            Finding(
                "development.before_birth",
                "申请日期早于出生日期，请改正。",
                HOUSE,
                {"field": "applied_on"},
            )
        )
    return found
