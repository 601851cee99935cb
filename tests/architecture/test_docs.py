"""What the papers say is true: quoted output is what the commands print, and links lead somewhere."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
PAPERS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), *ROOT.glob("corpus/*.md")])
READMES = [ROOT / "README.md", ROOT / "README.zh-CN.md"]
_CONSOLE = re.compile(r"^```console\n(.*?)^```", re.MULTILINE | re.DOTALL)
_EXCERPT = re.compile(r"^<!-- excerpt: (\S+) -->\n```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s#]+)(#[^)]*)?\)")


def sessions(paper: Path) -> list[tuple[str, list[str]]]:
    """Each ``$ docscore …`` of a paper with the lines it quotes; ``…`` stands for lines left out."""
    found = []
    for block in _CONSOLE.findall(paper.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            if command.startswith("docscore "):
                found.append((command, output.rstrip().split("\n")))
    return found


CASES = [
    (paper, command, quoted) for paper in READMES if paper.exists() for command, quoted in sessions(paper)
]


def test_each_readme_quotes_its_two_commands():
    for paper in READMES:
        assert len(sessions(paper)) >= 2, paper


@pytest.mark.parametrize(("paper", "command", "quoted"), CASES, ids=[f"{p.name}: {c}" for p, c, _ in CASES])
def test_quoted_output_is_true(paper: Path, command: str, quoted: list[str], tmp_path: Path):
    arguments = [
        str(tmp_path / Path(word).name) if word.endswith(".xlsx") else word
        for word in shlex.split(command)[1:]
    ]
    done = subprocess.run(
        [sys.executable, "-c", "from docscore.cli import main; main()", *arguments],
        cwd=ROOT, capture_output=True, text=True, encoding="utf-8", env={**os.environ, "NO_COLOR": "1"},
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    printed = [line.rstrip() for line in done.stdout.rstrip().split("\n")]
    # Each stretch between ellipses must stand in the output, in this order.
    stretches, rest = [[]], printed
    for line in quoted:
        if line.strip() == "…":
            stretches.append([])
        else:
            stretches[-1].append(line.rstrip())
    for stretch in stretches:
        at = next(
            (i for i in range(len(rest) - len(stretch) + 1) if rest[i : i + len(stretch)] == stretch), None
        )
        assert at is not None, f"{paper.name} quotes what {command!r} does not print:\n" + "\n".join(stretch)
        rest = rest[at + len(stretch) :]


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_links_lead_somewhere(paper: Path):
    for target, _ in _LINK.findall(paper.read_text(encoding="utf-8")):
        if not re.match(r"[a-z]+:", target):
            assert (paper.parent / target).exists(), f"{paper.name}: {target}"


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_excerpts_are_verbatim(paper: Path):
    for path, excerpt in _EXCERPT.findall(paper.read_text(encoding="utf-8")):
        assert excerpt.rstrip() in (ROOT / path).read_text(encoding="utf-8"), f"{paper.name}: {path}"


def test_every_folder_of_the_way_is_linked():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for stage in ("ingest", "normalize", "extract", "link", "score", "check", "export"):
        assert f"(src/docscore/{stage})" in text
