"""What does the authorisation matrix know of the development of members?"""

from datetime import date
from typing import Any

from jingwei.work.membership.development.models import Development
from tests.architecture.routes import BOTH, CHANGE, EXPORT, SEE, page

ONE: Any = {"public_id": "development"}

PAGES = {
    "development/": page(SEE),
    "development/of/<code:code>/": page(SEE, code="org"),
    "development/board/<code:code>/": page(SEE, code="org"),
    "development/of/<code:code>/export/": page(EXPORT, methods="POST", code="org"),
    "development/new/<code:code>/": page(CHANGE, methods=BOTH, code="org"),
    "development/<uuid:public_id>/": page(SEE, **ONE),
    "development/<uuid:public_id>/edit/": page(CHANGE, methods=BOTH, **ONE),
    "development/<uuid:public_id>/record.<slug:kind>": page(SEE, args={"kind": "docx"}, **ONE),
}
API = {
    "list_developments": page(SEE),
    "get_development": page(SEE),
    "take_an_application": page(CHANGE),
    "correct_an_applicant": page(CHANGE),
}
NAMED = {"development_id": "development"}


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """An activist in every organisation of the world."""
    row = Development.everything.create(
        **where, name="申请人", name_sort="申请人", state="activist",
        applied_on=date(2025, 1, 6), talked_on=date(2025, 1, 20), activist_on=date(2025, 6, 2),
    )  # fmt: skip
    return {"development": str(row.public_id)}
