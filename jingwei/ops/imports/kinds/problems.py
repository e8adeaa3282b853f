"""What does a list of problems say: of which unit, who answers, until when, what came of it?"""

from typing import Final

from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.texts import name, reference, text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.rules import problems as rules

PROBLEMS: Final = Kind(
    "problems",
    "问题清单",
    (
        Field(
            "org", "党组织", reference, "P",
            words(
                "党组织名称 单位 单位名称 所在党组织 责任单位 村（社区） 村社区 社区 村 "
                "支部 党支部 组织名称 责任党组织"
            ),
            required=True, help="写全称、简称或组织代码。",
        ),
        Field(
            "title", "问题", text(120), "I",
            words("问题名称 问题清单 存在问题 突出问题 主要问题 问题事项 事项 具体问题"),
            required=True,
        ),
        Field("words", "具体情况", text(600), "I", words(
              "问题描述 情况说明 问题表现 详细情况 说明")),
        Field(
            "affected", "涉及的群众", text(120), "I",
            words("涉及群众 涉及对象 受影响群众 涉及范围 关系到谁 惠及群众 服务对象"),
        ),
        Field(
            "owner", "责任人", name, "C",
            words("负责人 整改责任人 书记 党组织书记 第一书记 责任人姓名 牵头人 销号责任人"),
            help="空着就是这个党组织的书记。",
        ),
        Field("listed_on", "列入日期", days, "I", words(
              "列入时间 登记日期 建档日期 提出日期 上报日期")),
        Field(
            "due_on", "完成时限", days, "I",
            words(
                  "完成期限 整改时限 整改期限 时限 期限 计划完成时间 完成时间 限期 销号时限 "
                  "拟完成时间"),
            required=True, help="要写到日。",
        ),
        Field(
            "result", "解决结果", text(600), "I",
            words("整改结果 办理结果 结果 完成情况 整改情况 解决情况 落实情况 进展情况"),
        ),
        Field("solved_on", "解决日期", days, "I",
              words("整改完成日期 办结日期 实际完成时间 完成日期 解决时间 整改完成时间")),
        Field("confirmed_by", "问了谁", text(60), "C",
              words("确认人 群众代表 评价人 回访对象 群众确认人")),
        Field("confirmed_words", "群众怎么说", text(300), "C",
              words("群众评价 群众意见 回访情况 群众反馈 满意度")),
        Field("confirmed_on", "销号日期", days, "I", words(
              "销号时间 确认日期 回访日期 群众确认日期")),
    ),
    keys=(Key(("org", "title"), "key.twice"),),
    checks=rules.CHECKS,
    derive=rules.DERIVE,
)  # fmt: skip
