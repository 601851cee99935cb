"""Rosters (培训名单、签到表): sign-ins and persons, who is there twice, and numbers that cannot be."""

from __future__ import annotations

from collections.abc import Mapping

from docscore.model import Column, Flaw, Place, Tally
from docscore.personal import digest, id_number_fault, is_masked, phone_fault, plain_digits
from docscore.personal.identity import IdFault

from .cells import NOTHING, day_of
from .headings import Group
from .tallying import Counter

_POOR = ("贫困", "脱贫", "建档立卡")
_NOT_POOR = ("非贫困", "非建档")
#: Blanks and points inside a name, which one list prints and another does not.
_SIGNS = dict.fromkeys(map(ord, " \u3000·•"))


class RosterCount(Counter):
    """Counts a roster. A person is known by ID number, else by name and telephone; never by the name alone."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self.unidentified = 0
        self.poor_rows = 0
        self.marks_poor = _says_poor(self.above)
        self._all_poor = self.marks_poor
        self.people: set[bytes] = set()
        self.poor: set[bytes] = set()
        self.sign_ins: set[bytes] = set()
        self._session = ""
        self._seen: set[tuple[bytes, str]] = set()
        self._title_day = next((str(day) for text in self.above if (day := day_of(text)[0])), "")

    def next_session(self, title: str) -> None:
        """Another session on the same sheet; the same person may sign again."""
        self._session = f"{self._session}|{title}"
        self._title_day = str(day_of(title)[0] or "") or self._title_day
        self.waiting = ""

    def add(self, number: int, group: Group, cells: Mapping[Column, str]) -> None:
        """Count one row of a roster."""
        name = cells.get(Column.PERSON, "").translate(_SIGNS)
        if not name.isalpha() and (name in NOTHING or any(character.isdecimal() for character in name)):
            name = ""
        own = self._id_number(number, group, cells)
        phone = self._phone(number, group, cells)
        if not name and not own and not phone:
            self.blank += 1
            return
        self.rows += 1
        if not name:
            self.flaw(Flaw.NAMELESS, number, group.columns.get(Column.PERSON))
        day = self.day(number, group, cells)
        key = self.setting.key
        person = digest(key, "id", own) if own else None
        named = digest(key, "name", name, phone) if name and phone else None
        who = self._who(person, named)
        poor = self._all_poor
        if Column.POOR in group.columns:
            self.marks_poor = True
            cell = cells.get(Column.POOR)
            poor = self.says_yes(cell)
        if poor:
            self.poor_rows += 1
        if who is None:
            self.unidentified += 1
            return
        self.people.add(who)
        if poor:
            self.poor.add(who)
        self._repeats(number, group, who, cells.get(Column.SESSION, ""), str(day or self._title_day))

    def tally(self, title: str, place: Place) -> Tally:
        """The roster, counted."""
        return Tally(
            self.kind,
            self.setting.words.shapes[self.kind].name,
            self.sheet.paper,
            title,
            place,
            rows=self.rows,
            blank=self.blank,
            unidentified=self.unidentified,
            poor_rows=self.poor_rows if self.marks_poor else None,
            repeated=self.repeated,
            people=frozenset(self.people),
            poor_people=frozenset(self.poor),
            sign_ins=frozenset(self.sign_ins),
            stated=self.stated,
            flaws=self.flaws(),
        )

    def _who(self, person: bytes | None, named: bytes | None) -> bytes | None:
        """The digest that stands for a person; a name and telephone met beside an ID number stand for that."""
        known = self.setting.known
        if person is None:
            return None if named is None else known.get(named, named)
        if named is not None:
            known.setdefault(named, person)
        return person

    def _repeats(self, number: int, group: Group, who: bytes, session: str, day: str) -> None:
        """Whether a person stands twice in one session, or on one day in two lists."""
        once = (who, f"{self._session}|{session}|{day}")
        column = group.columns.get(Column.PERSON)
        if once in self._seen:
            self.repeated += 1
            self.flaw(Flaw.REPEATED, number, column)
            return
        self._seen.add(once)
        if day:
            signed = who + day.encode()
            self.sign_ins.add(signed)
            if self.setting.met.setdefault(signed, self.setting.table) != self.setting.table:
                self.flaw(Flaw.REPEATED_ELSEWHERE, number, column)

    def _id_number(self, number: int, group: Group, cells: Mapping[Column, str]) -> str:
        """The ID number of a row, checked; empty if there is none or it is masked or wrong."""
        own = plain_digits(cells.get(Column.ID_NUMBER, ""))
        if not own or own in NOTHING or is_masked(own):
            return ""
        fault = id_number_fault(own)
        if fault is not None:
            flaw = Flaw.BAD_BIRTH if fault is IdFault.BIRTH else Flaw.BAD_ID
            self.flaw(flaw, number, group.columns[Column.ID_NUMBER])
            return ""
        return own

    def _phone(self, number: int, group: Group, cells: Mapping[Column, str]) -> str:
        """The telephone of a row, checked; empty if there is none or it is masked."""
        phone = plain_digits(cells.get(Column.PHONE, ""))
        if not phone or phone in NOTHING or is_masked(phone):
            return ""
        if phone_fault(phone):
            self.flaw(Flaw.BAD_PHONE, number, group.columns[Column.PHONE])
        return phone


def _says_poor(titles: tuple[str, ...]) -> bool:
    text = "".join(titles)
    return any(word in text for word in _POOR) and not any(word in text for word in _NOT_POOR)
