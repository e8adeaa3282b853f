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
