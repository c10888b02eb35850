/* hard-to-read: sentences that are too long, and a document that asks for more
 * schooling than most readers have. What is measured is what is published, in
 * each language by its own custom. */

#include "check/reading.h"

#include "check/catalogue.h"

#include "base/arena.h"

static void run_reading(struct compilation *compilation);

RULE(hard_to_read) = {
    .slug = "hard-to-read",
    .severity = SEVERITY_NOTE,
    .summary = "a published sentence over 40 words, or a document over grade "
               "12, in Chinese over 80 characters and 50 in the mean",
    .why = "The law asks for plain language, and what is not understood is no "
           "consent.",
    .bad =
        "data email \"email address\"\n"
        "send: we may use email as \"\"\"\n"
        "  Whenever you have, at any time and in whatever way, given us your\n"
        "  {data}, we use your {data} in order to send to you, as often as we\n"
        "  think fit, letters in which we tell you of everything that we\n"
        "  believe you would want to hear of.\n"
        "  \"\"\".\n",
    .good = "data email \"email address\"\n"
            "send: we may use email as \"\"\"\n"
            "  If you have given us your {data}, we use it to write to you.\n"
            "  We write about what we believe you want to hear of.\n"
            "  \"\"\".\n",
    .run = run_reading,
};

/* Adds the figures of a statement; of its items each is a sentence. */
static void count_statement(const struct policy *policy,
                            const struct language *language,
                            const struct statement *statement,
                            struct figures *figures)
{
    struct phrase phrase = language->phrase(policy, statement);
    language->readability->count(phrase.lead, figures);
    for (size_t i = 0; i < phrase.item_count; i++) {
        language->readability->count(phrase.items[i], figures);
    }
}

static void add_figures(struct figures *sum, const struct figures *figures)
{
    sum->sentences += figures->sentences;
    sum->words += figures->words;
    sum->syllables += figures->syllables;
    if (figures->longest > sum->longest) {
        sum->longest = figures->longest;
    }
}

/* What is measured, and, with a list of findings, told of. */
struct reader {
    const struct policy *policy;
    const struct language *language;
    struct compilation *compilation; /* NULL: nothing is told */
    struct figures sum;
};

static void take(struct reader *reader, const struct figures *figures,
                 struct span span, const char *statement)
{
    const struct readability *readability = reader->language->readability;
    add_figures(&reader->sum, figures);
    if (reader->compilation == NULL ||
        figures->longest <= readability->longest) {
        return;
    }
    struct finding *finding =
        finding_add(&reader->compilation->findings, &rule_hard_to_read, span,
                    "a sentence of %zu %s is published here", figures->longest,
                    readability->unit);
    finding->statement = statement;
    finding_help(&reader->compilation->findings, finding,
                 "make two of it, or move a part into a rule of its own: %zu "
                 "%s read well",
                 readability->longest, readability->unit);
}

static void read_prose(struct reader *reader, const struct content *content)
{
    const struct translated *translated =
        translation_find(reader->policy, reader->language->code, content);
    struct figures figures = { 0 };
    reader->language->readability->count(
        phrase_prose(reader->language, reader->policy, content), &figures);
    take(reader, &figures,
         translated == NULL ? content->prose->string.span : translated->span,
         NULL);
}

static void read_statement(struct reader *reader,
                           const struct statement *statement)
{
    struct tree_string wording =
        phrase_wording(reader->language, reader->policy, statement);
    struct figures figures = { 0 };
    count_statement(reader->policy, reader->language, statement, &figures);
    take(reader, &figures,
         wording.text == NULL ? statement->rule : wording.span,
         statement->name);
}

/* Sections nest as deep as the reader allows, so recursion is safe. */
static void read_section(struct reader *reader, const struct section *section)
{
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        switch (content->kind) {
        case CONTENT_SECTION: read_section(reader, content->section); break;
        case CONTENT_STATEMENT:
            read_statement(reader, content->statement);
            break;
        case CONTENT_PROSE: read_prose(reader, content); break;
        }
    }
}

struct figures reading_figures(const struct policy *policy,
                               const struct language *language)
{
    struct reader reader = { .policy = policy, .language = language };
    read_section(&reader, policy->document);
    return reader.sum;
}

static void report_document(struct compilation *compilation,
                            const struct reader *reader)
{
    const struct policy *policy = reader->policy;
    const struct readability *readability = reader->language->readability;
    if (policy->tree == NULL || !readability->is_hard(&reader->sum)) {
        return;
    }
    struct text figures = { NULL, 0, 0 };
    readability->say(&reader->sum, &figures);
    struct finding *finding = finding_add(
        &compilation->findings, &rule_hard_to_read, policy->tree->name.span,
        "the document in `%s` is hard to read: %s", reader->language->code,
        text_string(&figures));
    finding_help(&compilation->findings, finding,
                 "shorten what is longest: %s is what most people read",
                 readability->most);
    text_destroy(&figures);
}

static void run_reading(struct compilation *compilation)
{
    struct language_list list = language_list(compilation->policy);
    for (size_t i = 0; i < list.count; i++) {
        struct reader reader = { .policy = compilation->policy,
                                 .language = list.items[i],
                                 .compilation = compilation };
        read_section(&reader, compilation->policy->document);
        report_document(compilation, &reader);
    }
}
