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

static void note_fault(struct artifact *artifact, const char *what,
                       const char *name)
{
    if (artifact->readback.fault == NULL) {
        artifact->readback.fault =
            arena_print(artifact->arena, "%s %s", what, name);
    }
}

/* A table of classes, and that the code reads it just where there is one. */
static struct numbers read_classes(struct artifact *artifact, const char *name,
                                   int level, const char *index)
{
    struct readback *readback = &artifact->readback;
    const char *array =
        arena_print(artifact->arena, "%s.of_%s", name, level_item(level));
    struct numbers numbers = readback_array(readback, array, 1);
    const char *reading =
        arena_print(artifact->arena, "= %s[%s];", array, index);
    if (readback_code_has(readback, reading) != (numbers.width > 0)) {
        note_fault(artifact,
                   "the code does not read, where there is one, or reads, "
                   "where there is none,",
                   array);
    }
    return numbers;
}

/* How the code reads a packed stage. */
static const char *packed_reading(const struct artifact *artifact,
                                  const struct artifact_table *table, size_t i)
{
    struct arena *arena = artifact->arena;
    const char *item = level_item(table->level[i]);
    char *upper = arena_print(arena, "%s", item);
    raise(upper);
    const char *own =
        arena_print(arena, "own = decide.of_%s[request->%s];", item, item);
    const char *cell = "at + own";
    const char *rest = arena_print(arena, "decide.after_%s[at]", item);
    if (table->rest[i].width > 0) {
        cell = arena_print(arena, "(at * UNIT_OF_%s) + own", upper);
        rest = arena_print(arena, "decide.rest_%s[at]", item);
    }
    return table->owner_bit[i] > 0
               ? arena_print(arena,
                             "%s cell = decide.after_%s[%s] ^ (own << "
                             "OWNER_OF_%s); at = (cell < (1u << OWNER_OF_%s)) "
                             "? cell : %s;",
                             own, item, cell, upper, upper, rest)
               : arena_print(arena,
                             "%s at = (decide.owner_%s[%s] == own) ? "
                             "decide.after_%s[%s] : %s;",
                             own, item, cell, item, cell, rest);
}

/* The stage that ends with a level, packed or not, and that the code reads it as
 * what it is. */
static void read_stage(struct artifact *artifact, struct artifact_table *table,
                       size_t i)
{
    struct readback *readback = &artifact->readback;
    const char *item = level_item(table->level[i]);
    const char *dense =
        arena_print(artifact->arena, " at = decide.after_%s[at];", item);
    table->after[i] = readback_array(
        readback, arena_print(artifact->arena, "decide.after_%s", item), 1);
    table->owner[i] = readback_array(
        readback, arena_print(artifact->arena, "decide.owner_%s", item), 1);
    table->rest[i] = readback_array(
        readback, arena_print(artifact->arena, "decide.rest_%s", item), 1);
    char *unit = arena_print(artifact->arena, "UNIT_OF_%s", item);
    char *owner = arena_print(artifact->arena, "OWNER_OF_%s", item);
    raise(unit);
    raise(owner);
    table->unit[i] = 1;
    bool has_unit = readback_constant(readback, unit, &table->unit[i]);
    bool joined = readback_constant(readback, owner, &table->owner_bit[i]);
    bool apart = table->owner[i].width > 0;
    bool packed = apart || joined;
    bool is_dense = table->after[i].width > 0 && !packed;
    if (packed !=
            readback_code_has(readback, packed_reading(artifact, table, i)) ||
        is_dense != readback_code_has(readback, dense) ||
        has_unit != (table->rest[i].width > 0) || (has_unit && !packed) ||
        (packed && table->after[i].width == 0) ||
        (apart && (joined || table->owner[i].count != table->after[i].count)) ||
        table->unit[i] > UINT16_MAX || table->owner_bit[i] > 31 ||
        joined != (table->owner_bit[i] > 0)) {
        note_fault(artifact, "the code does not read the stage of", item);
    }
}

/* What ends the way behind a level, and that the code ends it just there. */
static void read_usual(struct artifact *artifact, struct artifact_table *table,
                       size_t i)
{
    struct readback *readback = &artifact->readback;
    const char *item = level_item(table->level[i]);
    char *upper = arena_print(artifact->arena, "%s", item);
    raise(upper);
    const char *name = arena_print(artifact->arena, "USUAL_%s", upper);
    const char *reading =
        table->after[i].width > 0
            ? arena_print(artifact->arena, "_%s[at]; if (at != %s) {", item,
                          name)
            : arena_print(artifact->arena,
                          "at += decide.of_%s[request->%s]; if (at != %s) {",
                          item, item, name);
    bool ends = readback_constant(readback, name, &table->usual[i]);
    if (ends != readback_code_has(readback, reading) ||
        (ends && !table->has_usual)) {
        note_fault(artifact, "the code does not read the usual", item);
    }
}

/* That the code asks of each number of a request whether it is in range. */
static void read_ranges(struct artifact *artifact)
{
    struct readback *readback = &artifact->readback;
    struct arena *arena = artifact->arena;
    const char *zero = "";
    for (size_t i = 0; i < artifact->decide.level_count; i++) {
        int level = artifact->decide.level[i];
        const char *item = level_item(level);
        if (artifact->level_terms[level] == 1) {
            zero = arena_print(arena, "%s%srequest->%s", zero,
                               *zero == '\0' ? "" : " | ", item);
        } else if (!readback_code_has(
                       readback,
                       arena_print(
                           arena, "EXPECTED(request->%s < %s);", item,
                           artifact_constant(artifact, "COUNT_OF", item)))) {
            note_fault(artifact, "the code asks for no range of", item);
        }
    }
    if (*zero != '\0' &&
        !readback_code_has(readback,
                           arena_print(arena, "EXPECTED((%s) == 0u);", zero))) {
        note_fault(artifact, "the code asks for no range of", zero);
    }
}

/* The answer that is told early, and that the code tells it. */
static void read_usual_answer(struct artifact *artifact)
{
    struct readback *readback = &artifact->readback;
    struct artifact_table *table = &artifact->decide;
    bool has_place =
        readback_constant(readback, "PLACE_USUAL", &table->usual_place);
    bool has_ruling =
        readback_constant(readback, "RULING_USUAL", &artifact->usual_ruling);
    uint64_t no_row = 0;
    bool has_no_row = readback_constant(readback, "NO_ROW", &no_row);
    table->has_usual = has_place;
    if (has_place != has_ruling || has_place != has_no_row ||
        (has_no_row && no_row != UINT32_MAX) ||
        has_place != readback_code_has(readback, "uint32_t row = NO_ROW;") ||
        has_place !=
            readback_code_has(readback, "uint32_t place = PLACE_USUAL;") ||
        has_place != readback_code_has(readback, "if (row != NO_ROW) {") ||
        has_place != readback_code_has(readback,
                                       "return (place == PLACE_USUAL) ? "
                                       "RULING_USUAL : ruled(place, "
                                       "closed(request->facts));") ||
        has_place == readback_code_has(readback,
                                       "return ruled(placed(row, request), "
                                       "closed(request->facts));")) {
        note_fault(artifact, "the code does not read the usual", "ruling");
    }
}

static void read_table(struct artifact *artifact, struct artifact_table *table,
                       const char *name, const int *levels, size_t count)
{
    struct readback *readback = &artifact->readback;
    bool decides = table == &artifact->decide;
    const char *from = decides ? "request->" : "";
    table->level_count = count;
    for (size_t i = 0; i < count; i++) {
        const char *item = level_item(levels[i]);
        table->level[i] = levels[i];
        table->usual[i] = UINT64_MAX;
        table->classes[i] = read_classes(
            artifact, name, levels[i],
            arena_print(artifact->arena, "%s%s", from,
                        levels[i] == LEVEL_RIGHT ? "right" : item));
        if (decides) {
            read_stage(artifact, table, i);
            read_usual(artifact, table, i);
        }
        if (table->classes[i].width > 0 &&
            table->classes[i].count != artifact->level_terms[levels[i]]) {
            note_fault(artifact, "there is not a row a term for", item);
        }
    }
    table->rows = readback_constant(
        readback, arena_print(artifact->arena, "%s_root", name), &table->root);
    if (table->rows) {
        table->cells = readback_array(
            readback, arena_print(artifact->arena, "%s.cells", name), 1);
    }
}

/* How decisions are told in one number. */
static void read_rulings(struct artifact *artifact)
{
    struct readback *readback = &artifact->readback;
    struct artifact_word *word = &artifact->word;
    if (!readback_constant(readback, "RULING_VERDICT", &word->verdict) ||
        !readback_constant(readback, "RULING_DUTIES", &word->duties) ||
        !readback_constant(readback, "RULING_DUTY_SETS", &word->duty_sets) ||
        !readback_constant(readback, "RULING_STATEMENT", &word->statement) ||
        !readback_constant(readback, "RULING_REFUSED", &word->refused) ||
        word->duties > 31 || word->statement > 31) {
        note_fault(artifact, "there is no number of", "RULING");
    }
    artifact->duty_sets = readback_array(readback, "decide.duty_sets", 1);
}

/* The answers, in vectors or in cases, and that the code reads those that there
 * are. */
static void read_answers(struct artifact *artifact)
{
    struct readback *readback = &artifact->readback;
    artifact->answers = readback_array(readback, "decide.answers", 1);
    artifact->decide_cases = readback_array(readback, "decide.cases", 4);
    artifact->right_cases = readback_array(readback, "rights.cases", 4);
    bool vectors = artifact->answers.width > 0;
    if (vectors &&
        (!readback_constant(readback, "PLACE_FACTS", &artifact->place_facts) ||
         !readback_constant(readback, "PLACE_BEGIN", &artifact->place_begin) ||
         artifact->place_begin > 31)) {
        note_fault(artifact, "there is no number of", "PLACE");
    }
    if (vectors == (artifact->decide_cases.width > 0) ||
        vectors !=
            readback_code_has(readback,
                              "return decide.answers[(place >> PLACE_BEGIN) "
                              "+ (place & (uint32_t)facts & PLACE_FACTS)];") ||
        vectors ==
            readback_code_has(readback,
                              "return answered(decide.cases, place, facts);")) {
        note_fault(artifact, "the code does not read the", "answers");
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
    read_usual_answer(artifact);
    read_table(artifact, &artifact->decide, "decide", decide, 7);
    read_ranges(artifact);
    read_table(artifact, &artifact->retain, "retain", retain, 4);
    read_table(artifact, &artifact->right, "rights", right, 3);
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
    read_rulings(artifact);
    read_answers(artifact);
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

/* Reads a packed row as the code does, in 32 bits. */
static uint64_t packed_cell(const struct artifact_table *table, size_t level,
                            uint64_t place, uint64_t own)
{
    const struct numbers *after = &table->after[level];
    const struct numbers *rest =
        table->rest[level].width > 0 ? &table->rest[level] : after;
    uint64_t bit = table->owner_bit[level];
    if (place >= rest->count || own >= after->count ||
        place * table->unit[level] >= after->count - own) {
        return UINT64_MAX;
    }
    uint64_t at = place * table->unit[level] + own;
    if (bit == 0) {
        return table->owner[level].items[at] == own ? after->items[at]
                                                    : rest->items[place];
    }
    uint32_t cell = (uint32_t)after->items[at] ^ (uint32_t)own << bit;
    return cell >> bit == 0 ? cell : rest->items[place];
}

/* The next row or the answer, before it is looked whether it is the usual one. */
static uint64_t look(const struct artifact_table *table, size_t level,
                     uint64_t row, uint64_t class)
{
    const struct numbers *after = &table->after[level];
    if (table->owner[level].width > 0 || table->owner_bit[level] > 0) {
        return packed_cell(table, level, row, class);
    }
    uint64_t at = row + class;
    if (after->width == 0) {
        return at;
    }
    return at < after->count ? after->items[at] : UINT64_MAX;
}

uint64_t artifact_step(const struct artifact_table *table, size_t level,
                       uint64_t row, uint64_t class)
{
    uint64_t at = look(table, level, row, class);
    return at != UINT64_MAX && at == table->usual[level] ? ARTIFACT_USUAL : at;
}

uint64_t artifact_begin(const struct artifact_table *table)
{
    return table->rows ? table->root : 0;
}

uint64_t artifact_advance(const struct artifact_table *table, size_t level,
                          uint64_t at, uint64_t class)
{
    if (at == UINT64_MAX || at == ARTIFACT_USUAL) {
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
    if (at == ARTIFACT_USUAL) {
        return table->usual_place;
    }
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

struct artifact_ruling artifact_ruling(const struct artifact *artifact,
                                       uint64_t ruling)
{
    const struct artifact_word *word = &artifact->word;
    uint64_t set = ruling >> word->duties & word->duty_sets;
    if (ruling == UINT64_MAX) {
        return (struct artifact_ruling){ UINT64_MAX, UINT64_MAX, UINT64_MAX };
    }
    return (struct artifact_ruling){
        .verdict = ruling & word->verdict,
        .statement = ruling >> word->statement,
        .duties = set < artifact->duty_sets.count
                      ? artifact->duty_sets.items[set]
                      : UINT64_MAX,
    };
}

uint64_t artifact_places(const struct artifact *artifact)
{
    return artifact->answers.width > 0
               ? (uint64_t)artifact->answers.count << artifact->place_begin
               : artifact->decide_cases.count;
}

static bool is_usual(const struct artifact *artifact, uint64_t place)
{
    return artifact->decide.has_usual && place == artifact->decide.usual_place;
}

uint64_t artifact_looked_at(const struct artifact *artifact, uint64_t place)
{
    if (is_usual(artifact, place)) {
        return 0;
    }
    if (artifact->answers.width > 0) {
        return place & artifact->place_facts;
    }
    const struct numbers *cases = &artifact->decide_cases;
    uint64_t facts = 0;
    for (uint64_t at = place; at < cases->count;) {
        const uint64_t *row = cases->items + at * cases->width;
        facts |= row[0];
        at = row[0] != 0 && row[3] < at ? row[3] : UINT64_MAX;
    }
    return facts;
}

uint64_t artifact_ruled(const struct artifact *artifact, uint64_t place,
                        uint64_t facts)
{
    if (is_usual(artifact, place)) {
        return artifact->usual_ruling;
    }
    if (artifact->answers.width == 0) {
        return artifact_case(&artifact->decide_cases, place, facts);
    }
    uint64_t at = place == UINT64_MAX
                      ? UINT64_MAX
                      : (place >> artifact->place_begin) +
                            (place & facts & artifact->place_facts);
    return at < artifact->answers.count ? artifact->answers.items[at]
                                        : UINT64_MAX;
}

struct artifact_ruling artifact_answer(const struct artifact *artifact,
                                       uint64_t place, uint64_t facts)
{
    return artifact_ruling(
        artifact,
        artifact_ruled(artifact, place, artifact_closed(artifact, facts)));
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
