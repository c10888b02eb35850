# Writ. One Makefile, not recursive; `make` builds build/writ and `make help` lists the rest.
#
# All that is made lies under build/: generated/ is the C that re2c, Bison and embed.sh write, and each variant of the
# compiler has a folder of its own: obj (build/writ comes from it), check (a warning is an error), sanitize, fuzz.
# V=1 shows the commands; CC, CFLAGS, CPPFLAGS, LDFLAGS, PREFIX and DESTDIR mean what they mean everywhere.

VERSION = 0.1.0
PREFIX  = /usr/local
CFLAGS ?= -O2 -g
ifeq ($(origin CC),default)
CC = gcc
endif
SANITIZE_CC = clang
FUZZ_SECONDS = 60

WARN  = -std=c11 -Wall -Wextra -Wpedantic -Wconversion -Wsign-conversion -Wshadow -Wundef -Wvla -Walloca -Wcast-qual \
        -Wcast-align -Wpointer-arith -Wwrite-strings -Wstrict-prototypes -Wmissing-prototypes -Wold-style-definition \
        -Wredundant-decls -Wswitch-enum -Wformat=2 -Wnull-dereference -Wimplicit-fallthrough -Wdouble-promotion
GCC   = -Wlogical-op -Wduplicated-cond -Wduplicated-branches -Warith-conversion -Wjump-misses-init -Wbidi-chars=any
CLANG = -Wcomma -Wconditional-uninitialized -Wmissing-variable-declarations
warnings = $(WARN) $(if $(findstring clang,$(shell command -v $(1) >/dev/null && $(1) --version)),$(CLANG),$(GCC))

PREPROCESS = -Icompiler -Ibuild/generated -D_XOPEN_SOURCE=700
COMMON   = $(PREPROCESS) -fno-common -ffile-prefix-map=$(CURDIR)=.
HARDEN   = -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=2 -fstack-protector-strong -fPIE
SANITIZE = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer -O1 -g
LINK     = -pie -Wl,-z,relro,-z,now
LIBS     = -lcjson -lmd4c -lutf8proc -lmd -lgit2 -lmicrohttpd

layout = clang-format --dry-run -Werror $(FORMATTED)
RELEASE = writ-$(VERSION)

# What is compiled, and what is carried as text: the fixed parts of the
# emitted C are no part of writ.
DECIDE    = $(addprefix compiler/emit/c/,decide.c wording.c proving.c)
SOURCES  := $(filter-out $(DECIDE),$(sort $(wildcard compiler/*/*.c compiler/*/*/*.c)))
HEADERS  := $(sort $(wildcard compiler/*/*.h compiler/*/*/*.h))
EMBEDDED := $(sort $(wildcard stdlib/*.writ $(DECIDE) compiler/command/init.writ compiler/emit/style.css compiler/serve/preview.css compiler/serve/preview.js))
GENERATED = build/generated
PARSER    = $(GENERATED)/syntax/lexer.c $(GENERATED)/syntax/parser.c $(GENERATED)/syntax/parser.h
OBJECTS   = $(SOURCES:compiler/%.c=%.o) base/embedded.o syntax/lexer.o syntax/parser.o
UNITS    := $(basename $(notdir $(sort $(wildcard tests/unit/*.c))))
DRIVERS  := $(filter-out replay,$(basename $(notdir $(sort $(wildcard tests/fuzz/*.c)))))
FORMATTED := $(HEADERS) $(sort $(wildcard compiler/*/*.c compiler/*/*/*.c tests/*/*.c tests/*/*.h examples/*/*.c examples/*/*.h))

Q    = $(if $(V),,@)
say  = $(if $(findstring s,$(firstword -$(MAKEFLAGS))),@:,@printf '%-8s %s\n' '$(1)' '$(2)')
need = command -v $(1) >/dev/null || { echo '$(1) is missing: `make deps` installs what the build needs' >&2; exit 1; }
# Writes $@ only where its text differs: what was made by other flags, or from another list of files, is made again.
remember = $(Q)mkdir -p $(@D); printf '%s\n' '$(1)' | cmp -s - $@ || printf '%s\n' '$(1)' >$@
# For a make inside a recipe: quiet, with as many jobs as there are cores unless the caller said how many.
quiet = -s --no-print-directory $(if $(findstring -j,$(MAKEFLAGS)),,-j$(shell nproc))

.DELETE_ON_ERROR:
.SUFFIXES:
.PHONY: all demo check check-sanitize check-sql check-targets check-pages pdf bench fuzz lint format format-check accept install dist deps clean help \
        generated ready-check ready-sanitize tested-check tested-sanitize FORCE

all: build/writ ## build build/writ (the default)

demo: ## from nothing: install what the build needs, build, and show what writ does
	@tests/packages build
	@echo 'Building build/writ'
	@$(MAKE) $(quiet) build/writ
	@CC='$(CC)' tests/demo

check: ## every test; ends with `N passed, M failed`
	@tests/packages build test format
	@$(MAKE) $(quiet) tested-check

check-sanitize: ## units, goldens and random tests under AddressSanitizer, LeakSanitizer and UBSan
	@tests/packages build test sanitize
	@$(MAKE) $(quiet) tested-sanitize

# A make of its own, since only now can the compilers be asked who they are. Other versions of clang-format lay out
# otherwise, and are not asked.
tested-check: SUITES = $(filter-out tests/bench/run tests/fuzz/run tests/pages/run tests/targets/run,$(sort $(wildcard tests/*/run examples/*/run)))
tested-check: LAYOUT = $(if $(findstring version 14,$(shell command -v clang-format >/dev/null && clang-format --version)),$(layout))
tested-sanitize: SUITES = $(wildcard tests/random/run)
tested-check tested-sanitize: tested-%:
	@echo 'building build/$*: $($*_cc), a warning is an error'
	@$(MAKE) $(quiet) ready-$* || { echo '0 passed, 1 failed'; exit 1; }
	@$(call environment,$*) LAYOUT='$(LAYOUT)' tests/check $(SUITES)

check-sql: ## the emitted SQL on SQLite and PostgreSQL over logs of a million rows, and as the grammar of Spark has it
	@tests/packages build test sql
	@$(MAKE) $(quiet) build/writ
	@SQL_ROWS=1000000 SQL_SPARK=1 WRIT=build/writ BUILD=build tests/sql/run

check-targets: ## the emitted C on other machines: 32 bits, and bytes in the other order (in qemu)
	@tests/packages build targets
	@$(MAKE) $(quiet) build/writ
	@WRIT=build/writ BUILD=build tests/targets/run

check-pages: ## the published pages in Chromium: valid, accessible, links whole; screenshots in build/pages
	@tests/packages build pages
	@$(MAKE) $(quiet) build/writ
	@WRIT=build/writ tests/pages/run

pdf: ## the first example's page as build/ai-pool/policy.pdf, printed by Chromium
	@tests/packages build pages
	@$(MAKE) $(quiet) build/writ
	@build/writ build examples/ai-pool/policy.writ -o build/ai-pool --emit html >/dev/null
	@tests/pages/print build/ai-pool/index.html build/ai-pool/policy.pdf

bench: ## what it all costs, in five minutes; figures and charts in build/bench
	@tests/packages build
	@$(MAKE) $(quiet) build/writ build/obj/libwrit.a
	@$(call environment,obj) tests/bench/run

fuzz: ## run each driver of tests/fuzz for FUZZ_SECONDS (60)
	@tests/packages build test sanitize
	@$(MAKE) $(quiet) $(DRIVERS:%=build/fuzz/run/%)
	@tests/fuzz/run $(FUZZ_SECONDS) $(DRIVERS)

lint: ## clang-tidy and cppcheck
	@tests/packages build lint
	@$(MAKE) $(quiet) generated
	@printf '%s\n' $(SOURCES) | xargs -P $$(nproc) -I FILE clang-tidy --quiet FILE -- -std=c11 $(PREPROCESS) 2>/dev/null
	@cppcheck --std=c11 --enable=warning,style,performance,portability --inline-suppr --error-exitcode=1 \
	    --suppress=missingIncludeSystem -q -j $$(nproc) $(PREPROCESS) $(SOURCES)

format: ## lay out the C of compiler/, tests/ and examples/ (clang-format 14)
	@tests/packages format
	@clang-format -i $(FORMATTED)

format-check: ## fail where `make format` would change something
	@tests/packages format
	@$(layout)

accept: build/writ ## rewrite the golden tests' expected files (CASES='name ...' for some); review with git diff
	@WRIT=build/writ tests/run --accept $(CASES)

install: build/writ ## install under PREFIX (/usr/local), below DESTDIR
	install -D -m 755 build/writ '$(DESTDIR)$(PREFIX)/bin/writ'

dist: ## build/writ-VERSION.tar.gz of the last commit, with the lexer and the parser made
	@tests/packages build test
	@rm -rf build/dist && mkdir -p build/dist/$(RELEASE)
	@git archive HEAD | tar -x -C build/dist/$(RELEASE)
	@$(MAKE) $(quiet) -C build/dist/$(RELEASE) generated
	@cd build/dist/$(RELEASE) && cp $(PARSER) grammar && rm -rf build
	@tar -C build/dist --sort=name --owner=0 --group=0 --numeric-owner --mtime=@$$(git log -1 --format=%ct) \
	    -cf - $(RELEASE) | gzip -9n >build/$(RELEASE).tar.gz
	@echo build/$(RELEASE).tar.gz

deps: ## install what the build needs (Debian packages)
	@tests/packages build

clean: ## remove build/
	rm -rf build

help: ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-15s %s\n", $$1, $$2 }' Makefile

# Generated C. A release (tests/dist) carries lexer and parser beside the grammar, for machines without re2c and Bison:
# they are taken as they are unless the grammar is newer.
carried = [ -e grammar/$(1) ] && ! [ $< -nt grammar/$(1) ]

generated: $(PARSER) $(GENERATED)/base/embedded.c

$(GENERATED)/syntax/lexer.c: grammar/lexer.re $(wildcard grammar/lexer.c)
	$(call say,re2c,$<)
	$(Q)mkdir -p $(@D)
	$(Q)if $(call carried,lexer.c); then cp grammar/lexer.c $@; else $(call need,re2c); \
	    re2c -W -Werror --no-generation-date --no-version -o $@ $<; fi

$(GENERATED)/syntax/parser.c $(GENERATED)/syntax/parser.h &: grammar/parser.y $(wildcard grammar/parser.c grammar/parser.h)
	$(call say,bison,$<)
	$(Q)mkdir -p $(GENERATED)/syntax
	$(Q)if $(call carried,parser.c); then cp grammar/parser.c grammar/parser.h $(GENERATED)/syntax; else $(call need,bison); \
	    bison -Wall -Wdangling-alias -Wcounterexamples -Werror -o $(GENERATED)/syntax/parser.c \
	    --header=$(GENERATED)/syntax/parser.h $<; fi

$(GENERATED)/base/embedded.c: compiler/base/embed.sh $(EMBEDDED) build/embedded.list
	$(call say,embed,$(words $(EMBEDDED)) files)
	$(Q)mkdir -p $(@D)
	$(Q)compiler/base/embed.sh $(VERSION) $(EMBEDDED) >$@

build/embedded.list: FORCE
	$(call remember,$(VERSION) $(EMBEDDED))

# One variant of everything: $(call variant,NAME,PROGRAM,COMPILER,FLAGS,LINK FLAGS).
define variant
$(1)_cc      := $(3)
$(1)_compile := $(3) $(call warnings,$(3)) $(COMMON) $(4)
$(1)_link    := $(5) $$(LDFLAGS)

build/$(1)/flags: FORCE
	@$$(call need,$(3))
	$$(call remember,$$($(1)_compile) $$($(1)_link))

build/$(1)/objects: FORCE
	$$(call remember,$(OBJECTS))

build/$(1)/%.o: compiler/%.c build/$(1)/flags | $(PARSER)
	$$(call say,compile,$$<)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$($(1)_compile) -MMD -MP -c -o $$@ $$<

build/$(1)/%.o: $(GENERATED)/%.c build/$(1)/flags | $(PARSER)
	$$(call say,compile,$$<)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$($(1)_compile) -MMD -MP -c -o $$@ $$<

build/$(1)/libwrit.a: $(addprefix build/$(1)/,$(filter-out command/main.o,$(OBJECTS))) build/$(1)/objects
	$$(Q)rm -f $$@
	$$(Q)ar rcs $$@ $$(filter %.o,$$^)

$(2): build/$(1)/command/main.o build/$(1)/libwrit.a
	$$(call say,link,$$@)
	$$(Q)$$($(1)_compile) -o $$@ $$^ $$($(1)_link) $(LIBS)

build/$(1)/unit/%: tests/unit/%.c build/$(1)/libwrit.a build/$(1)/flags
	$$(call say,compile,$$<)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$($(1)_compile) -MMD -MP -MF $$@.d -MT $$@ -o $$@ $$< build/$(1)/libwrit.a $$($(1)_link) $(LIBS) -lcmocka

build/$(1)/replay/%: tests/fuzz/%.c tests/fuzz/replay.c build/$(1)/libwrit.a build/$(1)/flags
	$$(call say,compile,$$<)
	$$(Q)mkdir -p $$(@D)
	$$(Q)$$($(1)_compile) -o $$@ $$(filter %.c %.a,$$^) $$($(1)_link) $(LIBS)

ready-$(1): $(2) $(addprefix build/$(1)/unit/,$(UNITS)) $(addprefix build/$(1)/replay/,$(DRIVERS))
endef

$(eval $(call variant,obj,build/writ,$(CC),$(HARDEN) $(CPPFLAGS) $(CFLAGS),$(LINK)))
$(eval $(call variant,check,build/check/writ,$(CC),$(HARDEN) $(CPPFLAGS) $(CFLAGS) -Werror,$(LINK)))
$(eval $(call variant,sanitize,build/sanitize/writ,$(SANITIZE_CC),$(SANITIZE) $(CPPFLAGS) -Werror))
$(eval $(call variant,fuzz,build/fuzz/writ,clang,$(SANITIZE) $(CPPFLAGS) -fsanitize=fuzzer-no-link))

build/fuzz/run/%: tests/fuzz/%.c build/fuzz/libwrit.a build/fuzz/flags
	$(call say,compile,$<)
	$(Q)mkdir -p $(@D)
	$(Q)$(fuzz_compile) -fsanitize=fuzzer -o $@ $< build/fuzz/libwrit.a $(LIBS)

# What the scripts in tests/ are given. A suite compiles a program of its own by
#   $COMPILE -o "$BUILD/random/points" tests/random/points.c $LIBS
environment = WRIT='$(if $(filter obj,$(1)),build/writ,build/$(1)/writ)' BUILD='build/$(1)' COMPILE='$($(1)_compile)' \
              LIBS='build/$(1)/libwrit.a $($(1)_link) $(LIBS)'

-include $(wildcard build/*/*/*.d build/*/*/*/*.d)
