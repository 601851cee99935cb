"""Assessments and figures in the forms that people and programs take away: terminal, JSON, CSV, Excel.

Every function here is pure: it takes model values and returns text or bytes; :mod:`docscore.cli` writes them.
Import the module of the form you need (``export.json``, ``export.workbook``), so that nothing else is loaded.
"""
