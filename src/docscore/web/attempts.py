"""Wrong passwords, remembered so that a guesser must wait; what is remembered is bounded."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

#: After so many wrong passwords the next try must wait; each further one twice as long, in seconds.
_FREE_TRIES = 5
_FIRST_WAIT = 10
_LONGEST_WAIT = 900
#: A name or an address with no wrong password for so long, in seconds, begins anew.
_FORGOTTEN = 4 * _LONGEST_WAIT
#: So many names and addresses are remembered, the oldest forgotten first.
_REMEMBERED = 10_000


@dataclass
class Attempts:
    """Wrong passwords by name and by address.

    Attributes:
        clock: seconds that only go forward.
    """

    clock: Callable[[], float] = time.monotonic
    _wrong: OrderedDict[str, tuple[int, float]] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def begin(self, *keys: str) -> int:
        """Ask for a try; one that is let through counts as wrong until :meth:`succeed` says otherwise.

        So a guesser who sends many at once gets no more of them than one who sends them singly.

        Args:
            keys: the name and the address that try.

        Returns:
            Seconds to wait; 0 if the try is let through.
        """
        now = self.clock()
        with self._lock:
            wait = max(self._wait(key, now) for key in keys)
            if wait > 0:
                return wait
            for key in keys:
                count, last = self._wrong.pop(key, (0, now))
                self._wrong[key] = (count + 1 if now - last < _FORGOTTEN else 1, now)
            while len(self._wrong) > _REMEMBERED:
                self._wrong.popitem(last=False)
        return 0

    def succeed(self, name: str, address: str) -> None:
        """The try was right: the name begins anew; the address only has this try taken back.

        Else a guesser with an account of his own could wipe his address clean between two guesses.
        """
        with self._lock:
            self._wrong.pop(name, None)
            count, last = self._wrong.get(address, (0, 0.0))
            if count > 1:
                self._wrong[address] = (count - 1, last)
            else:
                self._wrong.pop(address, None)

    def _wait(self, key: str, now: float) -> int:
        count, last = self._wrong.get(key, (0, 0.0))
        if count < _FREE_TRIES or now - last >= _FORGOTTEN:
            return 0
        pause = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(count - _FREE_TRIES, 10))
        return max(0, int(last + pause - now + 0.999))
