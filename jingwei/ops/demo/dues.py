"""How is a year of dues written? From the memberships of each month, branch by branch.

Most pay on time; some pay late, a few have not paid, a few in hardship pay less by decision. The
same city and day give the same amounts: chance is a hash of the person.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from hashlib import md5
from itertools import groupby
from typing import Any
from uuid import UUID

from jingwei.kernel.days import next_month
from jingwei.kernel.privacy import sealing
from jingwei.ops.demo.city import City
from jingwei.ops.demo.writing import Writer, octets
from jingwei.work.membership.dues import lines, rating

KINDS = ["party_branch", "joint_branch", "floating_branch"]
QUARTERS = 4
THOUSANDTHS = 1000
MEMBERS = """
SELECT o.id, o.path, o.code, m.person_id, lower(m.held), upper(m.held), m.began,
    coalesce(extract(year FROM p.birth_on), 1980)::int,
    mod(abs(hashtextextended(p.public_id::text, 7)), 1000000)::int
FROM membership m JOIN organisation o ON o.id = m.org_id JOIN person p ON p.id = m.person_id
WHERE o.is_demo AND upper_inf(o.held) AND o.kind = ANY (%s) AND m.kind = 'home'
    AND m.state = 'normal'
ORDER BY o.id, m.person_id
"""
CASES = """
INSERT INTO flow_case (
    public_id, flow, subject, state, rule_set, number, level, begun_at, moved_at, ended_at,
    person_id, org_id, org_path
)
SELECT gen_random_uuid(), '{flow}', r.public_id, r.state, '2008', 1, 0, r.{on}::timestamptz,
    r.{on}::timestamptz, CASE WHEN r.state IN ({ends}) THEN r.{on}::timestamptz END, {person},
    r.org_id, r.org_path
FROM {table} r WHERE r.is_demo
"""


@dataclass
class Payer:
    """A member of a branch: the stretches at home here, the group, the amount a month."""

    person: int
    dice: int
    spans: list[tuple[date, date, bool]]
    group: str
    cents: int
    eased: int | None = None


@dataclass
class Book:
    """Columns of the tables, filled branch by branch."""

    fixings: list[tuple[Any, ...]] = field(default_factory=list)
    sheets: list[tuple[Any, ...]] = field(default_factory=list)
    reliefs: list[tuple[Any, ...]] = field(default_factory=list)
    money: list[tuple[Any, ...]] = field(default_factory=list)


def write(city: City, writer: Writer) -> dict[str, int]:
    """Fixings, sheets, decisions on hardship and money handed up of the last four quarters."""
    cursor = writer.cursor
    cursor.execute("SELECT min(id), max(id) FROM account WHERE is_demo")
    keeper, taker = cursor.fetchone()
    cursor.execute(MEMBERS, [KINDS])
    amounts = _amounts(city.today)
    book = Book()
    seals = Seals()
    for (org, path, code), rows in groupby(cursor.fetchall(), key=lambda row: row[:3]):
        payers = list(_payers(rows, city.today, amounts))
        _branch(book, seals, (org, path, code), payers, city.today)
    return _copy(writer, book, str(keeper), str(taker))


class Seals:
    """A sealing function for each column, made once."""

    def __init__(self) -> None:
        self.sheet = sealing.sealer(lines.SHEET)
        self.fixing = sealing.sealer(lines.FIXING)
        self.relief = sealing.sealer(lines.RELIEF)


def quarters(today: date) -> list[date]:
    """First days of the last four whole quarters and of the present one."""
    first = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    found = [first]
    for _quarter in range(QUARTERS):
        first = date(first.year - (first.month == 1), (first.month - 4) % 12 + 1, 1)
        found.append(first)
    return found[::-1]


def _amounts(today: date) -> dict[str, list[int]]:
    """Some amounts of each group by the rulebook."""
    wages = [Decimal(2400 + 160 * step) for step in range(60)]
    pensions = [Decimal(1800 + 140 * step) for step in range(40)]
    return {
        "wage": [rating.amount("wage", base, today) for base in wages],
        "no_monthly_income": [rating.amount("no_monthly_income", base, today) for base in wages],
        "retired": [rating.amount("retired", base, today) for base in pensions],
        "farmer": [20, 50, 100],
        "small": [20],
    }


def _payers(rows: Any, today: date, amounts: dict[str, list[int]]) -> Iterator[Payer]:
    for person, spans in groupby(rows, key=lambda row: row[3]):
        stays = list(spans)
        dice = stays[0][8]
        group = _group(today.year - stays[0][7], dice)
        cents = amounts[group][dice // 10 % len(amounts[group])]
        eased = None
        if dice % THOUSANDTHS < 6 and cents > 100:
            eased = 0 if dice % 2 else cents // 2
        yield Payer(
            person, dice,
            [(row[4], row[5] or date.max, row[6] in ("admitted", "restored")) for row in stays],
            group, cents, eased,
        )  # fmt: skip


def _group(age: int, dice: int) -> str:
    chance = dice // 1000 % 100
    if age >= 60:
        return "retired" if chance < 62 else "farmer"
    if chance < 58:
        return "wage"
    if chance < 66:
        return "no_monthly_income"
    return "farmer" if chance < 92 else "small"


def _branch(
    book: Book, seals: Seals, org: tuple[int, str, str], payers: list[Payer], today: date
) -> None:
    firsts = quarters(today)
    for year in sorted({first.year for first in firsts}):
        _fixing(book, seals, org, payers, year)
    for one in payers:
        if one.eased is not None:
            _relief(book, seals, org, one, firsts[0], date(today.year + 1, 1, 1))
    by_month = _number(org[2]) % 100 < 12
    for first in firsts:
        until = _after(first)
        spans = _months(first) if by_month else [(first, until)]
        paid = sum(
            _sheet(book, seals, org, payers, begin, end, today)
            for begin, end in spans
            if begin <= today
        )
        if until <= today and paid:
            _money(book, org, paid, until, is_last=_after(until) > today)


def _fixing(
    book: Book, seals: Seals, org: tuple[int, str, str], payers: list[Payer], year: int
) -> None:
    row = _uuid(f"fixing{org[2]}{year}")
    packed = lines.packed_fixed(lines.Fixed(one.person, one.group, one.cents) for one in payers)
    book.fixings.append(
        (row, *org[:2], year, _array([one.person for one in payers]), seals.fixing(packed, row),
         len(payers), sum(one.cents for one in payers), f"{year}-01-12 09:00+08")
    )  # fmt: skip


def _relief(
    book: Book, seals: Seals, org: tuple[int, str, str], one: Payer, since: date, until: date
) -> None:
    row = _uuid(f"relief{org[2]}{one.dice}{one.person}")
    sealed = seals.relief(str(one.eased), row)
    book.reliefs.append((row, *org[:2], one.person, since, until, sealed, f"{since} 09:00+08"))


def _sheet(
    book: Book, seals: Seals, org: tuple[int, str, str], payers: list[Payer], first: date,
    until: date, today: date,
) -> int:  # fmt: skip
    """One sheet; gives what came in by its last day, in cents."""
    months = _firsts(first, until)
    due_on = until - timedelta(days=1)
    people: list[int] = []
    due: list[int | None] = []
    entries: list[list[object]] = []
    unpaid: list[int] = []
    members = on_time = 0
    paid_sum = time_sum = 0
    for one in payers:
        count = sum(_pays(one, month) for month in months)
        if not count:
            continue
        owed = count * (one.cents if one.eased is None else one.eased)
        people.append(one.person)
        due.append(owed)
        if not owed:
            continue
        members += 1
        day = _paid_on(one, first, due_on, today)
        if day is None:
            unpaid.append(one.person)
            continue
        entries.append([len(people) - 1, "p", owed, (day - first).days])
        paid_sum += owed
        if day <= due_on:
            on_time += 1
            time_sum += owed
    if not people:
        return 0
    row = _uuid(f"sheet{org[2]}{first}")
    sealed = seals.sheet(lines.packed(people, due, entries), row)
    book.sheets.append(
        (row, *org[:2], first, until, due_on, _array(people), _array(unpaid), sealed, members,
         members - len(unpaid), on_time, sum(one or 0 for one in due), paid_sum, time_sum,
         f"{first} 09:00+08")
    )  # fmt: skip
    return time_sum


def _pays(one: Payer, month: date) -> bool:
    return any(
        since <= month < until or (joined and month <= since < next_month(month))
        for since, until, joined in one.spans
    )


def _paid_on(one: Payer, first: date, due_on: date, today: date) -> date | None:
    """The day of payment: most in the period, some after it, a few not yet."""
    chance = (one.dice * 7919 + first.toordinal() * 104_729) % THOUSANDTHS
    span = (due_on - first).days + 1
    day = first + timedelta(days=(one.dice // 7 + chance) % span)
    if chance < 14:
        return None
    if chance < 40:
        day = due_on + timedelta(days=4 + chance)
    return day if day <= today else None


def _money(book: Book, org: tuple[int, str, str], paid: int, until: date, *, is_last: bool) -> None:
    chance = _number(f"{org[2]}{until}") % 100
    short = min(500, paid - 1) if chance < 3 else 0
    state = "handed" if is_last and chance < 25 else "accepted"
    on = until + timedelta(days=2 + chance % 6)
    why = "零钱没有凑齐，下次一起交" if short else ""
    receipt = f"{until:%Y%m}{_number(org[2]) % 100_000:05d}"
    book.money.append(
        (_uuid(f"money{org[2]}{until}"), *org[:2], state, paid - short, paid, on, receipt, why)
    )


def _copy(writer: Writer, book: Book, keeper: str, taker: str) -> dict[str, int]:
    common = {"is_demo": "t"}
    if book.fixings:
        ids, orgs, paths, years, people, sealed, members, cents, at = zip(
            *book.fixings, strict=True
        )
        writer.copy(
            "dues_fixing", len(ids), public_id=map(str, ids), org_id=map(str, orgs), org_path=paths,
            year=map(str, years), people=people, lines=octets(sealed), members=map(str, members),
            month_cents=map(str, cents), fixed_at=at, fixed_by_id=keeper, version="1", **common,
        )  # fmt: skip
    if book.sheets:
        (ids, orgs, paths, first, until, due_on, people, unpaid, sealed, members, paid_members,
         on_time, due, paid, time_sum, at) = zip(*book.sheets, strict=True)  # fmt: skip
        writer.copy(
            "dues_sheet", len(ids), public_id=map(str, ids), org_id=map(str, orgs), org_path=paths,
            first=map(str, first), until=map(str, until), due_on=map(str, due_on), people=people,
            unpaid=unpaid, lines=octets(sealed), members=map(str, members),
            paid_members=map(str, paid_members), on_time_members=map(str, on_time),
            due_cents=map(str, due), paid_cents=map(str, paid), on_time_cents=map(str, time_sum),
            gift_cents="0", central_cents="0", opened_at=at, opened_by_id=keeper, version="1",
            **common,
        )  # fmt: skip
    if book.reliefs:
        ids, orgs, paths, people, since, until, sealed, at = zip(*book.reliefs, strict=True)
        writer.copy(
            "dues_relief", len(ids), public_id=map(str, ids), org_id=map(str, orgs), org_path=paths,
            person_id=map(str, people), state="granted", since=map(str, since),
            until=map(str, until), sealed=octets(sealed), decided_at=at, decided_by_id=taker,
            **common,
        )  # fmt: skip
    if book.money:
        ids, orgs, paths, state, cents, expected, on, receipt, why = zip(*book.money, strict=True)
        took = [f"{day} 10:00+08" if is_in == "accepted" else r"\N"
                for day, is_in in zip(on, state, strict=True)]  # fmt: skip
        takers = [taker if is_in == "accepted" else r"\N" for is_in in state]
        writer.copy(
            "dues_remittance", len(ids), public_id=map(str, ids), org_id=map(str, orgs),
            org_path=paths, fund="dues", state=state, cents=map(str, cents),
            expected_cents=map(str, expected), on=map(str, on), receipt=receipt, why=why,
            accepted_at=took, accepted_by_id=takers, **common,
        )  # fmt: skip
    cursor = writer.cursor
    cursor.execute(
        CASES.format(flow="dues.relief", table="dues_relief", on="decided_at",
                     ends="'declined', 'withdrawn', 'ended'", person="r.person_id")
    )  # fmt: skip
    cursor.execute(
        CASES.format(flow="dues.remittance", table="dues_remittance", on='"on"',
                     ends="'accepted', 'returned'", person="NULL::bigint")
    )  # fmt: skip
    return {
        "dues_sheets": len(book.sheets), "dues_fixings": len(book.fixings),
        "dues_reliefs": len(book.reliefs), "dues_remittances": len(book.money),
    }  # fmt: skip


def _firsts(first: date, until: date) -> list[date]:
    found = []
    while first < until:
        found.append(first)
        first = next_month(first)
    return found


def _months(first: date) -> list[tuple[date, date]]:
    return [(month, next_month(month)) for month in _firsts(first, _after(first))]


def _after(first: date) -> date:
    """First day of the next quarter."""
    return next_month(next_month(next_month(first)))


def _array(people: list[int]) -> str:
    return "{" + ",".join(map(str, people)) + "}"


def _number(said: str) -> int:
    return int.from_bytes(md5(said.encode(), usedforsecurity=False).digest()[:4], "big")


def _uuid(said: str) -> UUID:
    return UUID(bytes=md5(f"dues{said}".encode(), usedforsecurity=False).digest())
