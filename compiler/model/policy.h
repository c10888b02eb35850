#ifndef WRIT_MODEL_POLICY_H
#define WRIT_MODEL_POLICY_H

/* The model: a policy with every name resolved. Made once by policy_resolve
 * and const from then on; lives in the compilation's arena. */

#include "model/statement.h"
#include "syntax/load.h"

/* What a section holds, in order: for the document. */
struct content {
    enum tree_content_kind kind;
    struct section *section;
    struct statement *statement;
    struct tree_string prose;
};

struct section {
    const char *name;  /* "disclosure.partners"; "" for the document itself */
    const char *title; /* as written, else its name with spaces */
    struct section *parent; /* NULL for the document */
    struct content *contents;
    size_t content_count;
    const struct tree_section *tree; /* NULL for the document */
};

/* A question covers the points of its boxes. `to` left out makes two: `us`
 * where the action is no kind of disclose, all others where it is. */
struct question {
    const struct tree_question *tree; /* NULL for a flow */
    struct chosen chosen[DIMENSION_COUNT];
    const struct term *party_term;
    struct box boxes[2];
    size_t box_count;         /* 1 or 2 */
    int open;                 /* the dimension of its `?`, or -1 */
    const struct bits *given; /* facts, closed; exactly those hold */
    const struct condition
        *condition; /* of a theorem or a flow; NULL: always */
};

struct flow {
    const char *name; /* "recommender.reports" */
    struct question question;
    struct term_list measures;
    const struct bits
        *measure_set; /* those it takes, and what they are kinds of */
    struct time *times;
    size_t time_count;
    struct span span; /* nowhere when it comes from JSON */
    const char *file; /* where the JSON says it stands, or the JSON itself */
    uint32_t line;    /* 0 when unknown */
};

struct system {
    const char *name, *label;
    struct flow *flows;
    size_t flow_count;
};

struct expectation {
    const struct tree_expectation *tree;
    struct question question;
};

struct test {
    const char *title;
    struct expectation *expectations;
    size_t expectation_count;
};

struct translated {
    const struct term *term; /* one of the two */
    const struct statement *statement;
    const char *text;
};

struct translation {
    const char *language; /* "zh" */
    struct translated *items;
    size_t count;
};

struct policy {
    struct arena *arena;
    const struct tree_policy *tree; /* NULL where no file has a header */
    const char *name;               /* "policy" where there is no header */
    const char *title;
    const char *controller, *service, *version, *effective,
        *contact; /* NULL: not given */
    const struct program *program;
    struct terms terms[SPACE_COUNT];
    const struct term *disclose; /* the action, and */
    const struct term *us; /* the recipient, that `to` left out is about */
    struct statement **statements; /* in reading order */
    size_t statement_count;
    struct section *document;
    struct order_index *order; /* private to order.c */
    struct system *systems;
    size_t system_count;
    struct test *tests;
    size_t test_count;
    struct translation *translations;
    size_t translation_count;
    struct bits *conditions_used; /* conditions that a guard names */
};

/* NULL where names do not resolve (findings say why): a policy that cannot be
 * read whole has no meaning. */
struct policy *policy_resolve(const struct reading *reading,
                              const struct program *program);

/* A question of `ask`; false where a name does not resolve. */
bool policy_question(const struct reading *reading, struct policy *policy,
                     const struct tree_question *tree,
                     struct question *question);

/* What the name in an order stands for, seen from a section: a statement, or a
 * section and so every statement in it. Both NULL where it is not found. */
struct other {
    struct statement *statement;
    const struct section *section;
};
struct other order_find(const struct policy *policy, const struct section *from,
                        const char *name);

/* The statement of that name (full, or as short as is unique), or NULL. */
struct statement *policy_statement(const struct policy *policy,
                                   const char *name);

#endif
