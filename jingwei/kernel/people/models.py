"""Who are the members, where do they belong, and which posts do they hold?"""

from datetime import date

from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.utils.translation import gettext_lazy as _

from jingwei.kernel.access.fields import (
    held_field,
    known_field,
    one_at_a_time,
    precision_field,
    public_id_field,
)
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.people.kinds import Began, Category, Ended, Home, Sex, State, Title
from jingwei.kernel.privacy import classes

SEPARATOR = "\x1f"
UNKNOWN = date.max


def known_or_last(column: str) -> Case:
    """The day of ``column``, the last of all days where there is none: what lists are ordered by.

    CASE and not COALESCE: only CASE may be looked up in an index before the policy of the table.
    """
    return Case(
        When(**{f"{column}__isnull": True}, then=Value(UNKNOWN)),
        default=F(column),
        output_field=models.DateField(),
    )


class Person(Scoped):
    """A person on file. ``org`` is the home branch today and says who may see the file.

    ID number, phones and address are sealed (``privacy.sealing``); ``*_index`` is their keyed
    blind index, ``*_tail`` the last four characters. A person without an ID number is possible
    and shown as such.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        C="name name_sort name_key pinyin initials sex ethnicity birth_on birth_precision"
        " education degree joined_on joined_precision full_on full_precision native_place"
        " work_post unit_title id_tail phone_tail floating_to lost_since lost_precision is_gone",
        S="id_number id_index phone phone_index landline landline_index address address_index",
        I="merged_into updated_at",
    )

    public_id = public_id_field()
    name = models.CharField(max_length=50)
    name_sort = models.CharField(max_length=200, db_collation="C")  # surname reading first
    # The name as it is compared and searched: the part of name_sort behind its separator.
    name_key = models.GeneratedField(
        expression=Func(F("name_sort"), Value(SEPARATOR), Value(2), function="split_part"),
        output_field=models.CharField(max_length=200, db_collation="C"),
        db_persist=True,
    )
    pinyin = models.CharField(max_length=200, blank=True, db_collation="C")
    initials = models.CharField(max_length=50, blank=True, db_collation="C")
    sex = models.CharField(max_length=1, choices=Sex, default=Sex.UNKNOWN)
    ethnicity = models.CharField(max_length=2, blank=True)  # GB/T 3304
    birth_on = models.DateField(null=True)
    birth_precision = precision_field()
    education = models.CharField(max_length=2, blank=True)  # GB/T 4658
    degree = models.CharField(max_length=3, blank=True)  # GB/T 6864
    joined_on = models.DateField(null=True)
    joined_precision = precision_field()
    full_on = models.DateField(null=True)
    full_precision = precision_field()
    native_place = models.CharField(max_length=60, blank=True)
    work_post = models.CharField(max_length=60, blank=True)
    unit_title = models.CharField(max_length=120, blank=True)
    id_number = models.BinaryField(null=True)
    id_index = models.BinaryField(null=True, max_length=16)
    id_tail = models.CharField(max_length=4, blank=True)
    phone = models.BinaryField(null=True)
    phone_index = models.BinaryField(null=True, max_length=16)
    phone_tail = models.CharField(max_length=4, blank=True)
    landline = models.BinaryField(null=True)
    landline_index = models.BinaryField(null=True, max_length=16)
    address = models.BinaryField(null=True)
    address_index = models.BinaryField(null=True, max_length=16)
    floating_to = models.CharField(max_length=60, blank=True)
    lost_since = models.DateField(null=True)
    lost_precision = precision_field()
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    # No open home branch. A trigger on membership keeps it, so nobody can forget to; lists and
    # counts need it on the row itself.
    is_gone = models.BooleanField(default=False, db_default=False)
    is_demo = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(null=True)

    class Meta(Scoped.Meta):
        db_table = "person"
        indexes = (
            # The order of every list, and all that a search asks of a name without its row.
            models.Index(
                fields=("name_sort", "id"), name="person_by_name",
                include=("org_path", "initials", "merged_into", "is_gone"),
            ),
            models.Index(known_or_last("birth_on"), "id", name="person_by_birth"),
            models.Index(known_or_last("joined_on"), "id", name="person_by_joining"),
            models.Index(fields=("id_tail",), name="person_id_tail"),
            models.Index(fields=("phone_tail",), name="person_phone_tail"),
            # The small groups that the list shows with their counts.
            models.Index(
                fields=("org_path",), name="person_floating",
                condition=~Q(floating_to="") & Q(is_gone=False),
            ),
            models.Index(
                fields=("org_path",), name="person_unnumbered",
                condition=Q(id_index=None, is_gone=False),
            ),
            models.Index(fields=("org_path",), name="person_gone", condition=Q(is_gone=True)),
        )  # fmt: skip
        constraints = (
            models.UniqueConstraint(fields=("id_index",), name="one_file_for_an_id_number"),
            models.CheckConstraint(
                condition=Q(id_number__isnull=True, id_index__isnull=True)
                | Q(id_number__isnull=False, id_index__isnull=False),
                name="id_number_with_its_index",
            ),
        )

    def __str__(self) -> str:
        return self.name


class Membership(Scoped):
    """A stretch of belonging: branch, category and state stay the same from ``held.lower`` up to
    but not including ``held.upper``. History is closed, never overwritten.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person kind category state held began ended", I="basis"
    )

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=8, choices=Home, default=Home.HOME)
    category = models.CharField(max_length=12, choices=Category)
    state = models.CharField(max_length=10, choices=State, default=State.NORMAL)
    held = held_field()
    began = models.CharField(max_length=16, choices=Began)
    ended = models.CharField(max_length=16, choices=Ended, blank=True)
    basis = models.CharField(max_length=200, blank=True)
    known_from = known_field()

    class Meta(Scoped.Meta):
        db_table = "membership"
        indexes = (
            models.Index(fields=("org",), name="membership_of_org"),
            models.Index(fields=("person",), name="membership_of_person"),
            # Counts members of a category below an organisation without touching their rows.
            models.Index(
                fields=("category", "org_path"), name="membership_at_home",
                condition=Q(kind=Home.HOME, held__endswith=None),
            ),
        )  # fmt: skip
        # An exclusion constraint over all rows costs 21 s of a city's first import (ADR 0004), so
        # the open rows of that import stand under a unique key and a trigger instead.
        constraints = (
            models.UniqueConstraint(
                fields=("person",),
                condition=Q(kind=Home.HOME, held__endswith=None),
                name="one_open_home_branch",
                violation_error_message="该党员已有组织关系所在支部，请先办理转出。",
            ),
            one_at_a_time(
                "one_home_branch_at_a_time", "person_id",
                condition=Q(kind=Home.HOME) & ~Q(began=Began.OPENING, held__endswith=None),
                says="这段时间里，该党员已有组织关系所在支部，请先办理转出。",
            ),
            one_at_a_time(
                "one_branch_of_a_kind_at_a_time", "person_id", "org_id",
                condition=~Q(kind=Home.HOME),
                says="这段时间里，该党员已有同类组织关系。",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.person_id} {self.org_id} {self.held}"


class Post(Scoped):
    """A seat in an organisation that ought to be filled during ``held``."""

    PRIVACY = classes.PLUMBING | classes.fields(P="title seat held")

    public_id = public_id_field()
    title = models.CharField(max_length=16, choices=Title)
    seat = models.PositiveSmallIntegerField(default=1)  # second deputy, third member ...
    held = held_field()
    known_from = known_field()

    class Meta(Scoped.Meta):
        db_table = "post"
        constraints = (
            models.UniqueConstraint(fields=("org", "title", "seat"), name="one_seat_of_a_number"),
        )

    def __str__(self) -> str:
        return str(self.get_title_display())


class Position(Scoped):
    """Who holds a seat, from when to when; ``due_on`` is the end of the term."""

    PRIVACY = classes.PLUMBING | classes.fields(C="person name held due_on", P="post")

    public_id = public_id_field()
    post = models.ForeignKey(Post, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=50)  # as on the roster; the file may be elsewhere
    held = held_field()
    due_on = models.DateField(null=True)
    known_from = known_field()

    class Meta(Scoped.Meta):
        db_table = "position"
        constraints = (
            one_at_a_time(
                "one_holder_at_a_time", "post_id", says="这段时间里，这个职务已有人担任。"
            ),
        )

    def __str__(self) -> str:
        return self.name


class Opening(Scoped):
    """What a city brought with it on the first day, so that nothing is overdue for lack of history.

    ``value`` is text of the ``kind``: a month ``2026-09`` for dues, a code for a case under way.
    """

    class Kind(models.TextChoices):
        DUES_PAID_TO = "dues_paid_to", "党费已交至"
        DUES_MONTHLY = "dues_monthly", "月党费"
        DEVELOPMENT_STAGE = "development_stage", "发展阶段"
        CASE_UNDER_WAY = "case_under_way", "在办事项"
        APPLIED_ON = "applied_on", "申请入党日期"

    PRIVACY = classes.PLUMBING | classes.fields(C="person kind value as_of")

    # Found by the unique key, which begins with the person.
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    kind = models.CharField(max_length=20, choices=Kind)
    value = models.CharField(max_length=60)
    as_of = models.DateField()

    class Meta(Scoped.Meta):
        db_table = "opening"
        constraints = (
            models.UniqueConstraint(fields=("person", "kind"), name="one_opening_of_a_kind"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.value}"


class Correction(Scoped):
    """What is put right by two people: two files made one, a wrong ID number, what a member says
    is wrong in the own file. Asked by one account, decided by another.

    ``sealed`` holds what is to stand in the file; its AAD is this row's public id. Whoever asked
    may take it back before anybody decided; then nobody decided and ``decided_by`` stays empty.
    """

    class Kind(models.TextChoices):
        MERGE = "merge", _("合并重复档案")
        ID_NUMBER = "id_number", _("更正身份证号")
        OWN = "own", _("本人申请更正")
        ERASE = "erase", _("删除个人信息")

    class Outcome(models.TextChoices):
        OPEN = "open", _("待核定")
        DONE = "done", _("已同意")
        DECLINED = "declined", _("未同意")
        WITHDRAWN = "recalled", _("已撤回")

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person other kind", S="sealed sealed_index", I="reason outcome asked_by asked_at"
        " decided_by decided_at office answer",
    )  # fmt: skip

    public_id = public_id_field()
    kind = models.CharField(max_length=10, choices=Kind)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    other = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField(null=True)
    sealed_index = models.BinaryField(null=True, max_length=16)
    reason = models.CharField(max_length=300)
    outcome = models.CharField(max_length=8, choices=Outcome, default=Outcome.OPEN)
    asked_by = models.ForeignKey("access.Account", on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    office = models.ForeignKey(  # of the post that decided
        "orgs.Organisation", null=True, on_delete=models.PROTECT, related_name="+",
        db_constraint=False, db_index=False,
    )  # fmt: skip
    answer = models.CharField(max_length=300, blank=True)

    class Meta(Scoped.Meta):
        db_table = "correction"
        constraints = (
            models.CheckConstraint(
                condition=Q(decided_by=None, decided_at=None)
                | Q(decided_by__isnull=False, decided_at__isnull=False),
                name="correction_decided_by_and_at",
            ),
            models.CheckConstraint(
                condition=Q(decided_by=None) | ~Q(decided_by=models.F("asked_by")),
                name="correction_by_two_people",
            ),
        )

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.person_id}"
