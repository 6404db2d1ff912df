# Two commands do all set-up on a fresh Debian or Ubuntu machine with Python: `make demo` and `make test`.

PYTHON ?= python3
SEED ?= $(shell od -An -N3 -tu4 /dev/urandom)
VENV := .venv
BIN := $(VENV)/bin
SAMPLE := tests/data/sample-mailbox
TOOLS := .venv-tools
NEWEST := .venv-newest
SHIPPED := .venv-shipped
LOCKED := -m pip install -q --disable-pip-version-check --require-hashes --only-binary :all: -r
OURSELVES := -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .

# What was compiled is kept beside its source, also where the machine's own settings forbid it: the tests start the program
# hundreds of times, and workers and their programs, which no setting reaches (-I), look for it nowhere else.
export PYTHONDONTWRITEBYTECODE :=
export PYTHONPYCACHEPREFIX :=

.PHONY: demo test unit lint evaluate floors words rules soak lock upgrade newest sbom clean

demo: $(VENV)/.demo ## run the real poll over the sample mailbox and show what a recruiter sees
	@$(BIN)/python -m jobs.demo $(SAMPLE)

test: $(VENV)/.test ## what a change must pass: lint, types, imports, unit tests, tests with real servers; the same each time
	@$(MAKE) --no-print-directory -j 2 lint unit
	$(BIN)/pytest tests -m "not soak" -n 3 --dist loadfile --no-loadscope-reorder --ignore tests/unit --durations 25

unit: $(VENV)/.test ## the fast tests alone
	$(BIN)/pytest tests/unit -q -n 2 -p no:schemathesis

lint: $(VENV)/.test ## lint, format, types, room rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: $(VENV)/.test ## the sample mailbox against its known truth, figure by figure
	$(BIN)/python -m tests.mailboxes $(SAMPLE)

floors: $(VENV)/.test ## raise the floors (tests/floors.json) to what the dossiers and the sample mailbox reach now
	$(BIN)/python -m tests.corpus.evaluate --raise-floors
	$(BIN)/python -m tests.mailboxes $(SAMPLE) --raise-floors

words: $(VENV)/.test ## which dossiers are read otherwise since the words or rules changed; ACCEPT=1 takes it as known
	$(BIN)/python -m tests.corpus.findings $(if $(ACCEPT),--accept)

rules: $(VENV)/.test ## write docs/rules.md, and the same in Dutch, German and English: every rule for those who do not read code
	$(BIN)/python -m docs.rules

soak: $(VENV)/.soak ## the rest, some hours: Ceph, kills, random search, lives, half an hour of a mail server that drops, stalls and drips, texts made to be slow; SEED=7 SOAK="MINUTES MAILS_A_SECOND SEED" FUZZ="SECONDS SEED"
	$(BIN)/pytest tests -m soak -n 2 --dist loadfile --no-loadscope-reorder
	$(BIN)/pytest tests -m hypothesis -n 2 --hypothesis-profile search --hypothesis-seed $(SEED)
	$(BIN)/python -m tests.life --lives 40
	$(BIN)/python bench/soak.py $(SOAK)
	$(BIN)/python bench/fuzz.py $(FUZZ)

lock: $(TOOLS)/.done ## write the locks after pyproject.toml changed; what did not change keeps its version
	PATH="$(CURDIR)/$(TOOLS)/bin:$$PATH" deploy/lock/renew

upgrade: $(TOOLS)/.done ## move the locks to the newest versions that pyproject.toml allows
	PATH="$(CURDIR)/$(TOOLS)/bin:$$PATH" deploy/lock/renew --upgrade

sbom: $(VENV)/.test $(TOOLS)/.done $(SHIPPED)/.done ## what is shipped, with licences, as CycloneDX and as a list: dist/
	@mkdir -p dist
	$(TOOLS)/bin/cyclonedx-py environment $(SHIPPED)/bin/python --pyproject pyproject.toml --output-reproducible \
		--output-format JSON --output-file dist/candidatures.cdx.json
	$(BIN)/python -m tests.licences dist/licences.txt dist/candidatures.cdx.json
	@echo dist/candidatures.cdx.json dist/licences.txt

newest: ## everything with the newest versions of the day: which differ from the lock, and what failed
	@deploy/system-packages test
	rm -rf $(NEWEST)
	$(PYTHON) -m venv $(NEWEST)
	$(NEWEST)/bin/python -m pip install -q --upgrade pip
	$(NEWEST)/bin/python -m pip install -q -e '.[postgresql,objects,workers,ocr]' --group test
	$(NEWEST)/bin/python -m tests.newest

$(VENV)/.demo: pyproject.toml deploy/lock/demo.txt deploy/system-packages
	@deploy/system-packages demo
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(LOCKED) deploy/lock/demo.txt
	$(BIN)/python $(OURSELVES)
	@touch $@

$(VENV)/.test: pyproject.toml deploy/lock/test.txt deploy/system-packages
	@deploy/system-packages test
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python $(LOCKED) deploy/lock/test.txt
	$(BIN)/python $(OURSELVES)
	@touch $@

$(VENV)/.soak: $(VENV)/.test
	@deploy/system-packages soak
	@touch $@

$(TOOLS)/.done: deploy/lock/tools.txt
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python $(LOCKED) deploy/lock/tools.txt
	@touch $@

$(SHIPPED)/.done: $(TOOLS)/.done pyproject.toml deploy/lock/app.txt ## what the container holds
	$(PYTHON) -m venv --without-pip $(SHIPPED)
	$(TOOLS)/bin/uv pip install -q --python $(SHIPPED) --require-hashes --only-binary :all: -r deploy/lock/app.txt
	$(TOOLS)/bin/uv pip install -q --python $(SHIPPED) --no-deps --no-build-isolation .
	@touch $@

clean:
	rm -rf $(VENV) $(TOOLS) $(NEWEST) $(SHIPPED) .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
