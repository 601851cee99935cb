"""Figures of two versions, paired: cases an auditor can read, and what holds of any two texts."""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest
from docx import Document as OpenDocx
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML
from tests.compare.altered import alter

from docscore.compare import compare
from docscore.ingest import read
from docscore.model import Aspect, Difference, Extraction, Interval, Side, Standing
from docscore.packs.lexicon import load_lexicon
from docscore.pipeline.journey import read_figures

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
CASES = YAML(typ="safe").load(HERE / "cases.yaml")
LEXICON = load_lexicon()


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sides")


@cache
def reading(path: Path) -> Side:
    return Side(*read_figures(path, LEXICON, read))


def side(text: str, folder: Path) -> Side:
    path = folder / "版本.txt"
    path.write_text(text, encoding="utf-8")
    return Side(*read_figures(path, LEXICON, read))


def differing(difference: Difference) -> Counter[tuple[str, str]]:
    return Counter(
        (pair.left.surface if pair.left else "-", pair.right.surface if pair.right else "-")
        for pair in difference.pairs
        if pair.standing is not Standing.EQUAL
    )


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_cases(case, folder):
    left, right = side(case["left"], folder), side(case["right"], folder)
    assert left.extraction.figures
    assert differing(compare(left, right)) == Counter(tuple(pair) for pair in case["differs"])


def test_what_changed_is_named(folder):
    def aspects(left: str, right: str) -> tuple[Aspect, ...]:
        (pair,) = compare(side(left, folder), side(right, folder)).pairs
        return pair.aspects

    assert aspects("建成服务站110个。", "建成服务站101个。") == (Aspect.VALUE,)
    assert aspects("建成服务站110个。", "建成服务站110家。") == (Aspect.UNIT,)
    assert aspects("培训500人次以上。", "培训500人次。") == (Aspect.COMPARATOR,)
    assert aspects("覆盖率为83%。", "覆盖率为83.0%。") == (Aspect.PRECISION,)
    assert aspects("截至2020年10月底，建成服务站110个。", "截至2020年12月底，建成服务站110个。") == (
        Aspect.PERIOD,
    )


def test_how_much_it_changed(folder):
    (pair,) = compare(side("拨付资金200万元。", folder), side("拨付资金250万元。", folder)).pairs
    assert (pair.difference, pair.share) == (Decimal(500000), Decimal(25))
    (pair,) = compare(side("发生事故0起。", folder), side("发生事故2起。", folder)).pairs
    assert (pair.difference, pair.share) == (Decimal(2), None)
    (pair,) = compare(side("建成服务站110个。", folder), side("建成服务站110家。", folder)).pairs
    assert pair.difference is None


def test_other_wording_of_the_same_amount_is_noted(folder):
    (pair,) = compare(side("拨付416.7785万元。", folder), side("拨付4167785元。", folder)).pairs
    assert pair.reworded


PAPERS = ("real/lechang.docx", "yunling/report.docx")


def test_word_and_pdf_of_one_paper_say_the_same(shared):
    difference = compare(*(reading(shared / "real" / f"lechang.{kind}") for kind in ("docx", "pdf")))
    assert len(difference.pairs) > 200
    assert not differing(difference)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("seed", range(3))
def test_exactly_the_altered_figures_of_a_whole_paper(paper, seed, tmp_path, request):
    source = ROOT / "corpus" if paper.startswith("yunling") else request.getfixturevalue("shared")
    left, target = reading(source / paper), tmp_path / "改.docx"
    alterations = alter(source / paper, target, left.extraction, seed=seed, figures=12, sections=2)
    assert differing(compare(left, reading(target))) == Counter(alterations)


@pytest.mark.parametrize("seed", range(100, 102))
def test_altered_in_another_format(seed, tmp_path, shared):
    source, target = shared / "real" / "lechang.docx", tmp_path / "改.docx"
    alterations = alter(source, target, reading(source).extraction, seed=seed, figures=25, sections=4)
    found = differing(compare(reading(source.with_suffix(".pdf")), reading(target)))
    expected = Counter(("".join(a.split()), "".join(b.split())) for a, b in alterations)
    assert Counter(("".join(a.split()), "".join(b.split())) for a, b in found.elements()) == expected


@pytest.mark.parametrize("seed", range(3))
def test_what_is_taken_out_shifts_nothing(seed, tmp_path, shared):
    """Three paragraphs and a table row go, a paragraph comes: what stays is equal."""
    source, target = shared / "real" / "lechang.docx", tmp_path / "删.docx"
    chance, paper = random.Random(seed), OpenDocx(str(source))
    long = [paragraph for paragraph in paper.paragraphs if len(paragraph.text) > 40]
    *taken, kept = chance.sample(long, 4)
    row = chance.choice(list(paper.tables[0].rows)[3:17])
    words = "".join([*(paragraph.text for paragraph in taken), *(cell.text for cell in row.cells)])
    for element in (*(paragraph._p for paragraph in taken), row._tr):
        element.getparent().remove(element)
    kept.insert_paragraph_before("全市新建冷库17座，总库容3.4万立方米，服务农户820户。")
    paper.save(str(target))
    left = reading(source)
    difference = compare(left, reading(target))
    assert not difference.of(Standing.CHANGED)
    assert [pair.right.surface for pair in difference.of(Standing.ADDED)] == [
        "17座",
        "3.4万立方米",
        "820户",
    ]
    for pair in difference.of(Standing.GONE):
        sentence = left.extraction.sentences[pair.left.sentence].text
        assert "".join(sentence.split()) in "".join(words.split())


def test_extracted_against_corrected(folder):
    left = side("共建成服务站110个，培训4385人次，销售额2.36万元。", folder)
    first, second, third = left.extraction.figures
    quantity = replace(second.quantity, value=Decimal(4835), interval=Interval.point(Decimal(4835)))
    corrected = Extraction((first, replace(second, quantity=quantity)), left.extraction.sentences)
    difference = compare(left, Side(left.document, corrected))
    assert [pair.standing for pair in difference.pairs] == [Standing.EQUAL, Standing.CHANGED, Standing.GONE]
    assert difference.pairs[1].difference == 450
    assert difference.pairs[2].left == third


_THINGS = st.sampled_from(["服务站", "物流网点", "合作社", "示范村", "直播基地", "龙头企业", "快递点"])
_SENTENCE = st.builds(
    lambda verb, thing, number, unit: f"{verb}{thing}{number}{unit}",
    st.sampled_from(["建成", "新增", "改造", "培育", "引进", "累计扶持"]),
    _THINGS,
    st.integers(1, 5000),
    st.sampled_from(["个", "家", "万元", "人次", "%"]),
)
_PARAGRAPHS = st.lists(
    st.lists(_SENTENCE, min_size=1, max_size=4).map(lambda s: "，".join(s) + "。"), min_size=1, max_size=8
)


@settings(max_examples=60, deadline=None)
@given(paragraphs=_PARAGRAPHS)
def test_nothing_differs_from_itself(folder, paragraphs):
    left = side("\n\n".join(paragraphs), folder)
    right = Side(replace(left.document, sha256="another file"), left.extraction)
    difference = compare(left, right)
    assert all(pair.left == pair.right for pair in difference.pairs)


@settings(max_examples=60, deadline=None)
@given(paragraphs=_PARAGRAPHS, chance=st.randoms(use_true_random=False))
def test_moved_paragraphs_are_no_change(folder, paragraphs, chance):
    moved = list(paragraphs)
    chance.shuffle(moved)
    assert not differing(compare(side("\n\n".join(paragraphs), folder), side("\n\n".join(moved), folder)))


@settings(max_examples=60, deadline=None)
@given(one=_PARAGRAPHS, other=_PARAGRAPHS)
def test_both_directions_pair_alike(folder, one, other):
    left, right = side("\n\n".join(one), folder), side("\n\n".join(other), folder)
    there, back = compare(left, right), compare(right, left)
    seen = {(p.left and p.left.id, p.right and p.right.id, p.aspects) for p in there.pairs}
    assert seen == {(p.right and p.right.id, p.left and p.left.id, p.aspects) for p in back.pairs}
    assert Counter(p.left.id for p in there.pairs if p.left) == Counter(f.id for f in left.extraction.figures)
    assert Counter(p.right.id for p in there.pairs if p.right) == Counter(
        f.id for f in right.extraction.figures
    )
