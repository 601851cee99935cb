"""A whole submission against the truth beside it, and none of its people in anything that leaves the program."""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from docscore.cli import run
from docscore.ingest import read
from docscore.model import Assessment, Finding, Severity
from docscore.packs.lexicon import load_lexicon
from docscore.packs.rubric import load_rubric
from docscore.pipeline.submissions import assess_submission, read_submission

FOLDER = Path(__file__).resolve().parent.parent.parent / "corpus" / "qinghe"
PAPERS = FOLDER / "submission"
TRUTH: dict[str, Any] = YAML(typ="safe").load(FOLDER / "truth.yaml")


@dataclass(frozen=True)
class Person:
    name: str
    id_number: str
    phone: str


@pytest.fixture(scope="module")
def assessment() -> Assessment:
    lexicon = load_lexicon()
    rubric = load_rubric("guangdong-2019", lexicon)
    return assess_submission(read_submission(PAPERS, rubric, lexicon, reader=read), rubric, lexicon)


@pytest.fixture(scope="module")
def people() -> list[Person]:
    """Everybody on the sign-in sheets as they stand in the file."""
    document = read(PAPERS / "佐证材料" / "培训签到表.xlsx")
    found = []
    for block in document.blocks:
        for row in range(2, block.table.rows if block.table else 0):
            name, own, phone = (block.cell_text(row, column) for column in (1, 2, 3))
            if name:
                found.append(Person(name, own, phone))
    assert len(found) == 300
    return found


def test_papers_are_made_from_their_words(tmp_path: Path):
    code = "import sys; sys.path[:0] = sys.argv[1:2]; import make, pathlib; make.build(pathlib.Path(sys.argv[2]))"
    subprocess.run([sys.executable, "-c", code, str(FOLDER), str(tmp_path)], check=True)
    there, made = (
        {path.relative_to(root): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}
        for root in (PAPERS, tmp_path)
    )
    assert there.keys() == made.keys()
    assert [str(path) for path in there if there[path] != made[path]] == []


def test_each_file_is_taken_for_what_it_is(assessment: Assessment):
    assert assessment.submission is not None
    parts = {paper.path: paper.part.value for paper in assessment.submission.papers}
    assert parts == {path: TRUTH["parts"].get(path, "evidence") for path in parts}


@pytest.mark.parametrize("planted", TRUTH["planted"], ids=lambda one: one["what"])
def test_each_planted_difference_is_found(planted: dict[str, Any], assessment: Assessment):
    findings = [one for one in assessment.review.findings if _is(planted, one)]
    assert len(findings) == 1
    places = findings[0].places
    assert all(
        any(place.paper.endswith(wanted) for place in places)
        for wanted in [planted.get("where", "")]
        if wanted
    )


def test_nothing_else_is_raised(assessment: Assessment):
    raised = [one for one in assessment.review.findings if one.severity is not Severity.INFO]
    surplus = [one for one in raised if not any(_is(planted, one) for planted in TRUTH["planted"])]
    assert [f"{one.code} {one.message}" for one in surplus] == []


@pytest.mark.parametrize("agreed", TRUTH["agrees"], ids=lambda one: one["what"])
def test_what_agrees_is_told(agreed: dict[str, Any], assessment: Assessment):
    held = [one for one in assessment.review.reconciled if one.code == agreed["code"]]
    assert [one for one in held if all(words in one.message for words in agreed["says"])]


def _is(planted: dict[str, Any], finding: Finding) -> bool:
    return finding.code == planted["code"] and all(words in finding.message for words in planted["says"])


# Every form in which something leaves the program, as text.
def _terminal(path: Path, out: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    run(["score", str(path), "--rubric", "guangdong-2019", *more])
    said = capsys.readouterr()
    return said.out + said.err


def _json(path: Path, out: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    return _terminal(path, out, capsys, "--format", "json", *more)


def _excel(path: Path, out: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    _terminal(path, out, capsys, "-o", str(out / "score.xlsx"), *more)
    with zipfile.ZipFile(out / "score.xlsx") as book:
        return "".join(book.read(name).decode() for name in book.namelist())


def _extract(form: str) -> Callable[..., str]:
    def output(path: Path, out: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
        files = [str(one) for one in sorted(path.rglob("*")) if one.suffix in {".xlsx", ".docx"}]
        run(["extract", *files, "--format", form, "-o", str(out / "figures"), *more])
        said = capsys.readouterr()
        return (out / "figures").read_text(encoding="utf-8") + said.out + said.err

    return output


OUTPUTS: dict[str, Callable[..., str]] = {
    "score table": _terminal,
    "score json": _json,
    "score xlsx": _excel,
    **{f"extract {form}": _extract(form) for form in ("table", "json", "csv", "html")},
}


@pytest.mark.parametrize("form", OUTPUTS)
def test_nobody_is_named_in_what_leaves_the_program(
    form: str, people: list[Person], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    text = OUTPUTS[form](PAPERS, tmp_path, capsys)
    assert len(text) > 1000
    leaked = [one for one in people if one.id_number in text or one.phone in text]
    assert leaked == []
    # A name of two characters may occur in other words by chance, one of three does not.
    assert sorted({one.name for one in people if len(one.name) == 3 and one.name in text}) == []
    assert "温知行" not in text
    assert "19900007315" not in text


@pytest.mark.parametrize("form", ["score json", "score table", "extract html"])
def test_unmasking_is_asked_for_and_noted(
    form: str, people: list[Person], tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    text = OUTPUTS[form](PAPERS, tmp_path, capsys, "--unmask")
    assert "没有隐去个人信息" in text
    if form == "extract html":
        assert people[0].id_number in text


def test_a_message_names_nobody(tmp_path: Path, capsys: pytest.CaptureFixture[str], people: list[Person]):
    own = people[0].id_number
    broken = tmp_path / f"身份证_{own}.pdf"
    broken.write_bytes(b"%PDF-1.4\n<<")
    assert run(["extract", str(broken)]) == 3
    said = capsys.readouterr().err
    assert own not in said
    assert own[:2] in said


def test_json_places_lead_into_the_evidence(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    told = json.loads(_json(PAPERS, tmp_path, capsys).partition("\n}\n")[0] + "\n}")
    (finding,) = [one for one in told["findings"] if one["code"] == "C20"]
    assert [place["paper"] for place in finding["places"]] == [None, *["佐证材料/培训签到表.xlsx"] * 3]
