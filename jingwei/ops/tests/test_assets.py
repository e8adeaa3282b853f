"""What the browser gets is built again when its sources change, and only then."""

import os

import pytest

from jingwei.ops import assets
from jingwei.ops.words import Stopped


@pytest.fixture
def sources(tmp_path, monkeypatch):
    """A small site of its own beside the real one."""
    monkeypatch.setattr(assets, "REPOSITORY", tmp_path)
    monkeypatch.setattr(assets, "SOURCES", tmp_path / "static_src")
    monkeypatch.setattr(assets, "BUILT", tmp_path / "static" / "jw")
    monkeypatch.setattr(assets, "LOCK", tmp_path / "package-lock.json")
    monkeypatch.setattr(assets, "__file__", str(tmp_path / "assets.py"))
    (tmp_path / "static_src" / "css").mkdir(parents=True)
    (tmp_path / "static_src" / "css" / "main.css").write_text("a { color: red }")
    (tmp_path / "package-lock.json").write_text("{}")
    (tmp_path / "assets.py").write_text("")
    return tmp_path


def test_a_new_clock_on_a_file_is_no_change_but_new_words_are(sources):
    before = assets.wanted()
    style = sources / "static_src" / "css" / "main.css"
    os.utime(style, (1, 1))
    assert assets.wanted() == before
    style.write_text("a { color: blue }")
    assert assets.wanted() != before


def test_built_files_are_known_by_their_stamp(sources):
    assert not assets.are_built()
    assets.BUILT.mkdir(parents=True)
    (assets.BUILT / ".stamp").write_text(assets.wanted())
    assert assets.are_built()


@pytest.mark.slow
def test_a_mistake_in_a_style_leaves_the_last_good_pages(sources, monkeypatch):
    modules = assets.MODULES
    if not (modules / "@esbuild").exists():
        pytest.skip("the pages' packages are not installed")
    monkeypatch.setattr(assets, "_fetch_modules", lambda: None)
    assets.build()
    good = (assets.BUILT / "app.css").read_text()
    (sources / "static_src" / "css" / "main.css").write_text('@import "./nowhere.css";')
    with pytest.raises(Stopped, match="nowhere"):
        assets.build()
    assert (assets.BUILT / "app.css").read_text() == good
