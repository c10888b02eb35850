/* wording-drift: words written by hand, against the rule in whose place they are
 * published. Each label of the rule must stand in them, or the placeholder that
 * brings it; and no term of the policy may that has no part in the rule. What a
 * wording says beyond that is for a lawyer to read. Unknown placeholders are
 * errors, for they would be published as they stand. */

#include "check/catalogue.h"

#include "base/arena.h"
#include "base/near.h"
#include "check/mentions.h"
#include "language/phrase.h"
#include "model/rules.h"

#include <string.h>

static void run_wording(struct compilation *compilation);

RULE(wording_drift) = {
    .slug = "wording-drift",
    .severity = SEVERITY_WARNING,
    .summary = "a wording leaves out a label of its rule, or names a term that "
               "the rule does not have",
    .why = "What is published would say less, or more, than what is enforced.",
    .bad = "data email \"email address\"\n"
           "data phone \"phone number\"\n"
           "purpose delivery\n"
           "recipient courier \"couriers\"\n"
           "share: we may share email to courier for delivery\n"
           "  as \"We share your phone number with couriers.\".\n",
    .good = "data email \"email address\"\n"
            "data phone \"phone number\"\n"
            "purpose delivery\n"
            "recipient courier \"couriers\"\n"
            "share: we may share email to courier for delivery\n"
            "  as \"For {purpose}, we share your {data} with couriers.\".\n",
    .run = run_wording,
};

/* --- placeholders -------------------------------------------------------- */

/* Where the n-th `{name}` of the text stands in the source: neither escapes nor
 * the indent of a long text can change it. */
static struct span place_of(const struct compilation *compilation,
                            const struct tree_string *wording, const char *name,
                            size_t n)
{
    const struct source *source =
        source_at(&compilation->sources, wording->span.start);
    if (source == NULL) {
        return wording->span;
    }
    const char *pattern = arena_print(compilation->arena, "{%s}", name);
    uint32_t length = (uint32_t)strlen(pattern);
    const char *bytes = (const char *)source->bytes;
    for (uint32_t at = wording->span.start; at + length <= wording->span.end;
         at++) {
        if (strncmp(bytes + (at - source->base), pattern, length) == 0 &&
            n-- == 0) {
            return (struct span){ at, at + length };
        }
    }
    return wording->span;
}

static void report_placeholder(struct compilation *compilation,
                               const struct statement *statement,
                               struct span span, const char *name)
{
    const char *near = NULL;
    bool known = false;
    size_t least = near_limit(strlen(name)) + 1;
    for (size_t i = 0; phrase_parts[i] != NULL; i++) {
        size_t distance = near_distance(phrase_parts[i], name, least);
        known = known || distance == 0;
        if (distance < least) {
            least = distance;
            near = phrase_parts[i];
        }
    }
    struct finding *finding = finding_add(
        &compilation->findings, &rule_unknown_name, span,
        known ? "`%s` has no part that `{%s}` could stand for"
              : "the wording of `%s` has a placeholder `{%s}`, and there is "
                "none of that name",
        statement->name, name);
    finding->statement = statement->name;
    if (known) {
        finding_help(&compilation->findings, finding,
                     "say it in the rule, or leave it out of the wording");
    } else if (near != NULL) {
        finding_help(&compilation->findings, finding, "did you mean `{%s}`?",
                     near);
    } else {
        finding_help(&compilation->findings, finding,
                     "a placeholder is a kind of term, as `{data}`, or "
                     "`{party}`, `{exception}`, `{time}` or `{duration}`");
    }
}

/* How often the name stands in the text before the place. */
static size_t count_before(const struct policy *policy, const char *text,
                           const struct placeholder *end)
{
    struct placeholder one;
    size_t count = 0;
    for (const char *at = text;
         phrase_placeholder(policy, at, &one) && one.start < end->start;
         at = one.start + one.length) {
        count += strcmp(one.name, end->name) == 0;
    }
    return count;
}

static void check_placeholders(struct compilation *compilation,
                               const struct language *language,
                               const struct statement *statement,
                               const struct tree_string *wording)
{
    const struct policy *policy = compilation->policy;
    struct placeholder one;
    for (const char *at = wording->text; phrase_placeholder(policy, at, &one);
         at = one.start + one.length) {
        struct text part = { NULL, 0, 0 };
        if (!phrase_part(language, policy, statement, one.name, &part)) {
            size_t n = count_before(policy, wording->text, &one);
            report_placeholder(compilation, statement,
                               place_of(compilation, wording, one.name, n),
                               one.name);
        }
        text_destroy(&part);
    }
}

/* --- drift --------------------------------------------------------------- */

/* "`email` and `delivery`", with a count of what is not shown. */
static const char *listed(struct compilation *compilation,
                          const struct mentions *mentions)
{
    enum { SHOWN = 4 };
    struct text text = { NULL, 0, 0 };
    size_t shown = mentions->count > SHOWN ? SHOWN - 1 : mentions->count;
    for (size_t i = 0; i < shown; i++) {
        bool last = i + 1 == mentions->count;
        text_put(&text, i == 0 ? "" : last ? " and " : ", ");
        text_print(&text, "`%s`", mentions->items[i].name);
    }
    if (shown < mentions->count) {
        text_print(&text, " and %zu more", mentions->count - shown);
    }
    return phrase_taken(compilation->policy, &text);
}

static void report_drift(struct compilation *compilation,
                         const struct statement *statement,
                         const struct tree_string *wording,
                         const struct mentions *left_out,
                         const struct mentions *foreign)
{
    struct findings *findings = &compilation->findings;
    if (left_out->count > 0) {
        const struct mention *first = &left_out->items[0];
        struct finding *finding =
            finding_add(findings, &rule_wording_drift, wording->span,
                        "the wording of `%s` leaves out %s", statement->name,
                        listed(compilation, left_out));
        finding->statement = statement->name;
        finding_help(findings, finding,
                     "write `{%s}` where it belongs, or its label, \"%s\"",
                     first->part, first->label);
    }
    if (foreign->count > 0) {
        struct finding *finding =
            finding_add(findings, &rule_wording_drift, wording->span,
                        "the wording of `%s` names %s, and the rule does not",
                        statement->name, listed(compilation, foreign));
        finding->statement = statement->name;
        finding_help(findings, finding,
                     "add it to the rule, or say it in other words");
    }
}

static void check_wordings(struct compilation *compilation,
                           const struct vocabulary *vocabulary)
{
    const struct policy *policy = compilation->policy;
    const struct language *language = vocabulary->language;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        struct tree_string wording =
            phrase_wording(language, policy, statement);
        if (wording.text == NULL) {
            continue;
        }
        struct mentions left_out;
        struct mentions foreign;
        check_placeholders(compilation, language, statement, &wording);
        mentions_compare(vocabulary, statement, &left_out, &foreign);
        report_drift(compilation, statement, &wording, &left_out, &foreign);
    }
}

static void run_wording(struct compilation *compilation)
{
    struct language_list list = language_list(compilation->policy);
    for (size_t i = 0; i < list.count; i++) {
        struct vocabulary vocabulary =
            vocabulary_create(compilation->policy, list.items[i]);
        check_wordings(compilation, &vocabulary);
    }
}
