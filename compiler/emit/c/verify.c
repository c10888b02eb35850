/* Reading back, and what is read rather than looked up: constants, strings,
 * statements, duties and names, each against the model's own words. */

#include "emit/c/verify.h"

#include "base/arena.h"
#include "emit/c/perfect.h"
#include "language/phrase.h"

#include <string.h>

struct check {
    struct artifact *artifact;
    const char *text;
    size_t size;
    const char *fault;
};

static void fail(struct check *check, const char *what, const char *name)
{
    if (check->fault == NULL) {
        check->fault =
            arena_print(check->artifact->arena, "%s: `%s`", what, name);
    }
}

static const char *text_at(const struct check *check, uint64_t offset)
{
    return offset < check->size ? check->text + offset : "";
}

static void expect_text(struct check *check, uint64_t offset, const char *want)
{
    if (strcmp(text_at(check, offset), want) != 0) {
        fail(check, "a string differs", want);
    }
}

static const char *print_name(const struct check *check, const char *stem,
                              const char *end)
{
    return arena_print(check->artifact->arena, "%s%s", stem, end);
}

/* --- names ---------------------------------------------------------------- */

/* The names of a space as they are looked up. */
struct lookup {
    struct numbers paths, names, moves;
    uint64_t seed, longest;
};

static struct lookup read_lookup(struct check *check, const char *item)
{
    struct readback *readback = &check->artifact->readback;
    struct lookup lookup = {
        .paths = readback_array(readback, print_name(check, item, "_paths"), 1),
        .names = readback_array(readback, print_name(check, item, "_names"), 3),
        .moves = readback_array(readback, print_name(check, item, "_moves"), 1),
    };
    if (!readback_constant(readback, "name_seed", &lookup.seed) ||
        !readback_constant(readback, "longest_name", &lookup.longest)) {
        fail(check, "names have no seed", item);
    }
    return lookup;
}

/* The row that the C finds for the name, or NULL. */
static const uint64_t *row_of(const struct check *check,
                              const struct lookup *lookup, const char *name)
{
    size_t length = strlen(name);
    if (lookup->names.count == 0 || lookup->moves.count == 0 || length == 0 ||
        length > lookup->longest) {
        return NULL;
    }
    uint64_t hash = perfect_hash((uint32_t)lookup->seed, name, length);
    uint16_t move =
        (uint16_t)lookup->moves.items[perfect_group(hash, lookup->moves.count)];
    const uint64_t *row =
        lookup->names.items +
        (size_t)3 * perfect_slot(hash, &move, 1, lookup->names.count);
    const char *text = text_at(check, row[0]);
    bool is_name = row[1] == length && strncmp(text, name, length) == 0;
    return is_name ? row : NULL;
}

/* That every row is found by its own name, and means what the name does. */
static void check_rows(struct check *check, const struct lookup *lookup,
                       const struct terms *terms, const uint64_t *number)
{
    for (size_t i = 0; i < lookup->names.count; i++) {
        const uint64_t *row = lookup->names.items + i * 3;
        const char *text = text_at(check, row[0]);
        if (row[1] == 0) {
            continue;
        }
        const struct term *term = term_find(terms, text, NULL, NULL);
        if (row_of(check, lookup, text) != row) {
            fail(check, "a name is not found", text);
        }
        if (term != NULL ? number[term->number] != row[2]
                         : strchr(text, ' ') == NULL) {
            fail(check, "a name means another term", text);
        }
    }
}

/* The names of a space, where number[i] is what the rows call term i;
 * UINT64_MAX: it is not in them. Every end of a path that means its term is
 * found, as far as it is one of the space. */
static void check_names(struct check *check, const char *item,
                        const struct terms *terms, const uint64_t *number)
{
    struct lookup lookup = read_lookup(check, item);
    check_rows(check, &lookup, terms, number);
    for (size_t i = 0; i < terms->count; i++) {
        const struct term *term = terms->items[i];
        if (number[i] == UINT64_MAX) {
            continue;
        }
        for (const char *text = term->path; text != NULL;) {
            const uint64_t *row = row_of(check, &lookup, text);
            bool means = term_find(terms, text, NULL, NULL) == term;
            if (means && (row == NULL || row[2] != number[i])) {
                fail(check, "a term has no name", text);
            }
            const char *dot = strchr(text, '.');
            text = dot != NULL ? dot + 1 : NULL;
        }
        if (number[i] >= lookup.paths.count) {
            fail(check, "a term has no path", term->path);
        } else {
            expect_text(check, lookup.paths.items[number[i]], term->path);
        }
    }
}

/* --- hierarchies ---------------------------------------------------------- */

static void add_range(struct bits *set, uint64_t first, uint64_t end)
{
    for (uint64_t i = first; i < end && i < set->size; i++) {
        bits_add(set, (size_t)i);
    }
}

/* What lies below each term, by its rows; what is behind the terms lies below
 * itself and `any`. */
static void check_below(struct check *check, const char *item,
                        const struct terms *terms, size_t count)
{
    struct arena *scratch = arena_create();
    struct readback *readback = &check->artifact->readback;
    struct numbers ends =
        readback_array(readback, print_name(check, item, "_ends"), 1);
    struct numbers ranges =
        readback_array(readback, print_name(check, item, "_ranges"), 3);
    if (ends.count != count) {
        fail(check, "ends are not as many as terms", item);
    }
    size_t at = 0;
    for (size_t i = 0; i < ends.count; i++) {
        struct bits *got = bits_create(scratch, count);
        struct bits *want = bits_create(scratch, count);
        add_range(got, i, ends.items[i]);
        for (; at < ranges.count && ranges.items[at * 3] == i; at++) {
            add_range(got, ranges.items[at * 3 + 1], ranges.items[at * 3 + 2]);
        }
        add_range(want, i, i == 0 ? count : i + 1);
        for (size_t k = 0; i < terms->count && k < terms->count; k++) {
            k = bits_next(terms->items[i]->below, k);
            add_range(want, k, k < terms->count ? k + 1 : k);
        }
        if (!bits_equal(got, want)) {
            fail(check, "other terms lie below a term", item);
        }
    }
    if (at < ranges.count) {
        fail(check, "a range is of no term", item);
    }
    arena_destroy(scratch);
}

/* Facts are called by their bits. */
static void check_facts(struct check *check)
{
    const struct artifact *artifact = check->artifact;
    const struct terms *terms = &artifact->policy->terms[KIND_CONDITION];
    uint64_t *number =
        arena_array(artifact->arena, terms->count, sizeof *number);
    for (size_t i = 0; i < terms->count; i++) {
        number[i] = artifact->fact_bit[i] != 0
                        ? (uint64_t)__builtin_ctzll(artifact->fact_bit[i])
                        : UINT64_MAX;
    }
    check_names(check, "fact", terms, number);
}

static void expect_constant(struct check *check, const char *name,
                            uint64_t want)
{
    uint64_t value;
    if (!readback_constant(&check->artifact->readback, name, &value) ||
        value != want) {
        fail(check, "a constant has another value", name);
    }
}

/* Every term of the space has its number as its constant, and its names. */
static void check_space(struct check *check, int space)
{
    struct artifact *artifact = check->artifact;
    const struct terms *terms = &artifact->policy->terms[space];
    const char *item = space_name[space];
    uint64_t *number =
        arena_array(artifact->arena, terms->count, sizeof *number);
    for (size_t i = 0; i < terms->count; i++) {
        number[i] = i;
        expect_constant(
            check,
            artifact_constant(check->artifact, item, terms->items[i]->path), i);
    }
    size_t more = space == KIND_EVENT ? artifact->analysis->compound_count : 0;
    expect_constant(check, artifact_constant(check->artifact, "COUNT_OF", item),
                    terms->count + more);
    check_names(check, item, terms, number);
    check_below(check, item, terms, terms->count + more);
}

/* Compounds of events stand behind the terms, under the names of those. */
static void check_compounds(struct check *check)
{
    struct artifact *artifact = check->artifact;
    const struct terms *terms = &artifact->policy->terms[KIND_EVENT];
    struct lookup lookup = read_lookup(check, "event");
    for (size_t i = 0; i < artifact->analysis->compound_count; i++) {
        const struct compound *compound = &artifact->analysis->compounds[i];
        size_t number = terms->count + i;
        struct text path = { 0 };
        text_put(&path, compound->choice == EVENT_LATEST ? "latest of"
                                                         : "earliest of");
        for (size_t k = 0, more = 0; k < terms->count; k++) {
            if (bits_has(compound->events, k)) {
                text_print(&path, "%s %s", more++ > 0 ? " and" : "",
                           terms->items[k]->path);
            }
        }
        const char *name = text_string(&path);
        const uint64_t *row = row_of(check, &lookup, name);
        if (row == NULL || row[2] != number || number >= lookup.paths.count) {
            fail(check, "a compound has no name", name);
        } else {
            expect_text(check, lookup.paths.items[number], name);
        }
        expect_constant(
            check, artifact_constant(check->artifact, "event", name), number);
        text_destroy(&path);
    }
}

/* Bits of measures in decisions and in the table are the same. */
static void check_measures(struct check *check)
{
    struct artifact *artifact = check->artifact;
    const struct terms *terms = &artifact->policy->terms[KIND_MEASURE];
    struct numbers rows =
        readback_array(&artifact->readback, "measure_bits", 1);
    for (size_t i = 0; i < terms->count; i++) {
        uint64_t bit = artifact->measure_bit[i];
        uint64_t want = bit != 0 ? (uint64_t)__builtin_ctzll(bit) + 1 : 0;
        if (i >= rows.count || rows.items[i] != want) {
            fail(check, "a measure has another bit", terms->items[i]->path);
        }
        for (size_t k = 0; k < i; k++) {
            if ((artifact->measure_bit[k] & bit) != 0) {
                fail(check, "two measures have one bit", terms->items[i]->path);
            }
        }
    }
}

/* --- statements and duties ------------------------------------------------ */

/* How far the lines of a file have been counted. */
struct count {
    const struct source *source;
    uint32_t at;
    uint64_t line;
};

/* The file that a statement stands in, without its folders, and its line: by
 * counting on from the last one, where the writer asks base/source. */
static const char *stands_in(const struct policy *policy,
                             const struct statement *statement,
                             struct count *count)
{
    uint32_t at = statement->span.start;
    for (size_t i = 0; i < policy->program->count; i++) {
        const struct source *source = policy->program->files[i]->source;
        if (at < source->base || at - source->base > source->length) {
            continue;
        }
        if (count->source != source || count->at > at - source->base) {
            *count = (struct count){ source, 0, 1 };
        }
        for (; count->at < at - source->base; count->at++) {
            count->line += source->bytes[count->at] == '\n';
        }
        const char *slash = strrchr(source->name, '/');
        return slash != NULL ? slash + 1 : source->name;
    }
    *count = (struct count){ NULL, 0, 0 };
    return "";
}

static void check_statements(struct check *check)
{
    struct artifact *artifact = check->artifact;
    const struct policy *policy = artifact->policy;
    struct numbers rows =
        readback_array(&artifact->readback,
                       print_name(check, artifact->lower, "_statements"), 5);
    if (rows.count != policy->statement_count) {
        fail(check, "statements are not as many", artifact->lower);
        return;
    }
    struct count count = { 0 };
    for (size_t i = 0; i < rows.count; i++) {
        const struct statement *statement = policy->statements[i];
        const uint64_t *row = rows.items + i * 5;
        struct text sentence = { 0 };
        language_english.statement(policy, statement, &sentence);
        expect_text(check, row[0], statement->name);
        expect_text(check, row[1], text_string(&sentence));
        expect_text(check, row[2], stands_in(policy, statement, &count));
        expect_text(check, row[4], statement->name);
        if (row[3] != count.line) {
            fail(check, "a line differs", statement->name);
        }
        text_destroy(&sentence);
    }
}

/* The terms of one column, one after the other; 0 alone where none is named. */
static size_t terms_in(const struct chosen *chosen)
{
    return chosen->term_count > 0 ? chosen->term_count : 1;
}

static uint64_t term_in(const struct chosen *chosen, size_t i)
{
    return i < chosen->term_count ? chosen->terms[i]->number : 0;
}

static uint64_t event_of(const struct time *time, size_t i)
{
    return i < time->event_count ? time->events[i]->number : 0;
}

/* The rows of one time: each of its events with each combination of terms, the
 * events changing first. Returns how many they are. */
static size_t check_time(struct check *check, const struct numbers *rows,
                         size_t first, const struct statement *statement,
                         const struct time *time)
{
    const struct chosen *actions = statement->chosen[DIMENSION_ACTION];
    const struct chosen *data = statement->chosen[DIMENSION_DATA];
    const struct chosen *subjects = statement->chosen[DIMENSION_SUBJECT];
    size_t events = time->event_count > 0 ? time->event_count : 1;
    size_t count =
        terms_in(actions) * terms_in(data) * terms_in(subjects) * events;
    for (size_t i = 0; i < count; i++) {
        size_t each = i / events;
        const uint64_t want[9] = {
            statement->party_term->number,
            term_in(actions, each / terms_in(subjects) / terms_in(data)),
            term_in(data, each / terms_in(subjects) % terms_in(data)),
            term_in(subjects, each % terms_in(subjects)),
            event_of(time, i % events),
            statement->index,
            (uint64_t)time->kind,
            time->choice == EVENT_LATEST,
            time->seconds
        };
        if (first + i >= rows->count ||
            memcmp(rows->items + (first + i) * 9, want, sizeof want) != 0) {
            fail(check, "a duty differs", statement->name);
            break;
        }
    }
    return count;
}

static void check_duties(struct check *check)
{
    struct artifact *artifact = check->artifact;
    const struct policy *policy = artifact->policy;
    struct numbers rows = readback_array(
        &artifact->readback, print_name(check, artifact->lower, "_duties"), 9);
    size_t count = 0;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        bool is_duty = statement->kind == STATEMENT_RULE &&
                       statement->modality == MODALITY_MUST;
        for (size_t k = 0; is_duty && k < statement->time_count; k++) {
            count += check_time(check, &rows, count, statement,
                                &statement->times[k]);
        }
    }
    if (rows.count != count) {
        fail(check, "duties are not as many", artifact->lower);
    }
}

const char *verify_lists(struct artifact *artifact)
{
    struct check check = { .artifact = artifact };
    check.text = readback_text(&artifact->readback, &check.size);
    for (int space = 0; space < SPACE_COUNT; space++) {
        if (space != KIND_CONDITION) {
            check_space(&check, space);
        }
    }
    check_compounds(&check);
    check_facts(&check);
    check_measures(&check);
    check_statements(&check);
    check_duties(&check);
    return artifact->readback.fault != NULL ? artifact->readback.fault
                                            : check.fault;
}

bool verify_c(struct analysis *analysis, struct asked asked,
              const struct text *header, const struct text *source,
              const char **error)
{
    struct artifact artifact;
    const char *fault = NULL;
    if (!artifact_read(&artifact, analysis, header, source)) {
        fault = artifact.readback.fault;
    }
    if (fault == NULL) {
        fault = verify_lists(&artifact);
    }
    if (fault == NULL) {
        fault = verify_tables(&artifact, asked);
    }
    if (fault == NULL) {
        fault = verify_rights(&artifact);
    }
    if (fault == NULL && !verify_points(&artifact, &fault)) {
        fault = verify_rulings(&artifact);
    }
    if (fault != NULL) {
        *error = arena_print(analysis->arena,
                             "internal error: the C read back is not the "
                             "policy: %s",
                             fault);
    }
    artifact_destroy(&artifact);
    return fault == NULL;
}
