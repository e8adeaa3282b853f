"""Is what was said about a kind whole and sound? Plain values in, findings out."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
LABOUR = "《中华人民共和国劳动争议调解仲裁法》"
LINE, DAY, YES, COUNT = "line", "day", "yes", "count"


def read(
    fields: Any, said: Mapping[str, Any], day_of: Callable[[str], date | None]
) -> tuple[dict[str, Any], list[Finding]]:
    """Values by name, and all that is missing or cannot be read."""
    values: dict[str, Any] = {}
    found: list[Finding] = []
    for one in fields:
        text = str(said.get(one.name, "") or "").replace("\x00", "").strip()
        where = {"label": one.label, "field": one.name}
        if one.form == YES:
            values[one.name] = text in ("1", "on", "true", "True")
            continue
        if not text:
            values[one.name] = 0 if one.form == COUNT else None if one.form == DAY else ""
            if one.required:
                found.append(Finding("kind.missing", "还没有写：{label}。", HOUSE, where))
            continue
        value: Any = text
        if one.form == DAY:
            value = day_of(text)
        elif one.form == COUNT:
            value = int(text) if text.isascii() and text.isdigit() and len(text) < 4 else None
        if value is None or (isinstance(value, str) and len(value) > one.most):
            found.append(Finding("kind.unread", "{label}：读不懂或太长，请改。", HOUSE, where))
        values[one.name] = value
    return values, found


def order_findings(values: Mapping[str, Any], *, today: date) -> list[Finding]:
    """Days in the order in which such things happen."""
    found = []
    since, until = values.get("since"), values.get("until")
    if since and until and until < since:
        found.append(Finding("kind.mandate", "委托的结束不能早于开始。", HOUSE))
    for name in ("received_on", "raised_on", "happened_on", "known_on", "agreed_on", "granted_on",
                 "heard_on", "whistled_on"):  # fmt: skip
        if values.get(name) and values[name] > today:
            found.append(Finding("kind.future", "写了以后的日期，请核对。", HOUSE, {"field": name}))
    for first, then in (("received_on", "agreed_on"), ("raised_on", "heard_on")):
        if values.get(first) and values.get(then) and values[then] < values[first]:
            found.append(Finding("kind.order", "后面的日期早于前面的，请核对。", HOUSE,
                                 {"field": then}))  # fmt: skip
    return found


def change_findings(*, is_open: bool, is_known: bool, changes: bool, reason: str) -> list[Finding]:
    found = []
    if not is_open:
        found.append(Finding("kind.ended", "这件事已经办结，不再改。", HOUSE))
    if not is_known:
        found.append(Finding("kind.unknown", "没有这一种，请从单子里选。", HOUSE))
    if changes and len(reason.strip()) < 2:
        found.append(Finding("kind.reason", "改了哪一种，请写原因；第一次的留着。", HOUSE))
    return found


def labour_days(
    received_on: date, known_on: date | None, *, mediation: Callable[[date], date],
    claim: Callable[[date], date],
) -> tuple[date, date | None]:  # fmt: skip
    """The day from which arbitration is open without an agreement (art. 14), and the last day to
    ask for it (art. 27); without a day of knowing there is none: wages unpaid while employed."""
    return mediation(received_on), claim(known_on) if known_on else None


def paper_findings(*, name: str, is_proxy: bool, is_open: bool) -> list[Finding]:
    found = []
    if not is_proxy:
        found.append(Finding("paper.kind", "只有事务代办才收材料，请先改成事务代办。", HOUSE))
    if not is_open:
        found.append(Finding("paper.ended", "这件事已经办结，不再收材料。", HOUSE))
    if len(name.strip()) < 2:
        found.append(Finding("paper.name", "请写收了什么材料，不要写号码。", HOUSE))
    return found


def paper_end_findings(*, is_open: bool, is_known: bool) -> list[Finding]:
    if not is_known:
        return [Finding("paper.how", "请选已退还或者已销毁。", HOUSE)]
    if not is_open:
        return [Finding("paper.done", "这份材料已经退还或者销毁。", HOUSE)]
    return []


def paper_day(
    *, answered_on: date | None, closed_on: date | None, until: date | None,
    after: Callable[[date], date],
) -> date | None:  # fmt: skip
    """The last day on which a paper may still be here: so many days after the errand was done or
    the mandate ended, whichever came first; None while neither has an end.

    Source: DOMAIN 2.8, must not keep scans after the errand (house rule: 30 days).
    """
    ends = [day for day in (answered_on, closed_on, until) if day is not None]
    return after(min(ends)) if ends else None
