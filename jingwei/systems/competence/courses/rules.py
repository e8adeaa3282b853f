"""May this course be offered, this seat be taken, this roster be closed? Findings, no verdicts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
EDUCATION = "《中国共产党党员教育管理工作条例》第二十条"
RELIEF = "国办函〔2026〕12号"
LONGEST_DAY = Decimal(12)


@dataclass(frozen=True)
class Day:
    """One day of class: from, to, and the hours that it counts for."""

    on: date
    starts: time
    ends: time
    hours: Decimal
    subject: str = ""

    def meets(self, other: "Day") -> bool:
        """Do both fall into one another?"""
        return self.on == other.on and self.starts < other.ends and other.starts < self.ends


@dataclass(frozen=True)
class Offer:
    """A course as its catalogue entry says it."""

    title: str
    teacher: str
    place: str
    seats: int
    until: date | None
    days: tuple[Day, ...] = ()
    taken: int = 0


@dataclass(frozen=True)
class Asking:
    """Somebody who asks for a seat, and what is known of the course on that day.

    ``mine`` are the days of the courses in which a seat is held: (title, day).
    """

    state: str
    until: date
    on: date
    is_asked_already: bool
    is_for_here: bool
    days: tuple[Day, ...] = ()
    mine: tuple[tuple[str, Day], ...] = ()
    anyway: bool = False
    agreed: bool = True


def offer_findings(offer: Offer) -> list[Finding]:
    """What is missing in a catalogue entry. Source: house rule."""
    found = []
    if not offer.title.strip():
        found.append(Finding("course.title", "还没有写课程名称。", HOUSE))
    if not offer.teacher.strip():
        found.append(Finding("course.teacher", "还没有写谁来讲。", HOUSE))
    if offer.seats < 1:
        found.append(Finding("course.seats", "名额要大于0，请改一下。", HOUSE))
    elif offer.seats < offer.taken:
        found.append(
            Finding("course.seats_taken", "已有{n}人报上，名额不能少于这个数。", HOUSE,
                    {"n": offer.taken})
        )  # fmt: skip
    if offer.until is None:
        found.append(Finding("course.until", "还没有写报名到哪天。", HOUSE))
    return found + day_findings(offer.days)


def day_findings(days: Sequence[Day]) -> list[Finding]:
    """Class days that contradict themselves or each other."""
    found = []
    if any(day.ends <= day.starts for day in days):
        found.append(Finding("lesson.times", "有一天结束不晚于开始，请改时间。", HOUSE))
    if any(not 0 < day.hours <= LONGEST_DAY for day in days):
        found.append(Finding("lesson.hours", "学时要大于0，一天不超过12学时。", HOUSE))
    pairs = ((a, b) for n, a in enumerate(days) for b in days[n + 1 :])
    if any(a.meets(b) for a, b in pairs):
        found.append(Finding("lesson.twice", "有两次课时间重叠，请错开。", HOUSE))
    return found


def publish_findings(offer: Offer, on: date) -> list[Finding]:
    """Why a course cannot be put on the menu yet."""
    found = offer_findings(offer)
    if not offer.place.strip():
        found.append(Finding("course.place", "还没有写在哪里上课。", HOUSE))
    if not offer.days:
        found.append(Finding("course.days", "还没有排上课的日子，请先排课。", HOUSE))
    elif min(day.on for day in offer.days) < on:
        found.append(Finding("course.past", "第一次课已经过了，请改上课日期。", HOUSE))
    if offer.until and offer.days and offer.until > min(day.on for day in offer.days):
        found.append(Finding("course.until_late", "报名要在第一次课以前截止。", HOUSE))
    if offer.until and offer.until < on:
        found.append(Finding("course.until_past", "报名截止日已经过了，请改晚些。", HOUSE))
    return found


def asking_findings(asking: Asking) -> list[Finding]:
    """Why no seat can be given; a clash of times is said, and may be passed over by the learner.

    Source: house rule. Whoever is full is not refused: there is a waiting list.
    """
    found = []
    if asking.is_asked_already:
        found.append(Finding("course.twice", "已经报过这门课了，不用再报。", HOUSE))
    if asking.state != "open":
        found.append(Finding("course.not_open", "这门课现在不能报名，请看别的课。", HOUSE))
    elif asking.on > asking.until:
        found.append(Finding("course.over", "报名已经截止，请看别的课。", HOUSE))
    if not asking.is_for_here:
        found.append(Finding("course.elsewhere", "这门课不向您所在的支部开放。", HOUSE))
    if not asking.agreed:
        found.append(Finding("course.agreed", "替别人报名，要本人同意，请先问过。", RELIEF))
    if not found and not asking.anyway:
        found += clash_findings(asking.days, asking.mine)
    return found


def clash_findings(
    days: Iterable[Day], mine: Iterable[tuple[str, Day]]
) -> list[Finding]:  # fmt: skip
    """Courses already chosen whose days fall into these."""
    titles = {title for title, other in mine if any(day.meets(other) for day in days)}
    return [
        Finding("course.clash", "和已报的“{title}”时间重叠，确定要报再点一次。", HOUSE,
                {"title": title})
        for title in sorted(titles)
    ]  # fmt: skip


def leave_findings(*, seat: str, started: bool) -> list[Finding]:
    """May a seat be given back?"""
    if seat == "withdrawn":
        return [Finding("enrolment.left", "已经退出了，不用再退。", HOUSE)]
    if started:
        return [Finding("enrolment.started", "已经开课，不来请告诉办班的人。", HOUSE)]
    return []


def roster_findings(
    *, state: str, on: date, today: date, seated: frozenset[int], came: Iterable[int]
) -> list[Finding]:
    """May it be noted who came to a lesson?"""
    found = []
    if state not in ("open", "closed"):
        found.append(Finding("lesson.state", "这门课不在办，不能记到课。", HOUSE))
    if on > today:
        found.append(Finding("lesson.ahead", "还没有到上课的日子，上完再记。", HOUSE))
    if set(came) - seated:
        found.append(Finding("lesson.stranger", "有人没有报这门课，请先补报名。", HOUSE))
    return found


def finish_findings(*, unnoted: int, ahead: int) -> list[Finding]:
    """Why a course cannot be closed yet."""
    found = []
    if ahead:
        found.append(
            Finding("course.ahead", "还有{n}次课没有上，上完再结课。", HOUSE, {"n": ahead})
        )
    if unnoted:
        found.append(
            Finding("course.unnoted", "还有{n}次课没有记到课，请先记。", HOUSE, {"n": unnoted})
        )
    return found


def feedback_findings(*, done: bool, came: bool, answered: bool, use: str) -> list[Finding]:
    """May this learner say what the course was good for? Nobody has to."""
    found = []
    if not came:
        found.append(Finding("feedback.not_there", "上过课的人才写意见。", HOUSE))
    elif not done:
        found.append(Finding("feedback.early", "结课以后再写意见。", HOUSE))
    if answered:
        found.append(Finding("feedback.twice", "已经写过意见；不记名，不能再改。", HOUSE))
    if not use:
        found.append(Finding("feedback.empty", "请选一项，话可以不写。", HOUSE))
    return found


def need_findings(
    topics: Sequence[str], *, opens: date, closes: date, on: date, most: int
) -> list[Finding]:
    """May a need be said in this survey?"""
    found = []
    if not opens <= on <= closes:
        found.append(Finding("need.closed", "现在不在征集的日子里。", HOUSE))
    if not topics:
        found.append(Finding("need.empty", "请至少选一项想学的。", HOUSE))
    elif len(topics) > most:
        found.append(Finding("need.many", "最多选{n}项，请去掉几项。", HOUSE, {"n": most}))
    return found


def survey_findings(title: str, opens: date, closes: date, on: date) -> list[Finding]:
    found = []
    if not title.strip():
        found.append(Finding("survey.title", "还没有写征集什么。", HOUSE))
    if closes < opens:
        found.append(Finding("survey.order", "截止日早于开始日，请改一下。", HOUSE))
    elif closes < on:
        found.append(Finding("survey.past", "截止日已经过了，请改晚些。", HOUSE))
    return found


def programme_findings(title: str, group: str, year: int, on: date) -> list[Finding]:
    found = []
    if not title.strip():
        found.append(Finding("programme.title", "还没有写班名。", HOUSE))
    if not group:
        found.append(Finding("programme.group", "还没有选面向哪些人。", HOUSE))
    if not on.year - 5 <= year <= on.year + 1:
        found.append(Finding("programme.year", "年份不对，请写近几年或明年。", HOUSE))
    return found


def shown(counts: dict[str, int], least: int) -> dict[str, int] | None:
    """Answers as they may be shown; None where fewer than ``least`` people answered."""
    return counts if sum(counts.values()) >= least else None


def sessions_findings(*, running: int) -> list[Finding]:
    """A class ends when its sessions have."""
    if not running:
        return []
    return [Finding("programme.running", "还有{n}场没有结课，请先结课。", HOUSE, {"n": running})]
