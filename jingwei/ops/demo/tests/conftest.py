"""What tests of the demo city begin with."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of the test's own: the password of the demo lies there."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "jingwei-data").touch()
    monkeypatch.setenv("JINGWEI_DATA", str(folder))
    return folder
