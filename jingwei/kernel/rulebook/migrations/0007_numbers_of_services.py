"""Labour disputes, services, grids and figures for scale: DOMAIN 3, R-L to R-N."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write

LABOUR = "《中华人民共和国劳动争议调解仲裁法》"
MEDIATION = "《中华人民共和国人民调解法》"
PETITION = "《信访工作条例》"
GUANGDONG = "广东省12345热线办理时限（国办发〔2020〕53号公布后的解读）"
WEIFANG = "《潍坊市12345政务服务便民热线条例》（2021年）"
REVIEW = "政务服务“好差评”制度"
COMMITTEES = "《中华人民共和国城市居民委员会组织法》"
GRID = "网格划分的通行做法"
HOUSE = "本系统建议"
OWN = date(2018, 10, 28)


def of(chapter, since, *rows, place=""):
    for name, title, value, unit, source, mark, *words in rows:
        yield number(name, title, value, unit, source, mark, chapter=chapter, since=since,
                     place=place, words=words[0] if words else "")  # fmt: skip


def labour():
    yield from of(
        "labour", date(2008, 5, 1),
        ("labour.mediation.days", "调解组织收到申请后几天未成可仲裁", 15, "天", LABOUR + "第十四条", "V"),
        ("labour.claim.years", "申请仲裁的时效", 1, "年", LABOUR + "第二十七条", "V",
         "在职期间欠薪不受限，离职后一年内"),
        ("labour.acceptance.days", "仲裁委员会几天内决定受理", 5, "天", LABOUR + "第二十九条", "V"),
        ("labour.award.days", "仲裁庭几天内裁决", 45, "天", LABOUR + "第四十三条", "V"),
        ("labour.award.more_days", "裁决最多延长", 15, "天", LABOUR + "第四十三条", "V"),
        ("labour.fee", "仲裁收费", 0, "元", LABOUR + "第五十三条", "V"),
    )  # fmt: skip
    yield from of(
        "labour", date(2011, 1, 1),
        ("mediation.confirm.days", "双方几天内共同申请司法确认", 30, "天", MEDIATION + "第三十三条", "V"),
        ("mediation.fee", "人民调解收费", 0, "元", MEDIATION + "第四条", "V"),
    )  # fmt: skip


def services():
    yield from of(
        "services", date(2021, 1, 1),
        ("service.advice.working_days", "咨询几个工作日内答复", 2, "个工作日", GUANGDONG, "V"),
        ("service.help.working_days", "求助、建议几个工作日内答复", 10, "个工作日", GUANGDONG, "V"),
        ("service.complaint.working_days", "投诉、举报几个工作日内答复", 15, "个工作日", GUANGDONG, "V"),
        place="44",
    )  # fmt: skip
    yield from of(
        "services", date(2021, 1, 1),
        ("service.any.working_days", "热线诉求几个工作日内办理", 5, "个工作日", WEIFANG, "V"),
        place="3707",
    )  # fmt: skip
    yield from of(
        "services", OWN,
        ("service.first_reply.working_days", "第一次答复", 1, "个工作日", HOUSE, "P"),
        ("service.advice.working_days", "咨询几个工作日内答复", 2, "个工作日", HOUSE, "P",
         "没有找到全国统一的时限"),
        ("service.errand.working_days", "办事几个工作日内办完", 5, "个工作日", HOUSE, "P"),
        ("service.mediation.days", "调解几天内办完", 15, "天", HOUSE, "P"),
        ("service.complex.working_days", "复杂事项几个工作日内办完", 10, "个工作日", HOUSE, "P"),
        ("service.complex.more_working_days", "复杂事项写明理由可延长", 10, "个工作日", HOUSE, "P"),
    )  # fmt: skip
    yield from of(
        "services", date(2022, 5, 1),
        ("petition.told.days", "信访几天内书面告知", 15, "天", PETITION + "第二十二条", "V"),
        ("petition.objection.working_days", "转送有异议几个工作日内提出", 5, "个工作日",
         PETITION + "第二十二条", "V"),
        ("petition.decision.days", "信访几天内办结", 60, "天", PETITION + "第三十四条", "V"),
        ("petition.decision.more_days", "信访最多延长", 30, "天", PETITION + "第三十四条", "V"),
        ("petition.reexamination.ask_days", "几天内请求复查", 30, "天", PETITION + "第三十五条", "V"),
        ("petition.reexamination.answer_days", "复查几天内答复", 30, "天", PETITION + "第三十五条", "V"),
        ("petition.review.ask_days", "几天内请求复核", 30, "天", PETITION + "第三十六条", "V"),
        ("petition.review.answer_days", "复核几天内答复", 30, "天", PETITION + "第三十六条", "V"),
    )  # fmt: skip
    yield from of(
        "services", date(2021, 1, 1),
        ("review.grades", "满意度分几级", 5, "级", REVIEW, "V", "非常满意、满意、基本满意、不满意、非常不满意"),
        ("review.callback.share", "实名差评回访", 100, "%", REVIEW, "V"),
    )  # fmt: skip
    yield from of(
        "services", date(2021, 1, 1),
        ("review.feedback.working_days", "差评几个工作日内反馈", 5, "个工作日", "德州市“好差评”办法", "V"),
        place="3714",
    )  # fmt: skip


def grids():
    for since, until, least, most in (
        (date(1990, 1, 1), date(2026, 1, 1), 100, 700), (date(2026, 1, 1), None, 1000, 3000),
    ):  # fmt: skip
        for name, title, value in (
            ("community.households.least", "一个居民委员会最少", least),
            ("community.households.most", "一个居民委员会最多", most),
        ):
            yield number(name, title, value, "户", COMMITTEES, "V", chapter="grids", since=since,
                         until=until)  # fmt: skip
    yield from of(
        "grids", date(2017, 1, 1),
        ("grid.households.normal", "城市网格一般", 300, "户", GRID, "G"),
        ("grid.people.normal", "城市网格一般", 1000, "人", GRID, "G"),
    )  # fmt: skip
    yield from of(
        "grids", date(2020, 1, 1),
        ("grid.households.least", "一个网格最少", 100, "户", "石景山区网格划分标准", "V"),
        ("grid.households.most", "一个网格最多", 300, "户", "石景山区网格划分标准", "V"),
        place="110107",
    )  # fmt: skip


NATION = "中央组织部党内统计公报"
NATION_COPY = NATION + "（新闻转引）"
YEAR = {2023: (date(2023, 12, 31), date(2024, 12, 31)), 2024: (date(2024, 12, 31), date(2025, 12, 31)),
        2025: (date(2025, 12, 31), None)}  # fmt: skip
NATION_ROWS = (
    (2023, "organisations", "基层党组织", "518", "万个", "V"),
    (2023, "committees", "基层党委", "29.8", "万个", "V"),
    (2023, "general_branches", "党总支", "32.5", "万个", "V"),
    (2023, "branches", "党支部", "455.4", "万个", "V"),
    (2023, "activists", "入党积极分子", "1054.7", "万名", "V"),
    (2023, "applicants", "入党申请人", "2098", "万名", "V"),
    (2023, "communities", "有党组织的社区", "119437", "个", "V"),
    (2023, "villages", "有党组织的村", "488959", "个", "V"),
    (2024, "members", "党员", "10027.1", "万名", "V"),
    (2024, "women", "女党员占", "30.9", "%", "V"),
    (2024, "minorities", "少数民族党员占", "7.7", "%", "V"),
    (2024, "college", "大专及以上学历占", "57.6", "%", "V"),
    (2024, "elders", "61岁及以上占", "28.9", "%", "V"),
    (2024, "farmers", "农牧渔民党员", "2614.4", "万名", "V"),
    (2024, "organisations", "基层党组织", "525", "万个", "V"),
    (2024, "committees", "基层党委", "30.6", "万个", "V"),
    (2024, "general_branches", "党总支", "33", "万个", "V"),
    (2024, "branches", "党支部", "461.4", "万个", "V"),
    (2025, "members", "党员", "10128.6", "万名", "V2"),
    (2025, "members_more", "党员比上年增加", "101.5", "万名", "V2"),
)
JIANGSU = (
    ("members", "党员", "560.51", "万名"), ("new_members", "一年发展党员", "10.47", "万名"),
    ("activists", "入党积极分子", "49.47", "万名"), ("applicants", "入党申请人", "108.36", "万名"),
    ("organisations", "基层党组织", "28.21", "万个"), ("committees", "基层党委", "1.30", "万个"),
    ("general_branches", "党总支", "2.33", "万个"), ("branches", "党支部", "24.57", "万个"),
)  # fmt: skip
NANTONG = (
    ("members", "党员", "465134", "名", "V"), ("organisations", "基层党组织", "25199", "个", "V"),
    ("branches", "党支部（推算）", "20400", "个", "P"),
    ("branch_members", "每个支部平均党员（推算）", "22.8", "名", "P"),
    ("applicants", "入党申请人（推算）", "90000", "名", "P"),
    ("activists", "入党积极分子（推算）", "41000", "名", "P"),
    ("new_members", "一年发展党员（推算）", "8700", "名", "P"),
    ("meetings_per_year", "一年的会议（推算）", "65", "万次", "P"),
    ("attendances_per_year", "一年的到会记录（推算）", "930", "万条", "P"),
    ("dues_per_year", "一年的党费记录（推算）", "560", "万条", "P"),
)


def scale():
    spans = {}
    for year, what, *_rest in NATION_ROWS:
        spans.setdefault(what, []).append(year)
    for year, what, title, value, unit, mark in NATION_ROWS:
        since, until = YEAR[year]
        last = year == max(spans[what])
        yield number(
            f"scale.{what}", f"全国{title}", value, unit,
            f"{NATION if mark == 'V' else NATION_COPY}（{year}年底）", mark, chapter="scale",
            since=since, until=None if last else until,
        )  # fmt: skip
    yield number("scale.attendances_per_year", "全国一年的到会记录（推算）", "20", "亿条", HOUSE, "P",
                 chapter="scale", since=date(2025, 12, 31))  # fmt: skip
    for what, title, value, unit in JIANGSU:
        yield number(f"scale.{what}", f"江苏{title}", value, unit, "江苏省党内统计公报（2023年底）", "V",
                     chapter="scale", since=date(2023, 12, 31), place="32")  # fmt: skip
    for what, title, value, unit, mark in NANTONG:
        source = "南通市的公开报道（2017年）" if mark == "V" else HOUSE
        yield number(f"scale.{what}", f"南通{title}", value, unit, source, mark, chapter="scale",
                     since=date(2016, 12, 31), place="3206")  # fmt: skip


PARTS = (labour, services, grids, scale)


def forward(apps, schema_editor):
    for part in PARTS:
        write(apps, part())


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0006_numbers_of_membership")]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
