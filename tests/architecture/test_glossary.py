"""Is every word of the code in the glossary, and does the glossary tell the truth?"""

from jingwei.ops import figure_manual, glossary
from jingwei.ops.folders import REPOSITORY


def test_the_generated_half_is_up_to_date() -> None:
    said = (REPOSITORY / glossary.WHOLE).read_text()
    assert said == glossary.written(), "run ./jw docs"


def test_every_model_is_explained() -> None:
    assert glossary.missing_models() == [], "add them to docs/glossary-terms.md"


def test_the_chapter_of_figures_is_drawn_from_the_declarations() -> None:
    said = (REPOSITORY / figure_manual.WHOLE).read_text()
    assert said == figure_manual.written(), "run ./jw docs"
