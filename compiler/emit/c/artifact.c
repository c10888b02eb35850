/* Reading, then looking up. Every index is held against its array: a table that
 * leads out of bounds is found, not followed. */

#include "emit/c/artifact.h"

#include "base/arena.h"

#include <string.h>

/* In capitals, and with `_` for what no name holds. */
static void raise(char *name)
{
    for (char *at = name; *at != '\0'; at++) {
        if (*at == '.' || *at == ' ') {
            *at = '_';
        } else if (*at >= 'a' && *at <= 'z') {
            *at = (char)(*at - 'a' + 'A');
        }
    }
}

const char *artifact_constant(const struct artifact *artifact,
                              const char *family, const char *path)
{
    char *name =
        arena_print(artifact->arena, "%s_%s_%s", artifact->lower, family, path);
    raise(name);
    return name;
}

static uint64_t *read_bits(const struct artifact *artifact,
                           const struct terms *terms, const char *family)
{
    uint64_t *bits = arena_array(artifact->arena, terms->count, sizeof *bits);
    for (size_t i = 0; i < terms->count; i++) {
        (void)readback_constant(
            &artifact->readback,
            artifact_constant(artifact, family, terms->items[i]->path),
            &bits[i]);
    }
    return bits;
}

/* How tables name a level. */
static const char *level_item(int level)
{
    return level == LEVEL_EVENT   ? "event"
           : level == LEVEL_RIGHT ? "kind"
                                  : space_name[dimension_space[level]];
}

/* An array of a level, and that the code reads it just where there is one. */
static struct numbers read_level(struct artifact *artifact, const char *name,
                                 int level, const char *index)
{
    struct readback *readback = &artifact->readback;
    const char *array =
        arena_print(artifact->arena, "%s_%s", name, level_item(level));
    struct numbers numbers = readback_array(readback, array, 1);
    const char *reading =
        arena_print(artifact->arena, "= %s[%s];", array, index);
    bool read = readback_code_has(readback, reading);
    if (read != (numbers.width > 0) && readback->fault == NULL) {
        readback->fault = arena_print(artifact->arena,
                                      "the code does not read %s where there "
                                      "is one, or reads it where there is none",
                                      array);
    }
    return numbers;
}

/* The stage that ends with a level, packed or not, and that the code reads it as
 * what it is. */
static void read_stage(struct artifact *artifact, struct artifact_table *table,
                       size_t i)
{
    struct readback *readback = &artifact->readback;
    const char *item = level_item(table->level[i]);
    const char *packed = arena_print(
        artifact->arena,
        "    own = decide_of_%s[request->%s];\n"
        "    at = (decide_owner_%s[at + own] == own)\n"
        "        ? decide_after_%s[at + own] : decide_after_%s[at];\n",
        item, item, item, item, item);
    const char *dense =
        arena_print(artifact->arena, "= decide_after_%s[at];\n", item);
    table->after[i] = readback_array(
        readback, arena_print(artifact->arena, "decide_after_%s", item), 1);
    table->owner[i] = readback_array(
        readback, arena_print(artifact->arena, "decide_owner_%s", item), 1);
    bool is_packed = table->owner[i].width > 0;
    if ((is_packed != readback_code_has(readback, packed) ||
         (table->after[i].width > 0 && !is_packed) !=
             readback_code_has(readback, dense) ||
         (is_packed && table->owner[i].count != table->after[i].count)) &&
        readback->fault == NULL) {
        readback->fault = arena_print(
            artifact->arena, "the code does not read the stage of %s", item);
    }
}

static void read_table(struct artifact *artifact, struct artifact_table *table,
                       const char *name, const int *levels, size_t count)
{
    struct readback *readback = &artifact->readback;
    bool decides = table == &artifact->decide;
    const char *from = decides ? "request->" : "";
    const char *of = arena_print(artifact->arena, "%s_of", name);
    table->level_count = count;
    for (size_t i = 0; i < count; i++) {
        const char *item = level_item(levels[i]);
        table->level[i] = levels[i];
        table->classes[i] =
            read_level(artifact, of, levels[i],
                       arena_print(artifact->arena, "%s%s", from,
                                   levels[i] == LEVEL_RIGHT ? "right" : item));
        if (decides) {
            read_stage(artifact, table, i);
        }
        if (table->classes[i].width > 0 &&
            table->classes[i].count != artifact->level_terms[levels[i]] &&
            readback->fault == NULL) {
            readback->fault = arena_print(
                artifact->arena, "%s_%s has not a row a term", of, item);
        }
    }
    table->rows = readback_constant(
        readback, arena_print(artifact->arena, "%s_root", name), &table->root);
    if (table->rows) {
        table->cells = readback_array(
            readback, arena_print(artifact->arena, "%s_cells", name), 1);
    }
}

static void read_tables(struct artifact *artifact)
{
    static const int decide[] = { DIMENSION_PARTY,     DIMENSION_ACTION,
                                  DIMENSION_DATA,      DIMENSION_PURPOSE,
                                  DIMENSION_RECIPIENT, DIMENSION_SUBJECT,
                                  DIMENSION_REGION };
    static const int retain[] = { DIMENSION_DATA, DIMENSION_PURPOSE,
                                  DIMENSION_SUBJECT, LEVEL_EVENT };
    static const int right[] = { DIMENSION_DATA, DIMENSION_SUBJECT,
                                 LEVEL_RIGHT };
    read_table(artifact, &artifact->decide, "decide", decide, 7);
    read_table(artifact, &artifact->retain, "retain", retain, 4);
    read_table(artifact, &artifact->right, "right", right, 3);
}

bool artifact_read(struct artifact *artifact, struct analysis *analysis,
                   const struct text *header, const struct text *source)
{
    const struct policy *policy = analysis->policy;
    struct arena *arena = arena_create();
    *artifact = (struct artifact){ .policy = policy,
                                   .analysis = analysis,
                                   .arena = arena };
    struct readback *readback = &artifact->readback;
    readback_begin(readback, arena, header, source);
    artifact->lower = policy->name;
    for (int level = 0; level < LEVEL_CONDITIONS; level++) {
        artifact->level_terms[level] =
            diagrams_level_size(analysis->diagrams, (size_t)level);
    }
    read_tables(artifact);
    artifact->outcomes = readback_array(readback, "outcomes", 3);
    artifact->duty_sets = readback_array(readback, "duty_sets", 1);
    artifact->decide_cases = readback_array(readback, "decide_cases", 4);
    artifact->right_cases = readback_array(readback, "right_cases", 4);
    artifact->implications = readback_array(readback, "implications", 2);
    artifact->retentions = readback_array(readback, "retentions", 5);
    artifact->fact_bit =
        read_bits(artifact, &policy->terms[KIND_CONDITION], "FACT");
    artifact->measure_bit =
        read_bits(artifact, &policy->terms[KIND_MEASURE], "MEASURE_BIT");
    return readback->fault == NULL;
}

void artifact_destroy(struct artifact *artifact)
{
    arena_destroy(artifact->arena);
}

/* --- looking up ----------------------------------------------------------- */

uint64_t artifact_step(const struct artifact_table *table, size_t level,
                       uint64_t row, uint64_t class)
{
    const struct numbers *after = &table->after[level];
    const struct numbers *owner = &table->owner[level];
    uint64_t at = row + class;
    if (after->width == 0) {
        return at;
    }
    if (at >= after->count || row >= after->count) {
        return UINT64_MAX;
    }
    if (owner->width > 0 && owner->items[at] != class) {
        at = row;
    }
    return after->items[at];
}

uint64_t artifact_begin(const struct artifact_table *table)
{
    return table->rows ? table->root : 0;
}

uint64_t artifact_advance(const struct artifact_table *table, size_t level,
                          uint64_t at, uint64_t class)
{
    if (at == UINT64_MAX) {
        return at;
    }
    if (!table->rows) {
        return artifact_step(table, level, at, class);
    }
    if (at >> 31 != 0 || at >> 28 != level) {
        return at; /* the level is not looked at here */
    }
    uint64_t cell = (at & UINT64_C(0xFFFFFFF)) + class;
    return cell < table->cells.count ? table->cells.items[cell] : UINT64_MAX;
}

uint64_t artifact_end(const struct artifact_table *table, uint64_t at)
{
    if (!table->rows || at == UINT64_MAX) {
        return at;
    }
    return at >> 31 != 0 ? at & UINT64_C(0x7FFFFFFF) : UINT64_MAX;
}

uint64_t artifact_look(const struct artifact_table *table,
                       const uint32_t *terms)
{
    uint64_t at = artifact_begin(table);
    for (size_t i = 0; i < table->level_count; i++) {
        const struct numbers *classes = &table->classes[i];
        if (classes->width > 0 && terms[i] >= classes->count) {
            return UINT64_MAX;
        }
        at = artifact_advance(
            table, i, at, classes->width > 0 ? classes->items[terms[i]] : 0);
    }
    return artifact_end(table, at);
}

uint64_t artifact_closed(const struct artifact *artifact, uint64_t facts)
{
    const struct numbers *rows = &artifact->implications;
    uint64_t closed = facts;
    for (size_t i = 0; i < rows->count; i++) {
        const uint64_t *row = rows->items + i * rows->width;
        closed |= (facts & row[0]) != 0 ? row[1] : 0;
    }
    return closed;
}

uint64_t artifact_case(const struct numbers *cases, uint64_t first,
                       uint64_t facts)
{
    uint64_t at = first;
    while (at < cases->count) {
        const uint64_t *row = cases->items + at * cases->width;
        if ((facts & row[0]) == row[1]) {
            return row[2];
        }
        at = row[3] < at ? row[3] : UINT64_MAX;
    }
    return UINT64_MAX;
}

struct artifact_ruling artifact_answer(const struct artifact *artifact,
                                       uint64_t first, uint64_t facts)
{
    struct artifact_ruling ruling = { UINT64_MAX, UINT64_MAX, UINT64_MAX };
    uint64_t outcome = artifact_case(&artifact->decide_cases, first,
                                     artifact_closed(artifact, facts));
    if (outcome < artifact->outcomes.count) {
        const uint64_t *row = artifact->outcomes.items + outcome * 3;
        uint64_t duties = row[2] < artifact->duty_sets.count
                              ? artifact->duty_sets.items[row[2]]
                              : UINT64_MAX;
        ruling = (struct artifact_ruling){ row[1], row[0], duties };
    }
    return ruling;
}

struct artifact_ruling artifact_decide(const struct artifact *artifact,
                                       const uint32_t *terms, uint64_t facts)
{
    return artifact_answer(artifact, artifact_look(&artifact->decide, terms),
                           facts);
}

static uint64_t word_of(const uint64_t *bit, const struct bits *set)
{
    uint64_t word = 0;
    for (size_t i = 0; set != NULL && i < set->size; i++) {
        word |= bits_has(set, i) ? bit[i] : 0;
    }
    return word;
}

uint64_t artifact_facts(const struct artifact *artifact,
                        const struct bits *facts)
{
    return word_of(artifact->fact_bit, facts);
}

uint64_t artifact_duties(const struct artifact *artifact,
                         const struct bits *measures)
{
    return word_of(artifact->measure_bit, measures);
}
