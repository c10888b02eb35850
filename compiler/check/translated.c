/* missing-translation: what is published in one language and not in another. A
 * document that falls back to the first language in the middle of a sentence
 * is read by nobody. */

#include "check/catalogue.h"

#include "base/arena.h"
#include "check/reach.h"
#include "language/phrase.h"
#include "model/rules.h"

#include <string.h>

static void run_translation(struct compilation *compilation);

RULE(missing_translation) = {
    .slug = "missing-translation",
    .severity = SEVERITY_WARNING,
    .summary = "a language of the policy lacks a label, a title, prose or a "
               "wording",
    .why = "Whoever reads that language would be told less, or in words of "
           "another.",
    .bad = "policy shop \"Privacy Policy\" { languages en, zh }\n"
           "data email \"email address\"\n"
           "section mail \"Mail\" {\n"
           "  send: we may use email.\n"
           "}\n"
           "translation zh { shop \"隐私政策\" email \"电子邮箱地址\" }\n",
    .good = "policy shop \"Privacy Policy\" { languages en, zh }\n"
            "data email \"email address\"\n"
            "section mail \"Mail\" {\n"
            "  send: we may use email.\n"
            "}\n"
            "translation zh { shop \"隐私政策\" email \"电子邮箱地址\"\n"
            "  mail \"邮件\" }\n",
    .run = run_translation,
};

struct search {
    struct compilation *compilation;
    const struct policy *policy;
    const char *code; /* the language in which words are looked for */
    struct span span; /* where the policy names it */
    bool own;         /* the policy is written in it, and the library is not */
};

static bool is_missing(const struct search *search, const void *thing)
{
    return translation_find(search->policy, search->code, thing) == NULL;
}

static struct finding *report(const struct search *search, struct span span,
                              const char *what, const char *name)
{
    return finding_add(
        &search->compilation->findings, &rule_missing_translation, span,
        "%s `%s` has no words in `%s`", what, name, search->code);
}

static void offer(const struct search *search, struct finding *finding,
                  const char *name)
{
    finding_help(&search->compilation->findings, finding,
                 "add `%s \"...\"` to a `translation %s`", name, search->code);
}

/* --- terms ---------------------------------------------------------------- */

/* The library's terms have no line that could be mended: they are one finding,
 * where the policy names the language. */
static void report_library(const struct search *search,
                           const struct term *first, size_t count)
{
    struct findings *findings = &search->compilation->findings;
    if (count == 0) {
        return;
    }
    const char *name = arena_print(findings->arena, "%s.%s",
                                   space_name[first->space], first->path);
    struct finding *finding =
        finding_add(findings, &rule_missing_translation, search->span,
                    "%zu %s of the standard library %s no words in `%s`", count,
                    count == 1 ? "term" : "terms", count == 1 ? "has" : "have",
                    search->code);
    finding_help(findings, finding, "add `%s \"...\"`%s to a `translation %s`",
                 name, count == 1 ? "" : " and the others", search->code);
}

static void search_terms(const struct search *search,
                         const struct reached *reached)
{
    const struct term *first = NULL;
    size_t count = 0;
    for (int space = 0; space < KIND_COUNT; space++) {
        const struct terms *terms = &search->policy->terms[space];
        const struct bits *said = reached->said[space];
        for (size_t n = bits_next(said, 1); n < said->size;
             n = bits_next(said, n + 1)) {
            const struct term *term = terms->items[n];
            if ((search->own && !term->library) || !is_missing(search, term)) {
                continue;
            }
            if (term->library) {
                first = first == NULL ? term : first;
                count++;
                continue;
            }
            struct finding *finding = report(
                search, term->span,
                arena_print(search->policy->arena, "the %s", space_name[space]),
                term->path);
            offer(search, finding,
                  arena_print(search->policy->arena, "%s.%s", space_name[space],
                              term->path));
        }
    }
    bool english = strcmp(search->code, "en") == 0; /* as the library is */
    report_library(search, first, english ? 0 : count);
}

/* --- the document --------------------------------------------------------- */

static void search_prose(const struct search *search,
                         const struct section *section,
                         const struct content *content)
{
    if (!is_missing(search, content)) {
        return;
    }
    struct finding *finding =
        report(search, content->prose->string.span, "prose of",
               content->name != NULL   ? content->name
               : section->name[0] != 0 ? section->name
                                       : search->policy->name);
    if (content->name != NULL) {
        offer(search, finding, content->name);
    } else {
        finding_help(&search->compilation->findings, finding,
                     "give it a name, `opening: \"...\"`, and translate that");
    }
}

/* Statements without a wording are generated in every language. */
static void search_statement(const struct search *search,
                             const struct statement *statement)
{
    const struct tree_string *wording = &statement->tree->wording;
    if (wording->text == NULL || !is_missing(search, statement)) {
        return;
    }
    struct finding *finding =
        report(search, wording->span, "the wording of", statement->name);
    finding->statement = statement->name;
    offer(search, finding, statement->name);
}

/* Sections nest as deep as the reader allows, so recursion is safe. */
static void search_section(const struct search *search,
                           const struct section *section)
{
    if (section->tree != NULL && is_missing(search, section)) {
        struct finding *finding = report(search, section->tree->name.span,
                                         "the section", section->name);
        offer(search, finding,
              arena_print(search->policy->arena, "section.%s", section->name));
    }
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        switch (content->kind) {
        case CONTENT_SECTION: search_section(search, content->section); break;
        case CONTENT_STATEMENT:
            search_statement(search, content->statement);
            break;
        case CONTENT_PROSE: search_prose(search, section, content); break;
        }
    }
}

static void search_language(const struct search *search,
                            const struct reached *reached)
{
    const struct policy *policy = search->policy;
    search_terms(search, reached);
    if (search->own) {
        return;
    }
    if (policy->tree != NULL && is_missing(search, policy->document)) {
        offer(search,
              report(search, policy->tree->name.span, "the title of",
                     policy->name),
              policy->name);
    }
    search_section(search, policy->document);
}

/* --- languages ------------------------------------------------------------ */

static void report_unknown(struct compilation *compilation,
                           const struct policy_language *language)
{
    struct text known = { NULL, 0, 0 };
    for (size_t i = 0; languages[i] != NULL; i++) {
        text_print(&known, "%s`%s`", i == 0 ? "" : " and ", languages[i]->code);
    }
    struct finding *finding =
        finding_add(&compilation->findings, &rule_unknown_name, language->span,
                    "writ speaks no language `%s`", language->code);
    finding_help(&compilation->findings, finding, "it speaks %s",
                 text_string(&known));
    text_destroy(&known);
}

static void run_translation(struct compilation *compilation)
{
    const struct policy *policy = compilation->policy;
    struct reached reached = { { NULL }, { NULL } };
    for (size_t i = 0; i < policy->language_count; i++) {
        const struct policy_language *language = &policy->languages[i];
        if (language_find(language->code) == NULL) {
            report_unknown(compilation, language);
            continue;
        }
        bool own = i == 0;
        if (own && strcmp(language->code, "en") == 0) {
            continue;
        }
        if (reached.said[0] == NULL) {
            reached = reach_policy(compilation->arena, policy);
        }
        const struct search search = { compilation, policy, language->code,
                                       language->span, own };
        search_language(&search, &reached);
    }
}
