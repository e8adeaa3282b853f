"""Whose careers are looked after, what is vacant, who stands ready, what is unsolved? Reads."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from jingwei.kernel.access import paths
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.orgs.kinds import UnitKind
from jingwei.kernel.people.kinds import Title
from jingwei.kernel.people.models import Person, Position, Post
from jingwei.systems.competence.careers.kinds import ProblemState, ReviewState
from jingwei.systems.competence.careers.models import (
    CadrePost,
    GradeRule,
    Grading,
    PostHandover,
    Problem,
    Reserve,
    Review,
)

GRASSROOTS = (UnitKind.VILLAGE, UnitKind.COMMUNITY)
HEADS = (Title.SECRETARY, Title.DEPUTY)


def cadres(scope: Scope, *, on: date, kind: str = "", ended: bool = False) -> QuerySet[CadrePost]:
    """Posts under the scheme, for a page by key (``org_path``, ``id``)."""
    found = CadrePost.objects.within(scope).select_related("org", "person", "position__post")
    found = found.exclude(held__contains=on) if ended else found.filter(held__contains=on)
    return found.filter(kind=kind) if kind else found


def cadre(scope: Scope, public_id: Any) -> CadrePost:
    """Raises: CadrePost.DoesNotExist out of sight."""
    found: CadrePost = (
        CadrePost.objects.within(scope)
        .select_related("org", "person", "position__post").get(public_id=public_id)
    )  # fmt: skip
    return found


def positions_to_enter(scope: Scope, path: str, on: date) -> QuerySet[Position]:
    """Posts held today below an organisation that are not under the scheme yet."""
    entered = CadrePost.everything.filter(position=OuterRef("pk"), held__contains=on)
    rows = Position.objects.within(scope).under(path).filter(
        held__contains=on, person__isnull=False, post__title__in=(*HEADS, *Title.values[2:8])
    )  # fmt: skip
    return rows.filter(~Exists(entered)).select_related("org", "post", "person")


def grades_of(cadres: list[CadrePost], on: date) -> dict[int, Grading]:
    """The grade of each on a day; one query for a page."""
    rows = Grading.everything.filter(
        cadre__in=[one.pk for one in cadres], held__contains=on
    ).select_related("rule")  # fmt: skip
    return {row.cadre_id: row for row in rows}


def gradings(cadre: CadrePost) -> list[Grading]:
    return list(Grading.everything.filter(cadre=cadre).select_related("rule").order_by("-held"))


def last_grading(cadre: CadrePost) -> Grading | None:
    found: Grading | None = Grading.everything.filter(cadre=cadre).order_by("-held").first()
    return found


def grade_rule_on(path: str, on: date) -> GradeRule | None:
    """The local rule in force on a day: that of the nearest organisation above."""
    places = [*paths.ancestors(path), path]
    found: GradeRule | None = (
        GradeRule.everything.filter(org_path__in=places, held__contains=on)
        .order_by("-org_path").first()
    )  # fmt: skip
    return found


def grade_rules(scope: Scope) -> list[GradeRule]:
    """Local rules in sight: those of the scope's part, and those of above that hold for it."""
    if scope.is_empty:
        return []
    own = Q(org_path__gte=scope.path, org_path__lt=scope.hi)
    rows = GradeRule.everything.filter(own | Q(org_path__in=paths.ancestors(scope.path)))
    return list(rows.order_by("org_path", "-held")[:100])


def reviews(cadre: CadrePost) -> list[Review]:
    return list(Review.everything.filter(cadre=cadre).order_by("-year"))


def review(scope: Scope, public_id: Any) -> Review:
    """Raises: Review.DoesNotExist out of sight."""
    found: Review = (
        Review.objects.within(scope)
        .select_related("org", "person", "cadre__position__post").get(public_id=public_id)
    )  # fmt: skip
    return found


def open_reviews(scope: Scope, *states: str) -> QuerySet[Review]:
    rows = Review.objects.within(scope).filter(state__in=states or ReviewState.values[:-1])
    return rows.select_related("org", "person", "cadre__position__post")


@dataclass(frozen=True)
class Vacancy:
    """A seat that nobody holds, since when, and who stands ready for it."""

    post: Post
    since: date | None
    reserve: int


def vacancies(scope: Scope, path: str, on: date) -> QuerySet[Post]:
    """Seats of secretary and deputy below an organisation that nobody holds today."""
    held = Position.everything.filter(post=OuterRef("pk"), held__contains=on)
    rows = Post.objects.within(scope).under(path).filter(held__contains=on, title__in=HEADS)
    return rows.filter(~Exists(held)).select_related("org")


def vacancies_told(posts: list[Post], on: date) -> list[Vacancy]:
    """Since when each is vacant, and how many stand ready there; two queries."""
    ids = [post.pk for post in posts]
    since: dict[int, date] = {}
    ended = Position.everything.filter(post__in=ids, held__endswith__lte=on)
    for post, stretch in ended.values_list("post", "held"):
        since[post] = max(since.get(post, stretch.upper), stretch.upper)
    ready: dict[int, int] = {}
    for org in Reserve.everything.filter(
        org__in={post.org_id for post in posts}, held__contains=on
    ).values_list("org", flat=True):
        ready[org] = ready.get(org, 0) + 1
    return [Vacancy(post, since.get(post.pk), ready.get(post.org_id, 0)) for post in posts]


def reserves(scope: Scope, *, on: date, path: str = "") -> QuerySet[Reserve]:
    found = Reserve.objects.within(scope).filter(held__contains=on)
    found = found.under(path) if path else found
    return found.select_related("org", "person", "helper")


def reserve(scope: Scope, public_id: Any) -> Reserve:
    """Raises: Reserve.DoesNotExist out of sight."""
    found: Reserve = (
        Reserve.objects.within(scope).select_related("org", "person").get(public_id=public_id)
    )
    return found


def problems(
    scope: Scope, *, under: str = "", state: str = "", overdue_on: date | None = None
) -> QuerySet[Problem]:
    """The lists of units in sight, for a page by key (``due_on``, ``id``)."""
    found = Problem.objects.within(scope).select_related("org", "owner")
    if under:
        found = found.under(under)
    if state:
        found = found.filter(state=state)
    if overdue_on:
        found = found.filter(state=ProblemState.OPEN, due_on__lt=overdue_on)
    return found


def problem(scope: Scope, public_id: Any) -> Problem:
    """Raises: Problem.DoesNotExist out of sight."""
    found: Problem = (
        Problem.objects.within(scope).select_related("org", "owner").get(public_id=public_id)
    )
    return found


def problems_owned(cadre: CadrePost) -> QuerySet[Problem]:
    """What the holder of a post answers for and is not closed."""
    return Problem.everything.filter(
        org=cadre.org_id, owner=cadre.person_id,
        state__in=(ProblemState.OPEN, ProblemState.SOLVED),
    ).order_by("due_on", "id")  # fmt: skip


def matters_of(cadre: CadrePost) -> list[dict[str, str]]:
    """All that is open at a post: for the list of a handover."""
    found = [
        {"what": "问题清单", "title": row.title, "due": row.due_on.isoformat(),
         "state": str(row.get_state_display())}
        for row in problems_owned(cadre)
    ]  # fmt: skip
    found += [
        {"what": "年度谈话", "title": f"{row.year}年", "due": "",
         "state": str(row.get_state_display())}
        for row in Review.everything.filter(cadre=cadre).exclude(state=ReviewState.CLOSED)
    ]  # fmt: skip
    return found


def handovers(cadre: CadrePost) -> list[PostHandover]:
    rows = PostHandover.everything.filter(cadre=cadre).select_related("successor", "org")
    return list(rows.order_by("-on", "-id"))


def own_careers(person: int) -> list[CadrePost]:
    """The own posts under the scheme; ask under ``jw_self``."""
    rows = CadrePost.everything.filter(person=person).select_related("position__post", "org")
    return list(rows.order_by("-held"))


def own_reviews(person: int) -> list[Review]:
    return list(Review.everything.filter(person=person).order_by("-year", "-id"))


def person_in(scope: Scope, public_id: Any) -> Person | None:
    """A member in sight; None for everything else."""
    found: Person | None = Person.objects.within(scope).filter(public_id=public_id).first()
    return found


def own_reserve(person: int) -> list[Reserve]:
    return list(Reserve.everything.filter(person=person).order_by("-held"))
