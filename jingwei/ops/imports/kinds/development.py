"""What does a list of development say (DOMAIN 5.2): who has applied, how far, since when?"""

from typing import Final

from jingwei.kernel.rulebook.codes import people
from jingwei.kernel.rulebook.codes.tables import read_table
from jingwei.ops.imports.cells.dates import days
from jingwei.ops.imports.cells.numbers import choice, phone, whole
from jingwei.ops.imports.cells.texts import reference, text
from jingwei.ops.imports.fields import Field, Kind, words
from jingwei.ops.imports.kinds.members import ID_NUMBER, NAME
from jingwei.ops.imports.rules import development as rules

STAGE: Final = read_table(
    "发展阶段",
    """
applicant 入党申请人: 申请人 申请入党 已申请 申请
activist 入党积极分子: 积极分子 重点积极分子 已确定积极分子
candidate 发展对象: 发展对象人选 拟发展对象 已确定发展对象
probationary 预备党员: 预备期 预备 中共预备党员 预备党员期
full 正式党员: 正式 已转正 党员 中共党员
""",
)
POLITICS: Final = read_table(
    "政治面貌",
    """
03 共青团员: 团员 中国共产主义青年团团员
04 民主党派成员: 民主党派
12 无党派人士: 无党派 无党派民主人士
13 群众: 普通群众 公民
""",
)
OUTCOME: Final = read_table(
    "审查结论", "passed 合格: 通过 审查合格\nnot_passed 不合格: 不通过 未通过"
)


def _day(key: str, title: str, also: str, *, required: bool = False, help: str = "") -> Field:
    return Field(key, title, days, "C", words(also), required=required, help=help)


def _names(key: str, title: str, also: str, help: str = "") -> Field:
    return Field(key, title, text(60), "C", words(also), help=help)


DEVELOPMENT: Final = Kind(
    "development",
    "发展党员名单",
    (
        NAME,
        Field("sex", "性别", choice(people.SEX), "C", table=people.SEX),
        ID_NUMBER,
        Field("ethnicity", "民族", choice(people.ETHNICITY), "C", words("民族名称"),
              table=people.ETHNICITY),
        _day("birth_on", "出生日期", "出生年月 出生年月日 出生时间 生日 出生"),
        Field("education", "学历", choice(people.EDUCATION), "C",
              words("文化程度 最高学历 教育程度"), table=people.EDUCATION),
        Field("politics", "政治面貌", choice(POLITICS), "C", words("原政治面貌"), table=POLITICS),
        Field(
            "org", "所在党支部", reference, "P",
            words(
                "接受申请党组织 党支部 所在支部 支部 支部名称 党支部名称 培养支部 "
                "隶属党组织 所属党支部 所属支部 所在党组织 党组织 培养党支部 申请党支部"
            ),
            required=True, help="写全称、简称或组织代码。",
        ),
        Field(
            "stage", "发展阶段", choice(STAGE), "C",
            words("人员类型 人员类别 阶段 培养阶段 目前阶段 类别 发展类型 身份类别"), table=STAGE,
            help="不写的，看填了哪些日期。",
        ),
        _day("applied_on", "申请入党日期",
             "申请入党时间 递交入党申请书时间 "
             "递交入党申请书日期 入党申请时间 "
             "申请时间 申请日期 提交申请书时间", required=True, help="日期都要写到日。"),
        _day("talked_on", "谈话日期", "派人谈话日期 谈话时间 派人谈话时间"),
        _day("activist_on", "确定入党积极分子日期",
             "确定积极分子日期 确定积极分子时间 确定入党积极分子时间 列为积极分子时间 "
             "入党积极分子确定时间 积极分子确定时间 列为入党积极分子时间 "
             "成为积极分子时间"),
        _names("contacts" , "培养联系人",
              "培养人 联系人 培养联系人姓名 入党培养联系人", "两名用顿号隔开。"),
        _names("contact_two", "第二培养联系人", "培养联系人2 第二名培养联系人 培养联系人二"),
        Field("checks", "半年考察日期", text(200), "C",
              words("考察日期 考察时间 历次考察日期 半年考察时间"), help="几次用顿号隔开。"),
        _day("candidate_on", "确定发展对象日期",
             "确定发展对象时间 列为发展对象时间 确定为发展对象时间 发展对象确定时间 "
             "成为发展对象时间 列为发展对象日期"),
        _names("sponsors", "入党介绍人", "介绍人 介绍人姓名 入党介绍人姓名", "两名用顿号隔开。"),
        _names("sponsor_two", "第二入党介绍人", "入党介绍人2 介绍人2 第二介绍人 第二名入党介绍人"),
        _day("political_on", "政治审查日期", "政审日期 政审时间 政治审查时间"),
        Field("political", "政治审查结论", choice(OUTCOME), "C",
              words("政审结论 政审结果 审查结论"),
              table=OUTCOME),
        _day("trained_on" , "短期培训结束日期",
              "培训结束日期 培训日期 短期集中培训时间 集中培训时间 培训时间"),
        Field("training_days", "培训天数", whole, "C", words("短期培训天数 集中培训天数")),
        Field("training_hours", "培训学时", whole, "C", words("短期培训学时 集中培训学时 学时")),
        _day("voted_on", "接收为预备党员日期",
             "加入党组织日期 入党日期 入党时间 支部大会通过日期 接收预备党员日期 "
             "接收预备党员时间 成为预备党员时间 列为预备党员时间 发展为预备党员时间 "
             "加入党组织时间"),
        _day("approved_on", "上级批准日期", "批准日期 上级批准时间 党委批准时间 审批日期 审批时间"),
        Field("extended", "延长预备期月数", whole, "C",
              words("延长预备期时间 延长预备期 延长月数")),
        _day("full_on", "转为正式党员日期", "转正日期 转正时间 转为正式党员时间"),
        Field("phone", "联系电话", phone, "S", words(
              "手机号码 手机 电话 电话号码 手机号 联系方式")),
        Field("address", "家庭住址", text(200), "S", words("住址 现居住地 家庭地址 居住地址 地址")),
        Field("native_place", "籍贯", text(60), "C"),
        Field("background", "背景信息", text(300), "C", words("个人简历 简历 备注情况")),
        Field("work_post", "工作岗位", text(60), "C", words("岗位 从事职业 职业")),
        Field("unit_title", "工作单位及职务", text(120), "C",
              words("工作单位 单位及职务 单位职务 单位 工作单位和职务")),
        _day("league_on", "入团日期", "入团时间 加入共青团时间"),
        _day("worked_on", "参加工作日期", "参加工作时间 工作时间"),
    ),
    checks=rules.CHECKS,
    derive=rules.DERIVE,
)  # fmt: skip
