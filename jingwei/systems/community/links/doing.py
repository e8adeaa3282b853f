"""What else changes with a step of a link? The stay at the host, and nothing at home."""

from typing import Any

from jingwei.kernel.findings import Finding
from jingwei.kernel.flows.look import Look
from jingwei.kernel.people.belonging_actions import close_stretch
from jingwei.kernel.people.crossing_actions import at_branch
from jingwei.kernel.people.kinds import Began, Ended, Home, State
from jingwei.kernel.people.models import Membership, Person
from jingwei.kernel.ranges import held
from jingwei.systems.community.links import rules
from jingwei.systems.community.links.kinds import ENDS
from jingwei.systems.community.links.models import DualLink
from jingwei.systems.community.links.rules import Seen
from jingwei.work.membership.standing.models import Floating
from jingwei.work.membership.transfers.kinds import UNDER_WAY
from jingwei.work.membership.transfers.models import Transfer

REASON = "新市民党员双重管理"


def seen_of(person: Person, host: int | None) -> Seen:
    """The member as the home side sees the file; five queries."""
    home = Membership.everything.filter(
        person=person, kind=Home.HOME, held__endswith=None
    ).first()  # fmt: skip
    return Seen(
        is_member=home is not None and home.org_id == person.org_id,
        is_merged=person.merged_into_id is not None,
        is_suspended=home is not None and home.state == State.SUSPENDED,
        under_way=DualLink.everything.filter(person=person).exclude(state__in=ENDS).exists(),
        is_floating=Floating.everything.filter(person=person)
        .exclude(state__in=Floating.ENDS).exists(),
        is_leaving=Transfer.everything.filter(person=person, state__in=UNDER_WAY).exists(),
        is_here_already=_takes_part(person.pk, host),
    )  # fmt: skip


def _takes_part(person: int, host: int | None) -> bool:
    """As far as the asking side sees; at the receiving step the host asks again."""
    stays = Membership.everything.filter(person_id=person, org_id=host, held__endswith=None)
    return host is not None and stays.exists()


def not_here_yet(look: Look) -> list[Finding]:
    row = look.subject
    if not look.by.covers(row.host_path):
        return []
    return rules.part_findings(is_here_already=_takes_part(row.person_id, row.host_id))


def still_here(look: Look) -> list[Finding]:
    """May the program end this link? Only where the relation is no longer with the home branch."""
    row = look.subject
    homes = Membership.everything.filter(
        person_id=row.person_id, org_id=row.org_id, kind=Home.HOME, held__endswith=None
    )
    return rules.gone_findings(homes.exists())


def take_part(look: Look) -> dict[str, Any]:
    """The member takes part in the life of the host from today; the home stays what it is."""
    row = look.subject
    Membership.everything.create(
        person_id=row.person_id, org_id=row.host_id, org_path=row.host_path, kind=Home.ACTIVITY,
        category=row.category, held=held(look.on), began=Began.MOVED, basis=REASON,
    )  # fmt: skip
    return {}


def part(look: Look) -> dict[str, Any]:
    """The stay ends at the host's branch and nowhere else, also where it went over to another file
    of the same member."""
    row: DualLink = look.subject
    file = Person.everything.filter(pk=row.person_id).first()
    files = {row.person_id, (file.merged_into_id if file else None) or row.person_id}
    with at_branch(look.by, row.host_path, REASON):
        stays = Membership.everything.filter(
            person_id__in=files, org_id=row.host_id, kind=Home.ACTIVITY, held__endswith=None
        )
        for one in stays:
            close_stretch(one, look.on, ended=Ended.MOVED)
    return {}
