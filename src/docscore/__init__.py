"""docscore: from a Chinese self-assessment report to a score sheet in which every line can be traced.

The whole journey is on one screen in :mod:`docscore.pipeline.journey`; the words are in :mod:`docscore.model`.
"""

__version__ = "0.1.0"
