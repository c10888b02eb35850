/* The order in which things are worked out: names, then the asked diagrams,
 * then bits for the facts they rest on and the measures they owe, then numbers
 * for the outcomes they reach, then tables, which answer with those numbers. */

#include "emit/c/plan.h"

#include "base/arena.h"

#include <stddef.h>
#include <string.h>

bool plan_refuse(const struct plan *plan, const char **error, const char *what,
                 size_t count, const char *most)
{
    *error = arena_print(plan->arena,
                         "the C has room for %s %s, and the "
                         "policy has %zu",
                         most, what, count);
    return false;
}

/* --- names ---------------------------------------------------------------- */

static const char *upper(struct arena *arena, const char *name)
{
    char *copy = arena_copy(arena, name, strlen(name));
    for (char *at = copy; *at != '\0'; at++) {
        if (*at >= 'a' && *at <= 'z') {
            *at = (char)(*at - 'a' + 'A');
        } else if (*at == '.' || *at == ' ') {
            *at = '_';
        }
    }
    return copy;
}

const char *plan_constant(const struct plan *plan, const char *family,
                          const char *path)
{
    return arena_print(plan->arena, "%s_%s_%s", plan->upper, family,
                       upper(plan->arena, path));
}

/* "latest of account_closure and request", with a path in place of a name that
 * is another's too. */
static const char *compound_path(const struct plan *plan,
                                 const struct compound *compound)
{
    const struct terms *events = &plan->policy->terms[KIND_EVENT];
    const char *path =
        compound->choice == EVENT_LATEST ? "latest of" : "earliest of";
    const char *joint = "";
    for (size_t i = bits_next(compound->events, 0); i < compound->events->size;
         i = bits_next(compound->events, i + 1)) {
        path = arena_print(plan->arena, "%s%s %s", path, joint,
                           events->items[i]->path);
        joint = " and";
    }
    return path;
}

static void name_family(struct plan *plan, struct family *family, int space)
{
    const struct terms *terms = &plan->policy->terms[space];
    size_t more = space == KIND_EVENT ? plan->analysis->compound_count : 0;
    family->item = space_name[space];
    family->upper = upper(plan->arena, family->item);
    family->terms = terms;
    family->count = terms->count + more;
    family->paths =
        arena_array(plan->arena, family->count, sizeof *family->paths);
    for (size_t i = 0; i < family->count; i++) {
        family->paths[i] =
            i < terms->count
                ? terms->items[i]->path
                : compound_path(plan,
                                &plan->analysis->compounds[i - terms->count]);
    }
}

static bool name_families(struct plan *plan, const char **error)
{
    static const int spaces[FAMILY_COUNT] = {
        SPACE_PARTY,    KIND_ACTION,  KIND_DATA,   KIND_PURPOSE,
        KIND_RECIPIENT, KIND_SUBJECT, KIND_REGION, KIND_RIGHT,
        KIND_MEASURE,   KIND_EVENT,   KIND_METHOD, KIND_BASIS
    };
    for (size_t i = 0; i < FAMILY_COUNT; i++) {
        name_family(plan, &plan->families[i], spaces[i]);
        if (plan->families[i].count > MOST_ROWS) {
            return plan_refuse(plan, error, plan->families[i].item,
                               plan->families[i].count, "65,535 terms of kind");
        }
    }
    return true;
}

/* --- origins -------------------------------------------------------------- */

static void list_sources(struct plan *plan)
{
    const struct program *program = plan->policy->program;
    struct sources *sources = &plan->sources;
    sources->arena = plan->arena;
    sources->items =
        arena_array(plan->arena, program->count, sizeof(struct source *));
    for (size_t i = 0; i < program->count; i++) {
        struct source *source = program->files[i]->source;
        size_t at = sources->count++;
        while (at > 0 && sources->items[at - 1]->base > source->base) {
            sources->items[at] = sources->items[at - 1];
            at--;
        }
        sources->items[at] = source;
    }
    sources->used = UINT32_MAX;
}

const char *plan_file(const struct plan *plan,
                      const struct statement *statement, uint32_t *line)
{
    struct place place = source_place(&plan->sources, statement->span.start);
    *line = place.line;
    if (place.source == NULL) {
        return "";
    }
    const char *slash = strrchr(place.source->name, '/');
    return slash != NULL ? slash + 1 : place.source->name;
}

const char *plan_origin(const struct plan *plan,
                        const struct statement *statement)
{
    uint32_t line;
    const char *file = plan_file(plan, statement, &line);
    return arena_print(plan->arena, "%s, %s:%lu", statement->name, file,
                       (unsigned long)line);
}

/* --- bits ----------------------------------------------------------------- */

static bool deal_facts(struct plan *plan, const char **error)
{
    const struct terms *terms = &plan->policy->terms[KIND_CONDITION];
    struct bits *needed = bits_create(plan->arena, terms->count);
    cases_conditions(plan->analysis, plan->asked.verdict, needed);
    cases_conditions(plan->analysis, plan->asked.rights, needed);
    struct bits *related = bits_create(plan->arena, terms->count);
    for (size_t i = 1; i < terms->count; i++) {
        const struct bits *below = terms->items[i]->below;
        if (bits_meet(below, needed)) {
            bits_add(related, i);
        }
        if (bits_has(needed, i)) {
            bits_unite(related, below);
        }
    }
    if (word_fill(plan->arena, terms, needed, related, &plan->facts)) {
        return true;
    }
    size_t first = bits_next(needed, 0);
    for (size_t i = 0; i < WORD_BITS; i++) {
        first = bits_next(needed, first + 1);
    }
    (void)plan_refuse(plan, error, "conditions", bits_count(needed), "64");
    *error = arena_print(plan->arena, "%s; `%s` is the first without a bit",
                         *error, terms->items[first]->path);
    return false;
}

static bool deal_measures(struct plan *plan, const struct bits *reached,
                          const char **error)
{
    const struct terms *terms = &plan->policy->terms[KIND_MEASURE];
    struct bits *needed = bits_create(plan->arena, terms->count);
    for (size_t i = bits_next(reached, 0); i < reached->size;
         i = bits_next(reached, i + 1)) {
        if (plan->analysis->outcomes[i].measures != NULL) {
            bits_unite(needed, plan->analysis->outcomes[i].measures);
        }
    }
    return word_fill(plan->arena, terms, needed, needed, &plan->measures) ||
           plan_refuse(plan, error, "measures that permissions demand",
                       bits_count(needed), "64");
}

/* --- rows ----------------------------------------------------------------- */

/* Rows from 1 for the values that are reached; 0 is kept for out of range. */
static size_t deal_rows(struct plan *plan, const struct bits *reached,
                        uint32_t **row, uint32_t **values)
{
    size_t count = 1;
    *row = arena_array(plan->arena, reached->size, sizeof **row);
    *values =
        arena_array(plan->arena, bits_count(reached) + 1, sizeof **values);
    for (size_t i = bits_next(reached, 0); i < reached->size;
         i = bits_next(reached, i + 1)) {
        (*values)[count] = (uint32_t)i;
        (*row)[i] = (uint32_t)count++;
    }
    return count;
}

static bool make_rows(struct plan *plan, const char **error)
{
    struct analysis *analysis = plan->analysis;
    struct bits *outcomes = bits_create(plan->arena, analysis->outcome_count);
    struct bits *keepings = bits_create(plan->arena, analysis->keeping_count);
    diagram_values(analysis->diagrams, plan->asked.verdict, outcomes);
    diagram_values(analysis->diagrams, plan->asked.keeping, keepings);
    plan->retention_count =
        deal_rows(plan, keepings, &plan->retention_row, &plan->retentions);
    return deal_measures(plan, outcomes, error) &&
           (rulings_make(analysis, &plan->measures, outcomes, &plan->rulings) ||
            plan_refuse(plan, error, "sets of measures that are owed together",
                        plan->rulings.duty_set_count, "16,384"));
}

/* --- the face ------------------------------------------------------------ */

/* Not "right" for the level of rights: a policy may be called `right_of`, and has
 * a function right_of_right. */
const char *plan_level_name(const struct layout_level *level)
{
    return level->level == LEVEL_RIGHT ? "kind" : level->family->item;
}

/* Tables that the fixed code reads where a policy has need of them. */
static const struct {
    const char *prefix;
    size_t layout; /* offset in a plan */
} tables[] = {
    { "decide.of_", offsetof(struct plan, decide) },
    { "retain.of_", offsetof(struct plan, retain) },
    { "rights.of_", offsetof(struct plan, right) },
};

bool plan_has_table(const void *context, const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        size_t prefix = strlen(tables[i].prefix);
        const struct layout *layout =
            (const void *)((const char *)context + tables[i].layout);
        if (length <= prefix || memcmp(name, tables[i].prefix, prefix) != 0) {
            continue;
        }
        for (size_t k = 0; k < layout->level_count; k++) {
            const struct layout_level *level = &layout->levels[k];
            const char *item = plan_level_name(level);
            if (strlen(item) == length - prefix &&
                memcmp(item, name + prefix, length - prefix) == 0) {
                return level->classes > 1;
            }
        }
    }
    return true;
}

bool plan_make(const struct emission *emission, struct plan *plan,
               const char **error)
{
    const struct policy *policy = emission->analysis->policy;
    plan->emission = emission;
    plan->analysis = emission->analysis;
    plan->policy = policy;
    plan->arena = emission->analysis->arena;
    plan->lower = policy->name;
    plan->upper = upper(plan->arena, policy->name);
    list_sources(plan);
    plan->asked = ask_all(plan->analysis);
    if (policy->statement_count > MOST_ROWS - 1) {
        return plan_refuse(plan, error, "statements", policy->statement_count,
                           "65,534");
    }
    bool made = !diagrams_exhausted(plan->analysis->diagrams) &&
                name_families(plan, error) && deal_facts(plan, error) &&
                make_rows(plan, error) && plan_lay_out(plan, error);
    if (diagrams_exhausted(plan->analysis->diagrams)) {
        *error = "the tables of the C take more nodes than the budget has";
        return false;
    }
    return made && duties_list(plan, error);
}
