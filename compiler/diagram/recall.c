/* How large the table is, and how much of it an operation uses. */

#include "diagram/recall.h"

#include "base/arena.h"
#include "diagram/combine.h"

enum {
    /* What the caches of a core hold of it: an operation begins with that much,
     * for most are small, and takes more as it remembers more. */
    MEMO_NEAR = 1 << 14,
    /* What operations begin with that belong together. */
    MEMO_LONG = 1 << 18
};

/* The memo grows with the nodes; what it held is forgotten. */
void recall_begin(struct diagrams *diagrams)
{
    if (diagrams->memo_count < (size_t)1 << 22 &&
        diagrams->memo_count < (size_t)diagrams->count * 2) {
        while (diagrams->memo_count < (size_t)diagrams->count * 4) {
            diagrams->memo_count *= 2;
        }
        arena_destroy(diagrams->memo_arena);
        diagrams->memo_arena = arena_create();
        diagrams->memo = arena_array(diagrams->memo_arena, diagrams->memo_count,
                                     sizeof *diagrams->memo);
    }
    size_t begin = diagrams->recalls_long ? MEMO_LONG : MEMO_NEAR;
    diagrams->memo_used =
        diagrams->memo_count < begin ? diagrams->memo_count : begin;
    diagrams->memo_filled = 0;
}

void diagrams_recall_long(struct diagrams *diagrams, bool recall)
{
    diagrams->recalls_long = recall;
}
