"""Which words do rosters use for the states of a member and of a case under way?"""

from typing import Final

from jingwei.kernel.rulebook.codes.tables import read_table

CATEGORY: Final = read_table(
    "人员类别",
    """
full 正式党员: 正式 中共党员 中共正式党员 党员 01
probationary 预备党员: 预备 中共预备党员 02
""",
)

STATE: Final = read_table(
    "党籍状态",
    """
normal 正常: 在籍 党籍正常
suspended 停止党籍: 停止 已停止党籍 停籍
""",
)

DEVELOPMENT_STAGE: Final = read_table(
    "发展阶段",
    """
applicant 入党申请人: 申请人 申请入党
activist 入党积极分子: 积极分子 重点积极分子
development_candidate 发展对象: 发展对象人选
probationary_member 预备党员: 预备期 预备
""",
)

CASE: Final = read_table(
    "在办事项",
    """
transfer_in 转入办理中: 转入中 正在转入 转入
transfer_out 转出办理中: 转接中 转出中 正在转出 转出 组织关系转接中
admission 接收办理中: 接收中 发展中
conversion 转正办理中: 转正中 待转正
disposition 组织处置办理中: 处置中 组织处置
restoration 恢复党籍办理中: 恢复党籍
""",
)

TITLE: Final = read_table(
    "党内职务",
    """
secretary 书记: 党支部书记 支部书记 支书 总支书记 党总支书记 党委书记 党组织书记 第一书记
    党工委书记 党组书记
deputy 副书记: 支部副书记 党支部副书记 党委副书记 党总支副书记 专职副书记 党组织副书记
organisation 组织委员: 组织 组织委
publicity 宣传委员: 宣传 宣委 宣传统战委员
discipline 纪检委员: 纪检 纪律委员 纪检监察委员 纪律检查委员
united_front 统战委员: 统战
youth 青年委员: 青年
member 委员: 支部委员 支委 党支部委员 党委委员 党总支委员 总支委员
group_lead 党小组长: 小组长 组长
contact 党务联系人: 联系人 党组织联系人 党务工作者
instructor 党建工作指导员: 指导员 党建指导员
""",
)
