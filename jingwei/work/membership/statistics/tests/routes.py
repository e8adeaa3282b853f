"""Who may open which page of the annual statistics? Read by the authorisation matrix."""

from tests.architecture.routes import CONFIRM, SEE, page

YEAR = {"year": 2025}

PAGES = {
    "statistics/": page(SEE),
    "statistics/<code:code>/<int:year>/": page(SEE, code="org", args=YEAR),
    "statistics/<code:code>/<int:year>/freeze/": page(
        CONFIRM, methods="POST", code="org", args=YEAR
    ),
    "statistics/<code:code>/<int:year>/workbook/": page(SEE, code="org", args=YEAR),
    "statistics/<code:code>/<int:year>/<slug:table>/<slug:row>/<slug:column>/": page(
        SEE, code="org", args=YEAR | {"table": "members", "row": "all", "column": "all"}
    ),
}
API = {
    "get_annual_report": page(SEE, args=YEAR),
    "annual_report_records": page(
        SEE, args=YEAR | {"table": "members", "row": "all", "column": "all"}
    ),
    "freeze_annual_report": page(CONFIRM, args=YEAR),
}
