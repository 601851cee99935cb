"""A reviewed submission as JSON: the contract of ``score --format json`` with the decisions beside it."""

from __future__ import annotations

from typing import Any

from ..model import Decision
from ..personal import mask_text
from .dossier import Dossier
from .form import scored_object
from .imprint import imprint
from .json import number


def review_object(dossier: Dossier) -> dict[str, Any]:
    """The object: ``score``, ``review``, ``journal``, ``imprint``.

    Args:
        dossier: the submission.
    """
    sheet = dossier.sheet
    found = {
        "submission": dossier.id,
        "name": dossier.name,
        "assessment": dossier.digest,
        "masked": dossier.masked,
        "score": scored_object(dossier.assessment),
        "review": {
            "work": sheet.work.value,
            "low": number(sheet.low),
            "high": number(sheet.high),
            "total": number(sheet.total),
            "signed": _entry(sheet.signed) if sheet.signed else None,
            "criteria": [
                {
                    "id": key,
                    "points": number(line.points),
                    "decision": _entry(line.decision) if line.decision else None,
                    "second": _entry(line.second) if line.second else None,
                    "stale": line.stale,
                    "deduction": dossier.deductions.get(key, ""),
                }
                for key, line in sheet.lines.items()
            ],
            "findings": [
                {"fingerprint": key, "decision": _entry(one.decision) if one.decision else None}
                for key, one in sheet.findings.items()
            ],
            "orphans": [_entry(entry) for entry in sheet.orphans],
        },
        "journal": [_entry(entry) for entry in dossier.decisions],
        "imprint": [{"head": head, "text": text} for head, text in imprint(dossier)],
    }
    shown: dict[str, Any] = _masked(found) if dossier.masked else found
    return shown


def _entry(entry: Decision) -> dict[str, Any]:
    return {
        "seq": entry.seq,
        "kind": entry.subject.kind.value,
        "key": entry.subject.key,
        "action": entry.action.value,
        "value": entry.value,
        "reason": entry.reason,
        "policy": entry.policy,
        "by": entry.by,
        "at": entry.at,
        "digest": entry.digest,
    }


def _masked(value: Any) -> Any:
    if isinstance(value, str):
        return mask_text(value)
    if isinstance(value, dict):
        return {key: _masked(one) for key, one in value.items()}
    return [_masked(one) for one in value] if isinstance(value, list | tuple) else value
