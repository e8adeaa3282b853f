"""Who may open which page of appeals? Read by the authorisation matrix."""

from typing import Any

from jingwei.work.membership.appeals.models import Appeal
from tests.architecture.routes import BOTH, CONFIRM, EXPORT, SIGNED_IN, Route, own, page

NONE = "00000000-0000-4000-8000-000000000000"  # nobody's: the own ones are tried in test_pages


def of_none(methods: str, **args: Any) -> Route:
    return Route(SIGNED_IN, methods=methods, args=args, also=frozenset({404}))


PAGES = {
    "appeals/": page(CONFIRM),
    "appeals/export/": page(EXPORT, methods="POST", also=(403,)),
    "appeals/<uuid:public_id>/": page(CONFIRM, public_id="appeal"),
    "me/appeals/": own(also=(404,)),
    "me/appeals/new/<uuid:subject>/<int:number>/": of_none(BOTH, subject=NONE, number=2),
    "me/appeals/<uuid:public_id>/add/": of_none(BOTH, public_id=NONE),
    "me/appeals/<uuid:public_id>/take-back/": of_none("POST", public_id=NONE),
}
API = {
    "list_appeals": page(CONFIRM),
    "get_appeal": page(CONFIRM),
    "own_decisions_told": own(also=(404,)),
    "own_appeals": own(also=(404,)),
    "make_own_appeal": own(also=(404,)),
    "take_own_appeal_step": own(also=(404,)),
}
NAMED = {"appeal_id": "appeal"}


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """An appeal that the organisation has to answer."""
    org = where["org"]
    row = Appeal.everything.create(
        **where, person=person, name=person.name, home_name="某支部", flow="dues.relief",
        subject=person.public_id, number=2, verb="answer", decided=org, decided_name=str(org),
        decided_on=town.on, host=org, host_path=org.path, host_name=str(org), asked_on=town.on,
    )  # fmt: skip
    return {"appeal": str(row.public_id)}
