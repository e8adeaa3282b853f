"""Which posts are looked after as careers, how graded and reviewed; who stands ready; what is to
be solved?"""

from django.db import models
from django.db.models import F, Q

from jingwei.kernel.access.fields import held_field, one_at_a_time, public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.people.kinds import Title
from jingwei.kernel.people.models import Person, Position
from jingwei.kernel.privacy import classes
from jingwei.systems.competence.careers.kinds import (
    CadreKind,
    ProblemState,
    ReviewState,
    Source,
)


class GradeRule(Scoped):
    """A dated local rule of grades: for all organisations below ``org`` while it holds.

    ``grades`` is a list of ``{"code", "title", "asks"}`` from the lowest up; nothing is worked out
    from it: a person reads what a grade asks for and writes the evidence down.
    """

    PRIVACY = classes.PLUMBING | classes.fields(P="title basis grades held")

    public_id = public_id_field()
    title = models.CharField(max_length=120)
    basis = models.CharField(max_length=200)  # the document
    grades = models.JSONField(default=list)
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "grade_rule"
        constraints = (
            one_at_a_time(
                "one_grade_rule_at_a_time", "org_id", says="这段时间里，已有一套职级办法。"
            ),
        )

    def __str__(self) -> str:
        return self.title

    def grade(self, code: str) -> dict[str, str]:
        return next((dict(one) for one in self.grades if one["code"] == code), {})


class CadrePost(Scoped):
    """Somebody's post that stands under the scheme of careers, on top of the kernel's position."""

    PRIVACY = classes.PLUMBING | classes.fields(C="person position source held", P="kind")

    public_id = public_id_field()
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=CadreKind)
    source = models.CharField(max_length=10, choices=Source, blank=True)
    held = held_field()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "cadre_post"
        constraints = (
            one_at_a_time(
                "one_career_of_a_position", "position_id", says="这个任职已经纳入，不用再纳入。"
            ),
        )

    def __str__(self) -> str:
        return f"{self.position_id} {self.held}"


class Grading(Scoped):
    """The grade of a post for a time, by which local rule, on what evidence; pay band if noted."""

    PRIVACY = classes.PLUMBING | classes.fields(
        C="cadre person grade evidence pay_band held", P="rule", I="basis"
    )

    public_id = public_id_field()
    cadre = models.ForeignKey(CadrePost, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    rule = models.ForeignKey(GradeRule, on_delete=models.PROTECT, related_name="+")
    grade = models.CharField(max_length=20)
    evidence = models.CharField(max_length=600)
    pay_band = models.CharField(max_length=40, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    held = held_field()

    class Meta(Scoped.Meta):
        db_table = "grading"
        constraints = (
            one_at_a_time("one_grade_at_a_time", "cadre_id", says="这段时间里已经定过职级。"),
        )

    def __str__(self) -> str:
        return f"{self.grade} {self.held}"

    @property
    def label(self) -> str:
        return str(self.rule.grade(self.grade).get("title", self.grade))


class Review(Scoped):
    """The talk of the year in words: the cadre's own, the township's, the cadre's answer.

    There is no mark, no grade and no number in it, and nothing follows from it by itself.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        C="cadre person own_words words answer said_on", I="year state"
    )

    public_id = public_id_field()
    cadre = models.ForeignKey(CadrePost, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=ReviewState, default=ReviewState.OPENED)
    own_words = models.TextField(blank=True)
    words = models.TextField(blank=True)
    answer = models.TextField(blank=True)
    said_on = models.DateField(null=True)

    class Meta(Scoped.Meta):
        db_table = "review"
        constraints = (
            models.UniqueConstraint(
                fields=("cadre", "year"), name="one_review_a_year",
                violation_error_message="这一年的谈话已经开始了。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.year} {self.cadre_id}"


class Reserve(Scoped):
    """Somebody who agreed to be prepared for a post of ``org``, who helps, and by what plan."""

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person helper plan held why_ended", I="consent_on", P="title"
    )

    public_id = public_id_field()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=16, choices=Title, default=Title.SECRETARY)
    consent_on = models.DateField()
    helper = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    plan = models.CharField(max_length=600)
    held = held_field()
    why_ended = models.CharField(max_length=300, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "reserve"
        constraints = (
            one_at_a_time(
                "one_reserve_at_a_time", "org_id", "person_id",
                says="这段时间里，已经是这个组织的后备干部。",
            ),
            models.CheckConstraint(
                condition=Q(helper=None) | ~Q(helper=F("person")), name="reserve_helped_by_another"
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person_id} {self.held}"


class Problem(Scoped):
    """One real problem of a unit: who answers for it, until when, what came of it, who said so.

    ``affected`` are those whom it concerns; the list is closed by what they say, not by a report.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        I="title words affected due_on state result solved_on confirmed_on listed_on",
        C="owner confirmed_by confirmed_words",
    )

    public_id = public_id_field()
    title = models.CharField(max_length=120)
    words = models.CharField(max_length=600, blank=True)
    affected = models.CharField(max_length=120)
    owner = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    listed_on = models.DateField()
    due_on = models.DateField()
    state = models.CharField(max_length=10, choices=ProblemState, default=ProblemState.OPEN)
    result = models.CharField(max_length=600, blank=True)
    solved_on = models.DateField(null=True)
    confirmed_by = models.CharField(max_length=60, blank=True)
    confirmed_words = models.CharField(max_length=300, blank=True)
    confirmed_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "problem"
        indexes = (
            models.Index(fields=("due_on", "id"), name="problem_by_day"),
            models.Index(fields=("org", "state"), name="problem_of_org"),
        )
        constraints = (
            models.CheckConstraint(
                condition=~Q(state=ProblemState.CONFIRMED)
                | Q(confirmed_on__isnull=False) & ~Q(confirmed_by="") & ~Q(result=""),
                name="problem_closed_by_result_and_word",
            ),
        )

    def __str__(self) -> str:
        return self.title


class PostHandover(Scoped):
    """What was open when a post changed hands, and to whom it went."""

    PRIVACY = classes.PLUMBING | classes.fields(
        C="cadre successor items words", I="on made_by made_at"
    )

    public_id = public_id_field()
    cadre = models.ForeignKey(CadrePost, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    on = models.DateField()
    items = models.JSONField(default=list)
    words = models.CharField(max_length=600, blank=True)
    made_by = models.ForeignKey(
        "access.Account", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField()

    class Meta(Scoped.Meta):
        db_table = "post_handover"

    def __str__(self) -> str:
        return f"{self.on} {self.cadre_id}"
