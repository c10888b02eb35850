/* Rights against the reference evaluator, at every class of points and for all
 * facts. A right is asked of data and a subject, and holds where at each of
 * their points some statement grants it for some party, action, purpose,
 * recipient and region. */

#include "emit/c/verify.h"

#include "emit/c/verify_axis.h"

#include "base/arena.h"

enum {
    MOST_FACTS = 12,      /* that rights rest on */
    MOST_ASKED = 1 << 22, /* combinations, over all sets of facts */
    DATA = 0,             /* the order of the table */
    SUBJECT = 1
};

struct rights {
    struct artifact *artifact;
    const struct policy *policy;
    struct arena *arena;
    struct axis axes[2];
    struct alike *alike[2];
    size_t alike_count[2];
    uint64_t unknown;              /* bits the tables read that are no fact */
    struct statement **statements; /* those that grant rights */
    size_t statement_count;
    bool *
        granted; /* [class of data][class of subject], of one right and facts */
    const char *fault;
};

/* The conditions that guards of rights name, or that the tables read. */
static struct bits *conditions_of(struct rights *rights)
{
    const struct policy *policy = rights->policy;
    const struct artifact *artifact = rights->artifact;
    struct bits *used =
        bits_create(rights->arena, policy->terms[KIND_CONDITION].count);
    uint64_t read = 0;
    for (size_t i = 0; i < rights->statement_count; i++) {
        condition_collect(rights->statements[i]->guard, used);
        condition_collect(rights->statements[i]->unless, used);
    }
    for (size_t i = 0; i < artifact->right_cases.count; i++) {
        read |= artifact->right_cases.items[i * 4];
    }
    rights->unknown = read;
    for (size_t i = 0; i < used->size; i++) {
        if ((artifact->fact_bit[i] & read) != 0) {
            bits_add(used, i);
        }
        rights->unknown &= ~artifact->fact_bit[i];
    }
    return used;
}

/* Whether one of the statements grants it there, wherever else its box is. */
static bool is_granted(const struct rights *rights, const struct term *right,
                       uint32_t data, uint32_t subject,
                       const struct bits *facts)
{
    struct policy one = *rights->policy;
    one.statement_count = 1;
    for (size_t i = 0; i < rights->statement_count; i++) {
        one.statements = &rights->statements[i];
        struct point point = { .facts = facts };
        for (int d = 0; d < DIMENSION_COUNT; d++) {
            const struct bits *select = one.statements[0]->boxes[0].select[d];
            point.at[d] = select != NULL ? (uint16_t)bits_next(select, 0) : 0;
        }
        point.at[DIMENSION_DATA] = (uint16_t)data;
        point.at[DIMENSION_SUBJECT] = (uint16_t)subject;
        if (evaluate_right(&one, right, &point)) {
            return true;
        }
    }
    return false;
}

/* At every point of what is asked. */
static bool is_granted_over(const struct rights *rights,
                            const struct bits *data,
                            const struct bits *subjects)
{
    size_t width = rights->axes[SUBJECT].classes;
    for (size_t i = bits_next(data, 0); i < data->size;
         i = bits_next(data, i + 1)) {
        for (size_t k = bits_next(subjects, 0); k < subjects->size;
             k = bits_next(subjects, k + 1)) {
            if (!rights->granted[i * width + k]) {
                return false;
            }
        }
    }
    return true;
}

static bool answers_so(const struct artifact *artifact, const uint32_t *terms,
                       uint64_t facts, bool granted)
{
    return artifact_case(&artifact->right_cases,
                         artifact_look(&artifact->right, terms),
                         artifact_closed(artifact, facts)) == granted;
}

/* Holds a right, or one that stands for several, against the table. Bits that
 * are no fact must be ignored. */
static void compare(struct rights *rights, const struct term *right,
                    const struct bits *facts)
{
    const struct artifact *artifact = rights->artifact;
    const struct axis *data = &rights->axes[DATA];
    const struct axis *subjects = &rights->axes[SUBJECT];
    uint64_t asked = artifact_facts(artifact, facts);
    for (size_t i = 0; i < rights->alike_count[DATA]; i++) {
        for (size_t k = 0; k < rights->alike_count[SUBJECT]; k++) {
            const struct alike *one = &rights->alike[DATA][i];
            const struct alike *other = &rights->alike[SUBJECT][k];
            uint32_t terms[] = { one->term, other->term, right->number };
            bool granted = is_granted_over(rights, data->covers[one->asked],
                                           subjects->covers[other->asked]);
            if (rights->fault == NULL &&
                (!answers_so(artifact, terms, asked, granted) ||
                 !answers_so(artifact, terms, asked | rights->unknown,
                             granted))) {
                rights->fault = arena_print(
                    artifact->arena,
                    "right: differs from the model for %s of %s, %s, facts "
                    "0x%llx",
                    right->path, data->terms->items[one->term]->path,
                    subjects->terms->items[other->term]->path,
                    (unsigned long long)asked);
            }
        }
    }
}

static void try_facts(struct rights *rights, const struct bits *facts)
{
    const struct terms *terms = &rights->policy->terms[KIND_RIGHT];
    size_t width = rights->axes[SUBJECT].classes;
    for (size_t r = 0; r < terms->count; r++) {
        const struct bits *below = terms->items[r]->below;
        for (size_t i = 0; i < rights->axes[DATA].classes * width; i++) {
            bool all = true;
            for (size_t one = bits_next(below, 0); one < below->size && all;
                 one = bits_next(below, one + 1)) {
                all = is_granted(rights, terms->items[one],
                                 rights->axes[DATA].point[i / width],
                                 rights->axes[SUBJECT].point[i % width], facts);
            }
            rights->granted[i] = all;
        }
        compare(rights, terms->items[r], facts);
    }
}

/* Every closed set of the facts that matter. */
static void try_all(struct rights *rights, const struct bits *used)
{
    const struct terms *terms = &rights->policy->terms[KIND_CONDITION];
    for (size_t set = 0; set >> bits_count(used) == 0; set++) {
        struct arena *scratch = arena_create();
        struct bits *facts = bits_create(scratch, terms->count);
        size_t place = 0;
        for (size_t i = bits_next(used, 0); i < used->size;
             i = bits_next(used, i + 1)) {
            if ((set >> place++ & 1) != 0) {
                bits_add(facts, i);
            }
        }
        struct bits *closed = bits_copy(scratch, facts);
        facts_close(terms, closed);
        struct bits *more = bits_copy(scratch, closed);
        bits_intersect(more, used);
        if (bits_equal(more, facts)) {
            try_facts(rights, closed);
        }
        arena_destroy(scratch);
    }
}

static void list_statements(struct rights *rights)
{
    const struct policy *policy = rights->policy;
    rights->statements = arena_array(rights->arena, policy->statement_count,
                                     sizeof(struct statement *));
    for (size_t i = 0; i < policy->statement_count; i++) {
        if (policy->statements[i]->kind == STATEMENT_RIGHT) {
            rights->statements[rights->statement_count++] =
                policy->statements[i];
        }
    }
}

static bool ask_axis(struct rights *rights, int level, int dimension)
{
    struct axis *axis = &rights->axes[level];
    *axis = axis_make(rights->arena, rights->policy, dimension);
    if (!axis_ask(rights->arena, axis)) {
        return false;
    }
    rights->alike[level] = axis_alike(
        rights->arena, axis, rights->artifact->right.classes[level].items,
        &rights->alike_count[level]);
    return true;
}

const char *verify_rights(struct artifact *artifact)
{
    struct rights rights = { .artifact = artifact,
                             .policy = artifact->policy,
                             .arena = arena_create() };
    bool asked = ask_axis(&rights, DATA, DIMENSION_DATA) &&
                 ask_axis(&rights, SUBJECT, DIMENSION_SUBJECT);
    rights.granted = arena_array(
        rights.arena, rights.axes[DATA].classes * rights.axes[SUBJECT].classes,
        sizeof *rights.granted);
    list_statements(&rights);
    struct bits *used = conditions_of(&rights);
    size_t facts = bits_count(used);
    if (asked && facts <= MOST_FACTS &&
        (rights.alike_count[DATA] * rights.alike_count[SUBJECT] *
         artifact->policy->terms[KIND_RIGHT].count)
                << facts <=
            MOST_ASKED) {
        try_all(&rights, used);
    }
    arena_destroy(rights.arena);
    return rights.fault;
}
