"""What does a catalogue of courses say? One row a day of class; the days of a course follow."""

from typing import Final

from jingwei.kernel.rulebook.codes.tables import read_table
from jingwei.ops.imports.cells.amounts import hours, several, times
from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.numbers import choice, whole
from jingwei.ops.imports.cells.texts import reference, text
from jingwei.ops.imports.fields import Field, Key, Kind, words
from jingwei.ops.imports.rules import courses as rules

TOPIC: Final = read_table(
    "课程内容",
    """
party_work 党务实务: 党务 党建业务 党务工作 党建实务
governance 基层治理: 治理 社区治理 乡村治理
masses 群众工作: 群众
law 法律和调解: 法律 调解 法治 普法
industry 产业和集体经济: 产业 集体经济 经济发展 产业发展
safety 安全和应急: 安全 应急 安全生产
service 服务和便民: 服务 便民 为民服务
digital 电脑和手机: 电脑 手机 信息化 数字技能
theory 理论和党章: 理论 党章 政治理论 理论学习
other 其他
""",
)
GROUP: Final = read_table(
    "面向的人",
    """
township_chiefs 乡镇（街道）党政正职: 乡镇街道党政正职 乡镇党政正职 镇街党政正职
village_heads 村（社区）“两委”正职: 村社区两委正职 两委正职 村书记 村社区书记 村两委正职
double_strong “双强”型村（社区）干部: 双强型村社区干部 双强型村干部 双强型干部
graduates 大学生村官: 村官 选调生
private_firms 非公企业党组织书记: 非公企业书记 两新党组织书记 非公党组织书记
""",
)

COURSES: Final = Kind(
    "courses",
    "课程目录",
    (
        Field(
            "org", "办课组织", reference, "P",
            words("办课组织代码 办课单位 主办单位 举办单位 组织单位 主办党组织 党组织 组织代码"),
            required=True, help="写全称、简称或组织代码。",
        ),
        Field("title", "课程名称", text(120), "P", words("课程 课程题目 名称 培训名称 课程标题"),
              required=True),
        Field("topic", "内容", choice(TOPIC), "P",
              words("课程类别 课程类型 类别 内容类别 专题 课程内容"), table=TOPIC,
              help="不写就是“其他”。"),
        Field("about", "简介", text(600), "P", words("课程简介 课程介绍 内容简介 主要内容 说明")),
        Field("teacher", "主讲", text(60), "P",
              words("主讲人 教师 授课人 授课教师 师资 老师 讲师 任课教师 授课老师"),
              help="几天的课写在第一行就可以，名额、地点也一样。"),
        Field("place", "地点", text(120), "P", words("上课地点 授课地点 培训地点 教室 开课地点")),
        Field("contact", "联系人", text(60), "I", words("课程联系人 联系方式 报名联系人")),
        Field("seats", "名额", whole, "P",
              words("人数 计划人数 名额数 限额 容量 席位 招生人数 班额 报名人数上限")),
        Field("until", "报名截止", days, "P", words("报名截止日期 报名截止时间 截止日期 报名时间"),
              help="不写就是第一天上课那天。"),
        Field("on", "上课日期", days, "P",
              words("日期 开课日期 授课日期 开课时间 上课时间 培训日期 培训时间"), required=True,
              help="一天一行，几天的课写几行；要写到日。"),
        Field("starts", "开始", times, "P", words("开始时间 起始时间 上课开始"), required=True),
        Field("ends", "结束", times, "P", words("结束时间 下课时间 上课结束"), required=True),
        Field("hours", "学时", hours, "P", words("课时 学时数 课时数"), required=True),
        Field("subject", "这天讲什么", text(120), "P", words("课题 当天内容 授课题目 专题名称")),
        Field("groups", "面向", several(GROUP), "P",
              words("面向的人 培训对象 授课对象 适用对象 对象 面向对象 参训对象")),
    ),
    keys=(Key(("org", "title", "on", "starts"), "work.twice"),),
    checks=rules.CHECKS,
    derive=rules.DERIVE,
)  # fmt: skip
