"""May a station be opened, a service counted; how sure is a share of reviews? Plain values."""

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
        found.append(Finding("station.closed", "站点已经停了。", HOUSE))
    if not name.strip():
        found.append(Finding("staff.name", "还没有写谁在岗。", HOUSE))
    if not post.strip():
        found.append(Finding("staff.post", "还没有写是什么岗位。", HOUSE))
    return found


def service_findings(*, title: str, price: str, is_open: bool) -> list[Finding]:
    found = []
    if not is_open:
        found.append(Finding("station.closed", "站点已经停了。", HOUSE))
    if not title.strip():
        found.append(Finding("service.title", "还没有写是什么服务。", HOUSE))
    if not price.strip():
        found.append(Finding("service.price", "还没有写价格，不收钱写“免费”。", SEED))
    return found


def provider_findings(
    *, name: str, agreement: str, since: date | None, until: date | None
) -> list[Finding]:
    found = []
    if not name.strip():
        found.append(Finding("provider.name", "还没有写是哪一家。", HOUSE))
    if not agreement.strip():
        found.append(Finding("provider.agreement", "还没有写凭什么协议。", HOUSE))
    if since is None or until is None:
        found.append(Finding("provider.period", "从哪天到哪天，两个日期都要写。", HOUSE))
    elif until <= since:
        found.append(Finding("provider.order", "结束的日子要晚于开始的日子。", HOUSE))
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
