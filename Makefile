# Each target works as the first command on a machine with only python3 (>= 3.11) and make.
PYTHON ?= python3
BIN := .venv/bin
# Three workers for two cores: many tests wait for a server, a disk or another process. The longest modules come first.
UJI := $(BIN)/python -m pytest -n 3 --dist loadfile --no-loadscope-reorder

.PHONY: contoh test uji-cepat uji-gangguan lint bench kamus kunci bersih

contoh: .venv/siap  ## set up, then consolidate the bundled example
	$(BIN)/lkj contoh

test: .venv/siap-uji lint  ## set up, lint, all tests
	sh tests/sistem.sh
	$(UJI)

uji-cepat: .venv/siap-uji  ## the tests of daily work (under 2 minutes)
	$(UJI) -m "not lambat"

uji-gangguan: .venv/siap-uji  ## the long loops of faults alone: kills, failing writes, full disks
	$(UJI) -m gangguan

lint: .venv/siap-uji
	$(BIN)/ruff check .
	$(BIN)/sqlfluff lint --disable-progress-bar --processes 2 sql

.venv/siap: requirements.lock pyproject.toml
	@test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(BIN)/python -m pip check
	@touch $@

.venv/siap-uji: .venv/siap requirements-dev.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes --no-deps -r requirements-dev.lock
	$(BIN)/python -m pip check
	@touch $@

bench: .venv/siap-uji  ## measure (a few minutes; --penuh for 7,285 workbooks), then write docs/kinerja.md
	$(BIN)/python -m bench
	$(BIN)/python -m bench --dokumen

kamus: .venv/siap  ## write docs/kamus-data.md and its picture again
	$(BIN)/python -m transforms.reports.data_dictionary

kunci:  ## compile the lock files again (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 \
	  --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock

bersih:  ## remove what runs made; the archive and ledger of data/ too
	rm -rf .venv .pytest_cache .ruff_cache .hypothesis data/masuk data/arsip data/gudang data/terbit
