/* Silencing. A comment belongs to the sentence, declaration or section that it
 * stands in, ends on the line of, or comes right before: its finding must start
 * in that reach. */

#include "check/silence.h"

#include "base/arena.h"
#include "check/catalogue.h"

#include <string.h>

RULE(needless_silence) = {
    .slug = "needless-silence",
    .severity = SEVERITY_WARNING,
    .summary = "a comment that silences nothing, gives no reason, or names an "
               "error of meaning",
    .why = "A silence that nobody needs hides the finding of tomorrow.",
    .bad = "policy p \"P\" { controller \"C\" version \"1\" effective "
           "2026-01-01 contact \"c\" }\n"
           "data email\n"
           "# writ: allow open-list because there is none\n"
           "never_any: we never disclose email.\n",
    .good = "policy p \"P\" { controller \"C\" version \"1\" effective "
            "2026-01-01 contact \"c\" }\n"
            "data email\n"
            "never_any: we never disclose email.\n",
};

/* The lines a comment reaches: its own, and the item that holds it or starts
 * after it. */
struct reach {
    uint32_t start, end;
};

static void reach_item(struct reach *reach, uint32_t comment, struct span span)
{
    if (span.start <= comment && comment < span.end) {
        if (reach->end == 0 ||
            span.end - span.start < reach->end - reach->start) {
            *reach = (struct reach){ span.start, span.end };
        }
    }
}

/* The item after the comment: the one with the least start behind it. */
struct next {
    struct span span;
};

static void next_item(struct next *next, uint32_t comment, struct span span)
{
    if (span.start > comment &&
        (next->span.end == 0 || span.start < next->span.start)) {
        next->span = span;
    }
}

/* What one comment looks for. */
struct search {
    uint32_t comment;
    struct reach inside;
    struct next next;
};

static void see(struct search *search, struct span span)
{
    reach_item(&search->inside, search->comment, span);
    next_item(&search->next, search->comment, span);
}

static void see_section(struct search *search,
                        const struct tree_section *section)
{
    next_item(&search->next, search->comment, section->span);
    for (size_t i = 0; i < section->content_count; i++) {
        const struct tree_content *content = &section->contents[i];
        if (content->kind == CONTENT_SECTION) {
            see_section(search, content->section);
        } else if (content->kind == CONTENT_STATEMENT) {
            see(search, content->statement->span);
        }
    }
}

static void see_entry(struct search *search, const struct tree_entry *entry)
{
    see(search, entry->span);
    for (size_t i = 0; i < entry->child_count; i++) {
        see_entry(search, entry->children[i]);
    }
}

static void see_item(struct search *search, const struct tree_item *item)
{
    switch (item->kind) {
    case ITEM_SECTION: see_section(search, item->section); break;
    case ITEM_STATEMENT: see(search, item->statement->span); break;
    case ITEM_DECLARATION: see_entry(search, item->declaration->entry); break;
    case ITEM_POLICY: see(search, item->policy->span); break;
    case ITEM_SYSTEM: see(search, item->system->span); break;
    case ITEM_TEST: see(search, item->test->span); break;
    case ITEM_TRANSLATION: see(search, item->translation->span); break;
    case ITEM_PACK: see(search, item->pack->span); break;
    case ITEM_IMPORT:
    case ITEM_RENAMING: break;
    }
}

static uint32_t line_of(const struct compilation *compilation, uint32_t offset)
{
    return source_place(&compilation->sources, offset).line;
}

/* A comment at the end of a sentence's last line belongs to that sentence. */
static bool same_line(const struct compilation *compilation,
                      const struct finding *finding, uint32_t comment)
{
    const struct source *source =
        source_at(&compilation->sources, finding->span.start);
    return source != NULL &&
           source == source_at(&compilation->sources, comment) &&
           (line_of(compilation, finding->span.start) ==
                line_of(compilation, comment) ||
            line_of(compilation, finding->span.end) ==
                line_of(compilation, comment));
}

static bool covers(const struct compilation *compilation,
                   const struct search *search, const struct finding *finding)
{
    uint32_t at = finding->span.start;
    if (finding->span.end == 0) {
        return false;
    }
    return (search->inside.start <= at && at < search->inside.end) ||
           (search->inside.end == 0 && search->next.span.start <= at &&
            at < search->next.span.end) ||
           same_line(compilation, finding, search->comment);
}

static void complain(struct compilation *compilation,
                     const struct tree_allowance *allowance,
                     const char *message, const char *help)
{
    struct finding *finding =
        finding_add(&compilation->findings, &rule_needless_silence,
                    allowance->span, "%s", message);
    finding_help(&compilation->findings, finding, "%s", help);
}

static void apply(struct compilation *compilation, const struct search *search,
                  const struct tree_allowance *allowance)
{
    const struct rule *rule = catalogue_find(allowance->slug);
    if (rule == NULL) {
        complain(compilation, allowance,
                 "this comment silences a finding that does not exist",
                 "`writ explain` lists all findings");
        return;
    }
    if (rule->severity == SEVERITY_ERROR) {
        complain(compilation, allowance, "an error cannot be silenced",
                 "mend what it points to, and leave this comment out");
        return;
    }
    if (allowance->reason == NULL) {
        complain(compilation, allowance, "this comment gives no reason",
                 "end it with `because` and the reason");
        return;
    }
    size_t silenced = 0;
    struct findings *findings = &compilation->findings;
    for (size_t i = 0; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];
        if (finding->rule == rule && covers(compilation, search, finding)) {
            finding->silenced = true;
            finding->reason = allowance->reason;
            silenced++;
        }
    }
    if (silenced == 0) {
        complain(compilation, allowance,
                 "this comment silences nothing: there is no such finding here",
                 "leave the comment out");
    }
}

void silence_findings(struct compilation *compilation)
{
    const struct program *program = &compilation->program;
    for (size_t f = 0; f < program->count; f++) {
        const struct tree_file *file = program->files[f];
        for (size_t a = 0; a < file->allowance_count; a++) {
            const struct tree_allowance *allowance = &file->allowances[a];
            struct search search = { .comment = allowance->span.start };
            for (size_t i = 0; i < file->item_count; i++) {
                see_item(&search, &file->items[i]);
            }
            apply(compilation, &search, allowance);
        }
    }
}
