"""Are relations accepted in time, seen from both sides? A reminder of members in between.

A transfer counts in the month in which its first letter ended; a letter written anew does not make
it in time. What was withdrawn does not count.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy as in_context

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records, Words

TRANSFERS = Group("transfers", _("组织关系转接"), 77)
EDUCATION = "《中国共产党党员教育管理工作条例》"

# The last day of the first letter: ten days within the city, thirty outside, by the rulebook.
_DUE = """
    t.letter_first_on + (CASE WHEN t.direction = 'out' THEN {rule letter.outside.days}
        ELSE {rule letter.city.days} END)::int
"""


def _rows(side: str, more: str) -> str:
    return f"""
        SELECT t.id, t.{side} AS org_id, t.state = 'accepted' AND t.receipt_on <= {_DUE} AS in_time
        FROM transfer t
        WHERE t.letter_first_on IS NOT NULL AND t.direction <> 'in' AND t.state <> 'withdrawn'
        AND {_DUE} >= {{since}} AND {_DUE} <= {{on}} {more}
    """


SENT = Records(
    code="transfers.sent",
    title=_("转出的党员"),
    unit=in_context("转接", "件"),
    model="transfers.Transfer",
    duty=Duty.MEMBERS_SEE,
    reads=frozenset({"transfer", "edge"}),
    period=True,
    rows=_rows("org_id", ""),
)
RECEIVED = Records(
    code="transfers.received",
    title=_("转来的党员"),
    unit=in_context("转接", "件"),
    model="transfers.Received",
    duty=Duty.MEMBERS_SEE,
    reads=frozenset({"transfer", "edge"}),
    period=True,
    rows=_rows("host_id", "AND t.host_id IS NOT NULL"),
)


def _in_time(code: str, title: Words, records: Records, note: Words) -> Indicator:
    return Indicator(
        code=f"transfers.{code}", title=title, unit=in_context("转接", "件"), source=EDUCATION,
        records=records, group=TRANSFERS, kind=Kind.RATIO, n="in_time", d="true",
        d_title=_("当月到期的转接"), note=note,
    )  # fmt: skip


INDICATORS = (
    _in_time(
        "sent_in_time", _("转出后按期接收"), SENT,
        _("首次介绍信在当月到期的；有效期内接收、收到回执的算按期。"),
    ),
    _in_time(
        "received_in_time", _("转来后按期接收"), RECEIVED,
        _("别的支部转来、首次介绍信在当月到期的；有效期内接收的算按期。"),
    ),
)  # fmt: skip
