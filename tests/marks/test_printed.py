"""A document set against its printed form: a letter is placed where the same letter stands, or not at all."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from docscore.marks import as_printed, drawn_marks
from docscore.model import Block, BlockKind, Document, Glyphs, Mark, MarkKind

_LETTERS = st.text("全县建成站点培训人次0123456789%，。 ", min_size=1, max_size=40)


def document(*texts: str) -> Document:
    blocks = tuple(Block(at, BlockKind.PARAGRAPH, text, at + 1) for at, text in enumerate(texts))
    return Document("a.docx", "0" * 64, "docx", None, blocks)


def printed(*texts: str) -> Document:
    """A PDF with a page a paragraph; the letters stand in a row, ten points wide, forty letters a line."""
    blocks = []
    for number, text in enumerate(texts):
        boxes = array("f")
        for at, letter in enumerate(text):
            x, y = 10.0 * (at % 40), 20.0 * (at // 40)
            boxes.extend((0, 0, 0, 0) if letter.isspace() else (x, y, x + 10, y + 12))
        glyphs = Glyphs(array("i", [number + 1]) * len(text), boxes)
        blocks.append(Block(number, BlockKind.PARAGRAPH, text, number + 1, glyphs=glyphs))
    count = len(texts)
    return Document("a.pdf", "1" * 64, "pdf", count, tuple(blocks), sizes=((400.0, 800.0),) * count)


def placed(found: Document, page: Document) -> list[tuple[str, str]]:
    """Each letter that was placed, and the letter that is printed there."""
    pairs = []
    for block in found.blocks:
        for at, letter in enumerate(block.text):
            if block.glyphs is None or block.glyphs.boxes[4 * at + 3] == 0:
                continue
            x, y = block.glyphs.boxes[4 * at : 4 * at + 2]
            there = page.blocks[block.glyphs.pages[at] - 1].text
            pairs.append((letter, there[int(x / 10) + 40 * int(y / 20)]))
    return pairs


def mark(block: int, start: int, end: int) -> Mark:
    place = document("x" * 99, "x" * 99, "x" * 99).place(block, start, end)
    return Mark(place, MarkKind.ACTUAL, "S1", True, 1, "", "")


def check(texts: Sequence[str], pages: Sequence[str]) -> Document:
    ours, theirs = document(*texts), printed(*pages)
    found = as_printed(ours, theirs)
    assert all(one == other for one, other in placed(found, theirs))
    assert [block.text for block in found.blocks] == list(texts)
    return found


@given(st.lists(_LETTERS, min_size=1, max_size=6), st.lists(_LETTERS, min_size=1, max_size=6))
def test_no_letter_is_placed_on_another(texts: list[str], pages: list[str]) -> None:
    check(texts, pages)


@given(st.lists(_LETTERS, min_size=1, max_size=8))
def test_the_same_words_are_placed_whole_wherever_the_pages_break(texts: list[str]) -> None:
    whole = "".join(texts)
    found = check(texts, [whole[at : at + 15] for at in range(0, len(whole), 15)])
    letters = [letter for text in texts for letter in text if not letter.isspace()]
    assert len(placed(found, printed(*[whole[at : at + 15] for at in range(0, len(whole), 15)]))) == len(
        letters
    )


def test_words_that_come_twice_are_placed_in_their_own_paragraphs() -> None:
    texts = ("东片建成站点12个，运行正常。", "西片建成站点12个，运行正常。")
    found = check(texts, ("目录", "东片建成站点12个，运行正常。西片建成站点12个，运行正常。"))
    first, second = drawn_marks(found, [mark(0, 6, 9), mark(1, 6, 9)])
    assert (first.boxes[0][0], second.boxes[0][0]) == (60, 210)
    assert first.page == second.page == 2
    assert not first.whole


def test_a_masked_number_is_placed_with_its_neighbours() -> None:
    found = check(("联系电话138******21，站点12个。",), ("联系电话13812345621，站点12个。",))
    (drawn,) = drawn_marks(found, [mark(0, 16, 20)])
    assert drawn.boxes == ((160, 0, 200, 12),)


def test_words_that_are_not_printed_fall_back_to_their_paragraph_and_then_to_nothing() -> None:
    found = check(("建成站点12个，覆盖全县。", "附件另附"), ("建成站点——，覆盖全县。",))
    drawn = drawn_marks(found, [mark(0, 4, 7), mark(1, 0, 4)])
    assert [(one.whole, one.mark.place.block) for one in drawn] == [(True, 0)]


def test_words_over_two_lines_and_two_pages_have_a_box_for_each_line() -> None:
    text = "全县" * 30
    found = check((text,), (text[:45], text[45:]))
    drawn = drawn_marks(found, [mark(0, 38, 47)])
    assert [(one.page, one.boxes) for one in drawn] == [
        (1, ((380, 0, 400, 12), (0, 20, 50, 32))),
        (2, ((0, 0, 20, 12),)),
    ]
