"""Which cases are mine, who sits on them, what is in them? Closed unless somebody is named."""

from uuid import UUID

from django.db.models import QuerySet

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.findings import Finding
from jingwei.kernel.orgs.models import Organisation
from jingwei.systems.competence.disposition import rules
from jingwei.systems.competence.disposition.models import (
    Disposition,
    HelpTalk,
    Point,
    Seat,
    SetAside,
    Tick,
)
from jingwei.systems.competence.disposition.rules import Ballot
from jingwei.work.meetings.kinds import State as MeetingState
from jingwei.work.meetings.models import Meeting, Vote


def cases(scope: Scope) -> QuerySet[Disposition]:
    """Cases on which this account is named, in the range it acts in; nobody's without a name.

    The range alone never admits: neither a superior nor a colleague of the same office.
    """
    if scope.account_id is None or scope.is_empty:
        return Disposition.everything.none()
    rows = Disposition.objects.within(scope).filter(named__contains=[scope.account_id])
    return rows.select_related("org", "person")


def case(scope: Scope, public_id: UUID) -> Disposition | None:
    """One of them; None for everything else, whether it exists or not."""
    return cases(scope).filter(public_id=public_id).first()


def own_cases(oneself: Scope) -> list[Disposition]:
    """What concerns the person who is signed in. Ask as oneself."""
    if oneself.person_id is None:
        return []
    rows = Disposition.everything.filter(person_id=oneself.person_id)
    return list(rows.select_related("org").order_by("-opened_on", "-id"))


def own_case(by: Scope, public_id: UUID) -> Disposition | None:
    """The case of the person who acts, in the range of its branch."""
    rows = Disposition.everything.filter(public_id=public_id, person_id=by.person_id)
    return rows.select_related("org").first()


def seats_of(case: Disposition) -> list[Seat]:
    """Who sits on a case now."""
    return list(Seat.objects.filter(case=case, ended_on=None).order_by("role", "id"))


def points_of(case: Disposition) -> list[Point]:
    return list(Point.objects.filter(case=case).order_by("number"))


def waiting_points(case: Disposition) -> int:
    """How many things the member put forward have no answer yet; an appeal has its own way."""
    return Point.objects.filter(case=case, answered_at=None).exclude(kind="appeal").count()


def set_aside(case: Disposition) -> list[SetAside]:
    return list(SetAside.objects.filter(case=case).order_by("at", "id"))


def ticks_of(case: Disposition) -> dict[tuple[str, int], Tick]:
    return {(one.phase, one.position): one for one in Tick.objects.filter(case=case)}


def talks_of(case: Disposition) -> list[HelpTalk]:
    return list(HelpTalk.objects.filter(case=case).order_by("on"))


def meeting_named(case: Disposition, said: str) -> tuple[Meeting | None, Vote | None]:
    """The recorded meeting of this branch with that id, and its first vote."""
    public_id = _uuid(said)
    if public_id is None:
        return None, None
    meeting = Meeting.everything.filter(
        public_id=public_id, org_id=case.org_id, state=MeetingState.CLOSED
    ).first()
    vote = Vote.everything.filter(meeting=meeting).order_by("position").first() if meeting else None
    return meeting, vote


def recorded_ballot(case: Disposition, said: str) -> tuple[Ballot | None, list[Finding]]:
    """What the meeting's own record counted, where one is named; or why it cannot be."""
    if not said.strip():
        return None, []
    meeting, vote = meeting_named(case, said)
    if meeting is None or vote is None:
        return None, [
            Finding("disposition.meeting", "没有找到这次会的表决，请核对编号。", rules.HOUSE,
                    {"field": "meeting"})
        ]  # fmt: skip
    return Ballot(meeting.entitled, meeting.entitled_present, vote.yes, vote.no, vote.abstained), []


def votes_to_choose(case: Disposition) -> list[Meeting]:
    """Recorded member meetings of the branch since the case began, for the step of the vote."""
    rows = Meeting.everything.filter(
        org_id=case.org_id, state=MeetingState.CLOSED, on__gte=case.opened_on,
        kinds__contains=["member_meeting"],
    )  # fmt: skip
    return list(rows.defer("agenda", "excuses").order_by("-on", "-id")[:20])


def organisation(scope: Scope, code: str) -> Organisation | None:
    found: Organisation | None = Organisation.objects.within(scope).filter(code=code).first()
    return found


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text.strip())
    except ValueError:
        return None
