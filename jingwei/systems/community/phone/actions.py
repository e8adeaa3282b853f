"""How does a note of a worker become a matter, once, however often the phone sends it?"""

from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from psycopg.errors import UniqueViolation

from jingwei.kernel.access.scope import Scope
from jingwei.kernel.days import local_day
from jingwei.kernel.findings import Refused
from jingwei.kernel.flows.actions import take_step
from jingwei.kernel.flows.checklists import holds_up
from jingwei.kernel.flows.models import Case
from jingwei.kernel.privacy import sealing
from jingwei.systems.community.grids.asking import place_matter
from jingwei.systems.community.grids.models import Building, Community
from jingwei.systems.community.grids.queries import grid_of
from jingwei.systems.community.phone import rules
from jingwei.systems.community.phone.kinds import BECOMES, NoteKind
from jingwei.systems.community.phone.models import Note
from jingwei.work.matters import actions as matters
from jingwei.work.matters import own_actions, receipts
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import Category, Channel, Kind
from jingwei.work.matters.models import Matter

TOLD = "grid_note.told"
DONE = "当场办好了，请您看看。"  # told to the asker


@dataclass(frozen=True)
class NoteTold:
    """What a worker notes. Kind, place and words are needed; the rest only if it helps."""

    kind: str
    asked: str
    community: Community
    building: Building | None = None
    spot: str = ""
    name: str = ""
    phone: str = ""
    point: tuple[float, float] | None = None

    @property
    def where(self) -> str:
        """The building and the words about the spot, as the matter keeps them."""
        return f"{self.building or ''} {self.spot.strip()}".strip()[:120]


@dataclass(frozen=True)
class Kept:
    """A note with the receipt of its matter; ``is_new`` False: it had come in before."""

    note: Note
    receipt: str
    is_new: bool


def keep_note(*, told: NoteTold, mark: str, by: Scope, at: datetime) -> Kept:
    """Take the matter and keep where it is. The same ``mark`` again gives what it made then.

    Raises: Refused, with all findings; also where other words come under a mark that was used, or
    what it made then is out of sight by now.
    """
    is_known = told.kind in NoteKind.values
    asked = matters.Told(
        asked=told.asked, place=told.community.unit, spot=told.where, name=told.name,
        phone=told.phone, kind=BECOMES[NoteKind(told.kind)] if is_known else Kind.SERVICE,
    )  # fmt: skip
    found = rules.note_findings(is_known=is_known, mark=mark, point=told.point)
    found += matters.findings_of(asked)
    if found:
        raise Refused(*found)
    code = receipts.of_form(f"{by.account_id}\x1fnote\x1f{mark}")
    try:
        with transaction.atomic():
            return Kept(_keep(told, asked, mark, code, by, at), code, is_new=True)
    except IntegrityError as fault:  # sent again: the first is there, or was at work a moment ago
        if not isinstance(fault.__cause__, UniqueViolation):
            raise
        return Kept(_held(told, mark, by), code, is_new=False)


def _keep(
    told: NoteTold, asked: matters.Told, mark: str, code: str, by: Scope, at: datetime
) -> Note:
    org = told.community.org
    row, _code = matters.receive_matter(
        org=org, told=asked, channel=Channel.GRID, by=by, at=at, receipt=code
    )
    assert by.account_id is not None  # noqa: S101 - a note is somebody's
    note = Note(
        org=org, org_path=org.path, matter=row, kind=told.kind, mark=mark, told=_digest(told),
        building=told.building, point=list(told.point) if told.point else None,
        grid=grid_of(told.building, local_day(at)) if told.building else None,
        noted_by_id=by.account_id, noted_at=at,
    )  # fmt: skip
    note.save(force_insert=True)
    if told.building:
        place_matter(matter=row, building=told.building, by=by, at=at)
    if told.kind == NoteKind.SOLVED:
        _settle(row, told.asked, by, at)
    return note


def _held(told: NoteTold, mark: str, by: Scope) -> Note:
    """The own note of a mark, wherever in sight of the post it was made."""
    rows = Note.everything.select_related("matter", "org")
    row: Note | None = rows.filter(noted_by_id=by.account_id, mark=mark).first()
    is_same = row is None or bytes(row.told) == _digest(told)
    found = rules.again_findings(is_seen=row is not None, is_same=is_same)
    if row is None or found:
        raise Refused(*found)
    return row


def _digest(told: NoteTold) -> bytes:
    said = (
        told.kind, told.asked.strip(), told.community.pk, told.building and told.building.pk,
        told.spot.strip(), told.name.strip(), told.phone.strip(), told.point,
    )  # fmt: skip
    found = sealing.index("\x1f".join(map(str, said)), column=TOLD)
    assert found is not None, "a note always says something"  # noqa: S101 - for the type checker
    return found


def _settle(row: Matter, how: str, by: Scope, at: datetime) -> None:
    """Done on the spot: accepted, begun and answered by who noted it. Where a rule of dispatch has
    given it to others it stays with them, and they see that it was done; where an office wants
    something checked before a step, it waits there for whoever answers that."""
    own_actions.set_kind(
        matter=row, kind=Kind.GRID, said={"on_the_spot": "1"}, reason="", by=by, at=at
    )
    if not by.covers(row.host_path):
        return
    steps: tuple[tuple[str, dict[str, str]], ...] = (
        ("accept", {"title": row.title, "category": Category.COMPLEX, "reply": DONE}),
        ("take_up", {}),
        ("answer", {"answer": how.strip()}),
    )
    case = Case.everything.get(flow=MATTER.code, subject=row.public_id)
    for verb, said in steps:
        row.refresh_from_db()
        if not by.covers(row.host_path) or holds_up(case, verb, local_day(at)):
            return
        take_step(flow=MATTER, subject=row, verb=verb, said=said, by=by, at=at)
