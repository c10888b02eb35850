#ifndef WRIT_DIAGRAM_RECALL_H
#define WRIT_DIAGRAM_RECALL_H

/* What operations on diagrams remember: the result at two nodes, under a tag
 * for what was asked. The table may forget; forgetting costs time, never truth.
 * Private to the operations. */

#include "diagram/table.h"

/* These tags stand above those of combinations (`known`) and far below the ones
 * that each change gets for itself; a level that is fixed has two, one a point
 * of a condition, so that what was fixed in one diagram is known in the next. */
enum { TAG_MEETS = 1000, TAG_WITHIN, TAG_FIX };

/* Called before an operation: the table grows with the nodes. */
void recall_begin(struct diagrams *diagrams);

static inline struct memo *recall_place(const struct diagrams *diagrams,
                                        uint32_t tag, uint32_t a, uint32_t b)
{
    uint64_t hash = ((uint64_t)a << 32 | b) * UINT64_C(0x9e3779b97f4a7c15);
    hash ^= (uint64_t)tag * UINT64_C(0xc2b2ae3d27d4eb4f);
    hash ^= hash >> 32;
    return &diagrams->memo[(size_t)hash & (diagrams->memo_used - 1)];
}

static inline bool recall(const struct diagrams *diagrams, uint32_t tag,
                          uint32_t a, uint32_t b, uint32_t *result)
{
    const struct memo *memo = recall_place(diagrams, tag, a, b);
    if (memo->tag != tag || memo->a != a || memo->b != b) {
        return false;
    }
    *result = memo->result;
    return true;
}

static inline void remember(struct diagrams *diagrams, struct memo memo)
{
    if (diagrams->exhausted) {
        return;
    }
    if (++diagrams->memo_filled > diagrams->memo_used / 2 &&
        diagrams->memo_used < diagrams->memo_count) {
        diagrams->memo_used *= 2;
    }
    *recall_place(diagrams, memo.tag, memo.a, memo.b) = memo;
}

#endif
