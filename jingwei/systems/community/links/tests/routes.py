"""What does the authorisation matrix know of members managed from two sides?"""

from typing import Any

from jingwei.systems.community.links.models import DualLink
from tests.architecture.routes import BOTH, CHANGE, SEE, SIGNED_IN, Route, own, page

ROOT = "community/links"
PAGES = {
    f"{ROOT}/": page(SEE),
    f"{ROOT}/<uuid:public_id>/": page(SEE, public_id="link"),
    f"{ROOT}/members/<uuid:public_id>/": page(SEE, public_id="person"),
    f"{ROOT}/members/<uuid:public_id>/new/": page(CHANGE, methods=BOTH, public_id="person"),
    "me/link/": own(BOTH, also=(404,)),
    "me/link/<slug:verb>/": Route(
        SIGNED_IN, methods="POST", args={"verb": "agree"}, also=frozenset({404})
    ),
}
API = {
    "list_links": page(SEE),
    "get_link": page(SEE),
    "propose_a_link": page(CHANGE),
}
NAMED = {"link_id": "link"}


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """A link of a member of the organisation with a side that none of those who look covers."""
    other = town.orgs["other"]
    host = other if where["org"].pk != other.pk else town.orgs["county"]
    row = DualLink.everything.create(
        **where, person=person, name=person.name, category="full", state="proposed", place="二区",
        home_name=str(where["org"]), host=host, host_path=host.path, host_name=str(host),
        asked_on=town.on,
    )  # fmt: skip
    return {"link": str(row.public_id)}
