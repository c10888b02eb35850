#ifndef WRIT_DIAGRAM_HASHING_H
#define WRIT_DIAGRAM_HASHING_H

/* Hashes of diagrams over the names of terms: two diagrams of any policies have
 * the same exactly where they say the same. */

#include "base/hash.h"
#include "diagram/analysis.h"

struct hashing;

/* In the analysis' arena, but for its diagrams. */
struct hashing *hashing_create(struct analysis *analysis);

/* Where the budget did not hold it the diagrams of the analysis are exhausted
 * from then on, and no hash counts. */
void hashing_destroy(struct hashing *hashing);

/* The diagram without conditions that play no part; it may make nodes. */
uint32_t hashing_ready(struct analysis *analysis, uint32_t node);

/* From the one to the other diagrams that are ready may be hashed, and no node
 * may be made. `value` says what a terminal stands for. */
void hashing_open(struct hashing *hashing,
                  const char *(*value)(struct analysis *analysis,
                                       uint32_t value));
void hashing_close(struct hashing *hashing);

/* Adds a line: the title and the hash. */
void hashing_put(struct hashing *hashing, struct text *text, const char *title,
                 uint32_t node);

/* How a clock of several events is called: "earliest closure request". */
const char *hashing_clock(struct analysis *analysis,
                          const struct compound *compound);

#endif
