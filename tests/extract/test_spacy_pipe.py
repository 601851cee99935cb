"""The spaCy component in a real blank zh pipeline with jieba, as docs/extractors.md shows it."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import sys
import tomllib
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

from docscore.extract.spacy_pipe import SPAN_ATTRIBUTES, make_figures_pipe

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(scope="module")
def nlp() -> Language:
    pipeline = spacy.blank("zh", config={"nlp": {"tokenizer": {"segmenter": "jieba"}}})
    pipeline.add_pipe("docscore_figures")
    return pipeline


def test_figures_are_spans_with_attributes(nlp: Language) -> None:
    doc = nlp("一、工作目标\n培训不少于4200人次。\n累计拨付4,167,785元。")
    spans = list(doc.spans["docscore"])
    assert [span.text for span in spans] == ["4200人次", "4,167,785元"]
    assert [(span._.value, span._.unit, span._.comparator) for span in spans] == [
        (Decimal(4200), "人次", "ge"),
        (Decimal(4167785), "元", "eq"),
    ]
    assert spans[1].label_ == spans[1]._.role == "actual"
    assert len(doc._.figures) == 2


def test_the_surface_stays_exact_where_tokens_are_longer(nlp: Language) -> None:
    doc = nlp("覆盖率达到70%以上，满意率九成以上")
    for span, figure in zip(doc.spans["docscore"], doc._.figures, strict=True):
        assert figure.surface in span.text
        assert span._.surface == figure.surface


def test_a_text_without_figures_has_no_spans(nlp: Language) -> None:
    doc = nlp("坚持千方百计促增收。")
    assert list(doc.spans["docscore"]) == []
    assert doc._.figures == ()


def test_a_folder_of_packs_is_added(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "not_figures: [三横五纵路]\nunits:\n  榀架: {counts: true}\n", encoding="utf-8"
    )
    pipeline = spacy.blank("zh")
    pipeline.add_pipe("docscore_figures", config={"packs": str(tmp_path), "spans_key": "own"})
    doc = pipeline("安装12榀架")
    (span,) = doc.spans["own"]
    assert span._.unit == "榀架"


def test_the_entry_point_names_the_factory() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    target = project["entry-points"]["spacy_factories"]["docscore_figures"]
    assert target == f"{make_figures_pipe.__module__}:{make_figures_pipe.__name__}"


def test_the_documented_example_prints_what_it_says() -> None:
    paper = (ROOT / "docs" / "extractors.md").read_text(encoding="utf-8")
    code, told = re.search(r"```python\n(.*?)```\n\n```\n(.*?)```", paper, re.DOTALL).groups()
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "docs/extractors.md", "exec"), {})  # noqa: S102 - our own page
    assert printed.getvalue() == told


def test_extraction_itself_does_not_load_spacy() -> None:
    code = "import sys, docscore.extract, docscore.pipeline.journey; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_every_attribute_is_set(nlp: Language) -> None:
    doc = nlp("2021年培训20至30人次")
    (span,) = doc.spans["docscore"]
    assert {name: getattr(span._, name) for name in SPAN_ATTRIBUTES} == {
        "surface": "20至30人次", "value": Decimal(20), "value_max": Decimal(30), "unit": "人次", "comparator": "range",
        "role": "actual", "subject": "培训", "period": "2021年",
    }  # fmt: skip
