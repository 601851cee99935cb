"""The sample forms against the gold beside them: every cell, the points of every row, every planted fault, and silence else."""

from __future__ import annotations

import subprocess
import sys
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docscore.forms import read_forms
from docscore.ingest import read
from docscore.model import Assessment, FormField, FormLabel
from docscore.packs.form_rules import load_form_rules
from docscore.packs.lexicon import load_lexicon
from docscore.pipeline.forms import assess_forms, read_form_submission

FOLDER = Path(__file__).resolve().parent.parent.parent / "corpus" / "forms"
GOLD: list[dict[str, Any]] = YAML(typ="safe").load(FOLDER / "gold.yaml")["forms"]
NAMES = [(one["name"], copy) for one in GOLD for copy in ("clean", "faulty")]
every_file = pytest.mark.parametrize("suffix", ["docx", "xlsx", "pdf"])
every_form = pytest.mark.parametrize(("name", "copy"), NAMES)


@cache
def told(name: str, copy: str) -> dict[str, Any]:
    """The gold of a copy; the faulty one is the clean one with what differs."""
    gold = dict(next(one for one in GOLD if one["name"] == name))
    faulty = gold.pop("faulty")
    rows, budget = gold["rows"].splitlines(), gold["budget"]["rows"].splitlines()
    if copy == "faulty":
        gold |= {key: faulty[key] for key in ("total", "self_total", "grade", "planted") if key in faulty}
        gold["head"] = gold["head"] | faulty.get("head", {})
        for lines, changed in ((rows, faulty["rows"]), (budget, faulty.get("budget", {}))):
            for number, line in changed.items():
                lines[number - 1] = line
    cells, earned = zip(*(line.split(" => ") for line in rows), strict=True)
    return gold | {"rows": cells, "earned": earned, "budget_rows": budget}


@cache
def scored(name: str, copy: str, suffix: str) -> Assessment:
    lexicon = load_lexicon()
    path = FOLDER / "papers" / f"{name}-{copy}.{suffix}"
    submission = read_form_submission(path, lexicon, reader=read)
    variants = load_form_rules(told(name, copy)["rubric"])
    (found,) = assess_forms(submission, variants, lexicon, lone=True)
    return found


def solid(text: str) -> str:
    """Words without blanks: LibreOffice sets 43.5公里 with a gap in the PDF."""
    return "".join(text.split())


def span(text: str) -> tuple[Decimal, Decimal]:
    low, _, high = text.partition("–")
    return Decimal(low), Decimal(high or low)


@every_file
@every_form
def test_every_cell_is_read_under_its_heading(name: str, copy: str, suffix: str) -> None:
    gold, reading = told(name, copy), scored(name, copy, suffix).form
    assert reading is not None
    form = reading.form
    for columns, lines, rows in (
        (gold["columns"], gold["rows"], form.rows),
        (gold["budget"]["columns"], gold["budget_rows"], form.budget),
    ):
        fields = [FormField(column) for column in columns.split("|")]
        assert ["|".join(solid(row.text(one)) or "-" for one in fields) for row in rows] == list(lines)
    assert {label: solid(form.head[FormLabel(label)].text) for label in gold["head"]} == gold["head"]


@every_file
@every_form
def test_points_total_and_grade(name: str, copy: str, suffix: str) -> None:
    gold, found = told(name, copy), scored(name, copy, suffix)
    outcomes = {line.id: (line.outcome.low, line.outcome.high) for line in found.sheet.criteria()}
    wanted = {f"r{number}": span(text) for number, text in enumerate(gold["earned"], start=1)}
    if "execution" in gold:
        wanted["execution"] = span(gold["execution"])
    assert outcomes == wanted
    assert (found.sheet.low, found.sheet.high) == span(gold["total"])
    assert found.sheet.self_total == Decimal(gold["self_total"])
    assert found.form is not None
    assert [[one.lowest, one.highest] for one in found.form.grades] == (
        [gold["grade"]] if "grade" in gold else []
    )


@every_file
@every_form
def test_what_was_planted_is_found_and_nothing_else(name: str, copy: str, suffix: str) -> None:
    planted = told(name, copy).get("planted", [])
    findings = scored(name, copy, suffix).review.findings
    assert sorted(one.code for one in findings) == [one["code"] for one in planted]
    for one in planted:
        (finding,) = (finding for finding in findings if finding.code == one["code"])
        assert all(words in finding.message for words in one["says"]), finding.message
        assert finding.places


def test_every_code_that_a_form_shows_by_itself_is_planted_somewhere() -> None:
    """Z19 and later set a report against the form."""
    planted = {one["code"] for name, copy in NAMES for one in told(name, copy).get("planted", [])}
    assert planted == {f"Z{number:02d}" for number in range(1, 19)}


def test_forms_are_made_from_their_words(tmp_path: Path) -> None:
    code = "import sys; sys.path[:0] = sys.argv[1:2]; import make, pathlib; make.build(pathlib.Path(sys.argv[2]))"
    subprocess.run([sys.executable, "-B", "-c", code, str(FOLDER), str(tmp_path)], check=True)
    made = {path.name: path.read_bytes() for path in sorted(tmp_path.iterdir())}
    kept = {path.name: path.read_bytes() for path in (FOLDER / "papers").iterdir() if path.suffix != ".pdf"}
    assert sorted(made) == sorted(kept)
    assert [name for name in made if made[name] != kept[name]] == []


def test_a_value_ends_where_the_next_label_of_its_cell_begins() -> None:
    """单位：某局　　填报日期：… stands in one cell of the sheet."""
    document = read(FOLDER / "papers" / "hubei-faulty.xlsx")
    (form,) = read_forms(document, load_lexicon().forms)
    assert form.head[FormLabel.UNIT].text == "石桐县水利和湖泊局"
