#ifndef WRIT_DIAGRAM_NEAREST_H
#define WRIT_DIAGRAM_NEAREST_H

/* What is nearest to a question that is not allowed: the fewest changes after
 * which all of it is, by the verdict diagram. A fact added or taken away is a
 * change (as fewest.h counts them), and a dimension that is narrowed, or moved
 * elsewhere, is one; the party and the action are only narrowed, since to do
 * something else is no answer. Of changes that are as few, those that move
 * nothing come first, then reading order decides. What a single statement
 * permits at every point is listed; only where there is none, what several
 * permit together. */

#include "diagram/fewest.h"
#include "diagram/parts.h"
#include "diagram/project.h"

enum { NEAREST_MOST = 3 };

struct remedy {
    const struct statement **statements; /* who permits it then */
    size_t statement_count;
    unsigned dimensions; /* that change; DIMENSION_BIT of each */
    /* Of those, the points to ask about, and the same as terms. */
    const struct bits *points[DIMENSION_COUNT];
    struct parts parts[DIMENSION_COUNT];
    struct fact_changes facts; /* any one of them; one of nothing: none */
};

struct nearest_answer {
    struct remedy items[NEAREST_MOST];
    size_t count;
    size_t changes; /* of each of them */

    /* A `never` that stands whatever the facts and with any other purpose,
     * recipient, subject and region; or NULL. */
    const struct statement *stands;

    /* Where nothing helps (count is 0): the first statement that would permit
     * the action to the party, and who decides at the smallest example of it;
     * or both NULL. */
    const struct statement *permission, *obstacle;
};

/* Where the budget of the diagrams ran out it means nothing. `deciding` is who
 * decides now, or NULL. */
struct nearest_answer nearest_find(struct analysis *analysis,
                                   const struct question *question,
                                   const struct statement *deciding);

#endif
