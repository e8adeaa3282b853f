"""May this election be held so, then, with these candidates and tellers? Plain values, findings."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jingwei.kernel.findings import Finding
from jingwei.kernel.rulebook.counting import candidates_least

ELECTION = "《中国共产党基层组织选举工作条例》"
BRANCH_RULES = "《中国共产党支部工作条例（试行）》"
OPEN_DIRECT = "公推直选的通行做法"
HOUSE = "本系统规则"
SIDES = {"members": "党员推荐", "residents": "群众推荐", "organisation": "组织推荐"}
TERMLESS = frozenset({"temporary_branch", "functional_org", "department", "leading_group"})


@dataclass(frozen=True)
class Numbers:
    """What the rulebook says on the day."""

    shift_years: int
    delegates_least: int
    surplus: int
    direct_surplus: int
    seats_least: int
    seats_most: int
    committee_from: int
    early_days: int
    delegates_most: int = 300


@dataclass(frozen=True)
class Plan:
    """What is planned. ``members``: who has a vote today; ``due_on``: end of the term, if known."""

    variant: str
    way: str
    planned_on: date
    due_on: date | None
    committee_seats: int
    deputy_seats: int
    shift_reason: str = ""
    way_reason: str = ""


@dataclass(frozen=True)
class Body:
    """Whose body is elected: ``members`` with a vote, ``units`` that could send delegates."""

    kind: str
    is_branch: bool
    founded: date | None
    is_open: bool
    members: int
    units: int = 0


@dataclass(frozen=True)
class Stands:
    """A candidate: a person and an office (and the branch whose delegate it would be)."""

    office: str
    person: int
    name: str
    unit: int | None = None
    sides: tuple[str, ...] = ()


def plan_findings(plan: Plan, body: Body, numbers: Numbers, on: date) -> list[Finding]:
    """May it be held so? Earlier or later than due within the rulebook's years, with a reason."""
    found = _body(body)
    if body.founded and plan.planned_on < body.founded:
        found.append(
            Finding("election.before_founding", "这个组织{day}才成立，请核对日期。", HOUSE,
                    {"day": body.founded, "field": "planned_on"})
        )  # fmt: skip
    if plan.planned_on < on:
        found.append(
            Finding("election.past", "开会日期早于今天，请写今天或以后。", HOUSE,
                    {"field": "planned_on"})
        )  # fmt: skip
    found += shift_findings(plan.planned_on, plan.due_on, plan.shift_reason, numbers, on=on)
    found += _way(plan, body, numbers)
    found += _seats(plan, body, numbers)
    return found


def _body(body: Body) -> list[Finding]:
    found = []
    if body.kind in TERMLESS:
        found.append(
            Finding("election.no_term", "这类组织不经选举产生班子，不用换届。", BRANCH_RULES)
        )
    if not body.is_open:
        found.append(Finding("election.org_closed", "这个组织已经撤销，不能换届。", HOUSE))
    if body.members == 0:
        found.append(Finding("election.nobody", "这里没有有选举权的党员，请先核对名册。", ELECTION))
    return found


def shift_findings(
    planned_on: date, due_on: date | None, reason: str, numbers: Numbers, *, on: date
) -> list[Finding]:
    """Earlier or later than the end of the term: a reason, and no more than the years allowed.

    A term that ended long ago cannot be met any more: the plan says so and the superior decides.
    """
    if due_on is None or planned_on == due_on:
        return []
    earliest = years_from(due_on, -numbers.shift_years)
    latest = years_from(due_on, numbers.shift_years)
    found = []
    if planned_on < earliest:
        found.append(
            Finding("election.early", "提前一般不超过{n}年，最早{day}。", ELECTION,
                    {"n": numbers.shift_years, "day": earliest, "field": "planned_on"})
        )  # fmt: skip
    if planned_on > latest and on <= latest:
        found.append(
            Finding("election.late", "延期一般不超过{n}年，最晚{day}。", ELECTION,
                    {"n": numbers.shift_years, "day": latest, "field": "planned_on"})
        )  # fmt: skip
    if is_shifted(planned_on, due_on, numbers.early_days) and len(reason.strip()) < 2:
        found.append(
            Finding("election.shift_reason", "不在任期届满时换届，请写明提前或延期的原因。",
                    ELECTION, {"field": "shift_reason"})
        )  # fmt: skip
    return found


def is_shifted(planned_on: date, due_on: date | None, early_days: int) -> bool:
    """Is it held later than due, or earlier by more days than a preparation takes?"""
    if due_on is None:
        return False
    return planned_on > due_on or (due_on - planned_on).days > early_days


def _way(plan: Plan, body: Body, numbers: Numbers) -> list[Finding]:
    if plan.way != "delegates":
        return []
    found = []
    if body.units < 2:
        found.append(
            Finding("election.no_units", "下面没有几个支部，开不了代表大会。", ELECTION,
                    {"field": "way"})
        )  # fmt: skip
    if body.members < numbers.delegates_least and len(plan.way_reason.strip()) < 2:
        found.append(
            Finding("election.few_for_delegates",
                    "有选举权的不到{n}人，要写明住得分散等原因。", ELECTION,
                    {"n": numbers.delegates_least, "field": "way_reason"})
        )  # fmt: skip
    if plan.variant == "open_direct":
        found.append(
            Finding("election.direct_delegates", "公推直选由全体党员投票，不开代表大会。",
                    OPEN_DIRECT, {"field": "way"})
        )  # fmt: skip
    return found


def _seats(plan: Plan, body: Body, numbers: Numbers) -> list[Finding]:
    seats, found = plan.committee_seats, []
    if body.is_branch and seats == 0 and body.members >= numbers.committee_from:
        found.append(
            Finding("election.needs_committee", "正式党员满{n}人，要选支部委员会。", BRANCH_RULES,
                    {"n": numbers.committee_from, "field": "committee_seats"})
        )  # fmt: skip
    if seats and body.is_branch and body.members < numbers.committee_from:
        found.append(
            Finding("election.no_committee", "正式党员不到{n}人，只选书记，不设委员会。",
                    BRANCH_RULES, {"n": numbers.committee_from, "field": "committee_seats"})
        )  # fmt: skip
    elif seats and seats < numbers.seats_least:
        found.append(
            Finding("election.few_seats", "委员至少{n}人。", BRANCH_RULES,
                    {"n": numbers.seats_least, "field": "committee_seats"})
        )  # fmt: skip
    if body.is_branch and seats > numbers.seats_most:
        found.append(
            Finding("election.many_seats", "支部委员最多{n}人。", BRANCH_RULES,
                    {"n": numbers.seats_most, "field": "committee_seats"})
        )  # fmt: skip
    if not body.is_branch and seats == 0:
        found.append(
            Finding("election.needs_committee_above", "请写要选几名委员。", ELECTION,
                    {"field": "committee_seats"})
        )  # fmt: skip
    if seats and plan.deputy_seats + 1 > seats:
        found.append(
            Finding("election.many_deputies", "书记和副书记加起来不能多于委员。", HOUSE,
                    {"field": "deputy_seats"})
        )  # fmt: skip
    return found


def least_candidates(
    office: str, seats: int, numbers: Numbers, *, direct: bool, heads_by_members: bool
) -> tuple[int, int | None]:
    """How many must stand, and at most how many (None: any number).

    Committee members and delegates by the surplus; secretary and deputies elected by the committee
    in equal number; those elected directly by members at least in equal number, in 公推直选 with
    a surplus of their own.
    """
    if office in ("committee", "delegate"):
        return candidates_least(seats, _percent(numbers.surplus)), None
    if direct:
        return candidates_least(seats, _percent(numbers.direct_surplus)), None
    return seats, None if heads_by_members else seats


def _percent(value: int) -> Decimal:
    return Decimal(value)


def candidate_findings(
    stands: Sequence[Stands], wanted: Mapping[tuple[str, int | None], tuple[int, int | None]],
    *, eligible: frozenset[int], labels: Mapping[str, str], direct: bool,
) -> list[Finding]:  # fmt: skip
    """Enough candidates, all of whom may be elected; in 公推直选 all three sides were heard.

    ``wanted``: office (and unit) to fewest and most.
    """
    found = []
    for (office, unit), (least, most) in wanted.items():
        names = [one for one in stands if (one.office, one.unit) == (office, unit)]
        told = {"office": labels.get(office, office), "least": least, "n": len(names)}
        if len(names) < least:
            found.append(
                Finding("election.few_candidates", "{office}候选人要{least}名，现在{n}名。",
                        ELECTION, told)
            )  # fmt: skip
        if most is not None and len(names) > most:
            found.append(
                Finding("election.many_candidates", "{office}等额选举，只提{least}名，现在{n}名。",
                        ELECTION, told)
            )  # fmt: skip
    found += [
        Finding("election.not_eligible", "{name}今天没有被选举权，请换人。", ELECTION,
                {"name": one.name})
        for one in stands if one.person not in eligible
    ]  # fmt: skip
    return found + (sides_findings(stands) if direct else [])


def sides_findings(stands: Iterable[Stands]) -> list[Finding]:
    """公推: members, residents or workers, and the organisation have each recommended somebody."""
    heard = {side for one in stands for side in one.sides}
    silent = [
        Finding("election.side_silent", "还没有记下“{side}”推荐了谁。", OPEN_DIRECT,
                {"side": words})
        for side, words in SIDES.items() if side not in heard
    ]  # fmt: skip
    unnamed = [
        Finding("election.nobody_recommended", "{name}没有人推荐，请记下是谁推荐的。", OPEN_DIRECT,
                {"name": one.name})
        for one in stands if not one.sides
    ]  # fmt: skip
    return silent + unnamed


@dataclass(frozen=True)
class Sitting:
    """The meeting as ticked. Persons are ids."""

    on: date | None
    entitled: frozenset[int]
    present: frozenset[int]
    tellers: tuple[int, ...]
    candidates: frozenset[int]
    chair: int | None = None


def sitting_findings(sitting: Sitting, today: date) -> list[Finding]:
    """Who counts the votes does not stand; who votes is entitled on the day. No quorum here."""
    found = []
    if sitting.on is None:
        found.append(
            Finding("election.no_day", "还没有写哪天开的会。", HOUSE, {"field": "held_on"})
        )
    elif sitting.on > today:
        found.append(
            Finding("election.future", "开会的日期还没有到。", HOUSE, {"field": "held_on"})
        )
    if sitting.present - sitting.entitled:
        found.append(
            Finding("election.stranger", "到会名单里有人这天没有选举权，请去掉。", ELECTION)
        )
    if not sitting.tellers:
        found.append(
            Finding(
                "election.no_teller", "还没有写监票人、计票人。", ELECTION, {"field": "tellers"}
            )
        )
    if set(sitting.tellers) & sitting.candidates:
        found.append(
            Finding("election.teller_stands", "候选人不能监票、计票，请换人。", ELECTION,
                    {"field": "tellers"})
        )  # fmt: skip
    return found


def speech_findings(spoken_on: date | None, *, direct: bool) -> list[Finding]:
    """公推直选: candidates speak and answer before anybody votes."""
    if not direct or spoken_on is not None:
        return []
    return [Finding("election.no_speech", "公推直选要先演讲答问，再投票。", OPEN_DIRECT)]


def rights_findings(
    since: date | None, until: date | None, basis: str, *, is_full: bool
) -> list[Finding]:
    """May it be noted that a member has no vote for some time? Another body has ruled so."""
    found = []
    if not is_full:
        found.append(Finding("rights.not_full", "预备党员本来没有表决权，不用记。", ELECTION))
    if since is None:
        found.append(Finding("rights.since", "还没有写从哪天起。", HOUSE, {"field": "since"}))
    elif until is not None and until <= since:
        found.append(
            Finding("rights.order", "恢复的日期要晚于开始的日期。", HOUSE, {"field": "until"})
        )
    if len(basis.strip()) < 2:
        found.append(Finding("rights.basis", "还没有写依据的文件。", ELECTION, {"field": "basis"}))
    return found


def years_from(day: date, years: int) -> date:
    """The same day so many years on; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)
