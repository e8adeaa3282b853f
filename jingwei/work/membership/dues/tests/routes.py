"""What may whom answer here? For the authorisation matrix (tests/architecture/routes.py)."""

from datetime import date
from typing import Any

from jingwei.work.membership.dues import lines
from jingwei.work.membership.dues.models import Fixing, Relief, Remittance, Sheet
from tests.architecture.routes import BOTH, CHANGE, EXPORT, Slip, own, page

SHEET: Any = {"public_id": "dues_sheet"}
PAGES = {
    "dues/": page(CHANGE),
    "dues/of/<code:code>/": page(CHANGE, code="org"),
    "dues/of/<code:code>/fix/<int:year>/": page(
        CHANGE, methods=BOTH, code="org", args={"year": 2026}
    ),
    "dues/of/<code:code>/open/": page(CHANGE, methods=BOTH, code="org"),
    "dues/of/<code:code>/hand-up/": page(CHANGE, methods=BOTH, code="org"),
    "me/dues/relief/": own(BOTH, also=(404, 422)),
    "me/dues/relief/take-back/": own("POST", also=(404,)),
    "dues/of/<code:code>/relief/": page(CHANGE, methods=BOTH, code="org"),
    "dues/sheets/<uuid:public_id>/": page(CHANGE, methods=BOTH, **SHEET),
    "dues/sheets/<uuid:public_id>/refresh/": page(CHANGE, methods="POST", **SHEET),
    "dues/sheets/<uuid:public_id>/refund/": page(CHANGE, methods=BOTH, **SHEET),
    "dues/sheets/<uuid:public_id>/gift/": page(CHANGE, methods=BOTH, **SHEET),
    "dues/sheets/<uuid:public_id>/receipts.<slug:kind>": page(
        CHANGE, args={"kind": "docx"}, **SHEET
    ),
    "dues/overview/<code:code>/export/": page(EXPORT, code="org"),
    "dues/remittances/": page(CHANGE),
    "dues/disclosure/<code:code>/": page(CHANGE, code="org"),
    "dues/disclosure/<code:code>/paper.<slug:kind>": page(
        CHANGE, code="org", args={"kind": "docx"}
    ),
}
API = {
    "get_fixing": page(CHANGE, args={"year": 2026}),
    "fix_a_year": page(CHANGE, args={"year": 2026}),
    "list_sheets": page(CHANGE),
    "open_a_sheet": page(CHANGE),
    "get_sheet": page(CHANGE),
    "refresh_a_sheet": page(CHANGE),
    "collect_dues": page(CHANGE),
    "refund_dues": page(CHANGE),
    "note_a_gift": page(CHANGE),
    "list_arrears": page(CHANGE),
    "list_remittances": page(CHANGE),
    "hand_up_dues": page(CHANGE),
    "propose_relief": page(CHANGE),
    "ask_own_relief": own(also=(404, 422)),
    "take_back_own_relief": own(also=(404,)),
    "get_disclosure": page(CHANGE, query="span=2026"),
}
NAMED = {"sheet_id": "dues_sheet"}
DAY = {"on": "2026-11-20", "cents": "1"}
SLIPS = [
    Slip("EntryForm", "person", "person", "/dues/sheets/{dues_sheet}/gift/", DAY),
    Slip(
        "RefundForm", "person", "person", "/dues/sheets/{dues_sheet}/refund/", DAY | {"why": "重了"}
    ),
    Slip(
        "ReliefForm", "person", "person", "/dues/of/{org}/relief/",
        {"since": "2026-11", "last": "2026-12", "asked": "0", "reason": "困难"},
    ),
]  # fmt: skip


def things(town: Any, where: dict[str, Any], person: Any, asker: Any) -> dict[str, str]:
    """A fixing, a sheet, a decision and money handed up in one organisation."""
    fixing = Fixing(**where, year=2026, people=[person.pk], members=1, month_cents=20)
    fixing.lines = lines.seal_fixed([lines.Fixed(person.pk, "small", 20)], fixing.public_id)
    fixing.save(force_insert=True)
    first = date(2026, 11, 1)
    sheet = Sheet(
        **where, first=first, until=date(2026, 12, 1), due_on=date(2026, 11, 30), members=1,
        people=[person.pk], unpaid=[person.pk], due_cents=20,
    )  # fmt: skip
    sheet.lines = lines.seal_sheet(lines.Lines({person.pk: 20}), first, sheet.public_id)
    sheet.save(force_insert=True)
    relief = Relief.everything.create(**where, person=person, since=first, until=date(2027, 1, 1))
    money = Remittance.everything.create(
        **where, cents=20, expected_cents=20, on=town.on, receipt="1"
    )
    return {
        "dues_fixing": str(fixing.public_id), "dues_sheet": str(sheet.public_id),
        "dues_relief": str(relief.public_id), "dues_remittance": str(money.public_id),
    }  # fmt: skip
