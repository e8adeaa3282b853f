"""What do the routes of communities and grids say to the authorisation matrix?"""

from typing import Any

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.orgs.models import Unit
from jingwei.kernel.ranges import held
from jingwei.systems.community.grids.models import (
    Assignment,
    Building,
    Community,
    Contact,
    Grid,
    Seat,
    Slot,
    Stairwell,
    Worker,
)
from tests.architecture.routes import BOTH, Slip, page

SEE, KEEP = Duty.SERVICES_SEE, Duty.GRIDS_KEEP
ROOT = "community"
COMMUNITY: Any = {"public_id": "kept_community"}

PAGES = {
    f"{ROOT}/communities/": page(SEE),
    f"{ROOT}/communities/new/": page(KEEP, methods=BOTH),
    f"{ROOT}/communities/<uuid:public_id>/": page(SEE, **COMMUNITY),
    f"{ROOT}/communities/<uuid:public_id>/change/": page(KEEP, methods=BOTH, **COMMUNITY),
    f"{ROOT}/communities/<uuid:public_id>/seat/": page(KEEP, methods=BOTH, **COMMUNITY),
    f"{ROOT}/communities/<uuid:public_id>/buildings/": page(SEE, **COMMUNITY),
    f"{ROOT}/communities/<uuid:public_id>/buildings/new/": page(KEEP, methods=BOTH, **COMMUNITY),
    f"{ROOT}/communities/<uuid:public_id>/border/": page(KEEP, methods=BOTH, **COMMUNITY),
    f"{ROOT}/communities/<uuid:public_id>/layout/": page(KEEP, methods=BOTH, **COMMUNITY),
    f"{ROOT}/seats/<uuid:public_id>/end/": page(KEEP, methods=BOTH, public_id="seat"),
    f"{ROOT}/structure/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{ROOT}/troubles/": page(SEE),
    f"{ROOT}/troubles/<code:code>/": page(KEEP, methods=BOTH, code="org"),
    f"{ROOT}/buildings/<uuid:public_id>/": page(SEE, public_id="building"),
    f"{ROOT}/buildings/<uuid:public_id>/end/": page(KEEP, methods="POST", public_id="building"),
    f"{ROOT}/stairwells/<uuid:public_id>/contact/": page(
        KEEP, methods=BOTH, public_id="stairwell"
    ),
    f"{ROOT}/contacts/<uuid:public_id>/end/": page(KEEP, methods="POST", public_id="contact"),
    f"{ROOT}/map/": page(SEE),
    f"{ROOT}/communities/<uuid:public_id>/take/": page(SEE, **COMMUNITY),
    f"{ROOT}/communities/<uuid:public_id>/contacts.xlsx": page(
        Duty.MEMBERS_EXPORT, methods="POST", **COMMUNITY
    ),
    **{
        f"{ROOT}/communities/<uuid:public_id>/{what}.{form}": page(SEE, **COMMUNITY)
        for what in ("grids", "buildings", "centres") for form in ("xlsx", "geojson")
    },
    f"{ROOT}/grids/": page(SEE),
    f"{ROOT}/grids/<uuid:public_id>/": page(SEE, public_id="grid"),
    f"{ROOT}/grids/<uuid:public_id>/assign/": page(KEEP, methods=BOTH, public_id="grid"),
    f"{ROOT}/asked/<uuid:public_id>/": page(
        Duty.MATTERS_HANDLE, methods=BOTH, public_id="matter"
    ),
    f"{ROOT}/assignments/<uuid:public_id>/end/": page(
        KEEP, methods=BOTH, public_id="assignment"
    ),
}  # fmt: skip
API = {
    "list_communities": page(SEE),
    "enter_a_community": page(KEEP, also=(404,)),
    "get_community": page(SEE),
    "change_a_community": page(KEEP),
    "take_a_seat": page(KEEP),
    "list_borders": page(SEE),
    "draw_a_border": page(KEEP),
    "get_layout": page(SEE),
    "lay_the_grids": page(KEEP),
    "list_grids": page(SEE),
    "get_grid": page(SEE),
    "assign_to_a_grid": page(KEEP),
    "end_an_assignment": page(KEEP),
    "list_buildings": page(SEE),
    "add_a_building": page(KEEP, also=(404,)),
    "get_building": page(SEE),
    "agree_to_be_asked": page(KEEP),
    "map_communities": page(SEE),
    "map_grids": page(SEE),
    "map_buildings": page(SEE),
    "map_centres": page(SEE),
}
NAMED = {
    "community_id": "kept_community", "grid_id": "grid", "building_id": "building",
    "stairwell_id": "stairwell", "assignment_id": "assignment",
}  # fmt: skip
SLIPS = [
    Slip("AskForm", "grid", "grid", f"/{ROOT}/asked/{{matter}}/"),
    Slip("EnterForm", "unit", "bare_community", f"/{ROOT}/communities/new/", {"formation": "old"}),
    Slip("SeatForm", "slot", "slot", f"/{ROOT}/communities/{{kept_community}}/seat/",
         {"name": "示例甲", "since": "2026-01-01"}),
]  # fmt: skip


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """A community with a slot, a seat, a building and its contact, a grid and who leads it."""
    since = held(town.on)
    code = str(where["org"].pk)
    unit = Unit.everything.create(**where, name=f"社区{code}", kind="community", held=since)
    bare = Unit.everything.create(**where, name=f"新社区{code}", kind="community", held=since)
    community = Community.everything.create(
        **where, unit=unit, name=unit.name, formation="old", held=since
    )
    slot = Slot.everything.create(
        **where, community=community, kind="body", title="党组织", held=since
    )
    seat = Seat.everything.create(**where, slot=slot, name="示例甲", held=since)
    building = Building.everything.create(
        **where, community=community, code="1", name="1号楼", households=40, held=since
    )
    stairwell = Stairwell.everything.create(**where, building=building, name="1单元", held=since)
    contact = Contact.everything.create(
        **where, stairwell=stairwell, person=person, consent_on=town.on, held=since
    )
    grid = Grid.everything.create(
        **where, community=community, code=f"9{code}", name="第一网格", held=since
    )
    worker = Worker.everything.create(**where, name="示例乙")
    assignment = Assignment.everything.create(
        **where, grid=grid, worker=worker, role="cadre", is_lead=True, held=since
    )
    made = {
        "kept_community": community, "slot": slot, "seat": seat, "building": building,
        "stairwell": stairwell, "contact": contact, "grid": grid, "assignment": assignment,
        "bare_community": bare,
    }  # fmt: skip
    return {kind: str(row.public_id) for kind, row in made.items()}
