#ifndef WRIT_EMIT_C_SWEEP_H
#define WRIT_EMIT_C_SWEEP_H

/* What the emitted tables must answer, worked out from the model, and digests
 * of it over fixed sweeps: the compiler's side of proving.c. */

#include "emit/c/plan.h"

enum {
    SWEEP_STEPS = 1 << 16,
    SWEEP_PAIRS = 1024 /* terms that one is asked to lie below, at most twice */
};

/* Answers of a plan. */
struct oracle {
    const struct plan *plan;
    uint64_t *known_by; /* [level of a condition]: facts that make it hold */
};

/* What `decide` is to say. */
struct ruled {
    uint64_t verdict, statement, duties;
};

/* What `retain` is to say. */
struct kept {
    uint64_t at_least, up_to, method, statement, at_least_statement;
};

struct oracle oracle_create(const struct plan *plan);

/* For terms in the order of the table's levels, and facts as they are given. */
struct ruled oracle_decide(const struct oracle *oracle, const uint32_t *terms,
                           uint64_t facts);
struct kept oracle_retain(const struct oracle *oracle, const uint32_t *terms);
bool oracle_right(const struct oracle *oracle, const uint32_t *terms,
                  uint64_t facts);

/* The order of the digests in `sweep_all`. */
enum sweep_digest {
    SWEEP_DECISIONS_SAMPLED,
    SWEEP_DECISIONS_DRAWN,
    SWEEP_RETENTIONS_SAMPLED,
    SWEEP_RETENTIONS_DRAWN,
    SWEEP_RIGHTS_SAMPLED,
    SWEEP_RIGHTS_DRAWN,
    SWEEP_DUTIES,
    SWEEP_STATEMENTS,
    SWEEP_FACTS,
    SWEEP_MEASURES,
    SWEEP_FAMILIES, /* and the others behind it */
    SWEEP_COUNT = SWEEP_FAMILIES + FAMILY_COUNT
};

void sweep_all(const struct oracle *oracle, uint64_t digests[SWEEP_COUNT]);

#endif
