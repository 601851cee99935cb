"""Papers as pages: pictures where they can be drawn, made when they are first asked for and kept; text everywhere else."""

from __future__ import annotations

import hashlib
from collections import OrderedDict, defaultdict
from dataclasses import dataclass, field
from pathlib import PurePath
from threading import BoundedSemaphore, Lock, Thread

from ..errors import InputError
from ..evidence import anonymous
from ..ingest import draw_guarded, print_guarded, read_guarded, soffice
from ..marks import Portion, as_printed, portions_of
from ..model import Document, Lexicon, Paper
from ..store import Readings
from ..store.objects import Objects

_KIND = "pages"
#: So many pages are drawn at once: the process costs as much as four of them.
_STRETCH = 4
#: So many papers stay in memory with the places of their letters.
_KEPT = 32
_PICTURED = frozenset({"pdf", "image"})
_PRINTED = frozenset({"docx", "doc"})


@dataclass(frozen=True, slots=True)
class Look:
    """How a paper is shown.

    Attributes:
        document: the paper with the places of its letters on the pages, where it has pages.
        portions: the stretches that it is shown in as text; empty where it is shown as pictures.
        waiting: pictures are being made; they are there when the paper is looked at again.
        note: why there are no pictures, in Chinese; empty if there are, or none are to be expected.
    """

    document: Document
    portions: tuple[Portion, ...] = ()
    waiting: bool = False
    note: str = ""

    @property
    def count(self) -> int:
        """Number of pages, or of portions."""
        return len(self.portions) or len(self.document.sizes)


@dataclass
class Pages:
    """The pages of the papers of a workspace.

    Attributes:
        objects: where originals lie and pictures are kept.
        readings: what was read of printed Word documents.
        lexicon: how lists of people are headed, for masking what was read of them.
    """

    objects: Objects
    readings: Readings
    lexicon: Lexicon
    _looks: OrderedDict[str, Look] = field(default_factory=OrderedDict)
    _refused: dict[str, str] = field(default_factory=dict)
    _locks: defaultdict[str, Lock] = field(default_factory=lambda: defaultdict(Lock))
    _lock: Lock = field(default_factory=Lock)
    _drawing: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(2))
    _printing: set[str] = field(default_factory=set)
    _press: Lock = field(default_factory=Lock)

    def look(self, paper: Paper, *, text: bool = False) -> Look:
        """How a paper that was read is shown now; nothing waits for a picture.

        Args:
            paper: the paper.
            text: as text although there may be pictures.
        """
        assert paper.document is not None
        if text:
            return self._as_text(paper.document)
        with self._lock:
            known = self._looks.get(paper.sha256)
            if known is not None:
                self._looks.move_to_end(paper.sha256)
                return known
        if paper.kind in _PRINTED and not self._is_printed(paper):
            note = self._refused.get(paper.sha256, "")
            waiting = bool(soffice()) and not note
            if waiting:
                self._print(paper)
            return self._as_text(paper.document, waiting=waiting, note=note)
        look = self._kept_look(paper)
        with self._lock:
            self._looks[paper.sha256] = look
            while len(self._looks) > _KEPT:
                self._looks.popitem(last=False)
        return look

    def picture(self, paper: Paper, number: int) -> bytes | None:
        """A page as JPEG; ``None`` if the paper has no such page or it could not be drawn."""
        if number < 1 or paper.document is None:
            return None
        kept = self.objects.get(_KIND, _picture(paper, number))
        look = self.look(paper)
        if kept is not None or look.portions or number > look.count:
            return kept
        try:
            return self._draw(paper, number)
        except InputError as error:
            self._refuse(paper, "页面图没有画出来", error)
            return None

    def _kept_look(self, paper: Paper) -> Look:
        document = paper.document
        assert document is not None
        if paper.kind in _PRINTED:
            try:
                document = as_printed(document, self._print_read(paper))
            except InputError as error:
                self._refuse(paper, "没有转换成页面图", error)
        refused = self._refused.get(paper.sha256, "")
        if paper.kind not in _PICTURED | _PRINTED or refused or not document.sizes:
            return self._as_text(document, note=refused)
        return Look(document)

    def _as_text(self, document: Document, *, waiting: bool = False, note: str = "") -> Look:
        return Look(document, portions_of(document), waiting, note)

    def _refuse(self, paper: Paper, what: str, error: InputError) -> None:
        """Show a paper as text from now on, and say why."""
        with self._lock:
            self._refused[paper.sha256] = f"{what}：{str(error).removeprefix(f'{error.path}：')}"
            self._looks.pop(paper.sha256, None)

    def _draw(self, paper: Paper, number: int) -> bytes | None:
        """Draw a stretch of pages from *number* on and keep it; two who ask for the same page draw it once."""
        with self._locks[paper.sha256]:
            kept = self.objects.get(_KIND, _picture(paper, number))
            if kept is not None:
                return kept
            source = self.objects.path(_KIND, f"{paper.sha256}.pdf")
            if paper.kind not in _PRINTED:
                source = self.objects.path("originals", _original(paper))
            with self._drawing:
                drawn = draw_guarded(source, number, number + _STRETCH - 1)
            for page, picture in drawn.items():
                self.objects.put(_KIND, _picture(paper, page), picture)
            return drawn.get(number)

    def _is_printed(self, paper: Paper) -> bool:
        if paper.sha256 in self._printing:  # printed, and not read yet
            return False
        return self.objects.path(_KIND, f"{paper.sha256}.pdf").exists()

    def _print(self, paper: Paper) -> None:
        """Have a Word document printed, once, while people read on."""
        with self._lock:
            if paper.sha256 in self._printing:
                return
            self._printing.add(paper.sha256)
        Thread(target=self._now_printing, args=(paper,), name="print", daemon=True).start()

    def _now_printing(self, paper: Paper) -> None:
        try:
            with self._press:  # one LibreOffice at a time
                made = print_guarded(self.objects.path("originals", _original(paper)))
            self.objects.put(_KIND, f"{paper.sha256}.pdf", made)
            self._print_read(paper)
        except InputError as error:
            self._refuse(paper, "没有转换成页面图", error)
        finally:
            with self._lock:
                self._printing.discard(paper.sha256)

    def _print_read(self, paper: Paper) -> Document:
        """The printed form of a Word document as read, masked as the document itself is."""
        path = self.objects.path(_KIND, f"{paper.sha256}.pdf")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        document = self.readings.document(digest, path)
        if document is None:
            document = read_guarded(path)
            self.readings.keep_document(document)
        return anonymous(document, self.lexicon.evidence)


def _picture(paper: Paper, number: int) -> str:
    return f"{paper.sha256}-{number}.jpg"


def _original(paper: Paper) -> str:
    return paper.sha256 + PurePath(paper.path).suffix.lower()
