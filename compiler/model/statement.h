#ifndef WRIT_MODEL_STATEMENT_H
#define WRIT_MODEL_STATEMENT_H

/* A statement, resolved. Its extents are boxes over the seven dimensions under
 * a guard: where `guard` holds and `unless` does not it speaks strongly, where
 * both hold weakly, and says the opposite. The first box is what it says; each
 * `only` adds a prohibition outside, which has no weak extent. */

#include "model/chosen.h"
#include "model/condition.h"
#include "model/time.h"

struct section;

struct box {
    bool permits;
    bool weak; /* has a weak extent */
    const struct bits
        *select[DIMENSION_COUNT]; /* NULL: everything; never empty */
};

enum statement_kind {
    STATEMENT_RULE,  /* has verdicts: may, must, must not, never */
    STATEMENT_RIGHT, /* `you may ...` */
    STATEMENT_DEEM   /* a condition counts as given by conduct */
};

struct statement {
    size_t index;     /* in reading order, from 0 */
    const char *name; /* "disclosure.partners"; made up where none is written */
    bool named;
    enum statement_kind kind;
    enum tree_party party;
    const struct term *party_term; /* in the party space; NULL for `you` */
    enum tree_modality modality;
    struct section *section;
    size_t place; /* in the section, see section_number */
    const struct tree_statement *tree;
    struct span span; /* from its name to its full stop */
    struct span
        rule; /* what it says, without name and wording: where findings point */

    const struct chosen *chosen[DIMENSION_COUNT]; /* PARTY unused; never NULL */
    bool object_is_you;
    struct term_list rights; /* of STATEMENT_RIGHT */
    const struct bits
        *right_set;    /* their points, over the right space; or NULL */
    struct box *boxes; /* none for a deem */
    size_t box_count;
    const struct condition *guard;  /* every `if` and `when`; NULL: always */
    const struct condition *unless; /* any `unless`; NULL: never */

    struct time *times;
    size_t time_count;
    struct term_list measures, methods, bases;
    const struct bits
        *measure_set;     /* numbers of the measures named; NULL: none */
    const char **sources; /* `citing`, as written */
    size_t source_count;

    bool prevails; /* over some other */
    /* All that prevail over it, transitively; the first of them do directly.
     * Statements may share the array. */
    struct statement **prevailing;
    size_t prevailing_count, direct_count;
    const struct bits *above; /* the same by index; NULL: none */

    const struct term *deemed, *deemed_on; /* of STATEMENT_DEEM */
};

bool statement_forbids(const struct statement *statement); /* must not, never */

/* It prevails over the other, directly or through others. */
bool statement_is_over(const struct statement *statement,
                       const struct statement *other);

/* Some point lies in a box of each, facts left aside. */
bool statement_meets(const struct statement *a, const struct statement *b);

#endif
