"""Tables written by hand before the reader: every cell under its heading, in Word, in a workbook and in PDF."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docscore.forms import read_forms
from docscore.ingest import read
from docscore.model import Form, FormLabel, FormRow
from docscore.packs.lexicon import load_lexicon

from . import grids

_CASES: list[dict[str, Any]] = [
    case
    for name in ("wild.yaml", *(f"wild{number}.yaml" for number in range(2, 9)))
    for case in YAML(typ="safe").load(Path(__file__).with_name(name))
]
_WORDS = load_lexicon().forms
_IDS = [case["name"] for case in _CASES]


def cells_of(rows: tuple[FormRow, ...], truth: dict[str, Any] | None) -> tuple[list[str], list[str]]:
    """Cells of a block as they should be and as they were read, one string a cell, told by row and heading."""
    wanted: list[str] = []
    if truth is not None:
        columns = truth["columns"].split("|")
        for number, line in enumerate(truth["rows"].strip().splitlines()):
            wanted += [
                f"{number} {column}: {''.join(text.split())}"
                for column, text in zip(columns, line.split("|"), strict=True)
                if text.strip() != "-"
            ]
    given = [
        f"{number} {field.value}: {''.join(cell.text.split())}"
        for number, row in enumerate(rows)
        for field, cell in row.cells.items()
    ]
    return wanted, given


def differences(forms: tuple[Form, ...], truths: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """How many cells there are, and each that is missing, wrong or too many."""
    if len(forms) != len(truths):
        return 1, [f"{len(forms)} forms instead of {len(truths)}"]
    count, wrong = 0, []
    for form, truth in zip(forms, truths, strict=True):
        pairs = [
            cells_of(form.rows, truth),
            cells_of(form.budget, truth.get("budget")),
            (
                sorted(f"total {k}: {v}" for k, v in truth.get("total", {}).items()),
                sorted(
                    f"total {k.value}: {c.text}" for k, c in (form.total.cells if form.total else {}).items()
                ),
            ),
            (
                [f"{k}: {''.join(v.replace('⏎', '').split())}" for k, v in truth.get("goal", {}).items()],
                [
                    f"{k}: {''.join(c.text.split())}"
                    for k, c in (("expected", form.expected), ("achieved", form.achieved))
                    if c
                ],
            ),
            (
                [f"{k}: {v}" for k, v in truth.get("head", {}).items()],
                [
                    f"{k}: {form.head[FormLabel(k)].text}"
                    for k in truth.get("head", {})
                    if FormLabel(k) in form.head
                ],
            ),
        ]
        for wanted, given in pairs:
            count += len(wanted)
            wrong += [f"- {cell}" for cell in wanted if cell not in given]
            wrong += [f"+ {cell}" for cell in given if cell not in wanted]
        if form.kind.value != truth["kind"]:
            wrong.append(f"{form.kind.value} instead of {truth['kind']}")
    return count, wrong


@pytest.mark.parametrize("case", _CASES, ids=_IDS)
def test_word(case: dict[str, Any], tmp_path: Path) -> None:
    forms = read_forms(read(grids.docx(case["grid"], tmp_path / "form.docx")), _WORDS)
    assert differences(forms, case["forms"])[1] == []


@pytest.mark.parametrize("case", _CASES, ids=_IDS)
def test_workbook(case: dict[str, Any], tmp_path: Path) -> None:
    forms = read_forms(read(grids.xlsx(case["grid"], tmp_path / "form.xlsx")), _WORDS)
    assert differences(forms, case["forms"])[1] == []


@pytest.mark.skipif(shutil.which("soffice") is None, reason="prints the forms with LibreOffice")
def test_pdf(tmp_path: Path) -> None:
    words = [grids.docx(case["grid"], tmp_path / f"{n}.docx") for n, case in enumerate(_CASES)]
    total, wrong = 0, []
    for case, path in zip(_CASES, grids.pdf(words, tmp_path), strict=True):
        count, found = differences(read_forms(read(path), _WORDS), case["forms"])
        total += count
        wrong += [f"{case['name']}: {one}" for one in found]
    assert len(wrong) <= total * 0.01, "\n".join(wrong)
