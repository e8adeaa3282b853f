"""A data folder belongs to one installation and to nobody else."""

import os
import stat
import subprocess
import sys

import pytest

from jingwei.ops import folders
from jingwei.ops.words import Stopped


def test_a_folder_with_other_peoples_files_is_left_alone(tmp_path):
    (tmp_path / "letters.txt").write_text("mine")
    with pytest.raises(Stopped, match="放着别的文件"):
        folders.claim(tmp_path)
    assert [place.name for place in tmp_path.iterdir()] == ["letters.txt"]


def test_a_file_is_no_data_folder(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(Stopped, match="不是文件夹"):
        folders.claim(tmp_path / "file")


def test_a_new_folder_is_readable_by_its_owner_only_and_known_again(tmp_path):
    data = folders.claim(tmp_path / "deep" / "data")
    assert stat.S_IMODE(data.stat().st_mode) == 0o700
    assert folders.claim(data) == data


def test_a_secret_is_made_once_and_is_nobody_elses(tmp_path):
    data = folders.claim(tmp_path / "data")
    first = folders.kept_secret(data, "django")
    assert len(first) >= 48
    assert folders.kept_secret(data, "django") == first
    assert stat.S_IMODE((data / "secrets" / "django").stat().st_mode) == 0o600


def test_all_processes_of_one_installation_sign_alike(tmp_path):
    """Else a session begun by one process of the server is unknown to the next."""
    data = folders.claim(tmp_path / "data")
    said = [
        subprocess.run(
            [sys.executable, "-c", "from jingwei import settings; print(settings.SECRET_KEY)"],
            capture_output=True, text=True, check=True, stdin=subprocess.DEVNULL,
            env={k: v for k, v in os.environ.items() if k != "JINGWEI_SECRET_KEY"}
            | {"JINGWEI_DATA": str(data)},
        ).stdout
        for _process in range(2)
    ]  # fmt: skip
    assert said[0] == said[1] != ""


def test_settings_can_be_read_before_there_is_a_data_folder(tmp_path):
    assert folders.kept_secret(tmp_path / "none", "django")
    assert not (tmp_path / "none").exists()


def test_the_data_folder_is_beside_the_code_or_where_the_environment_says(monkeypatch, tmp_path):
    monkeypatch.delenv("JINGWEI_DATA", raising=False)
    assert folders.data_folder() == folders.REPOSITORY / ".jingwei"
    monkeypatch.setenv("JINGWEI_DATA", str(tmp_path))
    assert folders.data_folder() == tmp_path
