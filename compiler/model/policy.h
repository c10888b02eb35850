#ifndef WRIT_MODEL_POLICY_H
#define WRIT_MODEL_POLICY_H

/* The model: a policy with every name resolved. Made once by policy_resolve
 * and const from then on; lives in the compilation's arena. */

#include "base/text.h"
#include "model/statement.h"
#include "model/translation.h"
#include "syntax/load.h"

/* What a section holds, in order: for the document. */
struct content {
    enum tree_content_kind kind;
    union { /* by kind */
        struct section *section;
        struct statement *statement;
        const struct tree_prose *prose;
    };
    const char *name; /* in full: "disclosure.opening"; NULL: prose has none */
};

struct section {
    const char *name;  /* "disclosure.partners"; "" for the document itself */
    const char *title; /* as written, else its name with spaces */
    struct section *parent; /* NULL for the document */
    size_t place;  /* among the sections and statements of the parent, from 1 */
    size_t places; /* how many of these it has itself */
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

/* Another flow of JSON that does the same, and where that stands. */
struct twin {
    const char *name;
    const char *file;
    uint32_t line;
};

struct flow {
    const char *name; /* "recommender.reports" */
    struct question question;
    struct term_list measures;
    const struct bits
        *measure_set; /* those it takes, and what they are kinds of */
    struct time *times;
    size_t time_count;
    struct span span;   /* nowhere when it comes from JSON */
    const char *file;   /* where the JSON says it stands, or the JSON itself */
    uint32_t line;      /* 0 when unknown */
    struct twin *twins; /* what is true of the flow is true of them */
    size_t twin_count;
};

/* A flow of JSON that is a twin of one before it, of any system, is listed
 * there and not in `flows`. */
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

/* The first of a policy is the one in which it is written; then come the others
 * of `languages`, then those of its translations. */
struct policy_language {
    const char *code; /* "zh" */
    struct span span; /* where it is named first; nowhere when nowhere is */
};

/* What an older policy called otherwise. */
struct renaming {
    int space;
    const char *from; /* the path that it had, or the end of it */
    const char *to;   /* the path that it has */
};

/* A field of the header with a text, `controller "..."`. */
struct policy_field {
    const char *name, *value;
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
    struct match_index *matches; /* names of statements: match.c */
    struct system *systems;
    size_t system_count;
    struct test *tests;
    size_t test_count;
    struct translation *translations; /* one a language */
    size_t translation_count;
    struct policy_language *languages; /* at least one */
    size_t language_count;
    struct policy_field *fields; /* those with one text, as written */
    size_t field_count;
    struct renaming *renamings; /* as declared */
    size_t renaming_count;
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
    struct section *section;
};
struct other order_find(const struct policy *policy, const struct section *from,
                        const char *name);

/* Adds the number under which it is published, "4.2": sections and statements
 * are counted together. Nothing for the document itself. */
void section_number(const struct section *section, struct text *text);
void statement_number(const struct statement *statement, struct text *text);

/* The field of the header, or NULL where it is not given. */
const struct policy_field *policy_field(const struct policy *policy,
                                        const char *name);

/* The statement of that name (full, or as short as is unique), or NULL. */
struct statement *policy_statement(const struct policy *policy,
                                   const char *name);

#endif
