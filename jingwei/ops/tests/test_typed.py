"""Does a command that was typed wrong answer in words, and its help in one language?"""

import re

import pytest

from jingwei.ops import cli

WRONG = {
    "nonsense": "没有“nonsense”，可以写：",
    "import teams x.csv": "没有“teams”，可以写：divisions, organisations",
    "up --port abc": "--port要写数字，不能写“abc”。",
    "figures --as-of 2026-13-01": "--as-of：日期这样写：2026-06-30，现在是 2026-13-01。",
    "init --name 甲": "还要写明：--code。",
    "demo --write-rosters": "--write-rosters后面还要写内容。",
    "demo --remove --load small": "只能写一个。",
    "ledger": "还要写明：做什么。",
}


@pytest.mark.parametrize("typed", WRONG)
def test_what_is_wrong_is_said_in_words_and_where_to_look(typed, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(typed.split())
    assert left.value.code == 2
    said = capsys.readouterr().err
    assert WRONG[typed] in said
    assert said.endswith(" --help\n")
    assert not re.search(r"usage|error|invalid|argument", said)


@pytest.mark.parametrize(
    "typed", [[], ["--help"], ["import", "--help"], ["ledger", "verify", "-h"]]
)
def test_help_is_in_one_language(typed, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(typed)
    assert left.value.code == 0
    assert not re.search(r"usage:|options:|arguments:|show this", capsys.readouterr().out)


def test_the_data_folder_is_named_before_or_after_what_to_do_with_the_ledger(monkeypatch, tmp_path):
    from jingwei.ops.commands import ledger

    seen = []
    monkeypatch.setattr(ledger, "run", lambda options: seen.append((options.what, options.data)))
    cli.main(["ledger", "verify", "--data", str(tmp_path)])
    cli.main(["ledger", "--data", str(tmp_path), "verify"])
    assert seen == [("verify", str(tmp_path))] * 2
