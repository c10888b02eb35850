#ifndef WRIT_EMIT_C_VERIFY_BEHAVIOURS_H
#define WRIT_EMIT_C_VERIFY_BEHAVIOURS_H

/* What is decided somewhere, for every closed set of facts at once. A behaviour
 * is a table over the facts that matter there, made by the reference evaluator;
 * equal behaviours have one number. No diagram takes part. */

#include "emit/c/artifact.h"

/* The worst over some points: an answer as the tables give it. */
struct worst {
    uint8_t badness; /* 0 allow, 1 silent, 2 deny */
    uint16_t statement;
    uint64_t duties;
};

struct behaviours;

/* NULL where the policy has more conditions than a word has bits. */
struct behaviours *behaviours_create(struct artifact *artifact);
void behaviours_destroy(struct behaviours *behaviours);

/* What the statements decide at the point, for all facts, if no other statement
 * has a box that holds there. The facts of the point are not looked at. */
uint32_t behaviours_make(struct behaviours *behaviours,
                         struct statement **statements, size_t count,
                         const struct point *point);

/* The worst of the two for each set of facts. */
uint32_t behaviours_meet(struct behaviours *behaviours, uint32_t a, uint32_t b);

/* Whether the tables answer just so at the place; `*facts` is a set for which
 * they do not. */
bool behaviours_answered(struct behaviours *behaviours, uint32_t behaviour,
                         uint64_t place, uint64_t *facts);

/* Their numbers are below it. */
size_t behaviours_count(const struct behaviours *behaviours);

/* Facts that matter, or behaviours, became too many: nothing since counts. */
bool behaviours_exhausted(const struct behaviours *behaviours);

/* The answer of the reference evaluator at a point, and the worst of two. */
struct worst worst_at(struct arena *scratch, const struct artifact *artifact,
                      const struct policy *policy, const struct point *point);
void worst_meet(struct worst *into, const struct worst *other);

/* Whether the tables decide so. */
bool worst_is(const struct worst *worst, const struct artifact_ruling *ruling);

#endif
