from __future__ import annotations

import csv
import io

from tests.export.sample import assessment

from docscore.export.csv import BOM, COLUMNS, figures_csv


def rows() -> list[dict[str, str]]:
    given = assessment()
    text = figures_csv([(given.document, given.extraction)])
    assert text.startswith(BOM)
    return list(csv.DictReader(io.StringIO(text.removeprefix(BOM))))


def test_one_row_a_figure_with_all_columns():
    found = rows()
    assert len(found) == 3
    assert tuple(found[0]) == COLUMNS
    assert found[0]["path"] == "云岭.pdf"
    assert found[0]["place"] == "第1页第1段"
    assert found[0]["period"] == ""


def test_a_cell_of_the_report_never_computes():
    assert rows()[2]["surface"] == "'=1+1"
