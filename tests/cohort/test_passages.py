"""Which texts are alike: found by their rarest pieces, the same as by comparing each with each."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from docscore.cohort.passages import ALIKE, near_texts

texts = st.lists(st.frozensets(st.integers(0, 30), min_size=1, max_size=25), max_size=12)


@given(texts)
def test_none_is_missed_and_none_is_invented(sets: list[frozenset[int]]) -> None:
    near = near_texts([array("I", sorted(one)) for one in sets])
    for number, one in enumerate(sets):
        assert near[number] == [
            other
            for other, text in enumerate(sets)
            if other != number and 100 * len(one & text) >= ALIKE * len(one | text)
        ]


def test_exactly_eighty_percent_is_alike() -> None:
    for size in range(5, 200, 5):
        whole, part = array("I", range(size)), array("I", range(size * ALIKE // 100))
        assert near_texts([whole, part]) == [[1], [0]]
        assert near_texts([whole, part[1:]]) == [[], []]
