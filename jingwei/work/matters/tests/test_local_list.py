"""Does the form that hands a matter to the petition system ask what an office wants checked?"""

import json

from conftest import AT
from jingwei.kernel.access.scope import acting
from jingwei.kernel.flows.models import Taken
from jingwei.kernel.flows.testing import put_list
from jingwei.work.matters import actions, petitions
from jingwei.work.matters.flows import MATTER
from jingwei.work.matters.kinds import Channel
from jingwei.work.matters.models import Matter
from jingwei.work.matters.tests.test_petitions import SAID, WORDS
from jingwei.work.matters.tests.test_public_pages import text


def received(streets):
    """A matter that waits, and how the lines of the list on its handing over are called."""
    _row, name = put_list(streets, MATTER, petitions.STEP, org=streets.east, at=AT)
    told = actions.Told(asked=WORDS, place=streets.people["east_place"])
    with acting(streets.agent_scope) as by:
        row, _receipt = actions.receive_matter(
            org=streets.east_one, told=told, channel=Channel.WINDOW, by=by, at=AT
        )
    return row, name


def test_the_form_asks_the_lines_and_keeps_everything_that_was_typed(streets, browser):
    row, name = received(streets)
    address, lin = f"/matters/{row.public_id}/petition/", browser("lin")
    page = text(lin.get(address))
    assert "镇党委会议纪要第三条" in page
    assert "谁核对了原件？" in page
    answer = lin.post(address, SAID | {f"{name}_2": "李某"})
    page = text(answer)
    assert answer.status_code == 422
    assert "要求办这一步前核对“听过本人意见”" in page
    assert f'href="#id_{name}_1"' in page, "the reason leads to its box"
    assert "李某" in page
    assert SAID["next_door"] in page
    answer = lin.post(address, SAID | {f"{name}_1": "on", f"{name}_2": "李某"})
    assert answer.status_code == 302
    assert "李某" in text(lin.get(f"/flows/matters.matter/{row.public_id}/"))


def test_the_api_takes_the_answers_by_their_names(streets, browser):
    row, name = received(streets)
    lin, address = browser("lin"), f"/api/v1/matters/{row.public_id}/petition"
    steps = lin.get(f"/api/v1/flows/matters.matter/{row.public_id}/steps").json()
    step = next(one for one in steps if one["verb"] == petitions.STEP)
    asked = [one["name"] for one in step["says"] if one["asked_by"]]
    assert asked[0] == f"{name}_1".removeprefix("said-")
    for local, status in (({}, 422), ({asked[0]: True, asked[2]: "李某"}, 201)):
        body = json.dumps(SAID | {"local": local})
        answer = lin.post(address, body, content_type="application/json")
        assert answer.status_code == status, answer.content
    with acting(streets.lin_scope):
        assert Taken.objects.filter(verb=petitions.STEP).count() == 1
        assert Matter.everything.get(pk=row.pk).state == "redirected"
