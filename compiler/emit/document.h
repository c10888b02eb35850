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

/* A statement as published. The anchor is its full name. */
struct sentence_line {
    const char *anchor, *text;
};

struct document_section;

enum block_kind { BLOCK_SECTION, BLOCK_SENTENCE, BLOCK_PROSE };

struct block {
    enum block_kind kind;
    const struct document_section *section;
    struct sentence_line sentence;
    struct prose prose;
};

struct document_section {
    const char *number; /* "2.1"; "" for the document itself */
    const char *anchor, *title;
    const char *order; /* sentences on what prevails, or NULL */
    int depth;         /* 0 for the document, 1 for its sections */
    struct block *blocks;
    size_t block_count;
};

/* Cells in rows, the first of each naming what the row is about. */
struct document_table {
    const char *anchor, *title, *note;
    const char **columns;
    size_t column_count;
    struct cell **rows; /* each has column_count cells */
    size_t row_count;   /* 0: the table is left out */
};

/* A term, and what it includes. */
struct definition {
    const char *term, *members;
};

struct document {
    const struct language *language;
    const char *title;
    struct fact *facts;
    size_t fact_count;
    struct sentence_line *promises; /* every `never` */
    size_t promise_count;
    struct document_table summary, rights;
    struct document_section *body;
    struct definition *definitions;
    size_t definition_count;
};

/* Anchors of the parts that no statement names: they hold a hyphen, which no
 * name does. */
#define ANCHOR_PROMISES    "what-is-never-done"
#define ANCHOR_SUMMARY     "at-a-glance"
#define ANCHOR_CONTENTS    "table-of-contents"
#define ANCHOR_RIGHTS      "your-rights"
#define ANCHOR_DEFINITIONS "what-words-mean"

/* In the arena of the analysis. NULL where the diagrams have no room left for
 * the tables, and `*error` says so. */
const struct document *document_create(const struct emission *emission,
                                       const struct language *language,
                                       const char **error);

#endif
