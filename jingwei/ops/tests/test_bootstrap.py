"""`./jw` on a machine where little is there: the search for an interpreter, and no network."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from jingwei.ops.folders import REPOSITORY

NEEDED = ["sh", "dirname", "cmp", "cp", "env", "uname"]


class Machine:
    """A clone with empty lists of packages, a home folder, and a PATH with broken shims."""

    def __init__(self, folder: Path) -> None:
        self.clone, self.tools, self.home = folder / "clone", folder / "bin", folder / "home"
        for made in (self.clone / "jingwei", self.tools, self.home):
            made.mkdir(parents=True)
        shutil.copy(REPOSITORY / "jw", self.clone / "jw")
        for name in ("requirements.txt", "requirements-test.txt", "jingwei/__init__.py"):
            (self.clone / name).write_text("")
        (self.clone / "jingwei" / "__main__.py").write_text(
            "import sys; print('typed', *sys.argv[1:], sys.version_info >= (3, 12))\n"
        )
        for name in NEEDED:
            (self.tools / name).symlink_to(shutil.which(name) or name)
        for name in ("python3.13", "python3.12", "python3"):  # as a version switcher leaves them
            shim = self.tools / name
            shim.write_text("#!/bin/sh\necho 'command not found' >&2; exit 127\n")
            shim.chmod(0o755)

    def jw(self, *typed: str, **more: str) -> subprocess.CompletedProcess[str]:
        environment = {"PATH": str(self.tools), "HOME": str(self.home), "JINGWEI_LANG": "zh"}
        return subprocess.run(
            [self.tools / "sh", self.clone / "jw", *typed],
            env=environment | more,
            capture_output=True,
            text=True,
        )


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def install_under_home(machine, version="3.13.9"):
    place = machine.home / ".pyenv" / "versions" / version / "bin"
    place.mkdir(parents=True)
    real = Path(sys.base_prefix) / "bin" / f"python{sys.version_info[0]}.{sys.version_info[1]}"
    (place / "python").write_text(f'#!/bin/sh\nexec "{real}" "$@"\n')
    (place / "python").chmod(0o755)


def test_without_a_python_that_runs_one_sentence_says_what_to_install(machine):
    said = machine.jw("up")
    assert said.returncode == 2
    assert said.stderr.count("\n") == 1
    assert "Python 3.12" in said.stderr
    assert not (machine.clone / ".venv").exists()


def test_the_sentence_is_english_where_the_terminal_is(machine):
    said = machine.jw("up", JINGWEI_LANG="en_GB.UTF-8")
    assert "Python 3.12 or newer" in said.stderr


@pytest.mark.slow
def test_a_python_under_the_home_folder_is_found_behind_shims_that_fail(machine):
    install_under_home(machine)
    said = machine.jw("pg", "status")
    assert said.stdout == "typed pg status True\n"
    again = machine.jw("pg", "status")
    assert again.stdout == "typed pg status True\n"
    assert again.stderr == ""


@pytest.mark.slow
def test_without_a_network_one_sentence_says_so(machine):
    install_under_home(machine)
    wanted = "no-such-package-of-jingwei==1.0 --hash=sha256:" + "0" * 64
    (machine.clone / "requirements.txt").write_text(wanted + "\n")
    (machine.clone / "requirements-test.txt").write_text(wanted + "\n\n")
    said = machine.jw("up", PIP_NO_INDEX="1", PIP_CONFIG_FILE=os.devnull)
    assert said.returncode == 2
    assert said.stderr.strip().splitlines()[-1].startswith("软件包没有装上，请检查网络后再试")
