/* One sentence to a statement: its boxes, its guard, its time, and what goes
 * along. What a sentence may not say, although it parses, is refused here:
 * enforcement could not keep it. */

#include "model/resolver.h"

#include <string.h>

/* A sentence while it is read. */
struct reader {
    struct resolver *resolver;
    struct statement *statement;
    const struct tree_statement *tree;
    struct choices choices;
};

static void refuse(struct reader *reader, struct span span, const char *message,
                   const char *help)
{
    struct finding *finding =
        resolver_error(reader->resolver, &rule_syntax, span, "%s", message);
    finding_help(reader->resolver->findings, finding, "%s", help);
}

static const char *modality_word(enum tree_modality modality)
{
    static const char *const word[] = { "may", "must", "must not", "never" };
    return word[modality];
}

static void read_guard(struct reader *reader,
                       const struct tree_qualifier *qualifier)
{
    struct statement *statement = reader->statement;
    struct arena *arena = reader->resolver->arena;
    const struct condition *condition =
        resolve_condition(reader->resolver, qualifier->condition);
    if (reader->resolver->errors == 0) {
        condition_collect(condition, reader->resolver->policy->conditions_used);
    }
    if (qualifier->kind != QUALIFIER_UNLESS) {
        statement->guard = condition_join(arena, TREE_CONDITION_AND,
                                          statement->guard, condition);
        return;
    }
    if (statement->modality == MODALITY_NEVER) {
        refuse(reader, qualifier->span, "`never` takes no `unless`",
               "write `must not ... unless ...`, which has exceptions");
        return;
    }
    statement->unless =
        condition_join(arena, TREE_CONDITION_OR, statement->unless, condition);
}

/* The tables see no clock: a permission or a prohibition that holds only at
 * times would be enforced at all times. */
static bool time_allowed(const struct statement *statement,
                         enum tree_qualifier_kind kind)
{
    bool bound = kind == QUALIFIER_UP_TO || kind == QUALIFIER_AT_LEAST;
    if (statement->kind == STATEMENT_RIGHT) {
        return !bound;
    }
    return statement->modality == MODALITY_MUST ||
           (statement->modality == MODALITY_MAY && bound);
}

/* `at least 30 days before EVENT` is one time, though two qualifiers. */
static bool is_ahead(const struct statement *statement,
                     const struct tree_qualifier *qualifier)
{
    const struct tree_qualifiers *list = &statement->tree->qualifiers;
    const struct time *last =
        statement->time_count == 0
            ? NULL
            : &statement->times[statement->time_count - 1];
    return qualifier->kind == QUALIFIER_BEFORE && qualifier > list->items &&
           qualifier[-1].kind == QUALIFIER_AT_LEAST && last != NULL &&
           last->kind == TIME_AT_LEAST && last->event_count == 0;
}

static void read_time(struct reader *reader,
                      const struct tree_qualifier *qualifier)
{
    struct resolver *resolver = reader->resolver;
    struct statement *statement = reader->statement;
    if (!time_allowed(statement, qualifier->kind)) {
        struct finding *finding =
            resolver_error(resolver, &rule_syntax, qualifier->span,
                           "`%s` cannot be kept by a sentence with `%s`",
                           qualifier_word(qualifier->kind),
                           modality_word(statement->modality));
        finding_help(resolver->findings, finding,
                     statement_forbids(statement)
                         ? "to limit how long data is kept, write `we may "
                           "store ... up to 30 days after ...`"
                     : statement->kind == STATEMENT_RIGHT
                         ? "write `within 30 days`, how soon you answer"
                         : "write `up to 30 days after ...` for how long, or "
                           "a condition for when: `if registering`");
        return;
    }
    if (is_ahead(statement, qualifier)) {
        struct time *time = &statement->times[statement->time_count - 1];
        struct time ahead = *time;
        resolve_time(resolver, qualifier, time);
        time->written = ahead.written;
        time->seconds = ahead.seconds;
        time->span.start = ahead.span.start;
        return;
    }
    statement->times =
        arena_extend(resolver->arena, statement->times, statement->time_count,
                     sizeof *statement->times);
    resolve_time(resolver, qualifier,
                 &statement->times[statement->time_count++]);
}

static void add_source(struct reader *reader, const char *source)
{
    struct statement *statement = reader->statement;
    statement->sources =
        arena_extend(reader->resolver->arena, (void *)statement->sources,
                     statement->source_count, sizeof *statement->sources);
    statement->sources[statement->source_count++] = source;
}

static void read_place(struct reader *reader,
                       const struct tree_qualifier *qualifier)
{
    struct statement *statement = reader->statement;
    if (qualifier->only && (statement->modality != MODALITY_MAY ||
                            statement->kind == STATEMENT_RIGHT)) {
        refuse(reader, qualifier->span, "`only` goes with `we may` alone",
               "leave `only` out, or write `may ... only`");
        return;
    }
    resolve_place(reader->resolver, qualifier, &reader->choices);
}

/* For order.c, once every statement has its name. */
static void add_ordered(struct reader *reader)
{
    struct resolver *resolver = reader->resolver;
    size_t count = resolver->ordered_count;
    if (count > 0 && resolver->ordered[count - 1] == reader->statement) {
        return;
    }
    resolver->ordered = arena_extend(resolver->arena, resolver->ordered, count,
                                     sizeof *resolver->ordered);
    resolver->ordered[resolver->ordered_count++] = reader->statement;
}

static void read_qualifier(struct reader *reader,
                           const struct tree_qualifier *qualifier)
{
    struct resolver *resolver = reader->resolver;
    struct statement *statement = reader->statement;
    const struct tree_names *names = &qualifier->selection.names;
    switch (qualifier->kind) {
    case QUALIFIER_FOR:
    case QUALIFIER_TO:
    case QUALIFIER_IN:
    case QUALIFIER_OF: read_place(reader, qualifier); break;
    case QUALIFIER_IF:
    case QUALIFIER_WHEN:
    case QUALIFIER_UNLESS: read_guard(reader, qualifier); break;
    case QUALIFIER_WITHIN:
    case QUALIFIER_UP_TO:
    case QUALIFIER_AT_LEAST:
    case QUALIFIER_EVERY:
    case QUALIFIER_BEFORE:
    case QUALIFIER_ON:
    case QUALIFIER_PROMPTLY: read_time(reader, qualifier); break;
    case QUALIFIER_WITH:
        resolve_more_terms(resolver, KIND_MEASURE, names, &statement->measures);
        break;
    case QUALIFIER_BY:
        resolve_more_terms(resolver, KIND_METHOD, names, &statement->methods);
        break;
    case QUALIFIER_UNDER:
        resolve_more_terms(resolver, KIND_BASIS, names, &statement->bases);
        break;
    case QUALIFIER_CITING: add_source(reader, qualifier->string.text); break;
    case QUALIFIER_NOTWITHSTANDING:
    case QUALIFIER_SUBJECT_TO: add_ordered(reader); break;
    }
}

static void read_party(struct reader *reader)
{
    struct resolver *resolver = reader->resolver;
    const struct tree_statement *tree = reader->tree;
    struct statement *statement = reader->statement;
    const struct terms *parties = &resolver->policy->terms[SPACE_PARTY];
    if (tree->party == PARTY_YOU) {
        if (tree->modality != MODALITY_MAY) {
            refuse(reader, tree->party_name.span,
                   "`you` takes only `may`: a policy grants rights and binds "
                   "nobody but its author",
                   "write `you may ...`, or put the request in quotes as "
                   "prose");
        }
        return;
    }
    if (tree->party == PARTY_WE) {
        statement->party_term = parties->items[1];
    } else if (strcmp(tree->party_name.text, "us") == 0) {
        refuse(reader, tree->party_name.span,
               "`us` is who receives; who acts is `we`", "write `we`");
    } else {
        statement->party_term =
            resolve_term(resolver, SPACE_PARTY, &tree->party_name);
    }
}

static void read_verbs(struct reader *reader)
{
    struct resolver *resolver = reader->resolver;
    struct statement *statement = reader->statement;
    const struct tree_names *verbs = &reader->tree->verbs;
    if (statement->kind == STATEMENT_RIGHT) {
        statement->rights = resolve_terms(resolver, KIND_RIGHT, verbs);
        statement->right_set =
            resolve_union(resolver, KIND_RIGHT, &statement->rights);
        return;
    }
    resolve_choice(resolver, &reader->choices, DIMENSION_ACTION,
                   &(struct tree_selection){ .names = *verbs }, false);
}

/* Ends the first box, which has the points of every dimension but the party,
 * and adds one for each `only`. */
static void make_boxes(struct reader *reader)
{
    struct resolver *resolver = reader->resolver;
    struct statement *statement = reader->statement;
    struct box *box = statement->boxes;
    box->permits = !statement_forbids(statement);
    box->weak = true;
    if (statement->party_term != NULL) {
        box->select[DIMENSION_PARTY] = statement->party_term->below;
    }
    statement->box_count = 1;
    for (int d = DIMENSION_ACTION; d < DIMENSION_COUNT; d++) {
        if (!statement->chosen[d]->only ||
            statement->boxes[0].select[d] == NULL) {
            continue;
        }
        statement->boxes =
            arena_extend(resolver->arena, statement->boxes,
                         statement->box_count, sizeof *statement->boxes);
        struct box *outside = &statement->boxes[statement->box_count++];
        *outside = statement->boxes[0];
        outside->permits = false;
        outside->weak = false;
        struct bits *rest =
            bits_copy(resolver->arena, statement->boxes[0].select[d]);
        bits_complement(rest);
        outside->select[d] = rest;
        for (int other = 0; other < DIMENSION_COUNT; other++) {
            if (other != d && statement->chosen[other]->only) {
                outside->select[other] = NULL;
            }
        }
    }
}

/* A measure is owed as it is named: `encryption` is not all kinds of it. */
static void make_measures(struct reader *reader)
{
    struct resolver *resolver = reader->resolver;
    const struct term_list *list = &reader->statement->measures;
    if (list->count == 0) {
        return;
    }
    struct bits *set = bits_create(resolver->arena,
                                   resolver->policy->terms[KIND_MEASURE].count);
    for (size_t i = 0; i < list->count; i++) {
        bits_add(set, list->items[i]->number);
    }
    reader->statement->measure_set = set;
}

static void read_deem(struct reader *reader)
{
    struct statement *statement = reader->statement;
    const struct tree_statement *tree = reader->tree;
    statement->kind = STATEMENT_DEEM;
    statement->deemed =
        resolve_term(reader->resolver, KIND_CONDITION, &tree->verbs.items[0]);
    statement->deemed_on =
        resolve_term(reader->resolver, KIND_EVENT, &tree->deemed_on);
}

/* The wording is for readers of the document; a finding is about the rule. */
static struct span rule_span(const struct tree_statement *tree)
{
    struct span span = tree->sentence;
    if (tree->wording.text == NULL || tree->deem) {
        return span;
    }
    span.end = tree->objects.names.count > 0
                   ? tree_selection_span(&tree->objects).end
                   : tree_names_span(&tree->verbs).end;
    for (size_t i = 0; i < tree->qualifiers.count; i++) {
        span.end = tree->qualifiers.items[i].span.end;
    }
    return span;
}

struct statement *resolve_statement(struct resolver *resolver,
                                    const struct tree_statement *tree,
                                    struct section *section)
{
    struct statement *statement =
        arena_allocate(resolver->arena, sizeof *statement);
    struct reader reader = { .resolver = resolver,
                             .statement = statement,
                             .tree = tree,
                             .choices.chosen = statement->chosen };
    statement->tree = tree;
    statement->section = section;
    statement->span = tree->span;
    statement->rule = rule_span(tree);
    statement->party = tree->party;
    statement->modality = tree->modality;
    if (tree->deem) {
        read_deem(&reader);
        choices_end(&reader.choices);
        return statement;
    }
    statement->kind =
        tree->party == PARTY_YOU ? STATEMENT_RIGHT : STATEMENT_RULE;
    size_t errors = resolver->errors;
    statement->boxes =
        arena_allocate(resolver->arena, sizeof *statement->boxes);
    reader.choices.points = statement->boxes->select;
    read_party(&reader);
    read_verbs(&reader);
    statement->object_is_you = tree->object_is_you;
    if (tree->objects.names.count > 0) {
        resolve_choice(resolver, &reader.choices, DIMENSION_DATA,
                       &tree->objects, false);
    }
    for (size_t i = 0; i < tree->qualifiers.count; i++) {
        read_qualifier(&reader, &tree->qualifiers.items[i]);
    }
    choices_end(&reader.choices);
    make_measures(&reader);
    if (resolver->errors == errors) {
        make_boxes(&reader);
    }
    return statement;
}
