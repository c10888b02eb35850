#ifndef WRIT_SYNTAX_TREE_H
#define WRIT_SYNTAX_TREE_H

/* The syntax tree: what a file says, in the order in which it says it, with no
 * name resolved. Every node knows its span, to the end. Nodes live in the
 * compilation's arena; names are interned, so they compare with ==, but for
 * labels of sentences and of prose, which a colon follows. Lists are arrays in
 * source order; an absent list has count 0, an absent node is NULL. */

#include "base/source.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A name or a path as written: "email", "account.email", "any". */
struct tree_name {
    const char *text; /* interned, unless it is a label */
    struct span span;
};

struct tree_names {
    struct tree_name *items;
    size_t count;
};

/* A string literal, its escapes and indent undone. */
struct tree_string {
    const char *text; /* NULL where there is none */
    struct span span; /* with its quotes */
};

/* `personal except email and phone` */
struct tree_selection {
    struct tree_names names;
    struct tree_names except;
};

/* From the first to the last; nowhere where there are none. */
static inline struct span tree_names_span(const struct tree_names *names)
{
    if (names->count == 0)
        return (struct span){ 0, 0 };
    return (struct span){ names->items[0].span.start,
                          names->items[names->count - 1].span.end };
}

static inline struct span
tree_selection_span(const struct tree_selection *selection)
{
    struct span span = tree_names_span(&selection->names);

    if (selection->except.count > 0)
        span.end = tree_names_span(&selection->except).end;
    return span;
}

/* --- conditions ------------------------------------------------------- */

enum tree_condition_kind {
    TREE_CONDITION_NAME, /* name */
    TREE_CONDITION_NOT,  /* left */
    TREE_CONDITION_AND,  /* left, right */
    TREE_CONDITION_OR
};

struct tree_condition {
    enum tree_condition_kind kind;
    struct span span;
    union { /* by kind */
        struct tree_name name;
        struct {
            struct tree_condition *left, *right;
        };
    };
};

/* --- time ------------------------------------------------------------- */

enum tree_unit {
    UNIT_SECOND,
    UNIT_MINUTE,
    UNIT_HOUR,
    UNIT_DAY,
    UNIT_WEEK,
    UNIT_MONTH,
    UNIT_YEAR
};

/* `30 days`: the number is at most UINT32_MAX. */
struct tree_duration {
    uint32_t number;
    enum tree_unit unit;
    struct span span;
};

enum tree_event_choice { EVENT_ONE, EVENT_EARLIEST, EVENT_LATEST };

/* `earliest of closure and withdrawal`; no names where no event is given. */
struct tree_event {
    enum tree_event_choice choice;
    struct tree_names names;
};

/* --- statements ------------------------------------------------------- */

enum tree_party { PARTY_WE, PARTY_YOU, PARTY_NAMED };

enum tree_modality {
    MODALITY_MAY,
    MODALITY_MUST,
    MODALITY_MUST_NOT,
    MODALITY_NEVER
};

enum tree_qualifier_kind {
    QUALIFIER_FOR,
    QUALIFIER_TO,
    QUALIFIER_IN,
    QUALIFIER_OF, /* selection, only */
    QUALIFIER_IF,
    QUALIFIER_WHEN,
    QUALIFIER_UNLESS, /* condition */
    QUALIFIER_WITHIN,
    QUALIFIER_UP_TO,
    QUALIFIER_AT_LEAST, /* duration, event */
    QUALIFIER_EVERY,    /* duration */
    QUALIFIER_BEFORE,
    QUALIFIER_ON,
    QUALIFIER_PROMPTLY, /* event */
    QUALIFIER_WITH,
    QUALIFIER_BY,
    QUALIFIER_UNDER,  /* selection.names */
    QUALIFIER_CITING, /* string */
    QUALIFIER_NOTWITHSTANDING,
    QUALIFIER_SUBJECT_TO /* selection.names */
};

struct tree_qualifier {
    enum tree_qualifier_kind kind;
    bool only;
    struct span span; /* from its first word to its end */
    union {           /* by kind; of a time, what is not written is zero */
        struct tree_selection selection;
        struct tree_condition *condition;
        struct {
            struct tree_duration duration;
            struct tree_event event;
        };
        struct tree_string string;
    };
};

struct tree_qualifiers {
    struct tree_qualifier *items;
    size_t count;
};

struct tree_statement {
    struct tree_name name; /* text NULL where it has none */
    struct span span;      /* from its name to its full stop */
    struct span sentence;  /* without the name */
    bool deem;          /* `deem CONDITION on EVENT`: verbs[0] and deemed_on */
    bool object_is_you; /* `notify you` */
    enum tree_party party;
    enum tree_modality modality;
    union {
        struct tree_name party_name; /* of PARTY_NAMED; its span in any case */
        struct tree_name deemed_on;
    };
    struct tree_names verbs;
    struct tree_selection objects; /* no names where none are given */
    struct tree_qualifiers qualifiers;
    struct tree_string wording; /* `as "..."` */
};

/* --- sections --------------------------------------------------------- */

struct tree_section;

/* A text that is published as it stands. */
struct tree_prose {
    struct tree_name name; /* text NULL where it has none */
    struct tree_string string;
};

enum tree_content_kind { CONTENT_SECTION, CONTENT_STATEMENT, CONTENT_PROSE };

struct tree_content {
    enum tree_content_kind kind;
    union { /* by kind */
        struct tree_section *section;
        struct tree_statement *statement;
        struct tree_prose *prose;
    };
};

struct tree_section {
    struct tree_name name;
    struct tree_string title;
    struct tree_qualifiers orders; /* notwithstanding, subject to */
    struct tree_content *contents;
    size_t content_count;
    struct span span;
};

/* --- vocabulary ------------------------------------------------------- */

/* The twelve kinds, in the order of the reference. The first seven and
 * `condition` make situations; the rest qualify statements. */
enum kind {
    KIND_ACTION,
    KIND_DATA,
    KIND_PURPOSE,
    KIND_RECIPIENT,
    KIND_SUBJECT,
    KIND_REGION,
    KIND_CONDITION,
    KIND_RIGHT,
    KIND_MEASURE,
    KIND_EVENT,
    KIND_BASIS,
    KIND_METHOD,
    KIND_COUNT
};

struct tree_entry {
    struct tree_name name;
    struct tree_string label;
    struct tree_string citing;
    struct tree_names within;
    struct tree_entry **children;
    size_t child_count;
    bool open; /* its body ends in `...` */
    bool has_body;
    struct span open_span; /* of the dots */
    struct span span;
};

/* `renamed data old to new` is no declaration yet: see REFERENCE. */
struct tree_declaration {
    enum kind kind;
    struct tree_entry *entry;
};

/* `renamed data mail to email`: what an older policy called otherwise. */
struct tree_renaming {
    enum kind kind;
    struct tree_name from, to;
    struct span span;
};

/* --- header, systems, tests, translations, packs ---------------------- */

enum tree_value_kind { VALUE_STRING, VALUE_DATE, VALUE_NAME, VALUE_NUMBER };

struct tree_value {
    enum tree_value_kind kind;
    const char
        *text; /* a date as 2026-01-01 (a real day), a number as digits */
    struct span span;
};

struct tree_field {
    struct tree_name name;
    struct tree_value *values;
    size_t value_count;
    struct span span;
};

struct tree_policy {
    struct tree_name name;
    struct tree_string title;
    struct tree_field *fields;
    size_t field_count;
    struct span span;
};

struct tree_file;

struct tree_import {
    struct tree_name name;   /* `import std.purposes`; text NULL otherwise */
    struct tree_string file; /* `import "other.writ"` */
    struct tree_file
        *target; /* what it reads; set by syntax/load.c, else NULL */
    struct span span;
};

struct tree_flow {
    struct tree_name name; /* text NULL where it has none */
    struct tree_names verbs;
    bool object_is_you;
    struct tree_selection objects;
    struct tree_qualifiers qualifiers;
    struct span span;
};

struct tree_system {
    struct tree_name name;
    struct tree_string label;
    struct tree_flow *flows;
    size_t flow_count;
    struct span span;
};

/* `we share email to partner for advertising` */
struct tree_question {
    enum tree_party party;
    bool object_is_you;
    struct tree_name party_name;
    struct tree_names verbs;
    struct tree_selection objects;
    struct tree_qualifiers places;    /* FOR, TO, IN, OF only */
    struct tree_names given;          /* facts; for `expect` and `ask` */
    struct tree_condition *condition; /* for `prove ... if` */
    struct span span;
};

enum tree_verdict { TREE_ALLOW, TREE_DENY, TREE_SILENT };

struct tree_expectation {
    bool prove; /* else expect */
    enum tree_verdict verdict;
    struct tree_question *question;
    struct span span;
};

struct tree_test {
    struct tree_string title;
    struct tree_expectation *expectations;
    size_t expectation_count;
    struct span span;
};

struct tree_pair {
    struct tree_name name; /* what is published under it */
    struct tree_string text;
};

struct tree_translation {
    struct tree_name language; /* "zh" */
    struct tree_pair *pairs;
    size_t pair_count;
    struct span span;
};

struct tree_requirement {
    struct tree_name name;
    struct tree_string title;
    struct span body; /* REFERENCE says what packs will mean; kept as text */
};

struct tree_pack {
    struct tree_name name;
    struct tree_string title;
    struct tree_requirement *requirements;
    size_t requirement_count;
    struct span span;
};

/* --- a file ----------------------------------------------------------- */

enum tree_item_kind {
    ITEM_POLICY,
    ITEM_IMPORT,
    ITEM_DECLARATION,
    ITEM_RENAMING,
    ITEM_SECTION,
    ITEM_STATEMENT,
    ITEM_SYSTEM,
    ITEM_TEST,
    ITEM_TRANSLATION,
    ITEM_PACK
};

struct tree_item {
    enum tree_item_kind kind;
    union {
        struct tree_policy *policy;
        struct tree_import *import;
        struct tree_declaration *declaration;
        struct tree_renaming *renaming;
        struct tree_section *section;
        struct tree_statement *statement;
        struct tree_system *system;
        struct tree_test *test;
        struct tree_translation *translation;
        struct tree_pack *pack;
    };
};

/* `# writ: allow SLUG because REASON`, wherever it stands. */
struct tree_allowance {
    const char *slug;
    const char *reason; /* NULL where it gives none */
    struct span span;   /* of the comment */
};

struct tree_file {
    struct source *source;
    struct tree_item *items;
    size_t item_count;
    struct tree_allowance *allowances;
    size_t allowance_count;
};

#endif
