"""When may organisations be split, merged or converted? Pure rules over what was seen."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date

from jingwei.kernel.findings import Finding
from jingwei.kernel.orgs.rules import (
    HOUSE,
    PARTY_FOUNDED,
    basis_findings,
    code_findings,
    code_taken,
    day_findings,
    place_findings,
)


@dataclass(frozen=True)
class EndSeen:
    """One end: ``since`` the day of founding of one that exists."""

    is_source: bool
    is_target: bool
    is_new: bool
    is_open: bool = True
    name: str = ""
    code: str = ""
    kind: str = ""
    code_taken: bool = False
    since: date | None = None
    last_change: date | None = None


@dataclass(frozen=True)
class Seen:
    """A worksheet before it is executed. ``came``, ``gone``, ``open`` count things by kind."""

    kind: str
    on: date
    basis: str
    parent_kind: str
    ends: Collection[EndSeen]
    open: Mapping[str, int] = field(default_factory=dict)
    came: Mapping[str, int] = field(default_factory=dict)
    gone: Mapping[str, int] = field(default_factory=dict)


def shape_findings(seen: Seen, *, today: date) -> list[Finding]:
    """Are there the right ends for the kind, and may each stand where it is to stand?"""
    found = day_findings(seen.on, today)
    sources = [end for end in seen.ends if end.is_source]
    targets = [end for end in seen.ends if end.is_target]
    wrong = {
        "split": len(sources) != 1 or len(targets) < 2,
        "merge": len(sources) < 2 or len(targets) != 1,
        "convert": len(sources) != 1 or len(targets) != 1 or targets[0] is sources[0],
    }.get(seen.kind, True)
    if wrong:
        said = {
            "split": "拆分要有一个原组织和两个以上去向，请补齐。",
            "merge": "合并要有两个以上原组织和一个去向，请补齐。",
            "convert": "转设要有一个原组织和一个新组织，请补齐。",
        }
        message = said.get(seen.kind, "没有这种调整，请选拆分、合并或转设。")
        found.append(Finding("sheet.ends", message, HOUSE))
    codes = [end.code for end in targets if end.is_new]
    if len(codes) != len(set(codes)):
        found.append(Finding("sheet.same_code", "两个新组织写了同一个编码，请改一个。", HOUSE))
    for end in seen.ends:
        found += _end_findings(end, seen)
    return list(dict.fromkeys(found))


def _end_findings(end: EndSeen, seen: Seen) -> list[Finding]:
    return _fresh_findings(end, seen) if end.is_new else _body_findings(end, seen)


def _fresh_findings(end: EndSeen, seen: Seen) -> list[Finding]:
    found = code_findings(end.code) + place_findings(end.kind, seen.parent_kind)
    if not end.name.strip():
        found.append(Finding("sheet.no_name", "新组织还没有写名称，请填全称。", HOUSE))
    if not end.kind:
        found.append(Finding("org.kind", "没有这种组织类别，请从列表里选。", HOUSE))
    if end.code_taken:
        found.append(code_taken())
    if seen.on < PARTY_FOUNDED:
        found.append(Finding("org.too_early", "成立日期早于1921年7月，请核对年份。", HOUSE))
    return found


def _body_findings(end: EndSeen, seen: Seen) -> list[Finding]:
    found = []
    if not end.is_open:
        found.append(Finding("sheet.ended", "有组织已经撤销，不能再拆分合并。", HOUSE))
    if end.since is not None and seen.on <= end.since:
        found.append(
            Finding("sheet.before_founding", "有组织{day}才成立，调整要晚于它。", HOUSE,
                    {"day": end.since})
        )  # fmt: skip
    if end.is_source and not end.is_target and end.last_change and seen.on <= end.last_change:
        found.append(
            Finding("sheet.before_last_change", "{day}还有变更记录，调整要晚于这一天。", HOUSE,
                    {"day": end.last_change})
        )  # fmt: skip
    return found


def item_findings(seen: Seen, titles: Mapping[str, str]) -> list[Finding]:
    """Has a person said of each thing where it goes, and is the list still true?"""
    found = []
    for kind, count in seen.open.items():
        if count:
            found.append(
                Finding("sheet.unassigned", "{what}还有{n}项没有分配，请逐项分配。", HOUSE,
                        {"what": titles[kind], "n": count})
            )  # fmt: skip
    for kind, count in seen.came.items():
        if count:
            found.append(
                Finding("sheet.came", "{what}后来多了{n}项，请更新清单再分配。", HOUSE,
                        {"what": titles[kind], "n": count})
            )  # fmt: skip
    for kind, count in seen.gone.items():
        if count:
            found.append(
                Finding("sheet.gone", "{what}有{n}项已经不在原组织，请更新清单。", HOUSE,
                        {"what": titles[kind], "n": count})
            )  # fmt: skip
    return found


def submit_findings(seen: Seen, titles: Mapping[str, str], *, today: date) -> list[Finding]:
    return [
        *shape_findings(seen, today=today),
        *item_findings(seen, titles),
        *basis_findings(seen.basis, says="请写明调整的依据，例如上级批复文号。"),
    ]


def state_findings(state: str, wanted: str, *, same_person: bool = False) -> list[Finding]:
    """Each step belongs to one state; who executes or undoes is not who made the list."""
    if state != wanted:
        said = {
            "draft": "清单已经提交或办结，不能再改。",
            "submitted": "清单现在不是待执行，请先核对状态。",
            "done": "只有已执行的调整才能撤回。",
        }
        return [Finding("sheet.state", said[wanted], HOUSE)]
    if same_person:
        return [Finding("sheet.two_people", "起草人不能自己执行，请由另一位同事执行。", HOUSE)]
    return []


LATER = Finding("sheet.later", "执行以后又有{n}项变动，不能整体撤回，请逐项更正。", HOUSE)
