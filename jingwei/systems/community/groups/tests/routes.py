"""What do the routes of groups say to the authorisation matrix?"""

from datetime import timedelta
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.community.grids.models import Community
from jingwei.systems.community.groups.models import GroupMember, GroupSort, ServiceGroup
from tests.architecture.routes import BOTH, Slip, page

SEE, KEEP, RULE = Duty.SERVICES_SEE, Duty.GRIDS_KEEP, Duty.SERVICES_KEEP
ROOT = "community/groups"
ONE = f"{ROOT}/<uuid:public_id>"
GROUP: Any = {"public_id": "service_group"}

PAGES = {
    f"{ROOT}/": page(SEE),
    f"{ROOT}/sorts/<code:code>/": page(RULE, methods=BOTH, code="org"),
    f"{ONE}/": page(SEE, **GROUP),
    f"{ONE}/change/": page(KEEP, methods=BOTH, **GROUP),
    f"{ONE}/end/": page(KEEP, methods="POST", **GROUP),
    f"{ONE}/members/new/": page(KEEP, methods=BOTH, **GROUP),
    f"{ONE}/deeds/new/": page(KEEP, methods=BOTH, **GROUP),
    f"{ROOT}/members/<uuid:public_id>/end/": page(KEEP, methods=BOTH, public_id="group_member"),
    "community/communities/<uuid:public_id>/groups/new/": page(
        KEEP, methods=BOTH, public_id="group_community"
    ),
}
API = {
    "list_groups": page(SEE),
    "get_group": page(SEE),
    "begin_a_group": page(KEEP, also=(404,)),
    "serve_in_a_group": page(KEEP),
}
NAMED = {"group_id": "service_group"}
SLIPS = [
    Slip("GroupForm", "sort", "group_sort", "/community/communities/{group_community}/groups/new/",
         {"name": "合唱团"}),
]  # fmt: skip


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """A group of a community of the organisation, with a member who serves in it."""
    since = held(town.on - timedelta(days=90))
    unit = Unit.everything.create(**where, name="团队社区", kind="community", held=since)
    community = Community.everything.create(
        **where, unit=unit, name=unit.name, formation="old", held=since
    )
    sort = GroupSort.everything.create(**where, title="文体协会", held=since)
    row = ServiceGroup.everything.create(
        **where, community=community, sort=sort, sort_title=sort.title, name="合唱队", held=since
    )
    member = GroupMember.everything.create(
        **where, group=row, person=person, name=person.name, held=since
    )
    return {
        "group_community": str(community.public_id), "group_sort": str(sort.public_id),
        "service_group": str(row.public_id), "group_member": str(member.public_id),
    }  # fmt: skip
