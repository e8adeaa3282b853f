"""When may a term, a tie or the contact of an organisation change? Pure rules, like ``rules``."""

from dataclasses import dataclass
from datetime import date

from jingwei.kernel.findings import Finding
from jingwei.kernel.orgs.rules import (
    BRANCH_RULES,
    BRANCHES,
    HOUSE,
    basis_findings,
    day_findings,
    due_before_start,
    open_findings,
    since_findings,
)

ELECTIONS = "基层组织选举工作条例"
TERMLESS = frozenset({"temporary_branch", "functional_org", "department", "leading_group"})
TERM_NUMBERS = (
    "term.branch.years",
    "term.village_community.years",
    "term.organ_committee.years",
    "term.organ_general_branch.years",
)
NO_TERM = Finding("org.nothing_to_end", "没有登记任期，不用结束。", HOUSE)
NO_TIE = Finding("org.nothing_to_end", "现在没有这种关系，不用结束。", HOUSE)
NO_DUAL = Finding("org.nothing_to_end", "现在没有双重管理关系，不用结束。", HOUSE)


@dataclass(frozen=True)
class TermSeen:
    """What is seen when a term of office is to begin. ``years`` is the rule's length."""

    on: date
    due_on: date
    years: int
    kind: str
    since: date | None
    last_began: date | None
    is_open: bool
    basis: str = ""


def term_years(kind: str, unit_kind: str, numbers: dict[str, int]) -> int:
    """How long a term of this body is. Source: 支部工作条例; 机关基层组织工作条例."""
    if unit_kind in {"community", "village"}:
        return numbers["term.village_community.years"]
    if kind == "general_branch" and unit_kind == "organ":
        return numbers["term.organ_general_branch.years"]
    if kind in BRANCHES:
        return numbers["term.branch.years"]
    return numbers["term.organ_committee.years"]


def term_findings(seen: TermSeen, *, today: date) -> list[Finding]:
    """A term of the rule's length; a year more needs the approval named (R-E)."""
    found = [*day_findings(seen.on, today), *open_findings(seen.is_open)]
    if seen.kind in TERMLESS:
        found.append(Finding("org.no_term", "这类组织没有任期，不用登记换届。", BRANCH_RULES))
    found += since_findings(
        "org.before_founding", seen.on, seen.since, says="它{since}才成立，届期不能更早。"
    )
    if seen.last_began is not None and seen.on <= seen.last_began:
        found.append(
            Finding(
                "org.before_last_term",
                "上一届从{since}起，新一届要晚于它。",
                HOUSE,
                {"since": seen.last_began},
            )
        )
    if seen.due_on <= seen.on:
        return [*found, due_before_start()]
    longest = _years_after(seen.on, seen.years + 1)
    if seen.due_on > longest:
        found.append(
            Finding(
                "org.long_term",
                "任期{n}年，延期最多一年，最晚写{day}。",
                ELECTIONS,
                {"n": seen.years, "day": longest},
            )
        )
    elif seen.due_on > _years_after(seen.on, seen.years) and not seen.basis.strip():
        found.append(
            Finding(
                "org.no_basis",
                "换届晚于{n}年，请写明批准延期的文号。",
                ELECTIONS,
                {"n": seen.years},
            )
        )
    return found


def ending_findings(
    *, on: date, today: date, since: date | None, none: Finding, basis: str
) -> list[Finding]:
    """The end of a term or a tie that began on ``since`` (None: there is none to end)."""
    if since is None:
        return [none]
    found = day_findings(on, today) + basis_findings(basis, says="请写明结束的依据，例如批复文号。")
    if on <= since:
        found.append(
            Finding(
                "org.end_before_start",
                "它{since}才开始，结束要晚于这一天。",
                HOUSE,
                {"since": since},
            )
        )
    return found


def dual_findings(
    *, on: date, today: date, same: bool, is_superior: bool, below: bool, already: bool,
    both_open: bool, since: date | None, basis: str,
) -> list[Finding]:  # fmt: skip
    """May another organisation manage this one beside its superior? Affiliation never changes."""
    found = day_findings(on, today)
    if same:
        found.append(Finding("org.dual_itself", "不能和自己双重管理，请另选组织。", HOUSE))
    if is_superior:
        found.append(Finding("org.dual_superior", "它就是隶属上级，不用再登记双重管理。", HOUSE))
    if below:
        found.append(Finding("org.dual_below", "下级不能管理上级，请另选组织。", HOUSE))
    if already:
        found.append(Finding("org.dual_already", "这两个组织已经是双重管理关系。", HOUSE))
    if not both_open:
        found.append(Finding("org.ended", "有一方已经撤销，不能再登记。", HOUSE))
    found += since_findings(
        "org.before_founding", on, since, says="有一方{since}才成立，不能更早。"
    )
    return found + basis_findings(basis, says="请写明依据，例如双重管理约定的文号。")


def tie_findings(
    *, on: date, today: date, known: bool, same: bool, is_superior: bool, already: bool,
    both_open: bool, since: date | None, basis: str,
) -> list[Finding]:  # fmt: skip
    """May these two be tied by hand? Affiliation and lineage have acts of their own."""
    found = day_findings(on, today)
    if not known:
        found.append(Finding("org.tie_kind", "这种关系不在这里登记，请从列表里选。", HOUSE))
    if same:
        found.append(Finding("org.tie_itself", "不能和自己建立关系，请另选组织。", HOUSE))
    if is_superior:
        found.append(Finding("org.tie_superior", "它就是隶属上级，不用再登记这种关系。", HOUSE))
    if already:
        found.append(Finding("org.tie_already", "这两个组织这时已有同类关系，不用再登。", HOUSE))
    if not both_open:
        found.append(Finding("org.ended", "有一方已经撤销，不能再登记。", HOUSE))
    found += since_findings(
        "org.before_founding", on, since, says="有一方{since}才成立，不能更早。"
    )
    return found + basis_findings(basis, says="请写明依据，例如联建协议的文号。")


def contact_findings(
    *, is_open: bool, same: bool, contact: str, phone_ok: bool
) -> list[Finding]:  # fmt: skip
    found = open_findings(is_open)
    if same:
        found.append(Finding("org.same_contact", "联系人和电话都没有变，不用保存。", HOUSE))
    if len(contact) > 50:
        found.append(Finding("org.long_contact", "联系人最多50个字，请只写姓名。", HOUSE))
    if not phone_ok:
        found.append(
            Finding("org.phone_form", "电话写手机号，或区号加号码，例如0513-85110000。", HOUSE)
        )
    return found


def unit_findings(*, is_open: bool, same: bool, unit_open: bool) -> list[Finding]:
    """May an organisation be set up in this unit?"""
    found = open_findings(is_open)
    if same:
        found.append(Finding("org.same_unit", "所在单位没有变，不用保存。", HOUSE))
    if not unit_open:
        found.append(Finding("unit.ended", "这个单位已经注销，请另选单位。", HOUSE))
    return found


def _years_after(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
