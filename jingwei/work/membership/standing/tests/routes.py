"""What does the authorisation matrix know of members who are away?"""

from tests.architecture.routes import BOTH, CHANGE, EXPORT, SEE, page

PAGES = {
    "standing/": page(SEE),
    "standing/export.xlsx": page(EXPORT),
    "standing/<uuid:public_id>/": page(SEE, public_id="person"),
    "standing/<slug:kind>/<uuid:public_id>/": page(
        CHANGE, methods=BOTH, public_id="person", args={"kind": "floating"}
    ),
}
API = {
    "list_standing": page(SEE),
    "register_a_floating_member": page(CHANGE),
    "begin_a_search": page(CHANGE),
    "register_a_stay_abroad": page(CHANGE),
    "note_a_wish_to_leave": page(CHANGE),
}
