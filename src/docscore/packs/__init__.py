"""The only door to YAML: rubrics and extractor packs become frozen model values here, or problems with line and column.

Submodules are imported where they are needed, because pydantic takes a while to load:
:mod:`~docscore.packs.rubric` (rubrics), :mod:`~docscore.packs.lexicon` (extractor packs),
:mod:`~docscore.packs.source` (one YAML file with positions), :mod:`~docscore.packs.locate` (where they lie).
"""
