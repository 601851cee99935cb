"""The house keeps its shape: floors, file sizes, words on every door."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
SOURCE = ROOT / "src" / "docscore"
FILES = sorted(SOURCE.rglob("*.py"))
#: Places of the documents the project started from; the code must know none of them.
SEED_PLACES = ("乐昌", "宁强", "宜阳", "韶关", "汉中", "洛阳", "坪石", "哈尔滨", "成都", "重庆")
DECIMAL_ONLY = ("model", "score", "check", "extract", "quantity", "link", "compare")


def names(files: list[Path]) -> list[str]:
    return [str(path.relative_to(SOURCE)) for path in files]


def test_layers_hold():
    script = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_files_are_short_and_say_what_they_are(path: Path):
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 400
    said = ast.get_docstring(ast.parse(text))
    assert said
    assert len(said) > 10


def test_no_drawer_for_odds_and_ends():
    assert not [path for path in FILES if re.fullmatch(r"(utils?|helpers?|common|misc)(\.py)?", path.name)]


@pytest.mark.parametrize("path", FILES, ids=names(FILES))
def test_no_seed_county_in_the_code(path: Path):
    text = path.read_text(encoding="utf-8")
    assert not [place for place in SEED_PLACES if place in text]


def test_packs_and_rubrics_know_no_county_either():
    for folder in ("rubrics", "extractors"):
        for path in (ROOT / folder).rglob("*.yaml"):
            text = path.read_text(encoding="utf-8")
            assert not [place for place in SEED_PLACES[:7] if place in text], path


@pytest.mark.parametrize("stage", DECIMAL_ONLY)
def test_amounts_are_never_floats(stage: str):
    for path in (SOURCE / stage).rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        calls = [
            node.lineno
            for node in ast.walk(tree)
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float"
        ]
        assert not calls, f"{path}: float() in line {calls}"


def test_nothing_is_left_to_do():
    marks = re.compile(r"\b(TODO|FIXME|XXX)\b")
    for path in (*FILES, *ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        assert not marks.search(path.read_text(encoding="utf-8")), path
