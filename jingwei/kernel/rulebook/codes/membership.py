"""Which words do rosters use for the states of a member and of a case under way?"""

from typing import Final

from jingwei.kernel.rulebook.codes.tables import CodeTable

CATEGORY: Final = CodeTable(
    "人员类别",
    {"full": "正式党员", "probationary": "预备党员"},
    {"正式": "full", "中共党员": "full", "中共正式党员": "full", "党员": "full", "预备": "probationary",
     "中共预备党员": "probationary", "01": "full", "02": "probationary"},
)  # fmt: skip

STATE: Final = CodeTable(
    "党籍状态",
    {"normal": "正常", "suspended": "停止党籍"},
    {"在籍": "normal", "党籍正常": "normal", "停止": "suspended", "已停止党籍": "suspended", "停籍": "suspended"},
)

DEVELOPMENT_STAGE: Final = CodeTable(
    "发展阶段",
    {
        "applicant": "入党申请人",
        "activist": "入党积极分子",
        "development_candidate": "发展对象",
        "probationary_member": "预备党员",
    },
    {"申请人": "applicant", "申请入党": "applicant", "积极分子": "activist", "重点积极分子": "activist",
     "发展对象人选": "development_candidate", "预备期": "probationary_member", "预备": "probationary_member"},
)  # fmt: skip

CASE: Final = CodeTable(
    "在办事项",
    {
        "transfer_in": "转入办理中",
        "transfer_out": "转出办理中",
        "admission": "接收办理中",
        "conversion": "转正办理中",
        "disposition": "组织处置办理中",
        "restoration": "恢复党籍办理中",
    },
    {"转接中": "transfer_out", "转出中": "transfer_out", "正在转出": "transfer_out", "转出": "transfer_out",
     "组织关系转接中": "transfer_out", "转入中": "transfer_in", "正在转入": "transfer_in", "转入": "transfer_in",
     "接收中": "admission", "发展中": "admission", "转正中": "conversion", "待转正": "conversion",
     "处置中": "disposition", "组织处置": "disposition", "恢复党籍": "restoration"},
)  # fmt: skip

TITLE: Final = CodeTable(
    "党内职务",
    {
        "secretary": "书记", "deputy": "副书记", "organisation": "组织委员", "publicity": "宣传委员",
        "discipline": "纪检委员", "united_front": "统战委员", "youth": "青年委员", "member": "委员",
        "group_lead": "党小组长", "contact": "党务联系人", "instructor": "党建工作指导员",
    },
    {"党支部书记": "secretary", "支部书记": "secretary", "支书": "secretary", "总支书记": "secretary",
     "党总支书记": "secretary", "党委书记": "secretary", "党组织书记": "secretary", "第一书记": "secretary",
     "党工委书记": "secretary", "党组书记": "secretary",
     "支部副书记": "deputy", "党支部副书记": "deputy", "党委副书记": "deputy", "党总支副书记": "deputy",
     "专职副书记": "deputy", "党组织副书记": "deputy",
     "组织": "organisation", "组织委": "organisation", "宣传": "publicity", "宣委": "publicity",
     "宣传统战委员": "publicity", "纪检": "discipline", "纪律委员": "discipline", "纪检监察委员": "discipline",
     "纪律检查委员": "discipline", "统战": "united_front", "青年": "youth", "支部委员": "member",
     "支委": "member", "党支部委员": "member", "党委委员": "member", "党总支委员": "member", "总支委员": "member",
     "小组长": "group_lead", "组长": "group_lead", "联系人": "contact", "党组织联系人": "contact",
     "党务工作者": "contact", "指导员": "instructor", "党建指导员": "instructor"},
)  # fmt: skip
