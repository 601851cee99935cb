"""The stages put together.

:mod:`.journey` is the whole way on one screen, :mod:`.submissions` a unit's folder, :mod:`.forms` self-evaluation
forms, :mod:`.differences` two of either. Each is imported by name: whoever scores a report loads nothing of the others.
"""
