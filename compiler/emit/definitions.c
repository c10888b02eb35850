/* What the words mean. A term is defined where a statement names it and others
 * lie below it; a member that has members of its own is spelled out in
 * parentheses, unless it has a definition of its own. */

#include "emit/definitions.h"

#include "base/arena.h"

/* In the order of the list. */
static const enum dimension dimensions[] = { DIMENSION_DATA, DIMENSION_PURPOSE,
                                             DIMENSION_RECIPIENT,
                                             DIMENSION_SUBJECT,
                                             DIMENSION_REGION };

struct definer {
    const struct phrasing *phrasing;
    const struct policy *policy;
    struct arena *arena;
    struct bits *used[DIMENSION_COUNT]; /* terms that statements name */
};

static void use_statement(const struct definer *definer,
                          const struct statement *statement)
{
    for (size_t d = 0; d < sizeof dimensions / sizeof *dimensions; d++) {
        const struct chosen *chosen = &statement->chosen[dimensions[d]];
        struct bits *used = definer->used[dimensions[d]];
        for (size_t i = 0; i < chosen->term_count; i++) {
            bits_add(used, chosen->terms[i]->number);
        }
        for (size_t i = 0; i < chosen->except_count; i++) {
            bits_add(used, chosen->except[i]->number);
        }
    }
    if (statement->party == PARTY_NAMED) {
        const struct term *recipient =
            term_find(&definer->policy->terms[KIND_RECIPIENT],
                      statement->party_term->path, NULL, NULL);
        if (recipient != NULL) {
            bits_add(definer->used[DIMENSION_RECIPIENT], recipient->number);
        }
    }
}

/* Whether the child is below another child too, and told of there. */
static bool is_nested(const struct term *term, const struct term *child)
{
    for (size_t i = 0; i < term->child_count; i++) {
        if (term->children[i] != child &&
            term_within(child, term->children[i])) {
            return true;
        }
    }
    return false;
}

static const char *members_of(const struct definer *definer,
                              const struct bits *used, const struct term *term)
{
    const struct language *language = definer->phrasing->language;
    struct cell members = { NULL, 0 };
    for (size_t i = 0; i < term->child_count; i++) {
        const struct term *child = term->children[i];
        if (is_nested(term, child)) {
            continue;
        }
        const char *label = language->label(definer->policy, child);
        if (child->child_count > 0 && !bits_has(used, child->number)) {
            label = arena_print(definer->arena, "%s (%s)", label,
                                members_of(definer, used, child));
        }
        cell_add(definer->arena, &members, label);
    }
    if (term->open) {
        cell_add(definer->arena, &members, language->headings->others);
    }
    return phrasing_list(definer->phrasing, &members);
}

static void define_terms(const struct definer *definer,
                         enum dimension dimension, struct document *document)
{
    const struct terms *terms =
        &definer->policy->terms[dimension_space[dimension]];
    const struct bits *used = definer->used[dimension];
    for (size_t n = bits_next(used, 1); n < used->size;
         n = bits_next(used, n + 1)) {
        const struct term *term = terms->items[n];
        if (term->child_count == 0 && !term->open) {
            continue;
        }
        document->definitions = arena_extend(
            definer->arena, document->definitions, document->definition_count,
            sizeof *document->definitions);
        document->definitions[document->definition_count++] =
            (struct definition){
                .term =
                    definer->phrasing->language->label(definer->policy, term),
                .members = members_of(definer, used, term),
            };
    }
}

void definitions_create(const struct phrasing *phrasing,
                        struct document *document)
{
    struct definer definer = {
        .phrasing = phrasing,
        .policy = phrasing->analysis->policy,
        .arena = phrasing->analysis->arena,
    };
    size_t count = sizeof dimensions / sizeof *dimensions;
    for (size_t d = 0; d < count; d++) {
        int space = dimension_space[dimensions[d]];
        definer.used[dimensions[d]] =
            bits_create(definer.arena, definer.policy->terms[space].count);
    }
    for (size_t i = 0; i < definer.policy->statement_count; i++) {
        use_statement(&definer, definer.policy->statements[i]);
    }
    for (size_t d = 0; d < count; d++) {
        define_terms(&definer, dimensions[d], document);
    }
}
