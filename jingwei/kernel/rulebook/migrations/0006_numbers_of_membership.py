"""Setting up, elections, life, development, dues, transfer, disposition: DOMAIN 3, R-O to R-Q."""

from datetime import date

from django.db import migrations

from jingwei.kernel.rulebook.migrations._rows import number, write

BRANCH = "《中国共产党支部工作条例（试行）》"
ELECTION = "《中国共产党基层组织选举工作条例》"
ELECTION_COPY = ELECTION + "（题库转引）"
DEVELOPMENT = "《中国共产党发展党员工作细则》"
DUES = "《关于中国共产党党费收缴、使用和管理的规定》（中组发〔2008〕3号）"
EDUCATION = "《中国共产党党员教育管理工作条例》"
LETTER = "组织关系介绍信的通行说明"
DISPOSITION = "《中国共产党不合格党员组织处置办法》"
HOUSE = "本系统建议"
SINCE_BRANCH, SINCE_ELECTION = date(2018, 10, 28), date(2020, 7, 13)
OLD, NEW = date(2014, 5, 28), date(2026, 5, 11)
YES_NO = "1 是，0 否"


def of(chapter, since, *rows):
    for name, title, value, unit, source, mark, *words in rows:
        yield number(name, title, value, unit, source, mark, chapter=chapter, since=since,
                     words=words[0] if words else "")  # fmt: skip


def organisations():
    yield from of(
        "organisations", SINCE_BRANCH,
        ("project.months.least", "项目满几个月应建党支部", 6, "个月", BRANCH, "V"),
        ("setup.answer.months", "设立党支部一般几个月内答复", 1, "个月", BRANCH + "（题库转引）", "V2",
         "另一份题库写2个月"),
        ("secretary.membership.years.least", "支部书记一般的党龄", 1, "年", BRANCH + "（题库转引）", "V2"),
    )  # fmt: skip


def elections():
    yield from of(
        "elections", SINCE_ELECTION,
        ("election.shift.years.most", "换届提前或延期一般不超过", 1, "年", ELECTION, "V"),
        ("election.delegates.members.least", "可开代表大会的党员人数", 500, "人", ELECTION, "V"),
        ("election.candidates.surplus", "候选人多于应选人数的比例", 20, "%", ELECTION_COPY, "V2",
         "算出小数时进一"),
        ("election.quorum.share", "选举到会人数占应到的比例", 80, "%", ELECTION_COPY, "V2"),
        ("election.quorum.exactly_counts", "正好五分之四到会算不算", 1, "", ELECTION, "G",
         "1 算（不少于），0 不算（超过，题库的写法）"),
        ("election.majority.of_entitled", "当选的半数按谁算", 0, "", ELECTION_COPY, "V2",
         "0 按实到会的，1 按应到会的；两处说法不同，票数记录两个数都写"),
    )  # fmt: skip


def life():
    yield from of(
        "life", SINCE_BRANCH,
        ("life.member_meeting.per_quarter", "党员大会每季度", 1, "次", BRANCH, "V"),
        ("life.branch_committee.per_month", "支部委员会每月", 1, "次", BRANCH, "V"),
        ("life.group_meeting.per_month", "党小组会每月", 1, "次", BRANCH, "V"),
        ("life.lecture.per_quarter", "党课每季度", 1, "次", BRANCH, "V"),
        ("life.theme_day.per_month", "主题党日每月", 1, "天", BRANCH, "V"),
        ("life.organisational.per_year", "组织生活会每年", 1, "次", BRANCH, "V"),
        ("life.appraisal.per_year", "民主评议党员每年", 1, "次", BRANCH, "V"),
        ("life.talks.per_year", "谈心谈话每年", 1, "次", BRANCH, "V"),
        ("life.vote.quorum.share", "党员大会表决到会超过", 50, "%", BRANCH + "（题库转引）", "V2",
         "有表决权的到会党员超过半数"),
        ("life.vote.passed.share", "党员大会表决赞成超过", 50, "%", BRANCH + "（题库转引）", "V2",
         "赞成的超过应到会有表决权党员的半数"),
        ("life.committee.quorum.share", "支委会到会超过", 50, "%", BRANCH, "V"),
        ("appraisal.excellent.one_of", "评议“优秀”一般不超过", 3, "分之一", "民主评议的通行做法", "G"),
        ("training.hours.per_year", "党员每年集中学习", 32, "学时", EDUCATION + "第二十条", "V",
         "只看开了什么班、谁到了，不作考核"),
        ("training.committee.hours.per_year", "支委每年集中培训", 56, "学时", "党员教育培训的通行做法", "G"),
        ("training.committee.central_classes.per_year", "支委每年参加集中轮训", 1, "次",
         "党员教育培训的通行做法", "G"),
    )  # fmt: skip


def both_sets(name, title, value, unit, mark_new, *, article="", words="", mark_old="G"):
    shared = {"chapter": "development", "words": words}
    yield number(name, title, value, unit, DEVELOPMENT + "（2014年）", mark_old, since=OLD, until=NEW,
                 rule_set="2014", **shared)  # fmt: skip
    yield number(name, title, value, unit, f"{DEVELOPMENT}（2026年修订）{article}", mark_new,
                 since=NEW, rule_set="2026", **shared)  # fmt: skip


def only_new(name, title, value, unit, mark, article, words=""):
    yield number(name, title, value, unit, f"{DEVELOPMENT}（2026年修订）{article}", mark,
                 chapter="development", since=NEW, rule_set="2026", words=words)  # fmt: skip


def development():
    yield number("development.rule_set", "发展党员按哪年的细则", 2014, "年", DEVELOPMENT + "（2014年）",
                 "V", chapter="development", since=OLD, until=NEW, rule_set="2014")  # fmt: skip
    yield number("development.rule_set", "发展党员按哪年的细则", 2026, "年", DEVELOPMENT + "（2026年修订）",
                 "V2", chapter="development", since=NEW, rule_set="2026",
                 words="2026年5月11日印发；施行日期待核对")  # fmt: skip
    yield from both_sets("development.talk.months", "申请后几个月内谈话", 1, "个月", "V2", article="第七条")
    yield from both_sets("development.contacts.least", "培养联系人最少", 1, "名", "V2", article="第九条")
    yield from both_sets("development.contacts.most", "培养联系人最多", 2, "名", "V2", article="第九条")
    yield from both_sets("development.check.months", "积极分子几个月考察一次", 6, "个月", "V2",
                         article="第十一条")  # fmt: skip
    yield from both_sets("development.cultivation.years", "积极分子培养教育至少", 1, "年", "V2",
                         article="第十三条")  # fmt: skip
    yield from only_new("development.notice.working_days", "发展对象公示至少", 5, "个工作日", "V2", "第十三条")
    yield from only_new("development.consent.required", "发展对象要上级同意", 1, "", "V2", "第十三条",
                        "1 上级同意，0 只备案；两处说法不同，先按同意办")  # fmt: skip
    yield from both_sets("development.training.days.least", "发展对象短期培训天数", 3, "天", "V2",
                         article="第十七条", words="天数或者学时，满一样就行")  # fmt: skip
    yield from both_sets("development.training.hours.least", "发展对象短期培训学时", 24, "学时", "V2",
                         article="第十七条", words="天数或者学时，满一样就行")  # fmt: skip
    yield from both_sets("development.leaving.months", "几个月内要离开的不办接收", 3, "个月", "G",
                         article="第十八条")  # fmt: skip
    yield from only_new("development.meeting.months", "预审通过后几个月内开支部大会", 1, "个月", "V2", "第十九条")
    yield from both_sets("development.vote.quorum.share", "支部大会到会超过", 50, "%", "V2", article="第十九条",
                         words="有表决权的到会党员超过应到会的半数")  # fmt: skip
    yield from both_sets("development.vote.passed.share", "支部大会赞成超过", 50, "%", "V2", article="第二十条",
                         words="赞成的超过应到会有表决权党员的半数")  # fmt: skip
    yield from both_sets("development.vote.absent_written", "不能到会的书面意见计入票数", 1, "", "G",
                         words=YES_NO)  # fmt: skip
    yield from both_sets("development.approval.months", "上级几个月内审批", 3, "个月", "V2", article="第二十五条")
    yield from both_sets("development.approval.months.most", "上级审批最长", 6, "个月", "V2",
                         article="第二十五条")  # fmt: skip
    yield from only_new("development.oath.months", "批准后一般几个月内宣誓", 1, "个月", "V2", "第二十九条",
                        "只有一处这样写")  # fmt: skip
    yield from both_sets("development.probation.years", "预备期", 1, "年", "V2", article="第三十一条",
                         words="从支部大会通过那天算起")  # fmt: skip
    yield from both_sets("development.extension.times.most", "预备期可以延长", 1, "次", "G")
    yield from both_sets("development.extension.months.least", "延长预备期最短", 6, "个月", "G")
    yield from both_sets("development.extension.months.most", "延长预备期最长", 12, "个月", "G")
    yield from both_sets("development.full.approval.months", "转正几个月内审批", 3, "个月", "V2",
                         article="第三十三条")  # fmt: skip
    yield from of(
        "development", OLD,
        ("notice.first_day.counts", "公示贴出的当天算不算一天", 1, "", HOUSE, "P", YES_NO),
        ("notice.last_day.counts", "公示的最后一天算在期内", 1, "", HOUSE, "P", YES_NO),
    )  # fmt: skip


SINCE_DUES = date(2008, 2, 4)
WAGE = (
    {"up_to": "3000", "rate": "0.5"}, {"up_to": "5000", "rate": "1"},
    {"up_to": "10000", "rate": "1.5"}, {"up_to": None, "rate": "2"},
)  # fmt: skip
RETIRED = ({"up_to": "5000", "rate": "0.5"}, {"up_to": None, "rate": "1"})
FARMERS = ({"up_to": None, "least": "0.2", "most": "1"},)
STUDENTS = ({"up_to": None, "least": "0.2", "most": "0.2"},)


def dues():
    for name, title, table, words in (
        ("dues.wage", "领工资的党员", WAGE, "每月固定、经常性的税后收入，按全部基数算"),
        ("dues.annual_salary", "领年薪的党员", WAGE, "当月实领的，按全部基数算"),
        ("dues.no_monthly_income", "不按月取得收入的党员", WAGE, "上一季度月均纯收入，按全部基数算"),
        ("dues.retired", "离退休党员", RETIRED, "全部离退休费，按全部基数算"),
        ("dues.farmer", "农民党员", FARMERS, "每月"),
        ("dues.small", "学生、下岗、领救济或低保的党员", STUDENTS, "每月"),
    ):
        yield number(name, title, None, "", DUES, "V", chapter="dues", since=SINCE_DUES,
                     table=table, words=words)  # fmt: skip
    yield from of(
        "dues", SINCE_DUES,
        ("dues.back_payment.months.most", "补交党费一般最多", 6, "个月", DUES, "V"),
        ("dues.voluntary.central.above", "一次自愿多交超过多少转中央", 1000, "元", DUES, "V"),
    )  # fmt: skip
    yield from of(
        "dues", date(2019, 5, 6),
        ("dues.unpaid.months", "没有正当理由不交党费满", 6, "个月", EDUCATION, "V",
         "只是按程序讨论的起点，不自动处理"),
    )  # fmt: skip


def transfer():
    yield from of(
        "transfer", date(2019, 5, 6),
        ("transfer.away.months.least", "外出固定地点几个月以上要转接", 6, "个月", EDUCATION, "V"),
        ("floating.away.months.least", "外出几个月没转接的算流动党员", 6, "个月", EDUCATION, "V"),
        ("graduates.kept.years.most", "毕业生组织关系一般可留学校", 2, "年", EDUCATION, "V"),
        ("abroad.contact.months", "出国学习的几个月联系一次", 6, "个月", EDUCATION, "V"),
        ("abroad.suspend.years", "出国超过几年一般停止党籍", 5, "年", EDUCATION, "V"),
        ("lost.months.least", "失去联系几个月以上停止党籍", 6, "个月", EDUCATION, "V"),
        ("lost.struck_off.years", "停止党籍几年后仍无联系按自行脱党除名", 2, "年", EDUCATION, "V"),
    )  # fmt: skip
    yield from of(
        "transfer", date(2008, 1, 1),
        ("letter.city.days", "介绍信在本市的有效期", 10, "天", LETTER, "V"),
        ("letter.outside.days", "介绍信到外地的有效期", 30, "天", LETTER, "V"),
        ("letter.months.most", "介绍信有效期最长", 3, "个月", LETTER, "V"),
        ("letter.provinces.months", "跨省介绍信有效期的另一说法", 6, "个月", LETTER, "G",
         "只有一处这样写，没有核对"),
        ("letter.stub.years", "介绍信存根保存", 10, "年", LETTER, "V"),
    )  # fmt: skip


def disposition():
    yield from of(
        "disposition", date(2024, 6, 16),
        ("disposition.rectify.months", "限期改正一般", 6, "个月", DISPOSITION, "V"),
        ("disposition.rectify.months.most", "限期改正最长", 12, "个月", DISPOSITION, "V"),
        ("disposition.reentry.years", "劝退、除名后几年内不能重新入党", 5, "年", DISPOSITION, "V"),
        ("disposition.lost.months.least", "失联几个月以上可限期改正", 6, "个月", DISPOSITION, "V"),
        ("disposition.lost.months.most", "失联限期改正的上限", 24, "个月", DISPOSITION, "V"),
        ("disposition.self_withdrawal.months", "不参加组织生活等几个月算自行脱党", 6, "个月", DISPOSITION,
         "V", "没有正当理由；只是按程序讨论的起点"),
        ("disposition.procedures", "处置的程序有几步", 5, "步", DISPOSITION, "V",
         "后四步的原文还没有取到，先照2022年的做法"),
    )  # fmt: skip
    yield from of(
        "disposition", date(2022, 1, 1),
        ("disposition.talk.members", "找本人谈话的正式党员人数", 2, "人", "处置不合格党员的通行程序（2022年）", "V"),
    )  # fmt: skip


PARTS = (organisations, elections, life, development, dues, transfer, disposition)
CHAPTERS = {
    "organisations": ("branch.", "general_branch.", "committee.", "joint_branch.",
                      "branch_committee.", "term.branch", "term.village", "term.organ"),
    "development": ("member.age.",),
}  # fmt: skip


def forward(apps, schema_editor):
    rule = apps.get_model("rulebook", "Rule")
    for chapter, firsts in CHAPTERS.items():
        for first in firsts:
            rule.objects.filter(name__startswith=first).update(chapter=chapter)
    for part in PARTS:
        write(apps, part())


class Migration(migrations.Migration):
    dependencies = [("rulebook", "0005_rule_versions")]

    operations = [migrations.RunPython(forward, migrations.RunPython.noop)]
