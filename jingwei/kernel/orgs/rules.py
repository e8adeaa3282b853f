"""When may the tree change? Pure rules over what was seen; an empty list means all is well."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from jingwei.kernel.findings import Finding

HOUSE = "本系统规则"
BRANCH_RULES = "支部工作条例"
BRANCHES = frozenset({"party_branch", "joint_branch", "temporary_branch", "floating_branch"})
BELOW_BRANCH = frozenset({"party_group"})
LOCAL = "local_committee"
NAME_LENGTH, SHORT_LENGTH, BASIS_LENGTH = 120, 60, 200
PARTY_FOUNDED = date(1921, 7, 1)
CODE = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z._-]{0,38}[0-9A-Za-z])?", re.ASCII)
RESERVED = frozenset({"tree", "new", "choose"})  # words that stand in addresses below /orgs/


@dataclass(frozen=True)
class Founding:
    """What is seen when an organisation is to be set up."""

    name: str
    kind: str
    founded_on: date
    parent_kind: str
    parent_open: bool
    code_taken: bool
    code: str = ""
    short_name: str = ""
    kind_known: bool = True
    due_on: date | None = None


def founding_findings(seen: Founding, *, on: date) -> list[Finding]:
    found = [
        *code_findings(seen.code),
        *_name_findings(seen.name, seen.short_name),
        *_kind_findings(seen.kind_known),
        *day_findings(seen.founded_on, on),
    ]
    if seen.founded_on < PARTY_FOUNDED:
        found.append(Finding("org.too_early", "成立日期早于1921年7月，请核对年份。", HOUSE))
    if seen.code_taken:
        found.append(code_taken())
    if seen.due_on is not None and seen.due_on <= seen.founded_on:
        found.append(due_before_start())
    if not seen.parent_open:
        found.append(_superior_ended())
    return found + place_findings(seen.kind, seen.parent_kind)


def code_findings(code: str) -> list[Finding]:
    """Codes stand in addresses, so they hold letters, digits and a few signs."""
    if not code.strip():
        return [Finding("org.no_code", "还没有写组织编码，请填一个没有用过的编码。", HOUSE)]
    if CODE.fullmatch(code) is None or code.lower() in RESERVED:
        return [Finding("org.code_form", "编码用字母、数字和中间的点横线，最多40位。", HOUSE)]
    return []


def code_taken() -> Finding:
    return Finding("org.code_taken", "这个组织编码已经用过，请换一个编码。", HOUSE)


def renaming_findings(
    *, name: str, on: date, today: date, is_open: bool, since: date | None, same: bool,
    short_name: str = "", kind_known: bool = True, kind: str = "", parent_kind: str = "",
    below: Collection[str] = (),
) -> list[Finding]:  # fmt: skip
    """``below`` holds the kinds of the organisations directly below; they must fit a new kind."""
    found = [
        *_name_findings(name, short_name), *_kind_findings(kind_known),
        *day_findings(on, today), *open_findings(is_open),
    ]  # fmt: skip
    if same:
        found.append(Finding("org.same_name", "名称和类别都没有变，不用更名。", HOUSE))
    found += since_findings(
        "org.before_last_change", on, since, says="现在的名称从{since}起用，新名称不能更早。"
    )
    found += place_findings(kind, parent_kind)
    unfit = sum(1 for each in below if place_findings(each, kind))
    if unfit:
        found.append(
            Finding(
                "org.below_unfit",
                "下面有{n}个组织不能设在这类组织下，请先调整它们。",
                HOUSE,
                {"n": unfit},
            )
        )
    return found


def moving_findings(
    *, on: date, today: date, is_open: bool, parent_open: bool, kind: str, parent_kind: str,
    inside: bool, already: bool, since: date | None, is_root: bool,
    parent_since: date | None = None, inside_until: date | None = None,
) -> list[Finding]:  # fmt: skip
    """``inside_until``: the day up to which, after ``on``, the new superior stood below."""
    found = [*day_findings(on, today), *open_findings(is_open)]
    if is_root:
        found.append(Finding("org.is_root", "这是最上级的组织，没有可以调整的上级。", HOUSE))
    if inside:
        found.append(Finding("org.inside_itself", "不能调到自己或下级的下面，请另选上级。", HOUSE))
    elif inside_until is not None:
        found.append(
            Finding(
                "org.was_inside",
                "到{day}新上级还在它下面，请改用之后的日期。",
                HOUSE,
                {"day": inside_until},
            )
        )
    if already:
        found.append(Finding("org.same_superior", "它已经隶属这个上级，不用调整。", HOUSE))
    if not parent_open:
        found.append(_superior_ended())
    found += since_findings(
        "org.before_last_change", on, since, says="现在的隶属从{since}起，新的不能更早。"
    )
    found += since_findings(
        "org.before_superior", on, parent_since, says="新上级{since}才成立，调整日期不能更早。"
    )
    return found + place_findings(kind, parent_kind)


def dissolving_findings(
    *, on: date, today: date, is_open: bool, since: date | None, below: int, members: int,
    holders: int, basis: str, units: int = 0, last_change: date | None = None,
    busy_until: date | None = None,
) -> list[Finding]:  # fmt: skip
    """``below``, ``members``, ``holders``: still there. ``busy_until``: up to when members, posts
    or organisations below are on record; ``last_change``: of name, superior or term."""
    found = [*day_findings(on, today), *open_findings(is_open)]
    if since is not None and on <= since:
        found.append(Finding("org.before_founding", "撤销日期要晚于成立日期，请改日期。", HOUSE))
    elif last_change is not None and on <= last_change:
        found.append(
            Finding(
                "org.before_last_change",
                "{since}还有变更记录，撤销要晚于这一天。",
                HOUSE,
                {"since": last_change},
            )
        )
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
    if units:
        found.append(
            Finding("org.has_units", "还有{n}个单位由它负责，请先移交。", HOUSE, {"n": units})
        )
    if busy_until is not None and on < busy_until:
        found.append(
            Finding(
                "org.busy_until",
                "到{day}还有党员、任职或下级，撤销不能更早。",
                HOUSE,
                {"day": busy_until},
            )
        )
    return found + basis_findings(basis, says="请写明撤销的依据，例如上级批复文号。")


def _name_findings(name: str, short_name: str = "") -> list[Finding]:
    if not name.strip():
        return [Finding("org.no_name", "还没有写组织名称，请填全称。", HOUSE)]
    found = []
    for words, most in ((name, NAME_LENGTH), (short_name, SHORT_LENGTH)):
        if len(words) > most:
            found.append(
                Finding(
                    "org.long_name",
                    "名称有{n}个字，最多{most}个字，请缩短。",
                    HOUSE,
                    {"n": len(words), "most": most},
                )
            )
    return found


def _kind_findings(known: bool) -> list[Finding]:
    return [] if known else [Finding("org.kind", "没有这种组织类别，请从列表里选。", HOUSE)]


def basis_findings(basis: str, *, says: str) -> list[Finding]:
    if not basis.strip():
        return [Finding("org.no_basis", says, HOUSE)]
    if len(basis) > BASIS_LENGTH:
        return [Finding("org.long_basis", "依据最多200个字，请只写文件名和文号。", HOUSE)]
    return []


def day_findings(day: date, today: date) -> list[Finding]:
    if day > today:
        return [Finding("org.future", "日期晚于今天，请改成今天或更早。", HOUSE)]
    return []


def since_findings(code: str, on: date, since: date | None, *, says: str) -> list[Finding]:
    if since is not None and on < since:
        return [Finding(code, says, HOUSE, {"since": since})]
    return []


def open_findings(is_open: bool) -> list[Finding]:
    return [] if is_open else [Finding("org.ended", "这个组织已经撤销，不能再变更。", HOUSE)]


def _superior_ended() -> Finding:
    return Finding("org.superior_ended", "上级组织已经撤销，请另选上级。", HOUSE)


def due_before_start() -> Finding:
    return Finding("org.due_before_start", "换届日期要晚于任期开始的日期。", HOUSE)


def place_findings(kind: str, parent_kind: str) -> list[Finding]:
    """May an organisation of this kind stand below one of that kind? Also for choices of a form."""
    if parent_kind in BRANCHES and kind not in BELOW_BRANCH:
        return [Finding("org.below_branch", "党支部下面只能设党小组，请另选上级。", BRANCH_RULES)]
    if kind in BELOW_BRANCH and parent_kind not in BRANCHES:
        return [Finding("org.group_place", "党小组要设在党支部下面，请选所在支部。", BRANCH_RULES)]
    if kind == LOCAL and parent_kind not in {"", LOCAL}:
        return [Finding("org.local_place", "地方党委只能设在地方党委下面，请另选上级。", "党章")]
    return []
