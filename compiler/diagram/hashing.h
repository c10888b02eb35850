#ifndef WRIT_DIAGRAM_HASHING_H
#define WRIT_DIAGRAM_HASHING_H

/* Hashes of diagrams over the names of terms: two diagrams of any policies have
 * the same exactly where they say the same. */

#include "base/hash.h"
#include "diagram/analysis.h"

struct hashing;

/* In the analysis' arena, but for what grows with its diagrams. */
struct hashing *hashing_create(struct analysis *analysis);
void hashing_destroy(struct hashing *hashing);

/* What is hashed, and what a terminal of it stands for: different values, and no
 * others, have different texts. */
struct hashed {
    const char *title;
    uint32_t node;
    const char *(*value)(struct analysis *analysis, uint32_t value);
};

/* Adds a line: the title and the hash. It makes nodes, and exhausts the diagrams
 * where the conditions have no order that keeps them small; no hash counts from
 * then on. */
void hashing_put(struct hashing *hashing, struct text *text,
                 const struct hashed *hashed);

#endif
