# Vitrine: everything that one does with the project. `make` alone lists it, in French.
# Each target sets up what it needs: Python 3.11 and make are enough.

PYTHON ?= python3
VENV   ?= .venv
PORT   ?= 8000
PYTEST_ARGS ?= -n 2

BIN := $(VENV)/bin
# Errors only: what else it says is about the machine.
PIP := $(BIN)/pip --quiet --quiet --disable-pip-version-check
# In this order: the tests take the site's versions.
SOURCES := requirements/site.in requirements/test.in requirements/geo.in requirements/bench.in

# An environment is trusted for what these files in it say, which only the rules below write.
MADE := $(VENV)/.vitrine-made
SITE := $(VENV)/.vitrine-site
TEST := $(VENV)/.vitrine-test
BENCH := $(VENV)/.vitrine-bench

# Automatic runs must not pass for want of a browser.
export VITRINE_NAVIGATEUR ?= $(if $(CI),obligatoire)

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve check test bench lint format lock clean

help: ## affiche cette liste
	@echo "Vitrine : « make » suivi de…"
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1 \2/p' $(firstword $(MAKEFILE_LIST)) | \
		while read -r target text; do printf '  %-8s %s\n' "$$target" "$$text"; done

site: $(SITE) ## construit le site dans site/
	@echo "Construction du site…"
	@$(BIN)/vitrine build
	@echo "Pour le parcourir comme en ligne : make serve"

serve: $(SITE) ## montre le site à http://127.0.0.1:8000/, et chaque modification dès qu’elle est enregistrée
	@$(BIN)/vitrine serve --port $(PORT)

check: $(SITE) ## vérifie les données, sans rien construire
	@echo "Vérification des données…"
	@$(BIN)/vitrine check

test: $(TEST) ## passe tous les essais, dans le navigateur aussi
	@echo "Essais…"
	@VITRINE_CHROMIUM="$$(tests/browser/install-chromium.sh)" $(BIN)/python -m pytest $(PYTEST_ARGS)

bench: $(BENCH) ## mesure la construction, la nôtre et celle des autres générateurs
	@echo "Banc d’essai (une vingtaine de minutes)…"
	@$(BIN)/python -m benchmarks $(BENCH_ARGS)

lint: $(TEST) ## relit le code : règles, mise en forme, types, gabarits
	@echo "Relecture du code…"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/djlint --lint --quiet builder

format: $(TEST) ## remet le code en forme
	@echo "Mise en forme du code…"
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .

lock: $(TEST) ## verrouille à nouveau les versions des bibliothèques (UPGRADE=1 : les plus récentes)
	@for source in $(SOURCES); do \
		echo "Verrouillage de $$source…"; \
		CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras \
			--no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
			$(if $(UPGRADE),--upgrade) --output-file "$${source%.in}.txt" "$$source" || exit 1; \
	done

clean: ## efface le site, les caches et l’environnement Python
	@echo "Nettoyage…"
	@rm -rf site build dist .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
	@if [ -e $(MADE) ]; then rm -rf $(VENV); fi

$(MADE):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "Il faut Python 3.11 ou plus récent ; « $(PYTHON) » ne convient pas ou n’est pas installé."; \
		echo "Si un autre Python convient, dites lequel : make PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Il manque à Python de quoi créer un environnement."; \
		echo "Sur Debian ou Ubuntu : sudo apt-get install python3-venv"; exit 1; }
	@[ ! -e $(VENV) ] || [ -e $(VENV)/pyvenv.cfg ] || { \
		echo "« $(VENV) » existe et n’est pas un environnement Python : choisissez un autre dossier (VENV=…)."; exit 1; }
	@echo "Création de l’environnement Python dans $(VENV)…"
	@$(PYTHON) -m venv --clear $(VENV)
	@touch $@

$(SITE): requirements/site.txt pyproject.toml | $(MADE)
	@echo "Installation des bibliothèques du site, aux versions verrouillées…"
	@$(PIP) install --require-hashes -r requirements/site.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(TEST): requirements/test.txt $(SITE)
	@echo "Installation des outils d’essai, aux versions verrouillées…"
	@$(PIP) install --require-hashes -r requirements/test.txt
	@touch $@

$(BENCH): requirements/bench.txt $(SITE)
	@echo "Installation des générateurs du banc d’essai, aux versions verrouillées…"
	@$(PIP) install --require-hashes -r requirements/bench.txt
	@if command -v npm >/dev/null; then npm ci --silent --no-audit --no-fund --prefix benchmarks/peers/eleventy; fi
	@touch $@
