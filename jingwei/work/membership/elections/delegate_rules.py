"""How many delegates does a branch send, who may go, and when is a seat vacant? Plain values."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from jingwei.kernel.findings import Finding
from jingwei.kernel.rulebook.counting import candidates_least
from jingwei.work.membership.elections.rules import ELECTION, HOUSE


def allotted(total: int, members: Mapping[int, int]) -> dict[int, int]:
    """Delegates' seats by the members of each branch: one for every branch with a voter, the rest
    by the largest remainders; the first of equals gets it. A proposal, to be changed by hand."""
    units = {unit: n for unit, n in members.items() if n > 0}
    if total < len(units) or not units:
        return dict.fromkeys(units, 0)
    whole = sum(units.values())
    exact = {unit: Decimal(total) * n / whole for unit, n in units.items()}
    seats = {unit: max(1, int(share)) for unit, share in exact.items()}
    order = sorted(units, key=lambda unit: exact[unit] - seats[unit], reverse=True)
    for unit in order[: max(0, total - sum(seats.values()))]:
        seats[unit] += 1
    for unit in reversed(order):
        while sum(seats.values()) > total and seats[unit] > 1:
            seats[unit] -= 1
    return seats


def allotment_findings(seats: Mapping[int, int], members: Mapping[int, int], most: int
                       ) -> list[Finding]:  # fmt: skip
    """May delegates be allotted so? ``members``: branch to those with a vote."""
    found = []
    total = sum(seats.values())
    if total > most:
        found.append(
            Finding("election.many_delegates", "代表一般不超过{most}名，现在{n}名。", ELECTION,
                    {"most": most, "n": total})
        )  # fmt: skip
    if any(n > members.get(unit, 0) for unit, n in seats.items()):
        found.append(
            Finding(
                "election.more_than_members", "有的支部代表名额比有选举权的党员还多。", ELECTION
            )
        )
    return found


def enough_findings(seats: int, names: int, surplus: int) -> list[Finding]:
    """Before a branch votes on its delegates: a fifth more names than seats."""
    least = candidates_least(seats, Decimal(surplus)) if seats > 0 else 0
    if names >= least:
        return []
    return [
        Finding("election.few_candidates", "{office}候选人要{least}名，现在{n}名。", ELECTION,
                {"office": "代表", "least": least, "n": names})
    ]  # fmt: skip


def credential_findings(
    *, state: str, is_valid: bool, words: str, on: date, until: date | None
) -> list[Finding]:
    """May a delegate's credentials be examined so? Once, before the meeting, with a reason where
    they do not hold."""
    found = []
    if state != "elected":
        found.append(Finding("delegate.checked", "这名代表的资格已经审查过，不用再审。", ELECTION))
    if not is_valid and len(words.strip()) < 2:
        found.append(
            Finding("delegate.why", "资格无效的要写明原因。", ELECTION, {"field": "words"})
        )
    if until is not None and on > until:
        found.append(Finding("delegate.late", "大会已经开过，不能再改代表。", HOUSE))
    return found


def vacating_findings(
    *, is_here: bool, why: str, words: str, ended_on: date | None, since: date, on: date
) -> list[Finding]:
    """May it be noted that a delegate's seat has fallen vacant? It is filled by a vote only."""
    found = []
    if not is_here:
        found.append(Finding("delegate.gone", "这名代表已经不在名单上，不用再记。", HOUSE))
    if not why:
        found.append(Finding("delegate.why_gone", "请选出缺的原因。", HOUSE, {"field": "why"}))
    if why == "other" and len(words.strip()) < 2:
        found.append(
            Finding("delegate.other", "选了其他原因，请写一句。", HOUSE, {"field": "words"})
        )
    if ended_on is None or not since <= ended_on <= on:
        found.append(
            Finding("delegate.day", "出缺的日期要在当选以后、今天以前。", HOUSE,
                    {"field": "ended_on"})
        )  # fmt: skip
    return found


def unchecked_findings(waiting: int) -> list[Finding]:
    """The delegates' meeting votes only once the credentials of all were examined."""
    if waiting == 0:
        return []
    return [Finding("delegate.unchecked", "还有{n}名代表没有审查资格。", ELECTION, {"n": waiting})]
