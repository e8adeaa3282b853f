"""Which words do rosters use for kinds of organisations and units?"""

from typing import Final

from jingwei.kernel.rulebook.codes.tables import CodeTable

ORG_KIND: Final = CodeTable(
    "组织类别",
    {
        "local_committee": "地方党委", "department": "党委工作部门", "party_committee": "基层党委",
        "working_committee": "党工委", "leading_group": "党组", "sector_committee": "行业党委",
        "park_committee": "园区党委", "district_committee": "商圈党委", "general_branch": "党总支",
        "party_branch": "党支部", "joint_branch": "联合党支部", "temporary_branch": "临时党支部",
        "floating_branch": "流动党员党支部", "functional_org": "功能型党组织", "party_group": "党小组",
    },
    {"党委": "party_committee", "基层委员会": "party_committee", "党的基层委员会": "party_committee",
     "机关党委": "party_committee", "街道党委": "party_committee", "乡镇党委": "party_committee",
     "镇党委": "party_committee", "社区党委": "party_committee", "企业党委": "party_committee",
     "市委": "local_committee", "县委": "local_committee", "区委": "local_committee", "党的地方委员会": "local_committee",
     "组织部": "department", "工作部门": "department", "工委": "working_committee", "街道党工委": "working_committee",
     "党的工作委员会": "working_committee", "街区党委": "district_committee", "商圈(街区)党委": "district_committee",
     "总支": "general_branch", "党总支部": "general_branch", "总支部委员会": "general_branch", "党总支委员会": "general_branch",
     "支部": "party_branch", "支部委员会": "party_branch", "党支部委员会": "party_branch", "独立党支部": "party_branch",
     "联合支部": "joint_branch", "临时支部": "temporary_branch", "临时党组织": "temporary_branch",
     "流动党支部": "floating_branch", "流动支部": "floating_branch", "流动党员支部": "floating_branch",
     "功能性党组织": "functional_org", "功能型党支部": "functional_org", "功能性党支部": "functional_org",
     "小组": "party_group"},
)  # fmt: skip

UNIT_KIND: Final = CodeTable(
    "单位类别",
    {
        "community": "城市社区", "village": "建制村", "street": "街道", "town": "乡镇", "organ": "机关",
        "institution": "事业单位", "school": "学校", "state_firm": "国有企业", "private_firm": "非公有制企业",
        "social_org": "社会组织", "project": "工程项目", "park": "园区", "business_district": "商圈", "other": "其他",
    },
    {"社区": "community", "居委会": "community", "社区居委会": "community", "居民委员会": "community",
     "城市社区居委会": "community", "街道社区": "community", "涉农社区": "community", "村改居社区": "community",
     "村": "village", "行政村": "village", "村委会": "village", "农村": "village", "乡镇建制村": "village",
     "街道办事处": "street", "乡": "town", "镇": "town", "党政机关": "organ", "行政机关": "organ", "机关单位": "organ",
     "其他事业单位": "institution", "医院": "institution", "高校": "school", "中小学": "school", "中学": "school",
     "小学": "school", "幼儿园": "school", "国企": "state_firm", "公有制企业": "state_firm", "国有独资企业": "state_firm",
     "国有控股企业": "state_firm", "集体企业": "state_firm", "企业": "private_firm", "非公企业": "private_firm",
     "民营企业": "private_firm", "私营企业": "private_firm", "私企": "private_firm", "非公": "private_firm",
     "外商投资企业": "private_firm", "港澳台商投资企业": "private_firm", "个体工商户": "private_firm", "个体户": "private_firm",
     "农民专业合作社": "private_firm", "合作社": "private_firm", "新经济组织": "private_firm",
     "民办非企业单位": "social_org", "民非": "social_org", "社会团体": "social_org", "社团": "social_org", "协会": "social_org",
     "商会": "social_org", "基金会": "social_org", "社会服务机构": "social_org", "新社会组织": "social_org",
     "项目": "project", "重点项目": "project", "工程": "project", "工业园区": "park", "开发区": "park",
     "产业园": "park", "商业街区": "business_district", "街区": "business_district", "专业市场": "business_district",
     "市场": "business_district", "楼宇": "business_district", "其它": "other"},
)  # fmt: skip

SITUATION: Final = CodeTable(
    "所在单位情况",
    {"same": "与上级党组织相同", "legal_unit": "法人单位", "joint": "联合党支部"},
    {"与上级相同": "same", "同上级": "same", "与上级党组织所在单位相同": "same", "法人": "legal_unit",
     "独立法人单位": "legal_unit", "独立法人": "legal_unit", "联合支部": "joint", "多个法人单位联合": "joint"},
)  # fmt: skip
