"""How do cents and kinds of payment look on a page?"""

from django import template

from jingwei.work.membership.dues.kinds import Paid
from jingwei.work.membership.dues.money import said

register = template.Library()


@register.filter
def yuan(cents: int | None) -> str:
    """``1,234.50``; a dash where it is not known."""
    return said(cents)


@register.filter
def paid_kind(kind: str) -> str:
    return str(Paid(kind).label)
