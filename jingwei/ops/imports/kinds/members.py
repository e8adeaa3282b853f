"""What does a roster of members say? (DOMAIN 5.1 to 5.3, and what a city brings with it)"""

from typing import Final

from jingwei.kernel.rulebook.codes import membership, people
from jingwei.ops.imports.cells.dates import days, months
from jingwei.ops.imports.cells.numbers import choice, id_numbers, money, phone, yes_no
from jingwei.ops.imports.cells.texts import name, reference, text
from jingwei.ops.imports.fields import Field, Kind, words
from jingwei.ops.imports.rules import members as rules

NAME: Final = Field(
    "name", "姓名", name, "C", words("党员姓名 成员姓名 名字 姓名(必填)"), required=True
)
ID_NUMBER: Final = Field(
    "id_number",
    "公民身份证号",
    id_numbers,
    "S",
    words(
        "身份证号 身份证号码 身份证 公民身份号码 公民身份证号码 证件号码 证件号 "
        "居民身份证号 居民身份证号码 身份证件号码 身份号码"
    ),
    help="18位，整列设成文本再填。没有的可以空着。",
)

MEMBERS: Final = Kind(
    "members",
    "党员",
    (
        NAME,
        Field("sex", "性别", choice(people.SEX), "C", table=people.SEX),
        Field(
            "ethnicity",
            "民族",
            choice(people.ETHNICITY),
            "C",
            words("民族名称"),
            table=people.ETHNICITY,
        ),
        ID_NUMBER,
        Field(
            "birth_on",
            "出生日期",
            days,
            "C",
            words("出生年月 出生年月日 出生时间 生日 出生"),
            help="写成1990-05-01；只知道年月写1990-05。",
        ),
        Field(
            "education",
            "学历",
            choice(people.EDUCATION),
            "C",
            words("文化程度 最高学历 教育程度 学历情况 全日制学历"),
            table=people.EDUCATION,
        ),
        Field("degree", "学位", choice(people.DEGREE), "C", words("最高学位"), table=people.DEGREE),
        Field(
            "category",
            "人员类别",
            choice(membership.CATEGORY),
            "C",
            words("党员类别 党员类型 类别 正式或预备 是否预备党员 正式/预备 党员性质"),
            table=membership.CATEGORY,
        ),
        Field(
            "branch",
            "所在党支部",
            reference,
            "P",
            words(
                "党支部 所在支部 支部 支部名称 党支部名称 所属党支部 所属支部 所在党组织 "
                "所属党组织 党组织 党组织名称 隶属党组织 组织关系所在党支部 "
                "组织关系所在支部 所在党支部名称 所在支部名称"
            ),
            required=True,
            help="写全称、简称或组织代码。",
        ),
        Field(
            "joined_on",
            "加入党组织日期",
            days,
            "C",
            words(
                "入党时间 入党日期 入党年月 加入党组织时间 加入中共组织的时间 "
                "加入中国共产党时间 入党 加入中共组织日期 参加党组织日期"
            ),
        ),
        Field(
            "full_on",
            "转为正式党员日期",
            days,
            "C",
            words(
                "转正时间 转正日期 转正年月 转为正式党员时间 转为正式党员的时间 转正 转为正式日期"
            ),
        ),
        Field(
            "applied_on",
            "申请入党日期",
            days,
            "C",
            words("申请入党时间 递交入党申请书时间 申请时间"),
        ),
        Field(
            "work_post",
            "工作岗位",
            text(60),
            "C",
            words("岗位 职业 从事职业 工作岗位名称 个人身份"),
        ),
        Field(
            "unit_title",
            "工作单位及职务",
            text(120),
            "C",
            words(
                "工作单位 单位及职务 单位职务 现工作单位及职务 工作单位和职务 "
                "所在单位及职务 所在单位"
            ),
        ),
        Field(
            "phone",
            "手机号码",
            phone,
            "S",
            words(
                "手机 联系电话 电话 移动电话 手机号 联系方式 联系电话手机 电话号码 联系手机 "
                "本人联系电话 注册手机号"
            ),
        ),
        Field(
            "landline",
            "固定电话",
            phone,
            "S",
            words(
                "座机 家庭电话 办公电话 固话 联系电话固定电话 联系电话固话 宅电 "
                "联系电话固定 住宅电话"
            ),
        ),
        Field(
            "address",
            "家庭住址",
            text(200),
            "S",
            words(
                "住址 家庭地址 现居住地 居住地 现住址 地址 详细住址 居住地址 现居住地址 "
                "常住地址 家庭详细住址"
            ),
        ),
        Field("native_place", "籍贯", text(60), "C", words("祖籍")),
        Field(
            "state",
            "党籍状态",
            choice(membership.STATE),
            "C",
            words("党籍"),
            table=membership.STATE,
        ),
        Field("lost", "是否失联党员", yes_no, "C", words("失联 是否失联 失联党员")),
        Field(
            "lost_since",
            "失去联系日期",
            days,
            "C",
            words("失联时间 失联日期 失去联系时间 失联年月 失去联系年月"),
        ),
        Field("floating", "是否流动党员", yes_no, "C", words("是否流动 流动党员 流动")),
        Field(
            "floating_to",
            "外出流向",
            text(60),
            "C",
            words("流向 流动去向 外出地点 流入地 流动地点 流动地"),
        ),
        Field(
            "dues_paid_to",
            "党费交至",
            months,
            "C",
            words("党费已交至 党费缴至 党费交到 已交至 党费缴纳至 党费交纳至 党费已缴至 党费缴到"),
            help="期初数据：已经交到哪个月，写成2026-09。",
        ),
        Field(
            "dues_monthly",
            "月党费",
            money,
            "C",
            words(
                "月交党费 每月党费 党费 党费标准 月缴党费 每月应交党费 应交党费 月应缴党费 "
                "党费基数应交"
            ),
        ),
        Field(
            "development_stage",
            "发展阶段",
            choice(membership.DEVELOPMENT_STAGE),
            "C",
            words("发展情况 所处阶段 培养阶段"),
            table=membership.DEVELOPMENT_STAGE,
            help="期初数据：正在发展的写到了哪一步。",
        ),
        Field(
            "case_under_way",
            "在办事项",
            choice(membership.CASE),
            "C",
            words("正在办理 办理中事项 转接情况 组织关系转接情况 办理情况"),
            table=membership.CASE,
            help="期初数据：正在转接等事项。",
        ),
    ),
    checks=rules.CHECKS,
    derive=rules.DERIVE,
)
