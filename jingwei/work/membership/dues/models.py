"""What does each branch fix, collect, ease and hand up? One row a branch and period, not a month.

Five million payments a year are entries inside the sheet of a branch, as attendance stands inside
the meeting: the sheet is scoped, and nothing reaches a payment but through it.
"""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _

from jingwei.kernel.access.fields import public_id_field
from jingwei.kernel.access.scoped import Scoped
from jingwei.kernel.people.models import Person
from jingwei.kernel.privacy import classes
from jingwei.work.membership.dues import lines as packing
from jingwei.work.membership.dues.kinds import Easing, Fund, Handing


def _account() -> Any:
    return models.ForeignKey(
        "access.Account", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )


def _people() -> Any:
    return ArrayField(models.BigIntegerField(), default=list, db_default=[])


class Fixing(Scoped):
    """What the members of a branch pay a month in one year; fixed at its start.

    ``lines`` is sealed (:mod:`.lines`): person, group, amount, from which month on. A change during
    the year is a further line. No base and no payslip is kept anywhere.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="year", I="members month_cents fixed_at fixed_by", C="people", S="lines"
    )

    public_id = public_id_field()
    year = models.PositiveSmallIntegerField()
    people = _people()
    lines = models.BinaryField()
    members = models.PositiveIntegerField(default=0)
    month_cents = models.BigIntegerField(default=0)
    fixed_at = models.DateTimeField(null=True)
    fixed_by = _account()
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "dues_fixing"
        constraints = (
            models.UniqueConstraint(
                fields=("org", "year"), name="one_fixing_a_year",
                violation_error_message="这个支部今年的党费已经定过，请打开来改。",
            ),
            models.CheckConstraint(
                condition=Q(fixed_at=None, fixed_by=None)
                | Q(fixed_at__isnull=False, fixed_by__isnull=False),
                name="fixing_fixed_by_and_at",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.org_id} {self.year}"

    @property
    def fixed(self) -> tuple[packing.Fixed, ...]:
        return packing.open_fixed(self.lines, self.public_id)


class Sheet(Scoped):
    """What a branch collects for one month or one quarter, ``[first, until)``.

    ``people`` are those who owe or paid something, ``unpaid`` those who still owe. ``lines`` is
    sealed; the totals beside it are worked out from it whenever it changes. On time is what was
    paid by ``due_on``, the last day of the period.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        P="first until due_on",
        I="members paid_members on_time_members due_cents paid_cents on_time_cents gift_cents"
        " central_cents opened_at opened_by",
        C="people unpaid",
        S="lines",
    )

    public_id = public_id_field()
    first = models.DateField()
    until = models.DateField()
    due_on = models.DateField()
    people = _people()
    unpaid = _people()
    lines = models.BinaryField()
    members = models.PositiveIntegerField(default=0)
    paid_members = models.PositiveIntegerField(default=0)
    on_time_members = models.PositiveIntegerField(default=0)
    due_cents = models.BigIntegerField(default=0)
    paid_cents = models.BigIntegerField(default=0)
    on_time_cents = models.BigIntegerField(default=0)
    gift_cents = models.BigIntegerField(default=0)
    central_cents = models.BigIntegerField(default=0)
    opened_at = models.DateTimeField(null=True)
    opened_by = _account()
    version = models.PositiveIntegerField(default=1)
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "dues_sheet"
        indexes = (models.Index(fields=("first", "id"), name="dues_sheet_by_period"),)
        constraints = (
            models.UniqueConstraint(
                fields=("org", "first"), name="one_sheet_of_a_period",
                violation_error_message="这个时段的收缴表已经有了。",
            ),
            models.CheckConstraint(
                condition=Q(first__lt=F("until")) & Q(due_on__lt=F("until")),
                name="dues_sheet_in_order",
            ),
            models.CheckConstraint(
                condition=Q(paid_members__lte=F("members"))
                & Q(on_time_members__lte=F("members")),
                name="dues_sheet_members",
            ),
            models.CheckConstraint(
                condition=Q(opened_at=None, opened_by=None)
                | Q(opened_at__isnull=False, opened_by__isnull=False),
                name="dues_sheet_opened_by_and_at",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return self.period

    @property
    def months(self) -> int:
        return (self.until.year - self.first.year) * 12 + self.until.month - self.first.month

    @property
    def period(self) -> str:
        """``2026-03`` or ``2026年第1季度``."""
        if self.months == 1:
            return f"{self.first:%Y-%m}"
        return f"{self.first.year}年第{self._quarter}季度"

    @property
    def period_said(self) -> str:
        """The same in the reader's language, for pages; papers are in Chinese."""
        if self.months == 1:
            return self.period
        return _("{year}年第{n}季度").format(year=self.first.year, n=self._quarter)

    @property
    def _quarter(self) -> int:
        return (self.first.month + 2) // 3

    @property
    def opened(self) -> packing.Lines:
        return packing.open_sheet(self.lines, self.first, self.public_id)

    @property
    def owed_cents(self) -> int:
        return max(self.due_cents - self.paid_cents, 0)

    @property
    def unpaid_members(self) -> int:
        return self.members - self.paid_members

    def is_late(self, on: date) -> bool:
        return self.due_on < on and bool(self.unpaid)


class Relief(Scoped):
    """A decision on hardship: the branch proposes, the superior committee decides.

    The reason is sealed with the steps of the flow, the amount in ``sealed``; both are seen only
    by those who keep members' files. ``until`` is the first day on which it holds no more.
    """

    PRIVACY = classes.PLUMBING | classes.fields(
        C="person since until state", S="sealed", I="decided_at decided_by"
    )

    public_id = public_id_field()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=Easing, default=Easing.PROPOSED)
    since = models.DateField()
    until = models.DateField()
    sealed = models.BinaryField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by = _account()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "dues_relief"
        indexes = (models.Index(fields=("org", "since"), name="dues_relief_of_org"),)
        constraints = (
            models.CheckConstraint(condition=Q(since__lt=F("until")), name="dues_relief_in_order"),
            models.CheckConstraint(
                condition=Q(decided_at=None, decided_by=None)
                | Q(decided_at__isnull=False, decided_by__isnull=False),
                name="dues_relief_decided_by_and_at",
            ),
        )

    def __str__(self) -> str:
        return f"{self.since:%Y-%m}"

    @property
    def cents(self) -> int | None:
        """The amount a month that was decided on."""
        return packing.open_cents(self.sealed, self.public_id)


class Remittance(Scoped):
    """Money that a branch handed up: what it had in hand, what it gave, the receipt it got."""

    PRIVACY = classes.PLUMBING | classes.fields(
        I="fund state cents expected_cents on receipt why accepted_at accepted_by"
    )

    public_id = public_id_field()
    fund = models.CharField(max_length=8, choices=Fund, default=Fund.DUES)
    state = models.CharField(max_length=10, choices=Handing, default=Handing.HANDED)
    cents = models.BigIntegerField()
    expected_cents = models.BigIntegerField()
    on = models.DateField()
    receipt = models.CharField(max_length=40)
    why = models.CharField(max_length=200, blank=True)
    accepted_at = models.DateTimeField(null=True)
    accepted_by = _account()
    is_demo = models.BooleanField(default=False)

    class Meta(Scoped.Meta):
        db_table = "dues_remittance"
        indexes = (models.Index(fields=("org", "on"), name="dues_remittance_of_org"),)
        constraints = (
            models.CheckConstraint(condition=Q(cents__gt=0), name="dues_remittance_of_something"),
            models.UniqueConstraint(
                fields=("org", "receipt"), name="one_remittance_a_receipt",
                condition=~Q(state=Handing.RETURNED),
                violation_error_message="这个收据号已经记过。",
            ),
            models.CheckConstraint(
                condition=Q(accepted_at=None, accepted_by=None)
                | Q(accepted_at__isnull=False, accepted_by__isnull=False),
                name="dues_remittance_accepted_by_and_at",
            ),
        )  # fmt: skip

    def __str__(self) -> str:
        return f"{self.on} {self.receipt}"

    @property
    def difference_cents(self) -> int:
        return self.cents - self.expected_cents
