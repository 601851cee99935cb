"""What all tests share: where the real papers lie."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
_SHARED = ROOT.parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real papers and hand-made truth, which a user's clone does not have."""
    if not _SHARED.is_dir():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{_SHARED} is missing: CI must have the real papers")
        pytest.skip("../shared (real papers) is not part of a user's clone")
    return _SHARED
