"""Which pages are there about dues?"""

from django.urls import path

from jingwei.shell.orgs import addresses  # noqa: F401 - the converter of codes
from jingwei.work.membership.dues.views import branch, money, own, sheets

app_name = "dues"

urlpatterns = [
    path("dues/", branch.home, name="home"),
    path("dues/of/<code:code>/", branch.of_org, name="of"),
    path("dues/of/<code:code>/fix/<int:year>/", branch.fix, name="fix"),
    path("dues/of/<code:code>/open/", sheets.open_new, name="open"),
    path("dues/of/<code:code>/hand-up/", money.hand_up, name="hand-up"),
    path("me/dues/relief/", own.ask, name="ask"),
    path("me/dues/relief/take-back/", own.take_back, name="take-back"),
    path("dues/of/<code:code>/relief/", money.relief, name="relief"),
    path("dues/sheets/<uuid:public_id>/", sheets.sheet, name="sheet"),
    path("dues/sheets/<uuid:public_id>/refresh/", sheets.refresh, name="refresh"),
    path("dues/sheets/<uuid:public_id>/refund/", sheets.refund, name="refund"),
    path("dues/sheets/<uuid:public_id>/gift/", sheets.gift, name="gift"),
    path("dues/sheets/<uuid:public_id>/receipts.<slug:kind>", sheets.receipts, name="receipts"),
    path("dues/overview/<code:code>/export/", branch.export, name="export"),
    path("dues/remittances/", money.remittances, name="remittances"),
    path("dues/disclosure/<code:code>/", money.disclosure, name="disclosure"),
    path(
        "dues/disclosure/<code:code>/paper.<slug:kind>",
        money.disclosure_paper,
        name="disclosure-paper",
    ),
]
