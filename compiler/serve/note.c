/* Findings beside sentences. What a finding says passes through text_html, as
 * everything from outside does; notes are in English whatever the document's
 * language is, and say so. */

#include "serve/note.h"

#include "base/arena.h"
#include "emit/document.h"
#include "report/reporters.h"

#include <inttypes.h>
#include <string.h>

static const char *const severity_class[] = {
    [SEVERITY_ERROR] = "error",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_NOTE] = "note",
};

static const char *const severity_word[] = {
    [SEVERITY_ERROR] = "Error",
    [SEVERITY_WARNING] = "Warning",
    [SEVERITY_NOTE] = "Note",
};

/* --- which sentence ------------------------------------------------------ */

static const struct statement *statement_at(const struct policy *policy,
                                            const struct finding *finding)
{
    if (finding->statement != NULL) {
        return policy_statement(policy, finding->statement);
    }
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (finding->span.start > 0 && finding->file == NULL &&
            finding->span.start >= statement->span.start &&
            finding->span.start < statement->span.end) {
            return statement;
        }
    }
    return NULL;
}

struct notes notes_create(const struct compilation *compilation,
                          const struct document *document)
{
    const struct findings *findings = &compilation->findings;
    struct notes notes = { .compilation = compilation, .document = document };
    notes.anchors = arena_array(compilation->arena, findings->count + 1,
                                sizeof *notes.anchors);
    for (size_t i = 0; document != NULL && i < findings->count; i++) {
        const struct statement *statement =
            statement_at(compilation->policy, &findings->items[i]);
        notes.anchors[i] = statement == NULL ? NULL : statement->name;
    }
    return notes;
}

/* The number under which the statement is published, or NULL. */
static const char *number_of(const struct notes *notes, const char *anchor)
{
    const struct document *document = notes == NULL ? NULL : notes->document;
    for (size_t i = 0; document != NULL && i < document->clause_count; i++) {
        if (strcmp(document->clauses[i].anchor, anchor) == 0) {
            return document->clauses[i].number;
        }
    }
    return NULL;
}

static void put_link(const struct notes *notes, const char *anchor,
                     struct text *text)
{
    text_put(text, "<a href=\"#");
    text_html(text, anchor);
    text_print(text, "\">%s</a>", number_of(notes, anchor));
}

/* --- words --------------------------------------------------------------- */

static void put_code(const struct notes *notes, const char *start,
                     size_t length, struct text *text)
{
    struct text word = { NULL, 0, 0 };
    text_add(&word, start, length);
    const char *name = text_string(&word);
    bool link = number_of(notes, name) != NULL;
    if (link) {
        text_put(text, "<a href=\"#");
        text_html(text, name);
        text_put(text, "\">");
    }
    text_put(text, "<code>");
    text_html(text, name);
    text_put(text, link ? "</code></a>" : "</code>");
    text_destroy(&word);
}

void note_words(const struct notes *notes, const char *words, struct text *text)
{
    while (*words != '\0') {
        size_t plain = strcspn(words, "`");
        size_t code = words[plain] == '`' ? strcspn(words + plain + 1, "`") : 0;
        bool closed = words[plain] == '`' && words[plain + 1 + code] == '`';
        struct text part = { NULL, 0, 0 };
        text_add(&part, words, closed ? plain : strlen(words));
        text_html(text, text_string(&part));
        text_destroy(&part);
        if (!closed) {
            return;
        }
        put_code(notes, words + plain + 1, code, text);
        words += plain + code + 2;
    }
}

static void put_place(const struct notes *notes, const struct finding *finding,
                      struct text *text)
{
    struct place place =
        source_place(&notes->compilation->sources, finding->span.start);
    text_put(text, "<p class=\"place\"><code>");
    if (finding->file != NULL) {
        text_html(text, finding->file);
        if (finding->line > 0) {
            text_print(text, ":%" PRIu32, finding->line);
        }
    } else if (place.source != NULL) {
        text_html(text, place.source->name);
        text_print(text, ":%" PRIu32 ":%" PRIu32, place.line, place.column);
    }
    text_print(text, "</code> %s</p>\n", finding->rule->slug);
}

static void put_related(const struct notes *notes,
                        const struct finding *finding, struct text *text)
{
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct related *related = &finding->related[i];
        if (related->statement == NULL ||
            number_of(notes, related->statement) == NULL) {
            continue;
        }
        text_put(text, "<p>");
        put_link(notes, related->statement, text);
        if (related->caption != NULL) {
            text_put(text, " ");
            note_words(notes, related->caption, text);
        }
        text_put(text, "</p>\n");
    }
}

/* An error is told whole; of anything else the rest waits to be asked for, so
 * that what matters stands out. */
static void put_finding(const struct notes *notes,
                        const struct finding *finding, struct text *text)
{
    enum severity severity = finding->rule->severity;
    bool folded = severity != SEVERITY_ERROR;
    text_print(text, "<p><strong>%s</strong> ", severity_word[severity]);
    note_words(notes, finding->message, text);
    text_put(text, folded ? "</p>\n<details><summary>What to do</summary>\n"
                          : "</p>\n");
    put_related(notes, finding, text);
    if (finding->sentence != NULL) {
        text_put(text, "<p>For example: ");
        note_words(notes, finding->sentence, text);
        text_put(text, "</p>\n");
    }
    if (finding->help != NULL) {
        text_put(text, "<p class=\"help\">");
        note_words(notes, finding->help, text);
        text_put(text, "</p>\n");
    }
    put_place(notes, finding, text);
    text_put(text, folded ? "</details>\n" : "");
}

/* --- beside a sentence --------------------------------------------------- */

static bool mentions(const struct finding *finding, const char *anchor)
{
    for (size_t i = 0; i < finding->related_count; i++) {
        const char *statement = finding->related[i].statement;
        if (statement != NULL && strcmp(statement, anchor) == 0) {
            return true;
        }
    }
    return false;
}

static void put_note(const struct notes *notes, size_t i, const char *anchor,
                     struct text *text)
{
    const struct finding *finding = &notes->compilation->findings.items[i];
    enum severity severity = finding->rule->severity;
    bool here = notes->anchors[i] == anchor;
    text_print(text, "<div class=\"finding %s\" role=\"note\" lang=\"en\">\n",
               severity_class[severity]);
    if (here) {
        put_finding(notes, finding, text);
    } else {
        text_print(text, "<p><strong>%s</strong> at ", severity_word[severity]);
        put_link(notes, notes->anchors[i], text);
        text_put(text, ": ");
        note_words(notes, finding->message, text);
        text_put(text, "</p>\n");
    }
    text_put(text, "</div>\n");
}

void notes_beside(void *context, const char *anchor, struct text *text)
{
    const struct notes *notes = context;
    const struct findings *findings = &notes->compilation->findings;
    bool open = false;
    for (size_t i = 0; i < findings->count; i++) {
        bool about = notes->anchors[i] == anchor ||
                     (notes->anchors[i] != NULL &&
                      mentions(&findings->items[i], anchor));
        if (findings->items[i].silenced || !about) {
            continue;
        }
        text_put(text, open ? "" : "\n<div class=\"findings\">\n");
        open = true;
        put_note(notes, i, anchor, text);
    }
    text_put(text, open ? "</div>\n" : "");
}

/* --- the bar ------------------------------------------------------------- */

void notes_count(const struct compilation *compilation, struct text *text)
{
    const char *separator = "";
    for (enum severity severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE;
         severity++) {
        size_t count = finding_count(&compilation->findings, severity);
        if (count > 0) {
            text_print(text, "%s%zu %s%s", separator, count,
                       severity_name[severity], count == 1 ? "" : "s");
            separator = ", ";
        }
    }
    text_put(text, *separator == '\0' ? "no findings" : "");
}

/* A finding in a list: with its sentence, where it has one, which tells the
 * rest. */
static void put_entry(const struct notes *notes, size_t i, struct text *text)
{
    const struct finding *finding = &notes->compilation->findings.items[i];
    enum severity severity = finding->rule->severity;
    text_print(text, "<li class=\"%s\">", severity_class[severity]);
    if (notes->anchors[i] == NULL) {
        put_finding(notes, finding, text);
    } else {
        text_print(text, "<p><strong>%s</strong> ", severity_word[severity]);
        put_link(notes, notes->anchors[i], text);
        text_char(text, ' ');
        note_words(notes, finding->message, text);
        text_put(text, "</p>");
    }
    text_put(text, "</li>\n");
}

/* The findings about sentences, or those about no sentence; the worst first. */
static void put_list(const struct notes *notes, bool apart, struct text *text)
{
    const struct findings *findings = &notes->compilation->findings;
    struct text list = { NULL, 0, 0 };
    size_t count = 0;
    bool errors = false;
    for (enum severity severity = SEVERITY_ERROR; severity <= SEVERITY_NOTE;
         severity++) {
        for (size_t i = 0; i < findings->count; i++) {
            const struct finding *finding = &findings->items[i];
            if (finding->silenced || finding->rule->severity != severity ||
                (notes->anchors[i] == NULL) != apart) {
                continue;
            }
            put_entry(notes, i, &list);
            errors = errors || severity == SEVERITY_ERROR;
            count++;
        }
    }
    if (count > 0) {
        text_print(text, "<details%s>\n<summary>%s (%zu)</summary>\n<ol>\n",
                   apart && errors ? " open" : "",
                   apart ? "About the policy as a whole" : "At its sentences",
                   count);
        text_put(text, text_string(&list));
        text_put(text, "</ol>\n</details>\n");
    }
    text_destroy(&list);
}

void notes_bar(const struct notes *notes, bool stale, struct text *text)
{
    text_put(text,
             "<aside class=\"preview\" aria-label=\"Preview\" "
             "lang=\"en\">\n<p role=\"status\"><strong>Preview</strong> ");
    if (stale) {
        text_put(text, "This is the page as it was before: the policy cannot "
                       "be read any more. <a href=\"/\">What is wrong</a>");
    } else {
        notes_count(notes->compilation, text);
    }
    text_put(text, "</p>\n");
    if (!stale) {
        put_list(notes, true, text);
        put_list(notes, false, text);
    }
    text_put(text, "</aside>\n");
}
