"""Write a corpus of generated papers with their truth: ``python -m tests.faults FOLDER [SEEDS [CLEAN]]``."""

from __future__ import annotations

import sys
from pathlib import Path

from .faults import FAULTS
from .measured import write_corpus

folder, *counts = sys.argv[1:]
seeds, clean = ([int(count) for count in counts] + [5, 60][len(counts) :])[:2]
print(write_corpus(Path(folder), FAULTS, range(1, seeds + 1), range(100, 100 + clean)), "papers")
