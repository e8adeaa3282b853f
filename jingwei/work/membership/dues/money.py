"""How is money said and kept? As whole cents; people read and write yuan to the cent."""

from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

CENT = Decimal("0.01")
MOST = 100_000_000
"""A million yuan in cents: whoever types more has slipped."""


def cents_of(yuan: Decimal) -> int:
    """Whole cents. Raises: ValueError for a part of a cent."""
    cents = yuan * 100
    if cents != cents.to_integral_value():
        raise ValueError("money is counted in whole cents")
    return int(cents)


def read_yuan(typed: str) -> int | None:
    """``45``, ``45.5``, ``1,200.00元`` as cents; None for what is no sum of money."""
    plain = typed.strip().replace(",", "").replace("，", "").removesuffix("元").strip()
    try:
        yuan = Decimal(plain)
    except InvalidOperation:
        return None
    if not yuan.is_finite() or abs(yuan) * 100 > MOST:
        return None
    try:
        return cents_of(yuan)
    except ValueError:
        return None


def yuan(cents: int) -> Decimal:
    return Decimal(cents) * CENT


def said(cents: int | None) -> str:
    """``1,234.50``; a dash where it is not known."""
    return "-" if cents is None else f"{yuan(cents):,.2f}"


def total(parts: Iterable[int | None]) -> int:
    return sum(part for part in parts if part is not None)
