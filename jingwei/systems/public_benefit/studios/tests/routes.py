"""What do the routes of studios say to the authorisation matrix?"""

from datetime import timedelta
from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.public_benefit.studios.models import DelegateStudio, StudioDelegate
from tests.architecture.routes import BOTH, Slip, anybody, page

SEE, KEEP, HANDLE = Duty.SERVICES_SEE, Duty.BENEFIT_KEEP, Duty.MATTERS_HANDLE
ROOT = "benefit/studios"
STUDIO: Any = {"public_id": "studio"}
ONE = f"{ROOT}/<uuid:public_id>"

PAGES = {
    f"{ROOT}/": page(SEE),
    f"{ROOT}/studios.xlsx": page(SEE),
    f"{ROOT}/new/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{ONE}/": page(SEE, **STUDIO),
    f"{ONE}/change/": page(KEEP, methods=BOTH, **STUDIO),
    f"{ONE}/close/": page(KEEP, methods=BOTH, **STUDIO),
    f"{ONE}/delegates/new/": page(KEEP, methods=BOTH, **STUDIO),
    f"{ONE}/delegates/<uuid:delegate_id>/end/": page(
        KEEP, methods="POST", delegate_id="studio_delegate", **STUDIO
    ),
    f"{ONE}/receive/": page(HANDLE, methods=BOTH, **STUDIO),
    "ask/studios/": anybody(),
}
API = {
    "list_studios": page(SEE),
    "open_a_studio": page(KEEP),
    "get_studio": page(SEE),
    "receive_at_a_studio": page(HANDLE),
    "change_a_studio": page(KEEP),
    "close_a_studio": page(KEEP),
    "name_a_studio_delegate": page(KEEP),
    "end_a_studio_delegate": page(KEEP),
}
NAMED = {"studio_id": "studio", "delegate_id": "studio_delegate"}
SLIPS = [
    Slip("StudioForm", "unit", "studio_unit", f"/{ROOT}/new/{{org}}/", {"kind": "online"}),
]


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """A studio of the organisation, with somebody who receives."""
    since = held(town.on - timedelta(days=90))
    unit = Unit.everything.create(**where, name="某社区", kind="community", held=since)
    row = DelegateStudio.everything.create(
        **where, name="工作室", kind="personal", unit=unit, place="一号", phone="0513-80000000",
        hours=[[1, "09:00", "11:00"]], held=since,
    )  # fmt: skip
    delegate = StudioDelegate.everything.create(
        **where, studio=row, person=person, name=person.name, held=since
    )
    return {
        "studio": str(row.public_id), "studio_unit": str(unit.public_id),
        "studio_delegate": str(delegate.public_id),
    }  # fmt: skip
