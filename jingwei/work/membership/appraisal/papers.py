"""How does the result of a round look on paper? For the file of the branch; Chinese everywhere."""

from jingwei.kernel.papers.paper import Field, Paper, Signature, Table, Text, day_in_words
from jingwei.work.membership.appraisal import queries
from jingwei.work.membership.appraisal.models import Appraisal, Round


def results(round_: Round) -> Paper:
    """民主评议党员结果: names by the roster, ballots as counts, the grade or why there is none."""
    lines = queries.lines_of(round_)
    rows = tuple(
        (line.name, _ballots(line),
         str(line.get_grade_display()) if line.grade else str(line.get_skipped_display()),
         line.reason or line.skip_note)
        for line in lines
    )  # fmt: skip
    counts = "，".join(f"{label}{n}人" for label, n in queries.tally(lines))
    number = [round_.issued, round_.returned, round_.valid]
    issued, returned, valid = ("-" if one is None else str(one) for one in number)
    return Paper(
        f"{round_.year}年民主评议党员结果",
        (
            Field("党支部", str(round_.org)),
            Field("评议时间", day_in_words(round_.held_on)),
            Field("票数", f"发出{issued}，收回{returned}，有效{valid}"),
            Field("汇总", counts),
            Table(("姓名", "优秀/合格/基本合格/不合格票", "等次", "理由"), rows, (2, 3, 2, 5)),
            Text("等次由支部委员会逐人提出；党员对结果可以提出意见，支部应当答复。"),
            Signature((str(round_.org),), round_.told_on),
        ),
        receipt=f"记录编号 {str(round_.public_id)[:8].upper()}",
    )


def _ballots(line: Appraisal) -> str:
    if None in line.counts:
        return "-"
    return "/".join(str(one) for one in line.counts)
