#ifndef WRIT_EMIT_DOCUMENT_H
#define WRIT_EMIT_DOCUMENT_H

/* The published policy before it has a format: what stands in it, in order, in
 * words. html, markdown and whatever follows write the same document, so they
 * cannot say different things. Every string is one line of plain text that
 * each format escapes for itself; prose alone has structure (emit/prose.h). */

#include "emit/emit.h"
#include "emit/phrasing.h"
#include "emit/prose.h"

enum fact_kind { FACT_TEXT, FACT_DATE, FACT_LINK, FACT_CODE };

/* A line of the head: "Version", "1.0". */
struct fact {
    enum fact_kind kind;
    const char *caption, *text;
    const char *raw; /* of a date 2026-01-01; of a link its address */
};

/* A statement as published. The anchor is its full name. Its exceptions, when
 * there are more than two, are the items of a list behind the text, each with
 * its own punctuation. */
struct sentence_line {
    const char *anchor, *number; /* "4.1" */
    const char *text;
    const char **items;
    size_t item_count;
    const struct statement *statement;
    struct numbering references; /* numbers of others that it names */
};

struct document_section;

enum block_kind { BLOCK_SECTION, BLOCK_SENTENCE, BLOCK_PROSE };

struct block {
    enum block_kind kind;
    const struct document_section *section;
    struct sentence_line sentence;
    struct prose prose;
    const char *markdown; /* the prose as written */
    const char *anchor;   /* of prose: its full name, or NULL */
};

struct document_section {
    const char *number; /* "2.1"; "" for the document itself */
    const char *anchor, *title;
    const char *order;           /* sentences on what prevails, or NULL */
    struct numbering references; /* numbers that these name */
    int depth;                   /* 0 for the document, 1 for its sections */
    struct block *blocks;
    size_t block_count;
};

/* A row of a table: the first cell names what it is about. */
struct document_row {
    struct cell *cells; /* as many as the table has columns */
    bool common;        /* what it says holds for the rows below it too ... */
    bool besides;       /* ... which are these, and say what is more */
    const char *note;   /* "all of it", "in addition"; NULL for other rows */
};

struct document_table {
    const char *anchor, *title, *note;
    const char **columns;
    size_t column_count;
    struct document_row *rows;
    size_t row_count; /* 0: the table is left out */
};

/* A line of the summary: a question, and what answers it in a few phrases. */
struct brief_line {
    const char *caption;
    struct cell cell;
    bool apart; /* each phrase is a line of its own */
    bool link;  /* its one phrase is an address: `raw` */
    const char *raw;
    const char *anchor; /* of the part that says it whole, or NULL */
    const char *title;  /* of that part */
};

/* Where a statement stands in the document. */
struct clause {
    const char *anchor, *number;
};

/* A term, and what it includes: "" where that is nothing but itself. */
struct definition {
    const char *term, *members;
    const char *source;  /* what is cited for it, or NULL */
    const char *address; /* of the source, where it is one that can be opened */
};

struct document {
    const struct language *language;
    struct language_list languages; /* all of the policy, its own first */
    const char *title;
    struct fact *facts;
    size_t fact_count;
    struct sentence_line *promises; /* every `never` */
    size_t promise_count;
    struct brief_line *brief;
    size_t brief_count;
    const struct revision_part *revision; /* what has changed; NULL: not said */
    const struct chart *chart; /* the picture; NULL: there is nothing to show */
    struct document_table summary, receivers, rights, duties;
    const struct clause *clauses; /* by the index of the statement */
    size_t clause_count;
    struct document_section *body;
    struct definition *definitions;
    size_t definition_count;
};

/* Anchors of the parts that no statement names: they hold a hyphen, which no
 * name does. */
#define ANCHOR_PROMISES    "what-is-never-done"
#define ANCHOR_BRIEF       "in-brief"
#define ANCHOR_REVISION    "what-has-changed"
#define ANCHOR_PICTURE     "how-it-flows"
#define ANCHOR_SUMMARY     "at-a-glance"
#define ANCHOR_RECEIVERS   "who-receives-it"
#define ANCHOR_CONTENTS    "table-of-contents"
#define ANCHOR_RIGHTS      "your-rights"
#define ANCHOR_DUTIES      "our-duties"
#define ANCHOR_DEFINITIONS "what-words-mean"

/* The one statement that all of the row rests on, or SIZE_MAX: then its number
 * need not stand at every phrase. */
size_t document_only_statement(const struct document_table *table,
                               const struct document_row *row);

/* "policy.md" in the language of the policy, "policy.zh.md" in others. */
const char *document_file(const struct emission *emission,
                          const struct language *language, const char *name,
                          const char *extension);

/* In the arena of the analysis; the one of this language that the emission
 * keeps, where there is one. NULL where the diagrams have no room left for the
 * tables, and `*error` says so. */
const struct document *document_of(const struct emission *emission,
                                   const struct language *language,
                                   const char **error);

#endif
