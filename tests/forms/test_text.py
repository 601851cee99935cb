"""What a report says about its form: told where it differs, and quiet where it speaks of something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from docscore.ingest import read
from docscore.model import Finding
from docscore.packs.form_rules import load_form_rules
from docscore.packs.lexicon import load_lexicon
from docscore.pipeline.forms import assess_forms, read_form_submission

from . import grids
from .county import clean, grid
from .measured import assessed

_LEXICON = load_lexicon()
#: 年初 86、全年 102、执行 100.98 万元，执行率 99%；总分 95.4；培训学员人数 496 人次，受益群众满意度 97%。
_FORM = clean("form-national", 1)


def _told(text: str, folder: Path) -> list[Finding]:
    path = grids.docx(f"=== 一、{text}\n{grid(_FORM)}", folder / "form.docx")
    (assessment,) = assessed(path, "form-national")
    return [finding for finding in assessment.review.alarms if finding.code in ("Z19", "Z20", "Z21", "Z22")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("经自评，综合得分88分。", "Z19"),
        ("截至2024年12月底，本项目实际支出77.5万元。", "Z20"),
        ("项目执行率为66%。", "Z20"),
        ("年初预算90万元，调整后预算102万元。", "Z20"),
        ("培训学员人数达到520人次。", "Z21"),
        ("维护站点数量得分7.5分。", "Z19"),
    ],
)
def test_what_differs_is_told(text: str, code: str, tmp_path: Path) -> None:
    found = _told(text, tmp_path)
    assert [finding.code for finding in found] == [code]
    assert len(found[0].places) == 2


@pytest.mark.parametrize(
    "text",
    [
        "自评满分100分，综合得分90分（含）以上为优。",
        "维修费实际支出12万元，设备购置预算30万元。",
        "产出指标自评得分48分，效益指标自评得分30分。",
        "上年执行率为88%，2023年自评得分91分。",
        "预算执行率达到95%以上的得满分。",
        "其中：财政拨款支出55万元，执行率70%。",
        "受益群众满意度目标为90%，培训学员人数约500人次。",
        "全年支出约101万元。",
        "经自评，综合得分95.4分，总分100分，财政局复核得分88分。",
        "培训学员人数较上年增加100人次。",
        "截至2024年12月底，本项目实际支出100.98万元，预算执行率99%。",
        "培训学员人数496人次，另有一处写培训学员人数500人次。",
    ],
)
def test_what_agrees_or_speaks_of_something_else_is_quiet(text: str, tmp_path: Path) -> None:
    assert _told(text, tmp_path) == []


def test_the_report_may_be_a_paper_of_its_own(tmp_path: Path) -> None:
    grids.docx(grid(_FORM), tmp_path / "绩效自评表.docx")
    grids.docx(
        "=== 某县项目支出绩效自评报告\n=== 一、项目概况。按要求开展自评。\n=== 二、经自评，综合得分88分。",
        tmp_path / "绩效自评报告.docx",
    )
    submission = read_form_submission(tmp_path, _LEXICON, reader=read)
    (assessment,) = assess_forms(submission, load_form_rules("form-national"), _LEXICON)
    (found,) = [finding for finding in assessment.review.alarms if finding.code == "Z19"]
    assert found.places[0].paper == "绩效自评报告.docx"
