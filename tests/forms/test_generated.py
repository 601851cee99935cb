"""Forms of four variants: every cell under its heading, every row's points right, planted faults told, clean ones silent."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .county import VARIANTS, clean
from .measured import measure, measure_departments

#: The least share of cells, and of planted faults, that must be found.
_CELLS, _FAULTS = 0.995, 0.95


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_faults_are_told_and_clean_forms_are_silent(kind: str, tmp_path: Path) -> None:
    found = measure(kind, range(1), tmp_path)
    assert len(found.wrong_cells) <= found.cells * (1 - _CELLS), found.wrong_cells
    assert not found.wrong_rows
    assert len(found.missed) <= found.faults * (1 - _FAULTS), found.missed
    assert not found.alarms


@pytest.mark.skipif(shutil.which("soffice") is None, reason="prints the forms with LibreOffice")
def test_printed_forms(tmp_path: Path) -> None:
    found = measure("pdf", range(2), tmp_path, faults=False)
    assert len(found.wrong_cells) <= found.cells * (1 - _CELLS), found.wrong_cells
    assert not found.wrong_rows
    assert not found.alarms


@pytest.mark.parametrize("kind", ["docx", "xlsx"])
def test_departments(kind: str, tmp_path: Path) -> None:
    found = measure_departments(kind, range(2), tmp_path)
    assert len(found.wrong_cells) <= found.cells * (1 - _CELLS), found.wrong_cells
    assert len(found.missed) <= found.faults * (1 - _FAULTS), found.missed
    assert not found.alarms


@pytest.mark.skipif(shutil.which("soffice") is None, reason="prints the forms with LibreOffice")
def test_printed_departments(tmp_path: Path) -> None:
    found = measure_departments("pdf", range(2), tmp_path, faults=False)
    assert len(found.wrong_cells) <= found.cells * (1 - _CELLS), found.wrong_cells
    assert not found.alarms


def test_forms_are_the_same_for_the_same_seed() -> None:
    assert [clean(variant, 7) for variant in VARIANTS] == [clean(variant, 7) for variant in VARIANTS]
