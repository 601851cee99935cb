"""Who comes in: alone by a one-time token, as a team by accounts; programs by a token of their own."""

from __future__ import annotations

import hmac
import secrets
import time
from collections import defaultdict
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from itsdangerous import BadSignature, URLSafeTimedSerializer

from ..store.people import People, Person, Role

COOKIE = "docscore"
#: A session lasts a working day, in seconds.
SESSION = 12 * 3600
_SECRET = "secret"  # noqa: S105 - the name of a file
#: After so many wrong passwords for a name or from an address, the next try must wait; each further one twice as long.
_FREE_TRIES = 5
_FIRST_WAIT = 10
_LONGEST_WAIT = 900

#: The person of a workspace that one opens alone.
ALONE = Person("本机", "本机", Role.LEAD, 1)


class LoginNeededError(Exception):
    """Nobody is logged in."""


class NotAllowedError(Exception):
    """The person may not do that; the message says what may be done instead."""


@dataclass
class Entry:
    """Sessions of a workbench.

    Attributes:
        secret: signs cookies and CSRF tokens.
        people: the accounts; ``None`` where one opens the workspace alone.
        token: the one-time token of him who opens it alone; empty once it was used.
    """

    secret: bytes
    people: People | None = None
    token: str = ""
    _failures: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def alone(cls, folder: Path) -> Entry:
        """For one person on his own machine."""
        return cls(_kept_secret(folder), token=secrets.token_urlsafe(24))

    @classmethod
    def team(cls, folder: Path, people: People) -> Entry:
        """For people with accounts."""
        return cls(_kept_secret(folder), people)

    def cookie_for(self, person: Person) -> str:
        """What the browser keeps for a person."""
        return self._signer().dumps([person.name, person.session, secrets.token_urlsafe(8)])

    def person_of(self, cookie: str) -> Person | None:
        """The person of a cookie that is signed, young and not ended since."""
        try:
            name, session, _ = self._signer().loads(cookie, max_age=SESSION)
        except (BadSignature, ValueError, TypeError):
            return None
        person = ALONE if self.people is None else self.people.get(name)
        return person if person is not None and (person.name, person.session) == (name, session) else None

    def use_token(self, token: str) -> Person | None:
        """Him who opens the workspace alone; the token works once."""
        with self._lock:
            fits = bool(self.token) and hmac.compare_digest(token.encode(), self.token.encode())
            if fits:
                self.token = ""
        return ALONE if fits else None

    def log_in(self, name: str, password: str, address: str) -> tuple[Person | None, int]:
        """The person whose name and password these are, and how many seconds to wait before the next try."""
        assert self.people is not None
        keys = (f"name {name}", f"address {address}")
        wait = max(self._wait(key) for key in keys)
        if wait > 0:
            return None, wait
        person = self.people.entering(name, password)
        with self._lock:
            for key in keys:
                if person is None:
                    self._failures[key].append(time.monotonic())
                else:
                    self._failures.pop(key, None)
        return person, max(self._wait(key) for key in keys)

    def csrf(self, cookie: str) -> str:
        """The token that every writing request of a session must carry."""
        return hmac.new(self.secret, f"csrf {cookie}".encode(), "sha256").hexdigest()

    def _wait(self, key: str) -> int:
        with self._lock:
            failures = self._failures.get(key, ())
            if len(failures) < _FREE_TRIES:
                return 0
            pause = min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** (len(failures) - _FREE_TRIES))
            return max(0, int(failures[-1] + pause - time.monotonic() + 0.999))

    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret, salt="session")


async def person(request: Request) -> Person:
    """The person of a request, by cookie or, for programs, by token; a cookie needs its CSRF token to write.

    Raises:
        LoginNeededError: nobody is logged in.
        NotAllowedError: a writing request does not come from a page of ours.
    """
    entry: Entry = request.app.state.entry
    bearer = request.headers.get("authorization", "")
    if bearer.startswith("Bearer ") and entry.people is not None:
        known = await run_in_threadpool(entry.people.bearing, bearer.removeprefix("Bearer ").strip())
        if known is None:
            raise LoginNeededError
        return known
    cookie = request.cookies.get(COOKIE, "")
    known = await run_in_threadpool(entry.person_of, cookie)
    if known is None:
        raise LoginNeededError
    if request.method not in ("GET", "HEAD"):
        given = request.headers.get("x-csrf-token") or (await request.form()).get("csrf", "")
        if not hmac.compare_digest(str(given).encode(), entry.csrf(cookie).encode()):
            raise NotAllowedError("这个请求不是从工作台的页面发出的，没有执行。请刷新后再试")
    return known


def reviewer(known: Annotated[Person, Depends(person)]) -> Person:
    """A person who may decide.

    Raises:
        NotAllowedError: the account only reads.
    """
    if known.role is Role.READER:
        raise NotAllowedError("只读账号不能填写意见。需要时请组长换一个角色")
    return known


def lead(known: Annotated[Person, Depends(person)]) -> Person:
    """A person who may sign, reopen and set policies.

    Raises:
        NotAllowedError: it takes the lead.
    """
    if known.role is not Role.LEAD:
        raise NotAllowedError("这一步由组长来做")
    return known


Anyone = Annotated[Person, Depends(person)]
Reviewer = Annotated[Person, Depends(reviewer)]
Lead = Annotated[Person, Depends(lead)]


def _kept_secret(folder: Path) -> bytes:
    """The secret of a workspace, so that sessions outlive a restart; readable by its owner only."""
    path = folder / _SECRET
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(secrets.token_bytes(32))
    return path.read_bytes()
