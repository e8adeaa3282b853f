"""How many orchards are there, how many were weighed, and what do they give?"""

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.figures.declare import Group, Indicator, Kind, Records

ORCHARDS = Records(
    code="ninth.orchards", title="果园", unit="个", model="ninth.Orchard", duty=Duty.ORGS_SEE,
    reads=frozenset({"orchard"}), lasting=True, belongs="照看果园的组织",
    rows="SELECT o.id, o.org_id, o.held, o.yield_kg FROM orchard o",
)  # fmt: skip
GROUP = Group("ninth", "果园体系", 900, on_overview=True)

INDICATORS = (
    Indicator(
        code="ninth.orchards", title="果园总数", unit="个", source="果园登记", records=ORCHARDS,
        group=GROUP,
    ),
    Indicator(
        code="ninth.orchards_weighed", title="称过产量的果园", unit="个", source="果园登记",
        records=ORCHARDS, group=GROUP, kind=Kind.RATIO, n="yield_kg IS NOT NULL", d="true",
    ),
    Indicator(
        code="ninth.yield", title="平均产量", unit="千克", source="果园登记", records=ORCHARDS,
        group=GROUP, kind=Kind.MEAN, value="yield_kg", scale=2, d="yield_kg IS NOT NULL",
        missing="yield_kg IS NULL", d_title="称过产量的果园",
    ),
)  # fmt: skip
