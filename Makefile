# docscore. `make demo` and `make test` need nothing but make and Python ≥ 3.11; the rest is made in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := corpus/yunling/report.pdf

.PHONY: help demo test lint types floors bench bench-figures bench-faults bench-workbench corpus clean

help:  ## what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /	/'

demo: $(VENV)/.run  ## score the sample report; the workbook goes to out/yunling.xlsx
	$(BIN)/docscore score $(DEMO) --rubric guangdong-2019 -o out/yunling.xlsx

test: lint types floors  ## everything that must hold
	$(BIN)/pytest -n auto

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

floors: $(VENV)/.dev
	$(BIN)/lint-imports

bench: $(VENV)/.dev  ## time and memory against bare readers
	$(BIN)/python bench/bench.py
	$(BIN)/python bench/scaling.py
	$(BIN)/python bench/batch.py --kills 20

bench-faults: $(VENV)/.dev  ## recall over planted faults and quiet on clean papers, five papers a kind
	DOCSCORE_FAULT_SEEDS=5 DOCSCORE_IN_PROCESS=1 $(BIN)/pytest -n auto -s tests/faults

bench-workbench: $(VENV)/.dev  ## the workbench on 1,000 submissions; 50 reviewers with 10,000 decisions
	$(BIN)/python -m bench.workbench 1000
	$(BIN)/python -m bench.workbench 200 50 10000

bench-figures: $(VENV)/.dev  ## F1 and speed beside cn2an, JioNLP and Recognizers-Text (installs them under build/)
	$(BIN)/python bench/figures.py

corpus: $(VENV)/.run  ## write the sample reports anew (the PDF needs LibreOffice)
	$(BIN)/python corpus/yunling/make.py

clean:  ## remove what was made
	rm -rf $(VENV) out dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed, $(PYTHON) is older: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e .
	@touch $@

$(VENV)/.dev: pyproject.toml | $(BIN)/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -e '.[dev]'
	@touch $@ $(VENV)/.run
