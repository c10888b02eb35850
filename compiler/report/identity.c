/* An identity holds no place and no number that counts places. A statement
 * without a name is called after its words, and where several have the same
 * the later ones are numbered in reading order ("may_share_email_2"): the
 * number is left out, or a sentence that moves would change its neighbours. */

#include "report/identity.h"

#include "base/text.h"
#include "report/clean.h"

#include <stdlib.h>
#include <string.h>

/* A name, or the start of one. */
struct stem {
    const char *name;
    size_t length;
};

/* Names of the statements that have none of their own, sorted. */
struct made_up {
    struct stem *items;
    size_t count;
};

/* What the identities of one compilation are made with. */
struct identifying {
    struct arena *arena;
    const struct compilation *compilation;
    struct made_up made_up;
};

static int compare_stems(const void *left, const void *right)
{
    const struct stem *a = left;
    const struct stem *b = right;
    size_t shorter = a->length < b->length ? a->length : b->length;
    int order = memcmp(a->name, b->name, shorter);

    if (order != 0)
        return order;
    return (a->length > b->length) - (a->length < b->length);
}

static bool is_made_up(const struct made_up *made_up, struct stem stem)
{
    return made_up->count > 0 && bsearch(&stem, made_up->items, made_up->count,
                                         sizeof stem, compare_stems);
}

static struct made_up gather(struct arena *arena, const struct policy *policy)
{
    struct made_up made_up = { 0 };

    if (!policy)
        return made_up;
    made_up.items =
        arena_array(arena, policy->statement_count, sizeof *made_up.items);
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (!statement->named)
            made_up.items[made_up.count++] =
                (struct stem){ statement->name, strlen(statement->name) };
    }
    if (made_up.count > 0)
        qsort(made_up.items, made_up.count, sizeof *made_up.items,
              compare_stems);
    return made_up;
}

/* The length of a name without the number at its end; all of it where it ends
 * in none. */
static size_t unnumbered(struct stem whole)
{
    size_t at = whole.length;

    while (at > 0 && whole.name[at - 1] >= '0' && whole.name[at - 1] <= '9')
        at--;
    return at < whole.length && at > 1 && whole.name[at - 1] == '_'
               ? at - 1
               : whole.length;
}

/* Whether the finding's flow stands in a policy and has no name there: it is
 * then called `system.flow_3`, and its text does not begin with that. */
static bool is_unnamed_flow(const struct identifying *identifying,
                            const struct finding *finding)
{
    const struct source *source =
        source_at(&identifying->compilation->sources, finding->span.start);
    const char *dot =
        finding->statement ? strrchr(finding->statement, '.') : NULL;

    if (!source || !dot || strncmp(finding->rule->slug, "flow-", 5) != 0 ||
        strncmp(dot, ".flow_", 6) != 0)
        return false;
    return strncmp((const char *)source->bytes +
                       (finding->span.start - source->base),
                   dot + 1, strlen(dot + 1)) != 0;
}

/* How much of a name says what it is the name of. */
static size_t lasting(const struct identifying *identifying,
                      const struct finding *finding, struct stem name)
{
    struct stem stem = { name.name, unnumbered(name) };

    if (stem.length == name.length)
        return name.length;
    if (is_made_up(&identifying->made_up, name) &&
        is_made_up(&identifying->made_up, stem))
        return stem.length;
    if (finding->statement && strlen(finding->statement) == name.length &&
        memcmp(finding->statement, name.name, name.length) == 0 &&
        is_unnamed_flow(identifying, finding))
        return stem.length;
    return name.length;
}

/* Takes the text over, cleaned. */
static const char *keep(const struct identifying *identifying,
                        struct text *text)
{
    struct text clean = { 0 };

    clean_put(&clean, text_string(text));
    const char *kept =
        arena_copy(identifying->arena, text_string(&clean), clean.length);
    text_destroy(&clean);
    text_destroy(text);
    return kept;
}

/* The message, its names in backquotes as they last. */
static const char *message_of(const struct identifying *identifying,
                              const struct finding *finding)
{
    const char *at = finding->message;
    struct text text = { 0 };

    while (*at) {
        const char *name = strchr(at, '`');
        const char *end = name ? strchr(name + 1, '`') : NULL;
        if (!end) {
            text_put(&text, at);
            break;
        }
        struct stem stem = { name + 1, (size_t)(end - name) - 1 };
        text_add(&text, at, (size_t)(name - at) + 1);
        text_add(&text, stem.name, lasting(identifying, finding, stem));
        text_char(&text, '`');
        at = end + 1;
    }
    return keep(identifying, &text);
}

/* The term that is declared, or whose list is open, where the span starts. */
static const struct term *term_at(const struct policy *policy, uint32_t start)
{
    for (int space = 0; policy && space < SPACE_COUNT; space++) {
        const struct terms *terms = &policy->terms[space];
        for (size_t n = 1; n < terms->count; n++) {
            const struct term *term = terms->items[n];
            if (start > 0 && (term->span.start == start ||
                              (term->open && term->open_span.start == start)))
                return term;
        }
    }
    return NULL;
}

/* The words under the span, each white space between them one space. */
static const char *words_of(const struct identifying *identifying,
                            struct span span)
{
    const struct source *source =
        source_at(&identifying->compilation->sources, span.start);
    struct text text = { 0 };

    if (source) {
        const char *at =
            (const char *)source->bytes + (span.start - source->base);
        size_t left = span.end > span.start ? span.end - span.start : 0;
        while (left > 0) {
            size_t gap = 0, word = 0;
            while (gap < left && strchr(" \t\r\n", at[gap]))
                gap++;
            while (gap + word < left && !strchr(" \t\r\n", at[gap + word]))
                word++;
            if (gap > 0 && text.length > 0 && word > 0)
                text_char(&text, ' ');
            text_add(&text, at + gap, word);
            at += gap + word;
            left -= gap + word;
        }
    }
    return keep(identifying, &text);
}

static const char *about_of(const struct identifying *identifying,
                            const struct finding *finding)
{
    const char *statement = finding->statement;
    struct text text = { 0 };

    if (statement) {
        struct stem name = { statement, strlen(statement) };
        text_add(&text, statement, lasting(identifying, finding, name));
        return keep(identifying, &text);
    }
    const struct term *term =
        term_at(identifying->compilation->policy, finding->span.start);
    if (term) {
        text_print(&text, "%s %s", space_name[term->space], term->path);
        return keep(identifying, &text);
    }
    return words_of(identifying, finding->span);
}

int identity_compare(const struct identity *a, const struct identity *b)
{
    int order = strcmp(a->slug, b->slug);

    if (order == 0)
        order = strcmp(a->about, b->about);
    return order != 0 ? order : strcmp(a->message, b->message);
}

/* In the order of the list where they are the same. */
static int compare_places(const void *left, const void *right)
{
    struct identity *const *a = left;
    struct identity *const *b = right;
    int order = identity_compare(*a, *b);

    return order != 0 ? order : (*a > *b) - (*a < *b);
}

static void take_turns(struct arena *arena, struct identity *identities,
                       size_t count)
{
    struct identity **sorted = arena_array(arena, count, sizeof *sorted);

    for (size_t i = 0; i < count; i++)
        sorted[i] = &identities[i];
    if (count > 0)
        qsort(sorted, count, sizeof *sorted, compare_places);
    for (size_t i = 0; i < count; i++)
        sorted[i]->turn =
            i > 0 && identity_compare(sorted[i - 1], sorted[i]) == 0
                ? sorted[i - 1]->turn + 1
                : 1;
}

const struct identity *identities_of(struct arena *arena,
                                     const struct compilation *compilation)
{
    const struct findings *findings = &compilation->findings;
    struct identity *identities =
        arena_array(arena, findings->count, sizeof *identities);
    struct identifying identifying = {
        .arena = arena,
        .compilation = compilation,
        .made_up = gather(arena, compilation->policy),
    };

    for (size_t i = 0; i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        identities[i] = (struct identity){
            .slug = finding->rule->slug,
            .about = about_of(&identifying, finding),
            .message = message_of(&identifying, finding),
        };
    }
    take_turns(arena, identities, findings->count);
    return identities;
}
