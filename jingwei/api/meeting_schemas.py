"""What do calls about organisational life say and hear? Shapes only."""

from datetime import date, time
from typing import Literal
from uuid import UUID

from ninja import Schema
from pydantic import Field

from jingwei.api.schemas import Code, Cursor, Day, Name, Text

MOST = 2_000  # on one roster


class PartIn(Schema):
    """What was said under one kind of gathering."""

    kind: Code
    said: str = Field("", max_length=8000)


class VoteIn(Schema):
    subject: Name
    way: Literal["ballot", "hands"] = "ballot"
    issued: int = Field(ge=0, le=100_000)
    returned: int = Field(ge=0, le=100_000)
    valid: int = Field(ge=0, le=100_000)
    yes: int = Field(ge=0, le=100_000)
    no: int = Field(ge=0, le=100_000)
    abstained: int = Field(ge=0, le=100_000)


class VoteOut(VoteIn):
    passed: bool | None


class DecisionIn(Schema):
    """``owner`` is a member's id; with ``due_on`` it stands on the page of today."""

    text: Text
    owner: UUID | None = None
    due_on: Day | None = None


class DecisionOut(Schema):
    id: str
    text: str
    owner: str
    due_on: date | None
    done_on: date | None
    outcome: str


class Excused(Schema):
    member: UUID
    why: Literal["work", "away", "personal", "other"]


class MeetingIn(Schema):
    """Members are named by their ids; everybody on the roster of the day stands in one list."""

    kinds: list[Code] = Field(max_length=7)
    on: Day
    topic: Name
    starts: time | None = None
    ends: time | None = None
    venue: Name = ""
    guests: Text = ""
    chair: UUID | None = None
    recorder: UUID | None = None
    agenda: list[PartIn] = Field([], max_length=7)
    present: list[UUID] = Field([], max_length=MOST)
    excused: list[Excused] = Field([], max_length=MOST)
    absent: list[UUID] = Field([], max_length=MOST)
    votes: list[VoteIn] = Field([], max_length=20)
    decisions: list[DecisionIn] = Field([], max_length=40)


class Recording(MeetingIn):
    """``close`` false only puts it on the calendar."""

    organisation: Code
    close: bool = True


class MeetingCorrection(MeetingIn):
    reason: Text


class MeetingOut(Schema):
    id: str
    organisation: str
    kinds: list[str]
    state: str
    on: date
    topic: str
    present: int
    excused: int
    absent: int
    version: int


class MeetingWhole(MeetingOut):
    starts: time | None
    ends: time | None
    venue: str
    guests: str
    chair: str
    recorder: str
    entitled: int
    entitled_present: int
    agenda: list[PartIn]
    members_present: list[str]
    members_excused: list[Excused]
    members_absent: list[str]
    votes: list[VoteOut]
    decisions: list[DecisionOut]


class MeetingListing(Schema):
    under: Name = ""
    kind: Code = ""
    state: Code = ""
    since: Day | None = None
    until: Day | None = None
    at: Cursor = ""


class DueOut(Schema):
    """A gathering that the rulebook asks for; a reminder, never a score."""

    kind: str
    first: date
    last: date
    held: str
    planned: str


class Finishing(Schema):
    outcome: Text
    on: Day


class TalkIn(Schema):
    """Two members and a day; there is no place for what was said."""

    organisation: Code
    kind: Literal["among_committee", "with_member", "among_members"]
    one: UUID
    other: UUID
    on: Day


class TalkOut(Schema):
    id: str
    organisation: str
    kind: str
    one: str
    other: str
    on: date


class TalkListing(Schema):
    under: Name = ""
    at: Cursor = ""
