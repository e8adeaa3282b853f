"""Was this form sent already? What is printed once must not be made anew by a reload."""

import secrets

from django.http import HttpRequest

from jingwei.kernel.findings import Finding, Refused

KEY, KEPT = "tickets", 20
SENT = Finding(
    "access.printed_once", "这一次已经打印过。小条只显示一次；再发会让刚才的作废。", "本系统规则"
)


def new_ticket(request: HttpRequest) -> str:
    """A word for the form, good for one submission."""
    ticket = secrets.token_urlsafe(12)
    request.session[KEY] = [*request.session.get(KEY, []), ticket][-KEPT:]
    return ticket


def spend_ticket(request: HttpRequest) -> None:
    """Raises: Refused where the form was sent before (a reload, a second click)."""
    tickets, said = request.session.get(KEY, []), request.POST.get("ticket", "")
    if said not in tickets:
        raise Refused(SENT)
    request.session[KEY] = [ticket for ticket in tickets if ticket != said]
