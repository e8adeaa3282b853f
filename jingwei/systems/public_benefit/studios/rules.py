"""May a studio be opened, a delegate named? Plain values in, findings out."""

from datetime import date

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
SEED = "文章：惠民党建（三室三代）"


def studio_findings(
    *, name: str, place: str, phone: str, phone_is_real: bool, has_unit: bool, hours: int,
    unread: tuple[str, ...],
) -> list[Finding]:  # fmt: skip
    """What residents need to find it: where, when, which telephone."""
    found = []
    if not name.strip():
        found.append(Finding("studio.name", "还没有写工作室的名称。", HOUSE))
    if not has_unit:
        found.append(Finding("studio.unit", "还没有选在哪个社区或村。", HOUSE))
    if not place.strip():
        found.append(Finding("studio.place", "还没有写地点，网上的写怎样进。", HOUSE))
    if not phone_is_real:
        found.append(Finding("studio.phone", "请写工作室的座机或公用手机号。", HOUSE))
    found += [
        Finding("studio.hours_unread", "这一行看不懂：{line}。", HOUSE, {"line": line})
        for line in unread
    ]
    if not hours and not unread:
        found.append(Finding("studio.hours", "还没有写接待时间。", SEED))
    return found


def delegate_findings(
    *, has_person: bool, already: bool, is_open: bool, consent_on: date | None, today: date
) -> list[Finding]:
    found = []
    if not is_open:
        found.append(Finding("studio.closed", "工作室已经停了。", HOUSE))
    if not has_person:
        found.append(Finding("delegate.nobody", "没有找到这个人，请写全姓名。", HOUSE))
    if already:
        found.append(Finding("delegate.already", "这名代表已经在这里接待。", HOUSE))
    if consent_on is not None and consent_on > today:
        found.append(Finding("delegate.ahead", "同意的日子还没有到。", HOUSE))
    return found


def closing_findings(*, is_open: bool, waiting: int, reason: str) -> list[Finding]:
    """A studio closes when nobody waits for it any more."""
    found = []
    if not is_open:
        found.append(Finding("studio.closed", "工作室已经停了。", HOUSE))
    if waiting:
        found.append(
            Finding("studio.waiting", "还有{n}件没有办完，办完再停。", HOUSE, {"n": waiting})
        )
    if not reason.strip():
        found.append(Finding("studio.why", "还没有写为什么停。", HOUSE))
    return found
