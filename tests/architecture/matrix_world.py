"""What is there to open? In every organisation of the town one of each thing, and who looks."""

import uuid
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from jingwei.kernel.access.duties import ROLES, Duty
from jingwei.kernel.access.scope import Scope
from jingwei.kernel.access.tests.town import Town, add_account, add_member, build_town
from jingwei.kernel.orgs.kinds import UnitKind
from jingwei.kernel.orgs.models import Organisation, Unit
from jingwei.kernel.people.models import Correction, Position, Post
from jingwei.kernel.privacy import sealing
from jingwei.kernel.ranges import held
from jingwei.kernel.register import register
from jingwei.kernel.worksheets.models import Worksheet
from jingwei.ops.imports.models import Batch
from jingwei.shell.members.models import Export
from jingwei.work.meetings.models import Meeting, Resolution
from tests.architecture.routes import said_by_parts
from tests.example_flow.flows import PLEA
from tests.example_flow.models import Plea

SINCE = date(2020, 1, 1)
NOTHING = str(uuid.UUID(int=7))
UNKNOWN = "NOWHERE"

# Who looks, and at which organisations: what the relation is to the own post.
LOOKS: dict[str, dict[str, str]] = {
    "lin": {
        "own": "east", "ancestor": "county", "sibling": "west", "descendant": "east_one",
        "other county": "other",
    },
    "gu": {
        "own": "west", "ancestor": "county", "sibling": "east", "descendant": "west_one",
        "other county": "other",
    },
    "branch": {
        "own": "east_one", "ancestor": "east", "sibling": "east_two", "other county": "other",
    },
    "officer": {"own": "city", "descendant": "west_one"},
    "sysadmin": {"own": "city", "descendant": "east_one"},
    "secadmin": {"own": "city", "descendant": "east_one"},
    "auditor": {"own": "city", "descendant": "east_one"},
    "new": {"none": "east_one"},
    "member": {"none": "east_one"},
    "": {"none": "east_one"},
}  # fmt: skip
PERSONS = [who for who in LOOKS if who]


@dataclass
class World:
    """The town with its things: ``things[kind][organisation]`` is what an address names it by."""

    town: Town
    things: dict[str, dict[str, str]] = field(default_factory=dict)

    def thing(self, kind: str, org: str) -> str:
        """What stands in an address; for ``nothing`` what exists nowhere."""
        if kind == "nothing" or org == "":
            return UNKNOWN if kind == "org" else NOTHING
        return self.things[kind][org]

    def scope(self, who: str) -> Scope:
        return self.town.scopes[who]

    def sees(self, who: str, org: str) -> bool:
        return self.scope(who).covers(self.town.orgs[org].path)

    def holds(self, who: str, duties: tuple[Duty, ...]) -> bool:
        scope = self.scope(who)
        return not duties or any(scope.holds(duty) for duty in duties)


def build_world(*, at: Any, on: date) -> World:
    """Written by the owner of the tables, whose role the caller holds."""
    town = build_town(at=at, on=on)
    register().flows[PLEA.code] = PLEA  # without its verbs: the manual speaks of the product only
    world = World(town)
    for key, org in town.orgs.items():
        for kind, name in _things(town, org).items():
            world.things.setdefault(kind, {})[key] = name
    # The roles of the town hold what the roles of the product hold; a new role is looked at too.
    assert {scope.role for scope in town.scopes.values() if scope.role} <= set(ROLES)
    return world


def _things(town: Town, org: Organisation) -> dict[str, str]:
    asker = town.accounts["new"]
    person = add_member(town, f"人{org.code}", org)
    account = add_account(town, f"sits-{org.code.lower()}", "secretary", org)
    where = {"org": org, "org_path": org.path}
    unit = Unit.everything.create(
        **where, name=f"单位{org.code}", kind=UnitKind.PRIVATE_FIRM, held=held(SINCE)
    )
    vacant = Post.everything.create(**where, title="member", seat=8, held=held(SINCE))
    taken = Post.everything.create(**where, title="publicity", seat=9, held=held(SINCE))
    position = Position.everything.create(
        **where, post=taken, person=person, name=person.name, held=held(SINCE)
    )
    correction = Correction(
        **where, kind=Correction.Kind.ID_NUMBER, person=person, reason="写错", asked_by=asker,
        asked_at=town.at,
    )  # fmt: skip
    correction.sealed = sealing.seal(
        "990000198001010016", column="correction.sealed", row=correction.public_id
    )
    correction.save(force_insert=True)
    export = Export.everything.create(
        **where, query="", columns="name", count=1, reason="verify", asked_by=asker,
        asked_at=town.at,
    )  # fmt: skip
    plea = Plea.everything.create(**where, title="修路", state=Plea.State.ASKED)
    batch = Batch.everything.create(
        **where, kind="members", state=Batch.State.CHECKING, file_name="花名册.csv",
        file_digest="0",
        file_size=1, as_of=town.on, account=asker, uploaded_at=town.at - timedelta(days=1),
    )  # fmt: skip
    meeting = Meeting.everything.create(**where, kinds=["lecture"], on=town.on, topic="党课")
    resolution = Resolution.everything.create(
        **where, meeting=meeting, position=1, text="买书", owner=person, due_on=town.on
    )
    sheet = Worksheet.everything.create(
        **where, kind="convert", on=town.on, made_by=asker, made_at=town.at
    )
    made = {
        "worksheet": str(sheet.public_id),
        "meeting": str(meeting.public_id), "resolution": str(resolution.public_id),
        "org": org.code, "person": str(person.public_id), "unit": str(unit.public_id),
        "post": str(vacant.public_id), "position": str(position.public_id),
        "correction": str(correction.public_id), "export": str(export.public_id),
        "plea": str(plea.public_id), "batch": str(batch.public_id),
        "account": str(account.public_id),
        "grant": str(town.grants[account.login].public_id), "login": account.login,
    }  # fmt: skip
    for said in said_by_parts():
        if hasattr(said, "things"):
            made |= said.things(town, where, person, asker)
    return made
