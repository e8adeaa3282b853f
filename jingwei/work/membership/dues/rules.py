"""May this be fixed, collected, given back, handed up? Plain values in, findings out.

Nothing here has a consequence for a member: what is owed is listed so that somebody asks.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from jingwei.kernel.findings import Finding

DUES_RULES = "《关于中国共产党党费收缴、使用和管理的规定》"
EDUCATION = "《中国共产党党员教育管理工作条例》"
TEMPORARY = "《中国共产党支部工作条例（试行）》"
HOUSE = "本系统规则"
COLLECTORS = frozenset({"party_branch", "joint_branch", "floating_branch"})
PERIODS = (1, 3)
SINCE = date(2008, 2, 4)

type Spans = Sequence[tuple[int, int | None]]
"""Amounts in cents that a table can come to: from, up to and including; None has no end."""


@dataclass(frozen=True)
class Tick:
    """One row of the roster that was ticked: who, how much, when, and who brought it."""

    person: int
    cents: int | None
    on: date | None
    payer: str = ""
    why: str = ""


@dataclass(frozen=True)
class Standing:
    """Where one person stands on a sheet. ``due`` None: nothing was fixed."""

    due: int | None
    paid: int = 0
    gifts: int = 0

    @property
    def owed(self) -> int | None:
        return None if self.due is None else max(self.due - self.paid, 0)

    @property
    def is_open(self) -> bool:
        return self.paid <= 0 if self.due is None else self.paid < self.due

    @property
    def counts(self) -> bool:
        return self.due is None or self.due > 0


@dataclass(frozen=True)
class Owed:
    """What one member still owes, over all periods that are past."""

    person: int
    periods: tuple[str, ...]
    months: int
    cents: int
    unknown: bool = False


@dataclass(frozen=True)
class Period:
    """A month or a quarter, ``[first, until)``, and the day on which something is recorded."""

    first: date
    until: date
    known_on: date


@dataclass(frozen=True)
class Totals:
    members: int = 0
    paid_members: int = 0
    on_time_members: int = 0
    due: int = 0
    paid: int = 0
    on_time: int = 0
    gifts: int = 0
    central: int = 0
    unpaid: tuple[int, ...] = field(default=())


def organ_findings(kind: str) -> list[Finding]:
    if kind in COLLECTORS:
        return []
    if kind == "temporary_branch":
        return [Finding("dues.temporary", "临时党支部不收党费，党员仍在原支部交。", TEMPORARY)]
    return [Finding("dues.organ", "党费由党支部收，请到支部的页面去收。", DUES_RULES)]


def group_findings(group: str, cents: int, spans: Spans, who: str = "") -> list[Finding]:
    """What one fixed amount must not be: below nothing, or no sum of its table."""
    said: dict[str, object] = {"who": who}
    if cents < 0:
        return [Finding("dues.negative", "{who}的月交额不能小于零，请改。", HOUSE, said)]
    if any(least <= cents and (most is None or cents <= most) for least, most in spans):
        return []
    return [
        Finding(
            "dues.no_such_amount", "{who}的数按这一类的标准算不出来，请核对。", DUES_RULES, said
        )
    ]


def fixing_findings(
    lines: Iterable[tuple[int, str, int, int]], *, roster: Mapping[int, str],
    spans: Mapping[str, Spans],
) -> list[Finding]:  # fmt: skip
    """All that is wrong with a table of the year; ``roster`` is person to name."""
    found: list[Finding] = []
    for person, group, cents, since in lines:
        who: dict[str, object] = {"who": roster.get(person, "")}
        if person not in roster:
            found.append(Finding("dues.not_here", "有人今年不在本支部，请按名册重排。", HOUSE))
        if not 1 <= since <= 12:
            found.append(Finding("dues.month", "{who}的起始月份请写1到12。", HOUSE, who))
        if group not in spans:
            found.append(Finding("dues.group", "请给{who}选一个类别。", DUES_RULES, who))
            continue
        for one in group_findings(group, cents, spans[group], roster.get(person, "")):
            found.append(replace(one, params={**one.params, "field": f"cents_{person}"}))
    return found


def open_findings(first: date, months: int, known_on: date, *, is_fixed: bool) -> list[Finding]:
    found = []
    if first.day != 1 or months not in PERIODS or (months == 3 and first.month % 3 != 1):
        found.append(Finding("dues.period", "收缴时段是一个月或一个季度，请重新选。", DUES_RULES))
    if first > known_on:
        found.append(Finding("dues.not_begun", "这个时段还没有到，到时再开表。", HOUSE))
    if not is_fixed:
        found.append(Finding("dues.not_fixed", "这一年的月交额还没有定，请先定再收。", DUES_RULES))
    return found


def collect_findings(
    ticks: Sequence[Tick], standings: Mapping[int, Standing], names: Mapping[int, str],
    period: Period, back_months: int,
) -> list[Finding]:  # fmt: skip
    """Everything that keeps these payments from being recorded."""
    if not ticks:
        return [Finding("dues.nobody", "还没有勾人，请勾上交了的人。", HOUSE)]
    found: list[Finding] = []
    for tick in ticks:
        who: dict[str, object] = {"who": names.get(tick.person, "")}
        standing = standings.get(tick.person)
        if standing is None:
            found.append(Finding("dues.not_on_sheet", "有人不在这张表上，请先按名册更新。", HOUSE))
            continue
        found += _amount_findings(tick, standing, who)
        found += _day_findings(tick, period, back_months, who)
    return found


def _amount_findings(tick: Tick, standing: Standing, who: dict[str, object]) -> list[Finding]:
    field_id = who | {"field": f"cents_{tick.person}"}
    if tick.cents is None or tick.cents <= 0:
        return [Finding("dues.amount", "{who}交了多少？请写元，最多两位小数。", HOUSE, field_id)]
    if not standing.is_open:
        return [Finding("dues.paid_already", "{who}已经交齐，可能刚有人记过。", HOUSE, who)]
    owed = standing.owed
    if owed is not None and tick.cents > owed:
        return [Finding("dues.too_much", "{who}多交了，多出的请记自愿多交。", DUES_RULES, field_id)]
    return []


def _day_findings(
    tick: Tick, period: Period, back_months: int, who: dict[str, object]
) -> list[Finding]:
    on = tick.on
    if on is None:
        return [Finding("dues.day", "{who}是哪天交的？请写日期。", HOUSE, who)]
    if on > period.known_on:
        return [Finding("dues.future", "{who}的日期还没有到，请改。", HOUSE, who)]
    if on.year < period.first.year - 1:
        return [Finding("dues.too_early", "{who}的日期太早，请核对。", HOUSE, who)]
    if months_between(period.until, on) >= back_months and not tick.why.strip():
        return [
            Finding(
                "dues.back_payment", "{who}补交超过{months}个月，请写明为什么。", DUES_RULES,
                who | {"months": back_months, "field": f"why_{tick.person}"},
            )
        ]  # fmt: skip
    return []


def refund_findings(
    cents: int | None, why: str, on: date | None, standing: Standing | None, known_on: date
) -> list[Finding]:
    found = []
    if standing is None or standing.paid <= 0:
        found.append(Finding("dues.nothing_paid", "这个人这个时段没有交过，不用退。", HOUSE))
    elif cents is None or cents <= 0:
        found.append(Finding("dues.amount", "退多少？请写元，最多两位小数。", HOUSE, {"who": ""}))
    elif cents > standing.paid:
        found.append(Finding("dues.refund_too_much", "退的比交的还多，请核对。", HOUSE))
    if len(why.strip()) < 2:
        found.append(Finding("dues.refund_why", "请写一句为什么退或更正。", HOUSE))
    if on is None or on > known_on:
        found.append(Finding("dues.refund_day", "请写退的日期，不能晚于今天。", HOUSE))
    return found


def gift_findings(cents: int | None, on: date | None, known_on: date) -> list[Finding]:
    found = []
    if cents is None or cents <= 0:
        found.append(Finding("dues.gift", "自愿多交多少？请写元。", DUES_RULES))
    if on is None or on > known_on:
        found.append(Finding("dues.gift_day", "请写交的日期，不能晚于今天。", HOUSE))
    return found


def hand_findings(
    cents: int | None, expected: int, receipt: str, on: date | None, why: str, known_on: date
) -> list[Finding]:
    """A branch hands up what it has in hand; a difference is named, not hidden."""
    found = []
    if cents is None or cents <= 0:
        found.append(Finding("dues.hand_amount", "上缴了多少？请写元，最多两位小数。", HOUSE))
    if not receipt.strip():
        found.append(Finding("dues.receipt", "请写上级开的收据号。", DUES_RULES))
    if on is None or on > known_on:
        found.append(Finding("dues.hand_day", "请写上缴的日期，不能晚于今天。", HOUSE))
    if cents and cents != expected and len(why.strip()) < 2:
        found.append(
            Finding(
                "dues.difference", "手上有{expected}元，差{gap}元，请写明差在哪里。", HOUSE,
                {"expected": _said(expected), "gap": _said(cents - expected)},
            )
        )  # fmt: skip
    return found


def ease_findings(since: date, until: date, *, overlaps: bool) -> list[Finding]:
    found = []
    if until <= since:
        found.append(Finding("dues.relief_span", "减免的截止月份要在起始月份之后。", HOUSE))
    elif months_between(since, until) > 12:
        found.append(Finding("dues.relief_long", "一次最多定一年，到期再看情况。", HOUSE))
    if overlaps:
        found.append(Finding("dues.relief_twice", "这几个月已有减免或正在等决定。", HOUSE))
    return found


def granted_findings(cents: int | None, usual: int | None) -> list[Finding]:
    """Less or none, never more than what was fixed."""
    if cents is None or cents < 0:
        return [Finding("dues.granted", "请写每月交多少元，免交写0。", DUES_RULES)]
    if usual is not None and cents >= usual:
        return [Finding("dues.not_less", "减免后要比原来少，请核对。", DUES_RULES)]
    return []


def arrears_findings(owed: Owed, months: int) -> list[Finding]:
    """What stands beside a name in the list: ask about hardship first, whatever the number."""
    found = [Finding("dues.ask_first", "先问是不是有困难，可以申请少交或免交。", DUES_RULES)]
    if owed.months >= months:
        found.append(
            Finding(
                "dues.months_unpaid", "已有{n}个月没有交，有没有正当理由要谈了才知道。",
                EDUCATION, {"n": owed.months},
            )
        )  # fmt: skip
    return found


def totals(
    due: Mapping[int, int | None], entries: Iterable[tuple[int, str, int, date]], due_on: date
) -> Totals:
    """The sums of a sheet, to the cent."""
    paid: dict[int, int] = {}
    by_then: dict[int, int] = {}
    gifts = central = 0
    for person, kind, cents, on in entries:
        if kind == "g":
            gifts += cents
        elif kind == "c":
            central += cents
        else:
            paid[person] = paid.get(person, 0) + cents
            if on <= due_on or cents < 0:
                by_then[person] = by_then.get(person, 0) + cents
    standings = {who: Standing(owes, paid.get(who, 0)) for who, owes in due.items()}
    counted = {who: one for who, one in standings.items() if one.counts}
    return Totals(
        members=len(counted),
        paid_members=sum(not one.is_open for one in counted.values()),
        on_time_members=sum(
            not Standing(one.due, by_then.get(who, 0)).is_open for who, one in counted.items()
        ),
        due=sum(one.due or 0 for one in counted.values()),
        paid=sum(paid.values()),
        on_time=sum(
            max(min(by_then.get(who, 0), one.due or 0), 0) for who, one in counted.items()
        ),
        gifts=gifts, central=central,
        unpaid=tuple(who for who, one in counted.items() if one.is_open),
    )  # fmt: skip


def is_central(cents: int, above: int) -> bool:
    """A single voluntary gift above the sum of the rulebook goes to the centre whole."""
    return cents > above


def months_between(first: date, last: date) -> int:
    """Whole months from one day to another; none where the second is earlier."""
    months = (last.year - first.year) * 12 + last.month - first.month
    return max(months - (last.day < first.day), 0)


def _said(cents: int) -> str:
    sign = "-" if cents < 0 else ""
    return f"{sign}{abs(cents) // 100:,}.{abs(cents) % 100:02d}"
