"""What does a roster of buildings say: which community, which stairwells, how many households?"""

from typing import Final

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.rulebook.codes.tables import read_table
from jingwei.ops.imports.cells.numbers import choice, whole
from jingwei.ops.imports.cells.texts import text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.kinds.places import COMMUNITY, DATUM_, LAT, LON, POINT
from jingwei.ops.imports.rules import buildings as rules

USE: Final = read_table(
    "楼栋用途",
    """
residential 住宅: 居住 居民楼 住宅楼 居民住宅 民房 商品房 安置房 宿舍
shop 商铺: 商业 商业楼 门面 商住 店铺 商场
office 办公: 办公楼 写字楼 商务楼
public 公共: 公共建筑 学校 医院 公共设施 公建
other 其他: 其它
""",
)

BUILDINGS: Final = Kind(
    "buildings",
    "楼栋",
    (
        COMMUNITY,
        Field(
            "code", "楼栋编号", text(20), "P",
            words("楼号 楼栋号 幢号 栋号 楼栋编码 楼栋代码 编号 楼幢号 楼栋 code building_code"),
            help="同一社区里不能重复；几个小区都有1幢的，写成“东苑1幢”。",
        ),
        Field(
            "name", "楼栋名称", text(60), "P",
            words("楼名 楼宇名称 建筑名称 名称 楼栋名 name building_name 大楼名称"),
        ),
        Field(
            "compound", "小区", text(60), "P",
            words("小区名称 所在小区 所属小区 自然村 村民小组 居民小区 compound 小区(自然村)"),
        ),
        Field(
            "address", "地址", text(120), "P",
            words("楼栋地址 详细地址 门牌 门牌号 门牌地址 坐落 address 所在地址"),
        ),
        Field(
            "use", "用途", choice(USE), "P",
            words("楼栋用途 房屋用途 使用性质 建筑用途 房屋性质 类型 楼栋类型 use"), table=USE,
        ),
        Field(
            "stairwells", "单元", text(500), "P",
            words("单元数 楼道 楼道数 单元名称 单元(楼道) 楼道(单元) 梯位 stairwells units"),
            help="写单元数，或“1单元（12户）、2单元（12户）”。",
        ),
        Field(
            "households", "户数", whole, "P",
            words("总户数 住户数 居民户数 户籍户数 常住户数 households 户 楼栋户数"),
        ),
        LON, LAT, DATUM_, POINT,
        Field(
            "branch", "楼内党组织", text(60), "P",
            words("所在党支部或党小组 楼栋党组织 党小组 楼栋党小组 党支部 楼栋党支部 branch"),
        ),
    ),
    checks=rules.CHECKS,
    keys=(Key(("community", "code"), "key.twice"),),
    derive=rules.DERIVE,
    duty=Duty.GRIDS_KEEP,
)  # fmt: skip
