PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
REPORTS ?= $(wildcard tests/data/reports/*.txt)
DEMO := demo
STORE := $(DEMO)/reportgraph.store
RG := $(BIN)/reportgraph

PORT ?= 8000

.PHONY: demo serve test check bench train accuracy lock clean

demo: $(READY)
	@rm -rf $(STORE) && mkdir -p $(DEMO)
	$(RG) load $(REPORTS) --store $(STORE)
	$(RG) query report-overview --store $(STORE)
	$(RG) query projects-serving-zone -p zone=上合示范区 --store $(STORE)
	$(RG) query compare-targets --store $(STORE)
	$(RG) export -o $(DEMO)/graph.ttl --store $(STORE)
	$(RG) view -o $(DEMO)/graph.html --store $(STORE)

serve: $(READY)
	@test -d $(STORE) || $(MAKE) demo
	$(RG) serve --store $(STORE) --port $(PORT)

test: $(READY)
	$(BIN)/python -m pytest

check: $(READY)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(READY)
	$(BIN)/python -m tests.benchmarks
	$(BIN)/python -m tests.benchmarks.questions

# Both need REPORTGRAPH_GOLD and REPORTGRAPH_CORPUS, and torch, which nothing else does.
train: $(READY)
	$(BIN)/python -m pip install --quiet --group train
	$(BIN)/python -m loaders.train

accuracy: $(READY)
	$(BIN)/python -m pip install --quiet --group train
	$(BIN)/python -m tests.accuracy --cross --record

# Versions and hashes of everything, for every platform, without naming an index.
lock:
	$(BIN)/uv pip compile --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--python-version 3.11 --group dev --quiet pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) $(DEMO) build dist

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "reportgraph needs Python 3.11 or later: make PYTHON=python3.12 …")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps -e .
	@touch $@
