"""What can go wrong with a run.

Three kinds of trouble are never mixed: a *finding* is about the report and is a value
(:class:`docscore.model.Finding`); a *problem* is about a YAML file, collected and printed together
(:class:`docscore.model.Problem`); an *exception* is about the run. These are the exceptions::

    DocscoreError
    ├── InputError          a file that cannot be read            exit 3
    └── UsageError          a wrong call, an unknown id           exit 2
        └── PackError       a YAML file with problems             exit 2

Every message is one Chinese sentence for the person at the keyboard: what is wrong, where, what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class DocscoreError(Exception):
    """Base of all exceptions that docscore raises on purpose.

    Args:
        what: what is wrong, in Chinese, without a final full stop.
        remedy: what the person can do about it, in Chinese.
    """

    def __init__(self, what: str, remedy: str = "") -> None:
        self.what = what
        self.remedy = remedy
        super().__init__(f"{what}。{remedy}" if remedy else what)


class InputError(DocscoreError):
    """A file that cannot be read as a document.

    Args:
        path: the file as the person named it.
        what: what is wrong with it.
        remedy: what to do.
    """

    def __init__(self, path: object, what: str, remedy: str = "") -> None:
        self.path = str(path)
        super().__init__(f"{self.path}：{what}", remedy)


class UsageError(DocscoreError):
    """A call that cannot be carried out as given: unknown rubric, bad option value."""


class PackError(UsageError):
    """A rubric or extractor file with problems; carries all of them, not only the first.

    Args:
        problems: the problems, each already in the form ``file:line:column: 说明``.
    """

    def __init__(self, problems: Sequence[object]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
