"""Does every piece of a page stand alone, and does it say what it was given?"""

import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory

from jingwei.kernel.findings import Finding
from jingwei.shell.paging import Page

SHELL = Path(__file__).resolve().parent.parent
COMPONENTS = sorted((SHELL / "templates" / "shell").glob("_*.html"))
FRAGMENTS = sorted(SHELL.rglob("templates/**/_*.html"))
TEMPLATES = sorted(SHELL.rglob("templates/**/*.html"))
STYLES = SHELL / "static_src"


def name_of(path: Path) -> str:
    return path.parent.name + "/" + path.name


def drawn(name: str, **context: object) -> str:
    return render_to_string(f"shell/{name}.html", context, RequestFactory().get("/orgs/?at=x&q=王"))


@pytest.mark.parametrize("path", COMPONENTS, ids=name_of)
def test_every_component_can_be_drawn_alone(path: Path) -> None:
    assert isinstance(render_to_string(name_of(path), {}, RequestFactory().get("/")), str)


@pytest.mark.parametrize("path", FRAGMENTS, ids=name_of)
def test_every_fragment_of_a_page_stands_in_its_own_file(path: Path) -> None:
    text = path.read_text()
    assert get_template(name_of(path))
    assert "{% extends" not in text
    assert "{% block " not in text


@pytest.mark.parametrize("path", FRAGMENTS, ids=name_of)
def test_every_fragment_says_first_what_it_needs(path):
    first = path.read_text().splitlines()[0]
    assert first.startswith("{#"), first
    assert "Needs:" in first


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_template_brings_styles_or_scripts_that_the_browser_is_told_to_refuse(path):
    text = re.sub(r"{%.*?%}", "", path.read_text())
    assert not re.search(
        r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son\w+=|\shx-on|javascript:", text
    )
    assert "|safe" not in path.read_text()
    assert "{% autoescape off" not in path.read_text()


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_htmx_says_on_the_element_itself_what_is_swapped(path):
    for tag in re.findall(r"<\w[^>]*\shx-(?:get|post|put|delete)=[^>]*>", path.read_text()):
        assert "hx-target=" in tag, tag
        assert "hx-swap=" in tag, tag


def test_every_drawing_that_is_asked_for_is_in_the_sprite():
    sprite = set(re.findall(r'id="i-([^"]+)"', (SHELL / "static_src/icons.svg").read_text()))
    asked = {
        name
        for path in TEMPLATES
        for name in re.findall(r'{% icon "([^"]+)"', path.read_text())
    }  # fmt: skip
    assert asked <= sprite


def test_a_summary_lists_every_reason_and_leads_to_the_field():
    html = drawn(
        "_findings",
        findings=[
            Finding("a", "成立日期晚于今天，请改成今天或更早", "", {"field_id": "id_founded"}),
            Finding("b", "还差 {n} 名委员", "支部工作条例", {"n": 2}),
        ],
    )
    assert '<a href="#id_founded">成立日期晚于今天' in html
    assert "还差 2 名委员" in html
    assert "支部工作条例" in html
    assert 'role="alert"' in html
    assert drawn("_findings", findings=[]).strip() == ""


class Founding(forms.Form):
    founded = forms.CharField(label="成立日期", help_text="例如 2018-09-20")


def test_a_field_ties_its_hint_and_its_error_to_the_box():
    form = Founding({"founded": ""})
    assert not form.is_valid()
    html = drawn("_field", field=form["founded"], width="w-sm")
    assert 'aria-describedby="id_founded_helptext id_founded_error"' in html
    assert 'id="id_founded_helptext"' in html
    assert 'id="id_founded_error"' in html
    assert 'aria-invalid="true"' in html
    assert '<label class="field__l" for="id_founded">成立日期' in html


def test_a_pager_leads_forward_and_back_and_keeps_the_filters():
    html = drawn("_pager", page=Page([1], next="NN", previous="PP"), total=12_345, noun="名")
    assert "10,000+ 名" in html
    assert re.search(r'rel="next" href="\?at=NN&amp;q=[^"]+"', html)
    assert re.search(r'rel="prev" href="\?at=PP&amp;q=[^"]+"', html)


def test_a_tree_shows_its_depth_without_a_style():
    child = {"label": "一工区党支部", "url": "/b/", "level": 12, "count": 1041}
    root = {"label": "示例市委", "url": "/a/", "level": 0, "has_children": True, "open": True}
    html = drawn("_tree", nodes=[root | {"children": [child]}], unit="名党员")
    assert "lv-0" in html
    assert "lv-9" in html
    assert "1,041" in html
    assert 'aria-label="收起示例市委"' in html


def test_a_coverage_bar_is_read_out_with_both_shares():
    html = drawn("_cov", formal=867, effective=623, whole=1000)
    assert 'aria-label="有形 86.7%，有效 62.3%"' in html
    assert 'width="86.7%"' in html
    assert 'width="62.3%"' in html
    assert 'width="0%"' in drawn("_cov", formal=0, effective=0, whole=0)


def test_a_long_task_is_asked_about_until_it_is_done():
    running = {"id": 3, "url": "/p/3/", "label": "正在核对", "done": 812, "total": 1306}
    html = drawn("_progress", progress=running | {"seconds_left": 20})
    assert 'hx-trigger="every 2s"' in html
    assert "812 / 1,306" in html
    assert 'value="812"' in html
    assert "hx-get" not in drawn("_progress", progress=running | {"finished": True})


def test_a_timeline_admits_what_it_does_not_know():
    html = drawn("_timeline", events=[{"what": "建厂", "on": date(2011, 1, 1), "precision": "year"},
                                      {"what": "改建"}])  # fmt: skip
    assert ">2011</time>" in html
    assert "日期不详" in html


def test_what_a_person_typed_is_never_read_as_html():
    nasty = '<img src=x onerror="alert(1)">'
    for html in (
        drawn("_note", text=nasty), drawn("_kv", pairs=[{"label": nasty, "value": nasty}]),
        drawn("_chip", label=nasty, url="/"), drawn("_status", kind="ok", text=nasty),
        drawn("_findings", findings=[Finding("a", "“{x}”不在表里", params={"x": nasty})]),
    ):  # fmt: skip
        assert "<img" not in html


def test_a_line_without_two_values_is_not_drawn():
    assert "<svg" not in drawn("_spark", values=[3])
    assert "<path" in drawn("_spark", values=[None, 3, 5, 5])


@pytest.mark.parametrize("path", sorted(STYLES.rglob("*.css")), ids=lambda path: path.name)
def test_paper_is_laid_out_like_a_wide_screen(path):
    """A sheet of A4 is narrow too, but the columns that a telephone leaves out belong on it."""
    assert not re.findall(r"@media \(max-width", path.read_text())
