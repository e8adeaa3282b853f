"""What do the routes of meetings of bodies say to the authorisation matrix?"""

from datetime import timedelta
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.community.grids.models import Community, Seat, Slot
from jingwei.systems.community.sittings.models import Attendance, Decision, Sitting
from tests.architecture.routes import BOTH, page

SEE, KEEP = Duty.SERVICES_SEE, Duty.GRIDS_KEEP
ROOT = "community/sittings"
OF = "community/communities/<uuid:public_id>/sittings"
ONE: Any = {"public_id": "sitting"}

PAGES = {
    f"{ROOT}/": page(SEE),
    f"{ROOT}/<uuid:public_id>/": page(SEE, **ONE),
    f"{ROOT}/<uuid:public_id>/correct/": page(KEEP, methods=BOTH, **ONE),
    f"{ROOT}/<uuid:public_id>/minutes.<slug:kind>": page(SEE, args={"kind": "docx"}, **ONE),
    f"{ROOT}/decisions/<uuid:public_id>/": page(KEEP, methods=BOTH, public_id="sitting_decision"),
    f"{OF}/": page(SEE, public_id="sitting_community"),
    f"{OF}/new/": page(KEEP, methods=BOTH, public_id="sitting_community"),
}
API = {
    "list_sittings": page(SEE),
    "get_sitting": page(SEE),
    "record_a_sitting": page(KEEP, also=(404,)),
    "finish_a_sitting_decision": page(KEEP),
}
NAMED = {"sitting_id": "sitting", "sitting_decision_id": "sitting_decision"}


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """A community whose committee of one met, and what it decided."""
    since = held(town.on - timedelta(days=200))
    unit = Unit.everything.create(**where, name="会议社区", kind="community", held=since)
    community = Community.everything.create(
        **where, unit=unit, name=unit.name, formation="old", held=since
    )
    slot = Slot.everything.create(
        **where, community=community, kind="support", title="共建委员会", held=since
    )
    seat = Seat.everything.create(**where, slot=slot, name="示例甲", person=person, held=since)
    row = Sitting.everything.create(
        **where, community=community, slot=slot, on=town.on, topic="停车", chair="示例甲",
        items=[{"title": "停车", "said": ""}], recorded_at=town.at,
    )  # fmt: skip
    Attendance.everything.create(**where, sitting=row, seat=seat, name=seat.name, came="present")
    task = Decision.everything.create(
        **where, sitting=row, position=1, text="画线", owner="示例甲", person=person,
        due_on=town.on,
    )  # fmt: skip
    return {
        "sitting_community": str(community.public_id), "sitting_slot": str(slot.public_id),
        "sitting": str(row.public_id), "sitting_decision": str(task.public_id),
    }  # fmt: skip
