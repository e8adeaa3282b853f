"""What is typed after ./jw is answered in plain words."""

import errno
import os
import subprocess
import sys

import pytest

from jingwei.kernel.findings import Finding, Refused
from jingwei.ops import cli
from jingwei.ops.commands import pg
from jingwei.ops.folders import REPOSITORY
from jingwei.ops.words import Stopped


@pytest.fixture(autouse=True)
def chinese(monkeypatch):
    monkeypatch.setenv("JINGWEI_DATA", os.environ.get("JINGWEI_DATA", ""))


def test_help_lists_every_command_in_plain_words(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["--help"])
    assert left.value.code == 0
    said = capsys.readouterr().out
    for name in cli.names():
        module = cli.command(name)
        assert name in said
        assert module.HELP
        assert module.HELP.strip().removesuffix("。") == module.HELP


@pytest.mark.parametrize("name", cli.names())
def test_each_command_explains_itself(name, capsys):
    with pytest.raises(SystemExit) as left:
        cli.main([name, "--help"])
    assert left.value.code == 0
    assert "--data" in capsys.readouterr().out


def test_the_two_first_commands_and_their_company_are_there():
    assert {"up", "test", "init", "migrate", "roles", "pg", "assets", "lint", "check"} <= set(
        cli.names()
    )


def test_a_reason_to_stop_is_one_sentence_and_no_traceback(monkeypatch, capsys):
    def stop(options):
        raise Stopped("端口 8000 正被别的程序使用。")

    monkeypatch.setattr(pg, "run", stop)
    assert cli.main(["pg", "status"]) == 2
    assert capsys.readouterr().err == "端口 8000 正被别的程序使用。\n"


def test_every_reason_of_a_refusal_is_said(monkeypatch, capsys):
    def refuse(options):
        raise Refused(Finding("a", "先做{what}。", params={"what": "甲"}), Finding("b", "再做乙。"))

    monkeypatch.setattr(pg, "run", refuse)
    assert cli.main(["pg", "status"]) == 2
    assert capsys.readouterr().err == "先做甲。\n再做乙。\n"


@pytest.mark.parametrize(
    ("number", "file", "said"),
    [
        (errno.ENOSPC, None, "没有做完：磁盘空间不够。\n"),
        (errno.EROFS, "/mnt/a", "没有做完：/mnt/a：这里只能读，不能写。\n"),
        (errno.ENOENT, "/mnt/b", "没有做完：/mnt/b：没有这个文件或文件夹。\n"),
    ],
)
def test_what_a_disk_refuses_is_one_sentence(monkeypatch, capsys, number, file, said):
    def refuse(options):
        raise OSError(number, "in the system's English", file)

    monkeypatch.setattr(pg, "run", refuse)
    assert cli.main(["pg", "status"]) == 2
    assert capsys.readouterr().err == said


def test_a_reader_that_left_is_not_told(monkeypatch, capfd):
    def refuse(options):
        raise BrokenPipeError(errno.EPIPE, "the reader has left")

    monkeypatch.setattr(pg, "run", refuse)
    monkeypatch.setattr(os, "dup2", lambda *_: None)
    assert cli.main(["pg", "status"]) == 1
    assert capfd.readouterr().err == ""


def test_ctrl_c_ends_quietly(monkeypatch, capsys):
    def interrupt(options):
        raise KeyboardInterrupt

    monkeypatch.setattr(pg, "run", interrupt)
    assert cli.main(["pg", "status"]) == 130
    assert "Traceback" not in capsys.readouterr().err


def test_an_english_terminal_gets_english_from_the_first_command_on(monkeypatch, capsys):
    made = []
    monkeypatch.setattr(cli, "language", lambda: "en")
    monkeypatch.setattr(cli, "compile_translations", lambda: made.append(True))
    monkeypatch.setattr(pg, "run", lambda options: 0)
    assert cli.main(["pg", "status"]) == 0
    assert made == [True]


def test_an_unknown_word_is_named(capsys):
    with pytest.raises(SystemExit) as left:
        cli.main(["pg", "status", "--nonsense"])
    assert left.value.code == 2
    assert "--nonsense" in capsys.readouterr().err


def test_the_data_folder_of_the_option_is_the_one_used(monkeypatch, tmp_path):
    seen = []

    def look(options):
        seen.append(os.environ["JINGWEI_DATA"])
        return 0

    monkeypatch.setattr(pg, "run", look)
    assert cli.main(["pg", "status", "--data", str(tmp_path)]) == 0
    assert seen == [str(tmp_path)]


def test_no_command_needs_django_to_be_explained():
    """A module that imports models at its top would break ./jw before the first start."""
    code = (
        "import sys; from jingwei.ops import cli; [cli.command(n) for n in cli.names()];"
        "sys.exit('django.db.models' in sys.modules and 'django.apps' in sys.modules"
        " and __import__('django.apps').apps.apps.app_configs and 1 or 0)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=REPOSITORY).returncode == 0
