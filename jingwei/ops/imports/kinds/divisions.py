"""What does a table of administrative divisions say? The official code tables have this shape."""

from typing import Final

from jingwei.kernel.rulebook.codes.divisions import URBAN_RURAL
from jingwei.kernel.rulebook.codes.tables import CodeTable, read_table
from jingwei.ops.imports.cells.numbers import choice, division
from jingwei.ops.imports.cells.texts import text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.rules import divisions as rules

LEVEL: Final = read_table(
    "行政级别",
    """
1 省: 省级 直辖市 自治区 province 省(自治区、直辖市)
2 市: 市级 地级 地级市 设区市 city 市(地区) 地区
3 县: 县级 区 县区 区县 县级市 county 县(市、区) 市辖区
4 乡镇: 乡 镇 街道 乡级 镇街 乡镇(街道) 乡镇街道 town
5 村: 社区 村级 居委会 村委会 村(社区) 村社区 村(居) village
""",
)
URBAN: Final = CodeTable("城乡分类代码", URBAN_RURAL)

DIVISIONS: Final = Kind(
    "divisions",
    "行政区划",
    (
        Field(
            "code",
            "区划代码",
            division,
            "P",
            words("代码 行政区划代码 统计用区划代码 编码 code 区划编码 行政区划编码"),
            required=True,
        ),
        Field(
            "name",
            "名称",
            text(60),
            "P",
            words("区划名称 行政区划名称 单位名称 name 地名 统计用区划名称"),
            required=True,
        ),
        Field(
            "level", "级别", choice(LEVEL), "P", words("层级 行政级别 level 区划级别"), table=LEVEL
        ),
        Field(
            "parent_code",
            "上级代码",
            division,
            "P",
            words("上级区划代码 父级代码 上级编码 parent parent_code 上级区划"),
        ),
        Field(
            "urban_rural",
            "城乡分类代码",
            choice(URBAN),
            "P",
            words("城乡分类 城乡属性 城乡类别 urban_rural 城乡分类编码"),
            table=URBAN,
        ),
    ),
    checks=rules.CHECKS,
    keys=(Key(("code",), "key.twice"),),
    derive=rules.DERIVE,
)
