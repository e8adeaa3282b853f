"""What must be so before there is a group, somebody serves in it, or something was done?"""

from datetime import date
from typing import Final

from jingwei.kernel.findings import Finding

SEED: Final = "文章：社区党建（服务链）"
HOUSE: Final = "本系统规则"


def group_findings(
    *, name: str, has_sort: bool, phone: str, phone_is_real: bool, taken: bool
) -> list[Finding]:
    """All reasons at once."""
    found = []
    if not name.strip():
        found.append(Finding("group.name", "还没有写团队名称。", HOUSE, {"field": "name"}))
    elif taken:
        found.append(Finding("group.taken", "这个社区已有这个团队。", HOUSE, {"field": "name"}))
    if not has_sort:
        found.append(Finding("group.sort", "还没有选是哪一类。", SEED, {"field": "sort"}))
    if phone.strip() and not phone_is_real:
        found.append(Finding("group.phone", "电话写固定电话或手机号。", HOUSE, {"field": "phone"}))
    return found


def member_findings(
    *, has_person: bool, already: bool, since: date | None, until: date | None, today: date
) -> list[Finding]:
    found = []
    if not has_person:
        found.append(
            Finding("group.person", "没有找到这名党员。只写党员，不写居民。", HOUSE,
                    {"field": "name"})
        )  # fmt: skip
    elif already:
        found.append(Finding("group.already", "这名党员已在这个团队里。", HOUSE, {"field": "name"}))
    if since is None:
        found.append(Finding("group.since", "还没有写从哪天起。", HOUSE, {"field": "since"}))
    elif since > today:
        found.append(Finding("group.future", "从哪天起不能晚于今天。", HOUSE, {"field": "since"}))
    if since and until and until <= since:
        found.append(
            Finding("group.until", "任期的最后一天要在第一天以后。", HOUSE, {"field": "until"})
        )
    return found


def deed_findings(
    *, title: str, on: date | None, today: date, since: date, tied: bool, wants_tie: bool,
    served: int,
) -> list[Finding]:  # fmt: skip
    """What was done: on a day, by somebody, and on its record where one is named."""
    found = []
    if not title.strip():
        found.append(Finding("deed.title", "还没有写做了什么。", HOUSE, {"field": "title"}))
    if on is None or on > today:
        found.append(Finding("deed.on", "日期写今天或更早。", HOUSE, {"field": "on"}))
    elif on < since:
        found.append(Finding("deed.early", "那天团队还没有成立。", HOUSE, {"field": "on"}))
    if wants_tie and not tied:
        found.append(
            Finding("deed.tie", "没有找到这件记录，请从名单里选。", HOUSE, {"field": "record"})
        )
    if not served:
        found.append(Finding("deed.served", "还没有写哪些党员参加了。", SEED, {"field": "served"}))
    return found


def over_findings(*, is_over: bool) -> list[Finding]:
    return [Finding("group.over", "这个团队已经停了。", HOUSE)] if is_over else []
