"""When may the tree change? Pure rules over what was seen; an empty list means all is well."""

from dataclasses import dataclass
from datetime import date

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
BRANCHES = frozenset({"party_branch", "joint_branch", "temporary_branch", "floating_branch"})
BELOW_BRANCH = frozenset({"party_group"})
NAME_LENGTH = 120


@dataclass(frozen=True)
class Founding:
    """What is seen when an organisation is to be set up."""

    name: str
    kind: str
    founded_on: date
    parent_kind: str
    parent_open: bool
    code_taken: bool


def founding_findings(seen: Founding, *, on: date) -> list[Finding]:
    found = [*_name_findings(seen.name), *_day_findings(seen.founded_on, on)]
    if seen.code_taken:
        found.append(Finding("org.code_taken", "这个组织编码已经用过，请换一个编码。", HOUSE))
    if not seen.parent_open:
        found.append(Finding("org.superior_ended", "上级组织已经撤销，请另选上级。", HOUSE))
    found += _place_findings(seen.kind, seen.parent_kind)
    return found


def renaming_findings(
    *, name: str, on: date, today: date, is_open: bool, since: date | None, same: bool
) -> list[Finding]:
    found = [*_name_findings(name), *_day_findings(on, today), *_open_findings(is_open)]
    if same:
        found.append(Finding("org.same_name", "名称和类别都没有变，不用更名。", HOUSE))
    if since is not None and on < since:
        found.append(
            Finding(
                "org.before_last_change", "现在的名称从{since}起用，新名称不能更早。", HOUSE,
                {"since": since},
            )
        )  # fmt: skip
    return found


def moving_findings(
    *, on: date, today: date, is_open: bool, parent_open: bool, kind: str, parent_kind: str,
    inside: bool, already: bool, since: date | None, is_root: bool,
) -> list[Finding]:  # fmt: skip
    found = [*_day_findings(on, today), *_open_findings(is_open)]
    if is_root:
        found.append(Finding("org.is_root", "这是最上级的组织，没有可以调整的上级。", HOUSE))
    if inside:
        found.append(Finding("org.inside_itself", "不能调到自己或下级的下面，请另选上级。", HOUSE))
    if already:
        found.append(Finding("org.same_superior", "它已经隶属这个上级，不用调整。", HOUSE))
    if not parent_open:
        found.append(Finding("org.superior_ended", "上级组织已经撤销，请另选上级。", HOUSE))
    if since is not None and on < since:
        found.append(
            Finding(
                "org.before_last_change", "现在的隶属从{since}起，新的不能更早。", HOUSE,
                {"since": since},
            )
        )  # fmt: skip
    return found + _place_findings(kind, parent_kind)


def dissolving_findings(
    *, on: date, today: date, is_open: bool, since: date, below: int, members: int, holders: int,
    basis: str,
) -> list[Finding]:  # fmt: skip
    found = [*_day_findings(on, today), *_open_findings(is_open)]
    if on <= since:
        found.append(Finding("org.before_founding", "撤销日期要晚于成立日期，请改日期。", HOUSE))
    if below:
        found.append(
            Finding("org.has_below", "下面还有{n}个组织，请先调整或撤销它们。", HOUSE, {"n": below})
        )
    if members:
        found.append(
            Finding("org.has_members", "还有{n}名党员，请先转接组织关系。", HOUSE, {"n": members})
        )
    if holders:
        found.append(
            Finding("org.has_holders", "还有{n}人任职，请先免去职务。", HOUSE, {"n": holders})
        )
    if not basis.strip():
        found.append(Finding("org.no_basis", "请写明撤销的依据，例如上级批复文号。", HOUSE))
    return found


def _name_findings(name: str) -> list[Finding]:
    if not name.strip():
        return [Finding("org.no_name", "还没有写组织名称，请填全称。", HOUSE)]
    if len(name) > NAME_LENGTH:
        return [
            Finding(
                "org.long_name", "名称有{n}个字，最多{most}个字，请用规范全称。", HOUSE,
                {"n": len(name), "most": NAME_LENGTH},
            )
        ]  # fmt: skip
    return []


def _day_findings(day: date, today: date) -> list[Finding]:
    if day > today:
        return [Finding("org.future", "日期晚于今天，请改成今天或更早。", HOUSE)]
    return []


def _open_findings(is_open: bool) -> list[Finding]:
    return [] if is_open else [Finding("org.ended", "这个组织已经撤销，不能再变更。", HOUSE)]


def _place_findings(kind: str, parent_kind: str) -> list[Finding]:
    if parent_kind in BRANCHES and kind not in BELOW_BRANCH:
        return [Finding("org.below_branch", "党支部下面只能设党小组，请另选上级。", "支部工作条例")]
    if kind in BELOW_BRANCH and parent_kind not in BRANCHES:
        return [
            Finding("org.group_place", "党小组要设在党支部下面，请选所在支部。", "支部工作条例")
        ]
    return []
