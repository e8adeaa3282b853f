"""What does a list say of what is done at which centre? Words of the items are the catalogue's."""

from typing import Final

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.rulebook.codes.tables import read_table
from jingwei.ops.imports.cells.numbers import choice, money
from jingwei.ops.imports.cells.texts import reference, text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.rules import offerings as rules

ITEM_KIND: Final = read_table(
    "事项性质",
    """
public 公共服务: 公共 公益 政务 政务服务 公益服务
production 生产服务: 生产 农业生产 生产类
market 便民服务: 便民 市场 市场服务 有偿服务 便民类
""",
)

OFFERINGS: Final = Kind(
    "offerings",
    "中心办的事项",
    (
        Field(
            "centre", "中心名称", reference, "P",
            words("服务中心 便民服务中心 中心 便民服务中心名称 站点名称 服务站 服务站名称 centre"),
            required=True,
        ),
        Field(
            "item", "事项名称", text(60), "P",
            words("事项 服务事项 服务项目 办理事项 项目名称 服务内容 服务事项名称 item 项目"),
            required=True, help="照目录里的写法。",
        ),
        Field(
            "category", "类别", text(40), "P",
            words("事项类别 服务类别 大类 所属类别 category"),
            help="目录里同名事项不止一个的，写类别。",
        ),
        Field(
            "kind", "性质", choice(ITEM_KIND), "P", words("事项性质 服务性质 服务类型 kind"),
            table=ITEM_KIND, help="目录里定的，写了就核对。",
        ),
        Field(
            "price", "价格", money, "P", words("收费 收费标准 费用 收费金额 price 价格(元)"),
            help="单位是元，目录里定的，写了就核对。",
        ),
        Field(
            "bring", "要带的材料", text(600), "P",
            words("所需材料 申请材料 办理材料 需带材料 材料 材料清单 bring 要求提供的证明"),
            help="用顿号隔开；目录里写明不许要的，不能写。",
        ),
        Field(
            "never_ask", "不许要的证明", text(600), "P",
            words("不得要求的证明 取消的证明 不再要求的证明 不许要的材料 免提交材料 never_ask"),
            help="用顿号隔开，目录里定的，写了就核对。",
        ),
        Field(
            "hours", "办理时间", text(200), "P",
            words("服务时间 办事时间 办理时段 时间 hours 受理时间"),
            help="不写的，中心开门就办；例如：周三 9:00-11:00。",
        ),
        Field("desk", "窗口", text(40), "P", words("办理窗口 窗口号 柜台 地点 desk 办理地点")),
        Field(
            "provider", "由谁办", text(80), "P",
            words("承办单位 服务单位 办理单位 提供单位 承办方 provider 服务商"),
        ),
    ),
    checks=rules.CHECKS,
    keys=(Key(("centre", "item", "category"), "key.twice"),),
    derive=rules.DERIVE,
    duty=Duty.SERVICES_KEEP,
)  # fmt: skip
