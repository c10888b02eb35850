/* What the words mean. A term is defined where a statement names it and others
 * lie below it, or the policy cites a source for it; a member that has members
 * of its own is spelled out in parentheses, unless it has a definition of its
 * own. */

#include "emit/definitions.h"

#include "base/arena.h"

/* In the order of the list. */
static const int kinds[] = {
    KIND_DATA,    KIND_PURPOSE,   KIND_RECIPIENT, KIND_SUBJECT, KIND_REGION,
    KIND_MEASURE, KIND_CONDITION, KIND_EVENT,     KIND_METHOD,  KIND_BASIS,
};

struct definer {
    const struct phrasing *phrasing;
    const struct policy *policy;
    struct arena *arena;
    struct bits *used[KIND_COUNT]; /* terms that statements name */
};

static void use_terms(const struct definer *definer, struct term *const *terms,
                      size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bits_add(definer->used[terms[i]->space], terms[i]->number);
    }
}

static void use_statement(const struct definer *definer,
                          const struct statement *statement)
{
    for (int d = DIMENSION_DATA; d < DIMENSION_COUNT; d++) {
        const struct chosen *chosen = statement->chosen[d];
        use_terms(definer, chosen->terms, chosen->term_count);
        use_terms(definer, chosen->except, chosen->except_count);
    }
    use_terms(definer, statement->measures.items, statement->measures.count);
    use_terms(definer, statement->methods.items, statement->methods.count);
    use_terms(definer, statement->bases.items, statement->bases.count);
    for (size_t i = 0; i < statement->time_count; i++) {
        use_terms(definer, statement->times[i].events,
                  statement->times[i].event_count);
    }
    condition_collect(statement->guard, definer->used[KIND_CONDITION]);
    condition_collect(statement->unless, definer->used[KIND_CONDITION]);
    if (statement->party == PARTY_NAMED) {
        const struct term *recipient =
            term_find(&definer->policy->terms[KIND_RECIPIENT],
                      statement->party_term->path, NULL, NULL);
        if (recipient != NULL) {
            bits_add(definer->used[KIND_RECIPIENT], recipient->number);
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
    struct cell members = { .count = 0 };
    for (size_t i = 0; i < term->child_count; i++) {
        const struct term *child = term->children[i];
        if (is_nested(term, child)) {
            continue;
        }
        const char *label = language->label(definer->policy, child);
        if (child->child_count > 0 && !bits_has(used, child->number)) {
            label = phrasing_filled(definer->phrasing,
                                    language->headings->including, label,
                                    members_of(definer, used, child));
        }
        cell_add(definer->arena, &members, label);
    }
    if (term->open) {
        cell_add(definer->arena, &members, language->headings->others);
    }
    return phrasing_list(definer->phrasing, &members);
}

/* What the policy lists is all that it means; what the library lists are
 * examples. */
static const char *definition_of(const struct definer *definer,
                                 const struct bits *used,
                                 const struct term *term)
{
    const char *members = members_of(definer, used, term);
    bool whole = term->open || !term->library;
    return whole ? members
                 : phrasing_filled(
                       definer->phrasing,
                       definer->phrasing->language->headings->includes, members,
                       NULL);
}

static void define_terms(const struct definer *definer, int kind,
                         struct document *document)
{
    const struct terms *terms = &definer->policy->terms[kind];
    const struct bits *used = definer->used[kind];
    for (size_t n = bits_next(used, 1); n < used->size;
         n = bits_next(used, n + 1)) {
        const struct term *term = terms->items[n];
        const char *source = term->library ? NULL : term->citing;
        bool several = term->child_count > 0 || term->open;
        if (!several && source == NULL) {
            continue;
        }
        document->definitions = arena_extend(
            definer->arena, document->definitions, document->definition_count,
            sizeof *document->definitions);
        document->definitions[document->definition_count++] =
            (struct definition){
                .term =
                    definer->phrasing->language->label(definer->policy, term),
                .members = several ? definition_of(definer, used, term) : "",
                .source = source,
                .address = source == NULL
                               ? NULL
                               : prose_address(definer->arena, source),
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
    for (int kind = 0; kind < KIND_COUNT; kind++) {
        definer.used[kind] =
            bits_create(definer.arena, definer.policy->terms[kind].count);
    }
    for (size_t i = 0; i < definer.policy->statement_count; i++) {
        use_statement(&definer, definer.policy->statements[i]);
    }
    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        define_terms(&definer, kinds[k], document);
    }
}
