"""May a station be opened, an agreement renewed, a service counted? Plain values in."""

from datetime import date

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
SEED = "文章：惠民党建（三级联动网络）"


def station_findings(
    *, name: str, level: int, has_unit: bool, place: str, phone_is_real: bool, hours: int,
    unread: tuple[str, ...],
) -> list[Finding]:  # fmt: skip
    found = []
    if not name.strip():
        found.append(Finding("station.name", "还没有写站点的名称。", HOUSE))
    if level == 1 and not has_unit:
        found.append(Finding("station.unit", "村、社区的站点要选是哪个村或社区。", HOUSE))
    if not place.strip():
        found.append(Finding("station.place", "还没有写地点。", HOUSE))
    if not phone_is_real:
        found.append(Finding("station.phone", "请写站点的座机或公用手机号。", HOUSE))
    found += [
        Finding("station.hours_unread", "这一行看不懂：{line}。", HOUSE, {"line": line})
        for line in unread
    ]
    if not hours and not unread:
        found.append(Finding("station.hours", "还没有写开门时间。", HOUSE))
    return found


def staff_findings(*, name: str, post: str, is_open: bool) -> list[Finding]:
    found = []
    if not is_open:
        found.append(closed_finding())
    if not name.strip():
        found.append(Finding("staff.name", "还没有写谁在岗。", HOUSE))
    if not post.strip():
        found.append(Finding("staff.post", "还没有写是什么岗位。", HOUSE))
    return found


def duty_findings(
    *, since: date, until: date | None, opened: date, closed: date | None, twice: bool
) -> list[Finding]:
    """A time on duty lies within the time of the station, and nobody is there twice at once."""
    found = []
    if since < opened:
        found.append(
            Finding("staff.early", "站点从{day}起才开，请写那天或更晚。", HOUSE,
                    {"day": opened.isoformat(), "field": "since"})
        )  # fmt: skip
    if until is not None and until <= since:
        found.append(
            Finding("staff.order", "终止不晚于{day}的起始，请改正其中一个。", HOUSE,
                    {"day": since.isoformat(), "field": "until"})
        )  # fmt: skip
    if closed is not None and (until is None or until > closed):
        found.append(
            Finding("staff.late", "站点{day}起停了，在岗的日子要在那以前。", HOUSE,
                    {"day": closed.isoformat(), "field": "until"})
        )  # fmt: skip
    if twice:
        found.append(Finding("staff.twice", "这个人这段时间已经在这里在岗，请改日期。", HOUSE))
    return found


def shut_findings(
    *, first: date | None, last: date | None, why: str, today: date, most: int = 60
) -> list[Finding]:
    """Days said beforehand, in order, with a word for residents."""
    found = []
    if first is None:
        found.append(Finding("shut.first", "还没有写从哪天。", HOUSE, {"field": "first"}))
    elif last is not None and last < first:
        found.append(
            Finding("shut.order", "最后一天不能早于第一天。", HOUSE, {"field": "last"})
        )  # fmt: skip
    elif last is not None and (last - first).days >= most:
        found.append(
            Finding("shut.long", "最多连着写{n}天，不再开的请停站点。", HOUSE,
                    {"n": most, "field": "last"})
        )  # fmt: skip
    elif last is not None and last < today:
        found.append(
            Finding("shut.past", "这几天已经过了，写今天以后的。", HOUSE, {"field": "last"})
        )  # fmt: skip
    if not why.strip():
        found.append(
            Finding("shut.why", "请写一句为什么关门，群众看得到。", HOUSE, {"field": "why"})
        )  # fmt: skip
    return found


def shut_twice() -> Finding:
    return Finding("shut.twice", "这几天里已经写了关门，请先去掉原来的。", HOUSE)


def closed_finding() -> Finding:
    return Finding("station.closed", "站点已经停了。", HOUSE)


def service_findings(
    *, has_item: bool, twice: bool, price: str, is_open: bool
) -> list[Finding]:  # fmt: skip
    """A service of the catalogue, once at a station, with its price on the board."""
    found = []
    if not is_open:
        found.append(closed_finding())
    if not has_item:
        found.append(Finding("service.item", "请从服务目录里选一项。", SEED))
    if twice:
        found.append(Finding("service.twice", "这个站点已经在办这一项。", HOUSE))
    if not price.strip():
        found.append(Finding("service.price", "还没有写价格，不收钱写“免费”。", SEED))
    return found


def provider_findings(
    *, name: str, agreement: str, since: date | None, until: date | None
) -> list[Finding]:
    """What an agreement needs: with whom, on which paper, from when until when."""
    found = [] if name.strip() else [Finding("provider.name", "还没有写是哪一家。", HOUSE)]
    return found + term_findings(agreement=agreement, since=since, until=until)


def term_findings(*, agreement: str, since: date | None, until: date | None) -> list[Finding]:
    found = []
    if not agreement.strip():
        found.append(Finding("provider.agreement", "还没有写凭什么协议。", HOUSE))
    if since is None or until is None:
        found.append(Finding("provider.period", "从哪天到哪天，两个日期都要写。", HOUSE))
    elif until <= since:
        found.append(Finding("provider.order", "结束的日子要晚于开始的日子。", HOUSE))
    return found


def renewing_findings(
    *, agreement: str, since: date | None, until: date | None, last_day: date | None
) -> list[Finding]:
    """``last_day`` is up to when the last agreement holds, not included; days may not overlap."""
    found = term_findings(agreement=agreement, since=since, until=until)
    if since is not None and last_day is not None and since < last_day:
        found.append(
            Finding("provider.overlap", "上一份协议到{day}，续签从这天或更晚起。", HOUSE,
                    {"day": last_day.isoformat()})
        )  # fmt: skip
    return found


def ending_findings(
    *, is_in_force: bool, on: date | None, since: date | None, until: date | None, reason: str
) -> list[Finding]:
    """An agreement ends early on a day of its own time, and somebody says why."""
    found = []
    if not is_in_force:
        found.append(Finding("provider.over", "协议已经到期或者结束了。", HOUSE))
    elif on is None:
        found.append(Finding("provider.end_day", "还没有写到哪天结束。", HOUSE))
    elif since is not None and until is not None and not since < on <= until:
        found.append(Finding("provider.end_order", "要在协议的起止日子以内。", HOUSE))
    if not reason.strip():
        found.append(Finding("provider.why", "还没有写为什么结束。", HOUSE))
    return found


def count_findings(*, month: date | None, times: int | None, today: date) -> list[Finding]:
    found = []
    if month is None:
        found.append(Finding("count.month", "还没有写是哪个月。", HOUSE))
    elif month > today:
        found.append(Finding("count.ahead", "这个月还没有到。", HOUSE))
    if times is None or times < 0:
        found.append(Finding("count.times", "还没有写几次。", HOUSE))
    return found
