"""Who comes in: alone by a one-time token, as a team by accounts; programs by a token of their own."""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import BoundedSemaphore, Lock
from typing import Annotated

from fastapi import Depends, Request
from fastapi.concurrency import run_in_threadpool
from itsdangerous import BadSignature, URLSafeTimedSerializer
from starlette.requests import HTTPConnection

from ..errors import InputError
from ..store.people import LONGEST_NAME, LONGEST_PASSWORD, NAMELESS, People, Person, Role
from .attempts import Attempts

COOKIE = "docscore"
#: A session lasts a working day, in seconds.
SESSION = 12 * 3600
_SECRET = "secret"  # noqa: S105 - the name of a file
_SECRET_BYTES = 32
#: So many passwords are hashed at a time; each takes 64 MB and all of a core.
_HASHED_AT_ONCE = 4


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
        cookie: name of the cookie; browsers do not tell ports apart, so each workbench of a machine has its own.
        alone: the person of a workspace that one opens alone; his session is this run of the program, so that another
            run's cookie, or one kept from before a logout, opens nothing.
    """

    secret: bytes
    people: People | None = None
    token: str = ""
    cookie: str = COOKIE
    alone: Person = field(
        default_factory=lambda: Person(NAMELESS, NAMELESS, Role.LEAD, secrets.randbelow(2**31))
    )
    attempts: Attempts = field(default_factory=Attempts)
    _hashing: BoundedSemaphore = field(default_factory=lambda: BoundedSemaphore(_HASHED_AT_ONCE))
    _lock: Lock = field(default_factory=Lock)

    @classmethod
    def alone_in(cls, folder: Path) -> Entry:
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
        person = self.alone if self.people is None else self.people.get(name)
        return person if person is not None and (person.name, person.session) == (name, session) else None

    def known(self, request: HTTPConnection) -> Person | None:
        """The person of a request: by token, which programs send, else by cookie."""
        bearer = request.headers.get("authorization", "")
        if bearer.startswith("Bearer ") and self.people is not None:
            return self.people.bearing(bearer.removeprefix("Bearer ").strip())
        return self.person_of(request.cookies.get(self.cookie, ""))

    def use_token(self, token: str) -> Person | None:
        """Him who opens the workspace alone; the token works once."""
        with self._lock:
            fits = bool(self.token) and hmac.compare_digest(token.encode(), self.token.encode())
            if fits:
                self.token = ""
        return self.alone if fits else None

    def log_in(self, name: str, password: str, address: str) -> tuple[Person | None, int]:
        """The person whose name and password these are, and how many seconds to wait where too many were wrong.

        An unknown name is answered as a wrong password is, in the same words and the same time.
        """
        assert self.people is not None
        if len(name) > LONGEST_NAME or len(password) > LONGEST_PASSWORD or "\0" in name:
            name, password = "", ""
        keys = (f"name {name}", f"address {address}")
        wait = self.attempts.begin(*keys)
        if wait > 0:
            return None, wait
        with self._hashing:
            person = self.people.entering(name, password)
        if person is not None:
            self.attempts.succeed(*keys)
        return person, 0

    def log_out(self, person: Person) -> None:
        """End every session of a person."""
        if self.people is None:
            with self._lock:
                self.alone = replace(self.alone, session=self.alone.session + 1)
        else:
            self.people.end_sessions(person.name)

    def csrf(self, cookie: str) -> str:
        """The token that every writing request of a session must carry."""
        return hmac.new(self.secret, f"csrf {cookie}".encode(), "sha256").hexdigest()

    def _signer(self) -> URLSafeTimedSerializer:
        return URLSafeTimedSerializer(self.secret, salt="session")


async def person(request: Request) -> Person:
    """The person of a request, by cookie or, for programs, by token; a cookie needs its CSRF token to write.

    Raises:
        LoginNeededError: nobody is logged in.
        NotAllowedError: a writing request does not come from a page of ours.
    """
    entry: Entry = request.app.state.entry
    known = await run_in_threadpool(entry.known, request)
    if known is None:
        raise LoginNeededError
    by_cookie = not request.headers.get("authorization", "").startswith("Bearer ") or entry.people is None
    if by_cookie and request.method not in ("GET", "HEAD"):
        given = request.headers.get("x-csrf-token") or (await request.form()).get("csrf", "")
        expected = entry.csrf(request.cookies.get(entry.cookie, ""))
        if not hmac.compare_digest(str(given).encode(), expected.encode()):
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
    try:
        path.touch(mode=0o600, exist_ok=False)
        path.write_bytes(secrets.token_bytes(_SECRET_BYTES))
    except FileExistsError:
        pass
    except OSError as error:
        raise InputError(folder, f"写不进去（{error.strerror}）", "请换一个可写的文件夹。") from error
    secret = path.read_bytes()
    if len(secret) < _SECRET_BYTES:
        raise InputError(path, "登录密钥不完整", "请删去这个文件再打开，各人重新登录即可。")
    return secret
