"""What do calls about dues say and hear? Money is yuan to the cent, as text."""

from datetime import date
from decimal import Decimal
from typing import Annotated, Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jingwei.api.schemas import Code, Cursor, Day, Short, Text

MOST = 2_000  # on one roster
Yuan = Annotated[str, Field(max_length=16)]
"""Yuan to the cent as text, ``45.50``; what is no sum is refused in words."""
Group = Literal["wage", "annual_salary", "no_monthly_income", "retired", "farmer", "small"]


class FixedIn(Schema):
    """What a member pays a month from ``since`` (1 to 12) on. With ``base`` the amount is worked
    out from it by the rulebook; the base is not kept."""

    member: UUID
    group: Group
    monthly: Yuan | None = None
    base: Yuan | None = None
    since: int = Field(1, ge=1, le=12)


class FixingIn(Schema):
    lines: list[FixedIn] = Field(max_length=MOST)


class FixedOut(Schema):
    member: str
    group: str
    monthly: Decimal
    since: int


class FixingOut(Schema):
    organisation: str
    year: int
    version: int
    lines: list[FixedOut]


class SheetListing(Schema):
    under: Code = ""
    at: Cursor = ""


class SheetOut(Schema):
    """Totals of a branch for a period; ``unpaid`` counts those who still owe."""

    id: str
    organisation: str
    first: date
    until: date
    members: int
    unpaid: int
    due: Decimal
    paid: Decimal
    on_time: Decimal
    version: int


class DuesEntryOut(Schema):
    kind: Literal["p", "r", "g", "c"]
    amount: Decimal
    on: date
    payer: str
    why: str


class DuesRowOut(Schema):
    """``due`` null: nothing was fixed."""

    member: str
    due: Decimal | None
    paid: Decimal
    entries: list[DuesEntryOut]


class DuesSheetWhole(SheetOut):
    rows: list[DuesRowOut]


class SheetIn(Schema):
    organisation: Code
    first: Day
    months: Literal[1, 3] = 1


class TickIn(Schema):
    """Who paid, how much, when; ``payer`` where somebody else brought it."""

    member: UUID
    amount: Yuan
    on: Day
    payer: str = Field("", max_length=30)
    why: str = Field("", max_length=60)


class Collecting(Schema):
    ticks: list[TickIn] = Field(max_length=MOST)


class RefundIn(Schema):
    member: UUID
    amount: Yuan
    on: Day
    why: str = Field(max_length=60)


class GiftIn(Schema):
    member: UUID
    amount: Yuan
    on: Day


class HandingIn(Schema):
    """``why`` names the difference where the amount is not what was in hand."""

    organisation: Code
    fund: Literal["dues", "central"] = "dues"
    amount: Yuan
    on: Day
    receipt: str = Field(max_length=40)
    why: str = Field("", max_length=200)


class HandingOut(Schema):
    """Its steps (accept, return) are taken under /flows/dues.remittance."""

    id: str
    organisation: str
    fund: str
    state: str
    amount: Decimal
    expected: Decimal
    on: date
    receipt: str
    why: str


class HandingListing(Schema):
    under: Code = ""
    state: Short = ""
    at: Cursor = ""


class ReliefIn(Schema):
    """From the month of ``since`` to the month of ``last``; decided under /flows/dues.relief."""

    member: UUID
    since: Day
    last: Day
    monthly: Yuan
    reason: Text


class ReliefOut(Schema):
    id: str
    member: str
    state: str
    since: date
    until: date


class OwedOut(Schema):
    """A reminder; nothing follows from it."""

    member: str
    periods: list[str]
    months: int
    amount: Decimal


class DisclosureOut(Schema):
    """Totals; all null where so few pay that a total would say who."""

    first: date
    until: date
    due: Decimal | None
    paid: Decimal | None
    gifts: Decimal | None
    central: Decimal | None
    handed_up: Decimal | None
    accepted: Decimal | None


class Spanning(Schema):
    """A half-year or a year: ``2026``, ``2026-1``, ``2026-2``."""

    span: Annotated[str, Field(pattern=r"^20\d\d(-[12])?$")]
