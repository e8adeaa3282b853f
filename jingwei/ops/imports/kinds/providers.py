"""What does a list of helpers from outside say: who, by which agreement, until when (BNFT-04)?"""

from typing import Final

from jingwei.kernel.access.duties import Duty
from jingwei.kernel.rulebook.codes.tables import read_table
from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.numbers import choice
from jingwei.ops.imports.cells.texts import text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.kinds import doors
from jingwei.ops.imports.rules import providers as rules

PROVIDER_KIND: Final = read_table(
    "来帮的单位类别",
    """
firm 企业: 公司 企业单位 合作社 商户
group 社会组织、志愿队伍: 社会组织 志愿队伍 志愿者队伍 志愿服务队 社团 协会 群团
body 机关、事业单位: 机关 事业单位 机关事业单位 部门 机关单位
""",
)

PROVIDERS: Final = Kind(
    "providers",
    "外面来帮的",
    (
        doors.ORG,
        Field(
            "name", "单位名称", text(80), "P",
            words("名称 哪一家 共建单位 合作单位 服务单位 来帮的单位 帮扶单位 name 提供方"),
            required=True,
        ),
        Field(
            "kind", "类别", choice(PROVIDER_KIND), "P",
            words("单位类别 类型 单位类型 哪一类 性质 kind"), required=True, table=PROVIDER_KIND,
        ),
        Field(
            "agreement", "协议", text(200), "P",
            words("凭什么协议 协议名称 协议书 合同 合同名称 共建协议 合作协议 agreement"),
            required=True,
        ),
        Field(
            "since", "起始日期", days, "P",
            words("从哪天起 开始日期 协议起始日期 签订日期 生效日期 起始时间 开始时间 since"),
            required=True, help="要写到日。",
        ),
        Field(
            "until", "终止日期", days, "P",
            words("到哪天止 结束日期 协议终止日期 到期日期 截止日期 终止时间 到期时间 until"),
            required=True, help="要写到日；从这天起协议不再有效。",
        ),
    ),
    checks=rules.CHECKS,
    keys=(Key(("name", "org"), "key.twice"),),
    derive=rules.DERIVE,
    duty=Duty.BENEFIT_KEEP,
)  # fmt: skip
