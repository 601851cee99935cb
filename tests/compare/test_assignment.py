"""The matching is the best there is, by trying all of them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from docscore.compare.assignment import assign


def best(edges: dict[int, list[tuple[int, int]]], left: list[int], taken: frozenset[int]) -> int:
    """The most that any matching weighs."""
    if not left:
        return 0
    node, *rest = left
    choices = [
        weight + best(edges, rest, taken | {right}) for right, weight in edges[node] if right not in taken
    ]
    return max([best(edges, rest, taken), *choices])


@given(
    st.dictionaries(
        st.integers(0, 5),
        st.dictionaries(st.integers(0, 5), st.integers(1, 20), max_size=5).map(
            lambda reach: sorted(reach.items())
        ),
        max_size=6,
    )
)
def test_no_matching_weighs_more(edges):
    found = assign(edges)
    assert len(set(found.values())) == len(found)
    weight = sum(dict(edges[left])[right] for left, right in found.items())
    assert weight == best(edges, sorted(edges), frozenset())


def test_a_partner_is_given_up_where_both_find_another():
    assert assign({0: [(0, 95), (1, 90)], 1: [(0, 94)]}) == {0: 1, 1: 0}
