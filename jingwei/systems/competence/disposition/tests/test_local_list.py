"""Does the own page of a case ask the open lines of a local checklist, keep and send them?"""

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.testing import put_list
from jingwei.systems.competence.disposition.flows import DISPOSITION
from jingwei.systems.competence.disposition.models import Disposition
from jingwei.systems.competence.disposition.tests.test_pages import CASE, text
from jingwei.systems.competence.disposition.tests.world import BEGAN, make, walk

REASON = "谈心以后认识到位"


def test_the_page_asks_the_lines_keeps_what_was_typed_and_takes_the_step(place, browser):
    _row, name = put_list(place, DISPOSITION, "stop", org=place.east, at=AT - BEGAN)
    with acting(place.branch_scope):
        case = make(place, "concern")
        walk(place, case, "concern", "propose")
    address, drafter = CASE.format(case.public_id), browser("branch")
    page = text(drafter.get(f"{address}?step=stop"))
    for words in ("本地要核对的", "镇党委会议纪要第三条", "听过本人意见", "谁核对了原件？"):
        assert words in page, words
    step = next(one for one in DISPOSITION.steps if one.verb == "stop")
    typed = {f"said-{word.name}": REASON for word in step.says if word.required}
    answer = drafter.post(f"{address}steps/stop/", typed | {f"{name}_2": "李某"})
    page = text(answer)
    assert answer.status_code == 422
    assert "要求办这一步前核对“听过本人意见”" in page
    assert "李某" in page
    assert REASON in page
    typed |= {f"{name}_1": "on", f"{name}_1_note": "张某在场", f"{name}_2": "李某"}
    assert drafter.post(f"{address}steps/stop/", typed).status_code == 302
    page = text(drafter.get(address))
    assert "张某在场" in page
    with acting(place.branch_scope):
        assert Disposition.everything.get(pk=case.pk).closed_on is not None
