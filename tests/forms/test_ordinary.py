"""Tables that are no form are not read as one, however alike their headings are."""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML

from docscore.forms import read_forms
from docscore.ingest import read
from docscore.packs.lexicon import load_lexicon

from . import grids

_TABLES: list[str] = YAML(typ="safe").load(Path(__file__).with_name("ordinary.yaml"))
_WORDS = load_lexicon().forms


@pytest.mark.parametrize("table", _TABLES, ids=[table.partition("\\n")[0] for table in _TABLES])
def test_an_ordinary_table_is_no_form(table: str, tmp_path: Path) -> None:
    path = grids.docx(table.replace("\\n", "\n"), tmp_path / "table.docx")
    assert read_forms(read(path), _WORDS) == ()
