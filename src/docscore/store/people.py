"""Who may open a workspace: passwords by argon2, tokens by their hash, roles."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from enum import StrEnum

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from ..errors import UsageError
from .tables import PersonRow
from .workspace import Workspace

_SHORTEST = 10
LONGEST_NAME = 40
LONGEST_PASSWORD = 1000
#: The journal's name for whoever opens a workspace without accounts; nobody may have it as his own.
NAMELESS = "本机"


class Role(StrEnum):
    """What a person may do."""

    REVIEWER = "reviewer"  # 评审员: decides
    LEAD = "lead"  # 组长: also signs, reopens, sets policies, manages people
    READER = "reader"  # 只读


@dataclass(frozen=True, slots=True)
class Person:
    """A person with an account.

    Attributes:
        name: the account's name, which the journal records.
        shown: the name as people know it.
        role: what the person may do.
        session: number of the session that is valid now; raised, it ends all others.
        active: whether the account is open; only the list of accounts shows closed ones.
        programs: whether a program has a token of his.
    """

    name: str
    shown: str
    role: Role
    session: int
    active: bool = True
    programs: bool = False


@dataclass(frozen=True)
class People:
    """The accounts of a workspace.

    Attributes:
        workspace: whose.
    """

    workspace: Workspace

    def add(self, name: str, shown: str, role: Role, password: str, now: str) -> None:
        """A new account.

        Raises:
            UsageError: the name is taken or empty, or the password too short.
        """
        if not name.strip() or name != name.strip() or not name.isprintable() or len(name) > LONGEST_NAME:
            remedy = f"请写 1 到 {LONGEST_NAME} 个字符，不带首尾空格，如姓名或其拼音"
            raise UsageError(f"“{name}”不能作账号", remedy)
        if name == NAMELESS:
            raise UsageError(f"“{name}”是没有账号时的记名", "请换一个名字")
        if len(shown) > LONGEST_NAME or not shown.isprintable():
            raise UsageError(f"“{shown}”不能作姓名", f"至多 {LONGEST_NAME} 个字符")
        hashed = _hashed_password(password)
        with self.workspace.writing() as session:
            if session.get(PersonRow, name) is not None:
                raise UsageError(f"账号“{name}”已经有了", "请换一个名字")
            session.add(PersonRow(name=name, shown=shown, role=role.value, password=hashed, added=now))

    def all(self) -> tuple[Person, ...]:
        """Every account, closed ones too, by name."""
        with self.workspace.reading() as session:
            return tuple(_person(row) for row in session.scalars(select(PersonRow).order_by(PersonRow.name)))

    def get(self, name: str) -> Person | None:
        """The active account of that name."""
        with self.workspace.reading() as session:
            row = session.get(PersonRow, name)
        return _person(row) if row is not None and row.active else None

    def entering(self, name: str, password: str) -> Person | None:
        """The person, if name and password fit; it takes as long if there is no such account."""
        with self.workspace.reading() as session:
            row = session.get(PersonRow, name)
        known = row.password if row is not None and row.active else _NOBODY
        try:
            PasswordHasher().verify(known, password)
        except (VerificationError, InvalidHashError):
            return None
        return _person(row) if row is not None and row.active else None

    def change_password(self, name: str, password: str) -> None:
        """A new password; the person's sessions end.

        Raises:
            UsageError: there is no such account, or the password is too short.
        """
        hashed = _hashed_password(password)
        with self.workspace.writing() as session:
            row = _active(session, name)
            row.password, row.session = hashed, row.session + 1

    def disable(self, name: str) -> None:
        """Close an account; what it said stays, its sessions and its token end.

        Raises:
            UsageError: there is none of that name.
        """
        with self.workspace.writing() as session:
            row = _active(session, name)
            row.active, row.token, row.session = False, "", row.session + 1

    def end_sessions(self, name: str) -> None:
        """Log a person out everywhere."""
        with self.workspace.writing() as session:
            row = session.get(PersonRow, name)
            if row is not None:
                row.session += 1

    def new_token(self, name: str) -> str:
        """A new token for the programs of a person; the old one ends. Only its hash is kept.

        Raises:
            UsageError: there is no such account.
        """
        token = secrets.token_urlsafe(32)
        with self.workspace.writing() as session:
            _active(session, name).token = _hashed(token)
        return token

    def bearing(self, token: str) -> Person | None:
        """The person whose token this is."""
        query = select(PersonRow).where(PersonRow.token == _hashed(token), PersonRow.active)
        with self.workspace.reading() as session:
            row = session.scalars(query).first()
        return None if row is None else _person(row)


def _active(session: Session, name: str) -> PersonRow:
    row = session.get(PersonRow, name, with_for_update=True)
    if row is None or not row.active:
        raise UsageError(f"没有账号“{name}”，或已停用", "可用 docscore user list 查看")
    return row


def _person(row: PersonRow) -> Person:
    return Person(row.name, row.shown, Role(row.role), row.session, row.active, bool(row.token))


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _hashed_password(password: str) -> str:
    if not _SHORTEST <= len(password) <= LONGEST_PASSWORD:
        raise UsageError(
            f"密码要有 {_SHORTEST} 到 {LONGEST_PASSWORD} 个字符，这个有 {len(password)} 个",
            "可以用几个词连成一句",
        )
    return PasswordHasher().hash(password)


#: A hash that no password fits, so that an unknown name costs a guesser the same time as a known one.
_NOBODY = PasswordHasher().hash(secrets.token_urlsafe(32))
