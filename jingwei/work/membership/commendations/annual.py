"""What do the annual Party statistics say of commendations (table 12)?"""

from typing import Final

from django.utils.translation import gettext_lazy as _

from jingwei.work.membership.commendations.kinds import Honour, Level
from jingwei.work.membership.statistics.declare import Line, Table
from jingwei.work.membership.statistics.tables import TOTAL

DECIDED: Final = """
    SELECT c.id, c.org_id, c.name AS label, c.honour, c.level,
        coalesce(c.taken_on <= %(on)s::date, false) AS taken
    FROM commendation c
    WHERE c."on" BETWEEN %(since)s::date AND %(on)s::date AND WITHIN(c.org_path)
"""
COMMENDED: Final = Table(
    "commended", "12", _("党内表彰"), DECIDED,
    rows=(
        TOTAL, *(Line(one.value, one.label, f"honour = '{one.value}'") for one in Honour),
        Line("taken", _("其中：已撤销的"), "taken"),
    ),
    columns=(
        TOTAL, *(Line(one.value, one.label, f"level = '{one.value}'") for one in Level),
    ),
    note=_("以决定的日期为准，由受表彰的党员所在支部、受表彰的组织统计；只登记决定，不排名。"),
    model="commendations.Commendation", page="commendations:one",
)  # fmt: skip
