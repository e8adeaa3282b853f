"""What does a list of communities' borders say: which community, where, since when (COMM-04)?"""

from dataclasses import replace
from typing import Final

from jingwei.kernel.access.duties import Duty
from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.places import outline
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.kinds.places import COMMUNITY, DATUM_
from jingwei.ops.imports.rules import borders as rules

BORDERS: Final = Kind(
    "borders",
    "社区边界",
    (
        replace(COMMUNITY, also=(*COMMUNITY.also, *words("名称 name 社区全称"))),
        Field(
            "outline", "边界", outline, "P",
            words(
                "社区边界 四至坐标 边界坐标 WKT geometry 几何 geom the_geom wkb_geometry 空间范围 "
                "边界(WKT) 边界WKT 多边形"
            ),
            required=True, help="GeoJSON或WKT的多边形，一圈，首尾相同。",
        ),
        DATUM_,
        Field(
            "since", "从哪天起", days, "P",
            words("起始日期 启用日期 生效日期 划定日期 开始日期 批准日期 since"),
            help="写到日；不写的，从名册那天起。以前的边界留在它的日子里。",
        ),
    ),
    checks=rules.CHECKS,
    keys=(Key(("community",), "key.twice"),),
    derive=rules.DERIVE,
    duty=Duty.GRIDS_KEEP,
)  # fmt: skip
