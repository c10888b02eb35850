#ifndef WRIT_EMIT_C_PLAN_H
#define WRIT_EMIT_C_PLAN_H

/* All that the emitted C says, worked out before a line of it is written. */

#include "diagram/ask.h"
#include "emit/c/cases.h"
#include "emit/c/layout.h"
#include "emit/c/ruling.h"
#include "emit/c/vectors.h"
#include "emit/c/word.h"
#include "emit/emit.h"

/* What the emitted C can name: the terms of a space by number, and for events
 * the compounds behind them. */
struct family {
    const char *item;  /* "data": of functions and of arrays */
    const char *upper; /* "DATA": of constants */
    const struct terms *terms;
    const char **paths; /* [number]; "latest of a and b" for a compound */
    size_t count;
};

enum {
    FAMILY_COUNT = 12,     /* every kind but `condition`, and parties */
    MOST_ROWS = UINT16_MAX /* of tables that 16 bits index */
};

/* A row of the table of duties. */
struct duty {
    const struct statement *statement;
    const struct time *time;
    uint16_t action, data, subject, event;
};

struct plan {
    enum layout_form form; /* of the table that decides; set before plan_make */
    const struct emission *emission;
    struct analysis *analysis;
    const struct policy *policy;
    struct arena *arena;
    const char *lower, *upper; /* "ai_pool", "AI_POOL" */
    struct asked asked;
    struct sources sources; /* the policy's files, to find lines */

    struct family families[FAMILY_COUNT];
    struct word facts;    /* which condition has which bit of `facts` */
    struct word measures; /* likewise of `duties` */

    struct rulings rulings;  /* that decisions answer with */
    uint32_t *retention_row; /* [keeping]: its row, from 1; 0: not reached */
    uint32_t *retentions;    /* [row]: the keeping; row 0 is out of range */
    size_t retention_count;

    struct vectors vectors;    /* of decisions; or, where there are none, */
    struct cases decide_cases; /* lists of cases */
    struct cases right_cases;
    struct layout decide, retain, right;
    struct duty *duties;
    size_t duty_count;
};

/* Fills in a plan of which only `form` is set. False where the policy does not
 * fit the form; `*error` says why. */
bool plan_make(const struct emission *emission, struct plan *plan,
               const char **error);

/* Says in `*error` that there are more of them than the C has room for. */
bool plan_refuse(const struct plan *plan, const char **error, const char *what,
                 size_t count, const char *most);

/* Fills in the answers and layouts, of rulings and retentions: laying.c. */
bool plan_lay_out(struct plan *plan, const char **error);

/* Fills in the duties: duty.c. */
bool duties_list(struct plan *plan, const char **error);

/* "AI_POOL_DATA_PERSONAL_ACCOUNT", from "DATA" and "personal.account". */
const char *plan_constant(const struct plan *plan, const char *family,
                          const char *path);

/* The file of a statement without its folders, and its line. */
const char *plan_file(const struct plan *plan,
                      const struct statement *statement, uint32_t *line);

/* "disclosure.partners, policy.writ:41" */
const char *plan_origin(const struct plan *plan,
                        const struct statement *statement);

/* What a level is called in the names of tables: its kind. */
const char *plan_level_name(const struct layout_level *level);

/* For the fixed code: whether there is a table of that name, "decide.of_data".
 * True of every name that is not like this. */
bool plan_has_table(const void *plan, const char *name, size_t length);

#endif
