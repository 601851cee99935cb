"""Running the command line inside the test process."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import pytest

from docscore.cli import run


class Done(NamedTuple):
    """What a command left behind."""

    code: int
    out: str
    err: str


@pytest.fixture
def docscore(capsys: pytest.CaptureFixture[str]) -> Callable[..., Done]:
    """Run ``docscore`` with the given words."""

    def call(*arguments: object) -> Done:
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return Done(code, out, err)

    return call
