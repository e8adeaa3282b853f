"""Are many buildings said in few words, and none lost?"""

import pytest

from jingwei.systems.community.grids.naming import spans


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], []),
        (["1号楼", "2号楼", "3号楼"], ["1–3号楼"]),
        (["1号楼", "2号楼"], ["1号楼", "2号楼"]),
        (["3号楼", "1号楼", "2号楼", "7号楼"], ["1–3号楼", "7号楼"]),
        (["新苑1区1幢", "新苑1区2幢", "新苑1区3幢", "新苑2区1幢"], ["新苑1区1–3幢", "新苑2区1幢"]),
        (["物业楼", "8幢", "9幢", "10幢"], ["物业楼", "8–10幢"]),
        (["01幢", "02幢", "03幢"], ["01幢", "02幢", "03幢"]),
        (["甲楼", "甲楼"], ["甲楼"]),
    ],
)
def test_a_row_of_buildings_is_one_stretch(names: list[str], said: list[str]):
    assert spans(names) == said
