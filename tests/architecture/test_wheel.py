"""The wheel and the sdist carry the rubrics and extractor packs, and the installed program finds them there."""

from __future__ import annotations

import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
BUILD = (
    "import sys, hatchling.build as b, os; os.chdir(sys.argv[1]);"
    "print(b.build_wheel(sys.argv[2])); print(b.build_sdist(sys.argv[2]))"
)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Paths of a freshly built wheel and sdist."""
    out = tmp_path_factory.mktemp("dist")
    done = subprocess.run(
        [sys.executable, "-c", BUILD, str(ROOT), str(out)], capture_output=True, text=True, check=True
    )
    wheel, sdist = done.stdout.split()[-2:]
    return out / wheel, out / sdist


def shipped(folder: str) -> set[str]:
    return {path.name for path in (ROOT / folder).glob("*.yaml")}


def test_wheel_works_where_there_is_no_checkout(built: tuple[Path, Path], tmp_path: Path):
    with zipfile.ZipFile(built[0]) as wheel:
        wheel.extractall(tmp_path)  # noqa: S202 - we built it
    code = (
        "import docscore, pathlib; from docscore.packs.lexicon import load_lexicon;"
        "from docscore.packs.rubric import list_rubrics, load_rubric;"
        "lexicon = load_lexicon();"
        "print(pathlib.Path(docscore.__file__).parent);"
        "print(len(lexicon.metrics) > 0, *[load_rubric(one.id, lexicon).id for one in list_rubrics()])"
    )
    environment = {key: value for key, value in os.environ.items() if key != "DOCSCORE_DATA"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={**environment, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    where, found = done.stdout.splitlines()
    assert Path(where) == tmp_path / "docscore"
    assert found.split() == ["True", *sorted(name.removesuffix(".yaml") for name in shipped("rubrics"))]


def test_wheel_and_sdist_hold_what_they_should(built: tuple[Path, Path]):
    with zipfile.ZipFile(built[0]) as wheel:
        inside = wheel.namelist()
    for folder in ("rubrics", "extractors"):
        held = {name.rsplit("/", 1)[1] for name in inside if name.startswith(f"docscore/_data/{folder}/")}
        assert shipped(folder) <= held
    assert any(name.endswith("licenses/LICENSE") for name in inside)
    with tarfile.open(built[1]) as sdist:
        packed = {name.split("/", 1)[-1] for name in sdist.getnames()}
    assert {
        "README.zh-CN.md",
        "Makefile",
        "rubrics/guangdong-2019.yaml",
        "corpus/yunling/report.pdf",
    } <= packed
