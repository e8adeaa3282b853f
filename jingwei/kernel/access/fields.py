"""Columns that many tables share: half-open ranges, dates with a precision, public ids."""

import uuid
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _


class Precision(models.TextChoices):
    """How much of a date is known; '1985.07' on a form is a month, stored as its first day."""

    DAY = "d", _("到日")
    MONTH = "m", _("到月")
    YEAR = "y", _("到年")


def precision_field() -> Any:
    return models.CharField(max_length=1, choices=Precision, default=Precision.DAY)


def public_id_field() -> Any:
    return models.UUIDField(default=uuid.uuid4, unique=True, editable=False)


def held_field() -> Any:
    """``[first day, day after the last)``; an open end says "until further notice"."""
    return DateRangeField()


def whole(column: str) -> Func:
    """An id as the range that holds only it: no extension is needed to exclude by equality."""
    return Func(
        F(column), F(column), Value("[]"), function="int8range", output_field=models.Field()
    )


def known_field() -> Any:
    """Since when the row is known as it is. The trigger of ``KeepFormer`` moves it on; only a load
    of history sets it."""
    return models.DateTimeField(db_default=Now(), editable=False)


def one_at_a_time(
    name: str, *columns: str, condition: Q | None = None, says: str
) -> ExclusionConstraint:
    """No two rows with equal ``columns`` hold on one day; ``says`` is the refusal in words."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            *((whole(column), RangeOperators.OVERLAPS) for column in columns),
            ("held", RangeOperators.OVERLAPS),
        ],
        condition=condition,
        violation_error_message=says,
    )
