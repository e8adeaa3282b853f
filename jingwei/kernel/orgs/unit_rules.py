"""When may a unit (enterprise, community, project ...) change? Pure rules, like ``rules``."""

from dataclasses import dataclass
from datetime import date

from jingwei.kernel.findings import Finding
from jingwei.kernel.orgs.rules import HOUSE, basis_findings, day_findings, since_findings
from jingwei.kernel.rulebook.codes import credit_code

STANDARD = "GB 32100-2015"
LENGTHS = {"name": 120, "address": 200}
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True)
class UnitSeen:
    """What is seen of a unit as it is to be written."""

    name: str
    kind_known: bool
    code: str
    code_taken: bool
    org_open: bool
    phone_ok: bool
    division_known: bool
    address: str = ""
    headcount: int | None = None


def unit_findings(seen: UnitSeen) -> list[Finding]:
    """What a unit must be to stand on file."""
    people = seen.headcount
    wrong = (
        (
            not seen.name.strip(),
            Finding("unit.no_name", "还没有写单位名称，请填全称。", HOUSE),
        ),
        (
            len(seen.name) > LENGTHS["name"],
            Finding("unit.long_name", "单位名称最多120个字，请缩短。", HOUSE),
        ),
        (
            len(seen.address) > LENGTHS["address"],
            Finding("unit.long_address", "地址最多200个字，请缩短。", HOUSE),
        ),
        (
            not seen.kind_known,
            Finding("unit.kind", "没有这种单位类别，请从列表里选。", HOUSE),
        ),
        (seen.code_taken, code_taken()),
        (
            not seen.org_open,
            Finding("unit.org_ended", "负责的组织已经撤销，请另选组织。", HOUSE),
        ),
        (
            not seen.phone_ok,
            Finding("unit.phone_form", "电话写手机号，或区号加号码。", HOUSE),
        ),
        (
            not seen.division_known,
            Finding("unit.division", "没有这个区划代码，请从列表里选。", HOUSE),
        ),
        (
            people is not None and not 0 <= people <= MOST_PEOPLE,
            Finding("unit.headcount", "从业人数写0到100万之间的整数。", HOUSE),
        ),
    )
    return [finding for is_wrong, finding in wrong if is_wrong] + code_findings(seen.code)


def code_findings(code: str) -> list[Finding]:
    """A unified social credit code, an old registration number of 15 digits, or nothing."""
    if not code:
        return []
    verdict = credit_code.verdict_of(code)
    if verdict == credit_code.Verdict.FORM:
        return [Finding("unit.code_form", "统一社会信用代码是18位，请对照证照核对。", STANDARD)]
    if verdict in {credit_code.Verdict.CHECK, credit_code.Verdict.ORGANISATION}:
        return [Finding("unit.code_check", "信用代码的校验位对不上，请对照证照核对。", STANDARD)]
    return []


def code_taken() -> Finding:
    return Finding("unit.code_taken", "这个信用代码已经登记过，请先搜索这个单位。", STANDARD)


def change_findings(*, is_open: bool, same: bool) -> list[Finding]:
    found = [] if is_open else [Finding("unit.ended", "这个单位已经注销，不能再变更。", HOUSE)]
    if same:
        found.append(Finding("unit.same", "内容都没有变，不用保存。", HOUSE))
    return found


def opening_findings(*, on: date, today: date) -> list[Finding]:
    return day_findings(on, today)


def editing_findings(*, on: date, today: date, since: date | None) -> list[Finding]:
    found = day_findings(on, today)
    return found + since_findings(
        "unit.before_start", on, since, says="它{since}才设立，不能更早。"
    )


def closing_findings(
    *, on: date, today: date, is_open: bool, since: date | None, organisations: int, basis: str
) -> list[Finding]:
    """``organisations``: open Party organisations that are set up in the unit."""
    found = [*change_findings(is_open=is_open, same=False), *day_findings(on, today)]
    if since is not None and on <= since:
        found.append(Finding("unit.before_start", "注销日期要晚于设立日期，请改日期。", HOUSE))
    if organisations:
        found.append(
            Finding(
                "unit.has_organisations",
                "单位里还有{n}个党组织，请先撤销或改到别的单位。",
                HOUSE,
                {"n": organisations},
            )
        )
    return found + basis_findings(basis, says="请写明注销的依据，例如登记机关的通知。")


def entrusting_findings(
    *, on: date, today: date, is_open: bool, org_open: bool, same: bool, basis: str
) -> list[Finding]:
    """May another organisation become responsible for the unit?"""
    found = [*change_findings(is_open=is_open, same=False), *day_findings(on, today)]
    if same:
        found.append(Finding("unit.same_org", "已经由这个组织负责，不用移交。", HOUSE))
    if not org_open:
        found.append(Finding("unit.org_ended", "负责的组织已经撤销，请另选组织。", HOUSE))
    return found + basis_findings(basis, says="请写明移交的依据，例如会议纪要。")
