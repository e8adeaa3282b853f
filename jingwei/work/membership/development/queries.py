"""Who is on the way, where do they stand, and what is next by when? Reads for pages and API."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Left

from jingwei.kernel import names
from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.flows.models import Case, Clock
from jingwei.kernel.orgs.models import Organisation
from jingwei.kernel.rulebook.queries import value_of
from jingwei.work.membership.development.flows import DEVELOPMENT
from jingwei.work.membership.development.kinds import PARTS, Part, State
from jingwei.work.membership.development.models import BranchVote, Development

LISTED = (
    "id", "public_id", "name", "name_sort", "state", "sex", "birth_on", "unit_title", "applied_on",
    "activist_on", "candidate_on", "noticed_on", "voted_on", "approved_on", "probation_until",
    "check_due", "is_talent", "id_tail", "org_id", "org_path", "version", "org__name",
    "org__short_name", "org__code", "org__kind",
)  # fmt: skip


@dataclass(frozen=True)
class Asked:
    """What a list is asked for."""

    under: str = ""
    part: str = ""
    state: str = ""
    name: str = ""
    late: bool = False
    talent: bool = False


def developments(scope: Scope, asked: Asked, on: date) -> QuerySet[Development]:
    """Cases in sight, for a page by key (``name_sort``, ``id``); ends only where asked for."""
    rows = Development.objects.within(scope).select_related("org").only(*LISTED)
    if asked.under:
        rows = rows.under(asked.under)
    if asked.state:
        rows = rows.filter(state=asked.state)
    elif asked.part:
        rows = rows.filter(state__in=PARTS[asked.part])
    else:
        rows = rows.exclude(state__in=(State.ARCHIVED, State.STOPPED))
    if asked.name:
        rows = rows.filter(_named(asked.name))
    if asked.talent:
        rows = rows.filter(is_talent=True)
    if asked.late:
        late = Clock.everything.filter(
            case__flow=DEVELOPMENT.code, case__subject=OuterRef("public_id"),
            state=Clock.State.RUNNING, waits=False, due_on__lt=on,
        )  # fmt: skip
        rows = rows.filter(Exists(late))
    return rows


def _named(text: str) -> Q:
    """Names that begin so."""
    return Q(name__startswith=names.normal(text) or text)


def development(scope: Scope, public_id: Any) -> Development:
    """One case with the people it names. Raises: Development.DoesNotExist out of sight."""
    found: Development = (
        Development.objects.within(scope)
        .select_related(
            "org", "person", "contact_one", "contact_two", "sponsor_one", "sponsor_two"
        )
        .get(public_id=public_id)
    )  # fmt: skip
    return found


@dataclass(frozen=True)
class Line:
    """One case in a list: what is next, by when, and whether that is late."""

    row: Development
    next_step: str
    limit: str = ""
    due_on: date | None = None
    is_late: bool = False
    waits: bool = False


NEXT = {
    State.APPLIED: "talk", State.TALKED: "decide_activist",
    State.ACTIVIST_DECIDED: "file_activist", State.ACTIVIST: "check",
    State.CANDIDATE_DECIDED: "publish", State.NOTICE: "end_notice", State.NOTICED: "consent",
    State.CANDIDATE: "review", State.REVIEWED: "prereview", State.PREREVIEWED: "issue_form",
    State.FORMED: "vote", State.VOTED: "approve", State.PROBATIONARY: "request",
    State.REQUESTED: "vote_full", State.FULL_VOTED: "approve_full",
    State.EXTENSION_VOTED: "approve_extension", State.CANCEL_VOTED: "approve_cancel",
    State.FULL: "archive",
}  # fmt: skip
"""The step that usually comes next; the page of a case offers all of them."""


def lines(rows: Sequence[Development], on: date) -> list[Line]:
    """The rows of a page with their clocks; two queries however many rows."""
    clocks = clocks_of(rows)
    rules = rule_set_on(on)
    return [_line(row, clocks.get(row.public_id, []), on, rules) for row in rows]


def rule_set_on(day: date) -> str:
    """The rule set of a day, as the rulebook names it; the flow's own table says the same."""
    return str(int(value_of("development.rule_set", day)))


def clocks_of(rows: Sequence[Development]) -> dict[Any, list[Clock]]:
    cases = dict(
        Case.everything.filter(
            flow=DEVELOPMENT.code, subject__in=[row.public_id for row in rows]
        ).values_list("pk", "subject")
    )
    found: dict[Any, list[Clock]] = {}
    running = Clock.everything.filter(case__in=list(cases), state=Clock.State.RUNNING)
    for clock in running.order_by("due_on", "id"):
        found.setdefault(cases[clock.case_id], []).append(clock)
    return found


def _line(row: Development, clocks: list[Clock], on: date, rules: str) -> Line:
    verb = NEXT.get(State(row.state), "")
    if row.state == State.CANDIDATE_DECIDED and rules == "2014":
        verb = "file_candidate"
    step = DEVELOPMENT.step(verb, rules) if verb else None
    label = str(step.label) if step else ""
    due = [one for one in clocks if not one.waits] or clocks
    if not due:
        return Line(row, label)
    one = due[0]
    return Line(
        row, label, str(DEVELOPMENT.limit(one.name).title), one.due_on,
        is_late=not one.waits and one.due_on < on, waits=one.waits,
    )  # fmt: skip


def votes_of(row: Development) -> list[BranchVote]:
    return list(
        BranchVote.everything.filter(case=row).select_related("meeting").order_by("on", "id")
    )


@dataclass(frozen=True)
class BoardRow:
    """How many of an organisation's part of the tree stand in each stretch of the way."""

    org: Organisation
    counts: tuple[int, ...]

    @property
    def whole(self) -> int:
        return sum(self.counts)


BOARD = (Part.APPLICANT, Part.ACTIVIST, Part.CANDIDATE, Part.RECEIVING, Part.PROBATION)


def board(scope: Scope, org: Organisation) -> list[BoardRow]:
    """Counts for an organisation and each one directly below it; three queries."""
    counts = {part: Count("id", filter=Q(state__in=PARTS[part])) for part in BOARD}
    part_of = Left("org_path", len(org.path) + paths.STEP)  # a city has 20,000 branches with some
    rows = (
        Development.objects.within(scope).under(org.path)
        .values(place=part_of).annotate(**counts)
    )  # fmt: skip
    sums = {row["place"]: tuple(row[part.value] for part in BOARD) for row in rows}
    below = {
        one.path: one
        for one in Organisation.objects.within(scope).under(org.path).filter(
            path__in=list(sums)
        )
    }  # fmt: skip
    return [BoardRow(below[path], sums[path]) for path in sorted(below)]


def own_developments(person_id: int) -> list[Development]:
    """The own way of the person who is signed in; under ``jw_self`` own rows only."""
    rows = Development.everything.filter(person_id=person_id).defer("id_number", "phone", "address")
    return list(rows.order_by("-applied_on"))
