"""What about cases waits for this account? The next step, a talk of help; reminders and no more."""

from datetime import date

from django.utils.translation import gettext as _

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.concerns import LOOK, address, listed
from jingwei.kernel.flows.parts import Place, Step
from jingwei.kernel.register import Concern
from jingwei.kernel.rulebook.queries import value_of
from jingwei.systems.competence.disposition import queries
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.kinds import Role, State
from jingwei.systems.competence.disposition.models import Disposition, HelpTalk, Seat
from jingwei.systems.competence.disposition.onward import next_verb

DAYS_OF_A_MONTH = 31


def steps_to_take(scope: Scope, day: date) -> list[Concern]:
    """Cases on which this account is named and whose next step is for its seat."""
    if not (scope.holds(Duty.MEMBERS_CHANGE) or scope.holds(Duty.MEMBERS_CONFIRM)):
        return []
    rows = list(queries.cases(scope).filter(closed_on=None).order_by("opened_on", "id")[:100])
    roles = _roles(scope, rows)
    mine = [row for row in rows if _is_mine(row, roles.get(row.pk, set()))]

    def one(row: Disposition) -> Concern:
        step = _next(row)
        return Concern(
            title=_("组织处置 {code}：{step}").format(
                code=row.code, step=step.label if step else ""
            ),
            source=_("案上写明由您参与"), url=address("disposition:case", row.public_id),
            act=_("去看"),
        )  # fmt: skip

    return listed(mine[:LOOK], len(mine), one=one, rest=_rest)


def talks_to_hold(scope: Scope, day: date) -> list[Concern]:
    """A member is being helped and nobody has talked with them for longer than was agreed."""
    if not scope.holds(Duty.MEMBERS_CHANGE):
        return []
    rows = list(queries.cases(scope).filter(state=State.IN_RECTIFICATION).order_by("id")[:100])
    if not rows:
        return []
    months = int(value_of("disposition.help.talk.months", day))
    last: dict[int, date] = {}
    for case, on in HelpTalk.objects.filter(case__in=rows).values_list("case_id", "on"):
        last[case] = max(on, last.get(case, on))
    found = []
    for row in rows:
        since = last.get(row.pk) or row.final_on or row.opened_on
        due = date.fromordinal(since.toordinal() + DAYS_OF_A_MONTH * months)
        if due <= day:
            found.append(
                Concern(
                    title=_("组织处置 {code}：帮教谈话").format(code=row.code),
                    source=_("上次谈话是{day}").format(day=since.isoformat()),
                    url=address("disposition:case", row.public_id, step="talk"),
                    act=_("去记"),
                    due_on=due,
                    overdue=due < day,
                )
            )
    return found[:LOOK]


def _rest(count: int) -> Concern:
    return Concern(
        title=_("还有{n}件组织处置等您办").format(n=count), source=_("案上写明由您参与"),
        url=address("disposition:home"), act=_("去看"),
    )  # fmt: skip


def _roles(scope: Scope, rows: list[Disposition]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    if scope.account_id is None:
        return found
    seats = Seat.objects.filter(case__in=rows, account_id=scope.account_id, ended_on=None)
    for case, role in seats.values_list("case_id", "role"):
        found.setdefault(case, set()).add(role)
    return found


def _next(row: Disposition) -> Step | None:
    return DISPOSITION.step(next_verb(row.state, row.form), "2024")


def _is_mine(row: Disposition, roles: set[str]) -> bool:
    step = _next(row)
    if step is None:
        return False
    if step.place is Place.ABOVE:
        return Role.APPROVER in roles
    return bool(roles & {Role.DRAFTER, Role.INVESTIGATOR})
