"""Same input, same packs: byte-identical JSON, across processes and hash seeds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

_REPORT = Path(__file__).parents[2] / "corpus" / "yunling" / "report.docx"


def _score(seed: str) -> bytes:
    command = [
        sys.executable,
        "-m",
        "docscore",
        "score",
        str(_REPORT),
        "--rubric",
        "guangdong-2019",
        "--format",
        "json",
    ]
    environment = {**os.environ, "PYTHONHASHSEED": seed}
    return subprocess.run(command, env=environment, capture_output=True, check=True).stdout


def test_byte_identical_across_processes_and_hash_seeds() -> None:
    first, second = _score("1"), _score("4321")
    assert len(first) > 10_000
    assert first == second
