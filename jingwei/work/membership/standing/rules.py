"""What must be so before a member is registered as away, called lost, suspended, or leaves?

A finding never changes a membership; a count opens a talk or a decision by people, nothing else.
"""

from dataclasses import dataclass
from datetime import date
from typing import Final

from jingwei.kernel.findings import Finding

EDUCATION: Final = "《中国共产党党员教育管理工作条例》"
HOUSE: Final = "本系统规则"
CHARTER: Final = "党章"
UNDER_WAY: Final = Finding(
    "standing.under_way", "这名党员已有同样的登记，请在那一件里接着办。", HOUSE
)


@dataclass(frozen=True)
class Seen:
    """The member on the day: belongs here, is merged, is suspended, has the same thing open."""

    is_member: bool
    is_merged: bool = False
    is_suspended: bool = False
    under_way: bool = False


def opening_findings(
    seen: Seen, *, since: date | None, on: date, place: str | None = None
) -> list[Finding]:
    """May something be opened about this member? ``place`` None: no place is asked."""
    found = []
    if seen.is_merged:
        found.append(Finding("standing.merged", "这份档案已并入另一份，请到那一份里办。", HOUSE))
    elif not seen.is_member:
        found.append(Finding("standing.not_member", "组织关系不在本组织，不能在这里登记。", HOUSE))
    if seen.under_way:
        found.append(UNDER_WAY)
    if since is None:
        found.append(
            Finding("standing.since", "还没有写从哪天起，请写日期。", HOUSE, {"field": "since"})
        )
    elif since > on:
        found.append(
            Finding("standing.since.future", "日期晚于今天，请改成今天或更早。", HOUSE,
                    {"field": "since"})
        )  # fmt: skip
    if place is not None and not place.strip():
        found.append(
            Finding("standing.place", "还没有写到了哪里，请写到省市县或国家。", EDUCATION,
                    {"field": "place"})
        )  # fmt: skip
    return found


def day_findings(said: date | None, *, since: date, on: date, field: str = "on") -> list[Finding]:
    """A day that is told lies between the first day and today."""
    if said is None or since <= said <= on:
        return []
    if said > on:
        return [
            Finding("standing.day.future", "日期晚于今天，请改成今天或更早。", HOUSE,
                    {"field": field})
        ]  # fmt: skip
    return [
        Finding("standing.day.early", "日期早于{since}，请核对。", HOUSE,
                {"since": since, "field": field})
    ]  # fmt: skip


def lost_findings(
    *, lost_from: date, on: date, searches: int, least: int, months: int
) -> list[Finding]:
    """Lost contact is stated after the months without contact, and after real searches."""
    found = []
    if on < lost_from:
        found.append(
            Finding("standing.lost.early", "满{months}个月（{day}）仍无联系才能认定。", EDUCATION,
                    {"months": months, "day": lost_from})
        )  # fmt: skip
    if searches < least:
        found.append(
            Finding("standing.lost.searches", "已查找{n}次，至少查找{least}次再认定。", EDUCATION,
                    {"n": searches, "least": least})
        )  # fmt: skip
    return found


def abroad_findings(*, kind: str, five_from: date, on: date, years: int) -> list[Finding]:
    """Suspension for a stay abroad: settled, or longer than the years of the rule."""
    if kind == "settled" or on >= five_from:
        return []
    return [
        Finding("standing.abroad.early", "没有定居也没有满{years}年（{day}），先不停止。",
                EDUCATION,
                {"years": years, "day": five_from})
    ]  # fmt: skip


def handing_findings(*, again_from: date | None, on: date, years: int) -> list[Finding]:
    """Still no contact two years after the suspension: people may go on to their own procedure."""
    if again_from is not None and on >= again_from:
        return []
    return [
        Finding("standing.lost.two_years", "停止党籍满{years}年仍无联系，才转下一程序。", EDUCATION,
                {"years": years})
    ]  # fmt: skip


def leaving_findings(*, talked_on: date | None, met_on: date | None) -> list[Finding]:
    """Leaving is approved after a talk and a branch meeting, in this order."""
    if talked_on is not None and met_on is not None and met_on < talked_on:
        return [
            Finding("standing.leaving.order", "支部大会早于谈话，请核对两个日期。", CHARTER,
                    {"field": "on"})
        ]  # fmt: skip
    return []


def same_branch_findings(same: bool) -> list[Finding]:
    if not same:
        return []
    return [
        Finding("standing.host.same", "流入地就是本支部，不用登记外出。", HOUSE, {"field": "to"})
    ]


def gone_findings(is_member: bool) -> list[Finding]:
    """The record ends by itself only when the relation is here no longer."""
    if not is_member:
        return []
    return [Finding("standing.still_here", "组织关系还在这里，不能自动结束。", HOUSE)]


def service_findings(
    *, served_on: date | None, made_on: date, on: date, how: str, note: str, again: bool
) -> list[Finding]:
    """May the service of a notice be noted so? Once, on a day between its making and today."""
    found = []
    if again:
        found.append(Finding("service.again", "这份通知书已经记过送达，不用再记。", HOUSE))
    if served_on is None:
        found.append(Finding("service.day", "还没有写哪天送达的。", HOUSE, {"field": "served_on"}))
    elif served_on > on:
        found.append(
            Finding("service.future", "送达的日期还没有到。", HOUSE, {"field": "served_on"})
        )
    elif served_on < made_on:
        found.append(
            Finding("service.early", "通知书{day}才做出，送达不能更早。", HOUSE,
                    {"day": made_on, "field": "served_on"})
        )  # fmt: skip
    if how in ("unsigned", "public") and len(note.strip()) < 2:
        found.append(
            Finding("service.note", "没有签收或公告送达的，请写明原因、见证人或公告的地方。",
                    HOUSE, {"field": "note"})
        )  # fmt: skip
    return found
