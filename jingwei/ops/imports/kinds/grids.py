"""What does a ledger of grids say: which buildings or border, who leads, who takes part?"""

from typing import Final

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.rulebook.codes.tables import read_table
from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.numbers import choice
from jingwei.ops.imports.cells.places import outline
from jingwei.ops.imports.cells.texts import holder, text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.kinds.places import COMMUNITY, DATUM_
from jingwei.ops.imports.rules import grids as rules

GRID_KIND: Final = read_table(
    "网格类型",
    """
base 基础网格: 基础 普通网格 综合网格 一般网格 居民网格 村网格
special 专属网格: 专属 专业网格 特殊网格 专门网格
""",
)
ROLE: Final = read_table(
    "网格身份",
    """
cadre 社区干部: 干部 村干部 社区工作者 村(社区)干部 两委成员 两委干部 书记 主任
grid_worker 网格员: 专职网格员 兼职网格员 网格管理员
member_household 党员中心户: 中心户 党员户 党员
other 其他: 其它
""",
)
PEOPLE: Final = 200


def _people(key: str, title: str, also: str) -> Field:
    return Field(key, title, text(PEOPLE), "P", words(also), help="几个人的，姓名之间用顿号隔开。")


GRIDS: Final = Kind(
    "grids",
    "网格",
    (
        COMMUNITY,
        Field(
            "code", "网格编号", text(20), "P",
            words("网格代码 网格编码 网格号 编号 编码 code grid_code 网格序号"), required=True,
            help="撤销的编号不再用。",
        ),
        Field(
            "name", "网格名称", text(60), "P",
            words("网格名 名称 网格 name grid_name 网格全称"), required=True,
        ),
        Field(
            "kind", "网格类型", choice(GRID_KIND), "P",
            words("网格类别 类型 类别 网格性质 kind type"), table=GRID_KIND,
        ),
        Field(
            "buildings", "楼栋", text(4_000), "P",
            words(
                "楼栋编号 所含楼栋 包含楼栋 楼栋列表 楼号 楼栋范围 所辖楼栋 覆盖楼栋 管辖楼栋 "
                "网格楼栋 楼栋名单"
            ),
            help="用顿号隔开，例如：1幢、2幢、5-8幢。不写的，按边界里有哪些楼栋。",
        ),
        Field(
            "outline", "边界", outline, "P",
            words(
                "网格边界 边界坐标 四至坐标 WKT geometry 几何 geom the_geom wkb_geometry 空间范围 "
                "边界(WKT) 边界WKT 多边形"
            ),
            help="GeoJSON或WKT的多边形，一圈，首尾相同。",
        ),
        DATUM_,
        Field(
            "lead", "牵头人", holder, "P",
            words("谁牵头 网格长 网格长姓名 责任人 网格责任人 负责人 包干人 牵头负责人 lead"),
            help="每个网格一人，每人包干一个。",
        ),
        Field(
            "lead_role", "牵头人身份", choice(ROLE), "P",
            words("网格长身份 责任人身份 牵头人类别 身份 网格长类别 lead_role"), table=ROLE,
            help="不写的，看他在下面哪一列。",
        ),
        _people("cadre", "社区干部", "村干部 村(社区)干部 包格干部 联系干部 社区工作者 cadre"),
        _people("grid_worker", "网格员", "专职网格员 网格员姓名 兼职网格员 网格管理员 grid_worker"),
        _people(
            "member_household", "党员中心户",
            "中心户 党员户 党员中心户姓名 党员骨干户 党员联系户 member_household",
        ),
        Field(
            "since", "任职开始", days, "P",
            words("起始日期 任职时间 上任日期 开始日期 任期开始 包干开始 起始时间 since"),
            help="不写的，从名册那天起。",
        ),
        Field(
            "until", "任职截止", days, "P",
            words("截止日期 任期届满 任期截止 结束日期 届满日期 任期结束 until"),
            help="写了的，到那天为止；那天不算。",
        ),
    ),
    checks=rules.CHECKS,
    keys=(Key(("code",), "key.twice"),),
    derive=rules.DERIVE,
    duty=Duty.GRIDS_KEEP,
)  # fmt: skip
