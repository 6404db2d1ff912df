# Two commands do all set-up on a fresh Debian or Ubuntu machine with Python: `make demo` and `make test`.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := tests/data/sample-mailbox

.PHONY: demo test unit lint evaluate soak clean

demo: $(VENV)/.demo ## run the real poll over the sample mailbox and show what a recruiter sees
	@$(BIN)/python -m jobs.demo $(SAMPLE)

test: $(VENV)/.test lint ## everything: lint, types, imports, tests
	$(BIN)/pytest tests/unit -q -n 2
	$(BIN)/pytest tests -n 2 --ignore tests/unit

unit: $(VENV)/.test ## the fast tests alone
	$(BIN)/pytest tests/unit -q

lint: $(VENV)/.test ## lint, format, types, room rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: $(VENV)/.test ## the sample mailbox against its known truth, figure by figure
	$(BIN)/python -m tests.mailboxes $(SAMPLE)

soak: $(VENV)/.test ## half an hour of a mail server that drops, stalls and drips; SOAK="MINUTES MAILS_A_SECOND SEED"
	$(BIN)/python bench/soak.py $(SOAK)

$(VENV)/.demo: pyproject.toml deploy/system-packages
	@deploy/system-packages demo
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade pip
	$(BIN)/python -m pip install -q -e . --group demo
	@touch $@

$(VENV)/.test: pyproject.toml deploy/system-packages
	@deploy/system-packages test
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --upgrade pip
	$(BIN)/python -m pip install -q -e . --group test
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
