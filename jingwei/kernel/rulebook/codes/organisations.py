"""Which words do rosters use for kinds of organisations and units?"""

from typing import Final

from jingwei.kernel.rulebook.codes.tables import read_table

ORG_KIND: Final = read_table(
    "组织类别",
    """
local_committee 地方党委: 市委 县委 区委 党的地方委员会
department 党委工作部门: 组织部 工作部门
party_committee 基层党委: 党委 基层委员会 党的基层委员会 机关党委 街道党委 乡镇党委 镇党委
    社区党委 企业党委
working_committee 党工委: 工委 街道党工委 党的工作委员会
leading_group 党组
sector_committee 行业党委
park_committee 园区党委
district_committee 商圈党委: 街区党委 商圈(街区)党委
general_branch 党总支: 总支 党总支部 总支部委员会 党总支委员会
party_branch 党支部: 支部 支部委员会 党支部委员会 独立党支部
joint_branch 联合党支部: 联合支部
temporary_branch 临时党支部: 临时支部 临时党组织
floating_branch 流动党员党支部: 流动党支部 流动支部 流动党员支部
functional_org 功能型党组织: 功能性党组织 功能型党支部 功能性党支部
party_group 党小组: 小组
""",
)

UNIT_KIND: Final = read_table(
    "单位类别",
    """
community 城市社区: 社区 居委会 社区居委会 居民委员会 城市社区居委会 街道社区 涉农社区
    村改居社区
village 建制村: 村 行政村 村委会 农村 乡镇建制村
street 街道: 街道办事处
town 乡镇: 乡 镇
organ 机关: 党政机关 行政机关 机关单位
institution 事业单位: 其他事业单位 医院
school 学校: 高校 中小学 中学 小学 幼儿园
state_firm 国有企业: 国企 公有制企业 国有独资企业 国有控股企业 集体企业
private_firm 非公有制企业: 企业 非公企业 民营企业 私营企业 私企 非公 外商投资企业
    港澳台商投资企业 个体工商户 个体户 农民专业合作社 合作社 新经济组织
social_org 社会组织: 民办非企业单位 民非 社会团体 社团 协会 商会 基金会 社会服务机构 新社会组织
project 工程项目: 项目 重点项目 工程
park 园区: 工业园区 开发区 产业园
business_district 商圈: 商业街区 街区 专业市场 市场 楼宇
other 其他: 其它
""",
)

SITUATION: Final = read_table(
    "所在单位情况",
    """
same 与上级党组织相同: 与上级相同 同上级 与上级党组织所在单位相同
legal_unit 法人单位: 法人 独立法人单位 独立法人
joint 联合党支部: 联合支部 多个法人单位联合
""",
)
