"""A workspace with the rules and packs to judge by: submissions come in, and are opened as people have decided so far."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock

from ..errors import InputError, PackError, UsageError
from ..export.form import scored_object
from ..export.json import dumps
from ..ingest import read_guarded
from ..model import (
    Action,
    Assessment,
    Decision,
    Document,
    Lexicon,
    Paper,
    Part,
    ReviewedSheet,
    Rubric,
    Submission,
)
from ..packs.lexicon import load_lexicon, packs_hash
from ..packs.manifest import MANIFEST, Manifest
from ..packs.rules import rules_files
from ..pipeline.journey import Reader
from ..review import chained, explanations_of, reviewed
from ..store import (
    Cohorts,
    Journal,
    Readings,
    Registers,
    Session,
    SubmissionRow,
    Workspace,
    new_row,
    piece_id,
    ranks_digest,
    whole_of,
)
from .judges import Judge, Piece, is_lone, judge_kept
from .pages import Pages
from .summary import summarise

#: So many submissions stay open in memory; each is some megabytes.
_OPEN = 64
#: What changes an assessment; all else is said about it.
_CHANGING = frozenset({Action.CORRECT, Action.RELINK, Action.EXPLAIN, Action.WITHDRAW})


@dataclass(frozen=True, slots=True)
class Opened:
    """A submission as it stands.

    Attributes:
        row: its summary.
        assessment: scored and checked with every correction applied.
        digest: hash of the assessment, which decisions name.
        decisions: the journal's entries about it, oldest first.
        sheet: the score sheet with the decisions applied.
    """

    row: SubmissionRow
    assessment: Assessment
    digest: str
    decisions: tuple[Decision, ...]
    sheet: ReviewedSheet

    @property
    def last(self) -> int:
        """Number of the newest entry about the submission; 0 if there is none."""
        return self.decisions[-1].seq if self.decisions else 0


@dataclass(frozen=True, slots=True)
class Taken:
    """A submission, or a form of one, as it was taken in: its row, its papers, and its assessment if it could be read."""

    row: SubmissionRow
    papers: tuple[Paper, ...] = ()
    assessment: Assessment | None = None


@dataclass(frozen=True)
class Desk:
    """A workspace and what is needed to judge.

    Attributes:
        workspace: the batch.
        lexicon: how figures are said.
        packs: hash of the packs that the lexicon was made of.
        today: the day on which explanations are asked whether they still hold.
    """

    workspace: Workspace
    lexicon: Lexicon
    packs: str
    today: Callable[[], date] = lambda: datetime.now(UTC).astimezone().date()
    _kept: OrderedDict[tuple[object, ...], tuple[Assessment, str]] = field(default_factory=OrderedDict)
    _split: dict[tuple[str, str], tuple[Submission, tuple[Piece, ...]]] = field(default_factory=dict)
    _judges: dict[str, Judge] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _judging: Lock = field(default_factory=Lock)

    @classmethod
    def at(cls, workspace: Workspace) -> Desk:
        """A desk with the packs of this installation."""
        return cls(workspace, load_lexicon(), packs_hash())

    @cached_property
    def registers(self) -> Registers:
        """Submissions and their papers."""
        return Registers(self.workspace)

    @cached_property
    def journal(self) -> Journal:
        """What people decided."""
        return Journal(self.workspace, chained)

    @cached_property
    def readings(self) -> Readings:
        """What was read of files."""
        return Readings(self.workspace.objects, self.packs)

    @cached_property
    def pages(self) -> Pages:
        """Pictures of the papers' pages."""
        return Pages(self.workspace.objects, self.readings, self.lexicon)

    @cached_property
    def cohorts(self) -> Cohorts:
        """What comparing the whole batch has found."""
        return Cohorts(self.workspace.folder)

    def rubric(self, digest: str | None = None) -> Rubric:
        """What all submissions of the batch are judged by, in a version; the batch's own without a hash."""
        return self.judge(digest or self.workspace.about.rubric).rubric

    def judge(self, digest: str) -> Judge:
        """Who scores by a version of the rules."""
        if digest not in self._judges:
            self._judges[digest] = judge_kept(self.rule_files(digest), self.lexicon)
        return self._judges[digest]

    def rule_files(self, digest: str) -> tuple[Path, ...]:
        """The YAML files of a version of the rules, as the workspace keeps them."""
        objects = self.workspace.objects
        texts = rules_files(self.workspace.rubric_text(digest))
        names = [f"{digest}-{number}.yaml" for number in range(1, len(texts) + 1)]
        for name, text in zip(names, texts, strict=True):
            objects.put("rubrics", name, text.encode())
        return tuple(objects.path("rubrics", name) for name in names)

    def take_in(self, path: Path, name: str = "", reader: Reader = read_guarded) -> SubmissionRow:
        """Read a submission, or read its changes, and keep it with its originals.

        Args:
            path: a unit's folder or ZIP, or one report.
            name: name of the unit; that of the folder or file without.
            reader: how a file is read; files read before are not read again.

        Returns:
            Its row, that of its first form where it holds several; one that could not be read has its ``trouble`` and stays
            on the list.
        """
        found = self.read_in(path, name, reader)
        self.registers.put_whole([taken.row for taken in found], found[0].papers)
        return self.registers.get(found[0].row.id)

    def read_in(self, path: Path, name: str = "", reader: Reader = read_guarded) -> tuple[Taken, ...]:
        """The same without writing its row, so that many processes can read while one writes; one for each form of forms.

        Args:
            path: a unit's folder or ZIP, or one report.
            name: name of the unit; that of the folder or file without.
            reader: how a file is read; files read before are not read again.
        """
        name = name or (path.name if path.is_dir() else path.stem)
        try:
            submission = self._read(path, reader)
        except (InputError, PackError) as error:
            row = self.new_row(path, name)
            row.trouble = _trouble(error, path)
            return (Taken(row),)
        content = content_of(submission)
        self.readings.keep_submission(content, submission)
        pieces = self.judge(self.workspace.about.rubric).pieces(submission, name)
        return tuple(self._taken(path, submission, content, piece) for piece in pieces)

    def _taken(self, path: Path, submission: Submission, content: str, piece: Piece) -> Taken:
        row = self.new_row(path, piece.name, piece.key)
        row.lone, row.notices, row.content = is_lone(path), "\n".join(submission.notices), content
        decisions = self.journal.of(row.id)
        assessment = self._assessed(row, submission, piece, decisions)
        summarise(row, *assessment, reviewed(assessment[0], decisions, two_reviewers=self.two_reviewers))
        row.ranks = ranks_digest(self.cohorts.get().ranks(row.id))
        return Taken(row, submission.papers, assessment[0])

    def new_row(self, path: Path, name: str, piece: str = "") -> SubmissionRow:
        """A row for the submission at a path, or for a piece of it, which says nothing of it yet."""
        return new_row(path, name, self.workspace.about.rubric, self.packs, piece)

    def open(self, submission: str, session: Session | None = None) -> Opened:
        """A submission as it stands now.

        Args:
            submission: its id.
            session: the transaction to read in, where something is to be written on what is read.

        Raises:
            MissingError: there is none of that id.
            UsageError: it could not be read.
        """
        if session is None:
            with self.workspace.reading() as own:
                return self.open(submission, own)
        row = self.registers.get(submission, session)
        if row.trouble:
            raise UsageError(f"{row.name}没有读出来：{row.trouble}", "请换文件后重新读取")
        return self.standing(row, self.journal.of(submission, session))

    def standing(self, row: SubmissionRow, decisions: tuple[Decision, ...]) -> Opened:
        """A submission with all that was said of it: judged, unless it was so judged before.

        Args:
            row: its row.
            decisions: the journal's entries about it, oldest first.
        """
        ranks = ranks_digest(self.cohorts.get().ranks(row.id))
        key = (row.id, row.content, row.rubric, ranks, self.today(), *_changing(decisions))
        known = self._remembered(key)
        if known is None:
            with self._judging:  # whoever wants the same waits for it, instead of judging it again
                known = self._remembered(key) or self._assessed(row, *self._kept_piece(row), decisions)
                self._remember(key, known)
        assessment, digest = known
        sheet = reviewed(assessment, decisions, two_reviewers=self.two_reviewers)
        return Opened(row, assessment, digest, decisions, sheet)

    def _remembered(self, key: tuple[object, ...]) -> tuple[Assessment, str] | None:
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
            return self._kept.get(key)

    def _remember(self, key: tuple[object, ...], known: tuple[Assessment, str]) -> None:
        with self._lock:
            self._kept[key] = known
            while len(self._kept) > _OPEN:
                self._kept.popitem(last=False)

    def score_again(self, submission: str) -> Taken:
        """A submission as it stands now, with a row that says so; its papers are as they were.

        Raises:
            MissingError: there is none of that id.
            UsageError: it could not be read.
        """
        opened = self.open(submission)
        summarise(opened.row, opened.assessment, opened.digest, opened.sheet)
        opened.row.ranks = ranks_digest(self.cohorts.get().ranks(submission))
        return Taken(opened.row, (), opened.assessment)

    @cached_property
    def two_reviewers(self) -> bool:
        """Whether a line needs the agreement of a second reviewer; set when the workspace is made."""
        return self.workspace.about.two_reviewers

    def as_read(self, row: SubmissionRow) -> Assessment:
        """A submission as the program alone reads it: without any correction, explanation or decision."""
        return self._assessed(row, *self._kept_piece(row), ())[0]

    def _read(self, path: Path, reader: Reader) -> Submission:
        def remembered(file: Path) -> Document:
            data = file.read_bytes()
            digest = hashlib.sha256(data).hexdigest()
            suffix = file.suffix.lower()
            self.workspace.objects.put("originals", digest + suffix, data)
            kept = self.readings.document(digest, file)
            if kept is not None:
                return kept
            document = reader(file)
            self.readings.keep_document(document)
            return document

        manifest = path / MANIFEST
        given = Manifest(manifest) if manifest.is_file() else None

        def ruling(there: Sequence[str]) -> dict[str, Part]:
            if given is None:
                return {}
            given.verify(there)
            return given.parts

        judge = self.judge(self.workspace.about.rubric)
        return judge.read(path, remembered, ruling, manifest if given else None)

    def _kept_piece(self, row: SubmissionRow) -> tuple[Submission, Piece]:
        """The submission as it was read, sorted and counted, and what of it the row is of."""
        submission, pieces = self._split_by(row) or (None, ())
        piece = next((one for one in pieces if piece_id(whole_of(row.id), one.key) == row.id), None)
        if submission is None or piece is None:
            raise UsageError(f"{row.name}要重新读取：程序或词典已更新", "请运行 docscore screen 重读")
        return submission, piece

    def _split_by(self, row: SubmissionRow) -> tuple[Submission, tuple[Piece, ...]] | None:
        """The submission of a row with its pieces; the last one is kept, since a file's forms are opened one after the other."""
        key = row.content, row.rubric
        with self._lock:
            known = self._split.get(key)
        if known is None and (submission := self.readings.submission(row.content)) is not None:
            known = submission, self.judge(row.rubric).pieces(submission, row.name)
            with self._lock:
                self._split.clear()
                self._split[key] = known
        return known

    def _assessed(
        self, row: SubmissionRow, submission: Submission, piece: Piece, decisions: Sequence[Decision]
    ) -> tuple[Assessment, str]:
        assessment = self.judge(row.rubric).assess(
            submission,
            piece,
            explanations=explanations_of(decisions, self.today()),
            decisions=decisions,
            lone=row.lone,
            ranks=self.cohorts.get().ranks(row.id),
        )
        return assessment, hashlib.sha256(dumps(scored_object(assessment)).encode()).hexdigest()


def content_of(submission: Submission) -> str:
    """Hash of everything in a submission that can change its assessment."""
    lines = [submission.folder, *(f"{one.path}\t{one.sha256}\t{one.part}" for one in submission.papers)]
    parts = "\n".join(lines)
    return hashlib.sha256(parts.encode()).hexdigest()


def _trouble(error: InputError | PackError, path: Path) -> str:
    """Why a submission was not read, for people who know it by its name: where it lay on this machine tells them nothing."""
    if isinstance(error, PackError):
        return str(error)
    told = str(error).removeprefix(f"{error.path}：")
    return told if error.path == str(path) else f"“{Path(error.path).name}”{told}"


def _changing(decisions: Sequence[Decision]) -> tuple[int, ...]:
    return tuple(entry.seq for entry in decisions if entry.action in _CHANGING)
