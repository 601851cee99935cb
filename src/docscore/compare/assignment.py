"""Who belongs to whom: the matching with the greatest total weight, over a sparse graph."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import heappop, heappush


def assign(edges: Mapping[int, Sequence[tuple[int, int]]]) -> dict[int, int]:
    """Match left and right so that the weights of the matched edges add up to the most; nobody is matched twice.

    Taking the best edge first would give A its second-best partner's only one; here a partner is given up wherever
    both find another. Successive shortest augmenting paths with potentials (Kuhn 1955, Edmonds and Karp 1972): each
    left node may also stay alone at weight 0, so an edge below that is never used.

    Args:
        edges: left node → its (right node, weight above 0); nodes are numbers from 0.

    Returns:
        Left node → right node, for those that are matched.
    """
    most = max((weight for reach in edges.values() for _, weight in reach), default=0)
    partner: dict[int, int] = {}  # right → left; a left node's place alone is the right node -1 - left
    chosen: dict[int, int] = {}
    left_potential: dict[int, int] = {}
    right_potential: dict[int, int] = {}
    for root in sorted(edges):
        distance: dict[int, int] = {}
        parent: dict[int, int] = {}
        done: dict[int, int] = {}
        heap: list[tuple[int, int]] = []
        node, base = root, 0
        while True:
            for right, weight in (*edges[node], (-1 - node, 0)):
                if right in done:
                    continue
                reduced = most - weight - left_potential.get(node, 0) - right_potential.get(right, 0)
                if right not in distance or base + reduced < distance[right]:
                    distance[right], parent[right] = base + reduced, node
                    heappush(heap, (base + reduced, right))
            base, right = heappop(heap)
            while right in done:
                base, right = heappop(heap)
            done[right] = base
            if right not in partner:
                break
            node = partner[right]
        left_potential[root] = left_potential.get(root, 0) + base
        for seen, reached in done.items():
            right_potential[seen] = right_potential.get(seen, 0) - (base - reached)
            if seen in partner:
                left_potential[partner[seen]] += base - reached
        while True:
            node = parent[right]
            given_up = chosen.get(node)
            chosen[node], partner[right] = right, node
            if node == root:
                break
            assert given_up is not None
            right = given_up
    return {left: right for left, right in chosen.items() if right >= 0}
