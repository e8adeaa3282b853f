"""Which classes of somebody on the way are on record? Other parts say it to the kernel."""

from datetime import date
from decimal import Decimal

from django.urls import reverse

from jingwei.kernel.trained import Trained, classes_of
from jingwei.work.membership.development.models import Development
from jingwei.work.membership.development.rules import Recorded


def of(row: Development, on: date) -> list[Trained]:
    """Classes since the application and up to a day, by day; one query a source."""
    counted = [one for one in classes_of(row) if row.applied_on <= one.on <= on]
    return sorted(counted, key=lambda one: (one.on, one.title))


def summed(row: Development, on: date) -> Recorded:
    """Days and hours of these classes, and the place on the page where they are listed."""
    classes = of(row, on)
    if not classes:
        return Recorded()
    return Recorded(
        sum((one.days for one in classes), start=Decimal(0)),
        sum((one.hours for one in classes), start=Decimal(0)),
        reverse("development:case", args=[row.public_id]) + "#training",
    )  # fmt: skip
