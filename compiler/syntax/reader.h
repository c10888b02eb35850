#ifndef WRIT_SYNTAX_READER_H
#define WRIT_SYNTAX_READER_H

/* One text being read: what lexer, repair, parser and messages share. Faults
 * of a text are counted here, and past FAULT_LIMIT the reader says so once
 * and stops: `stopped` means that no further fault is told and that the lexer
 * hands out nothing but the end. */

#include "syntax/parse.h"

#include <stdbool.h>
#include <stddef.h>

enum {
    FAULT_LIMIT = 100, /* syntax errors told of one text */
    DEPTH_LIMIT = 256  /* braces, parentheses and `not`, one in the other */
};

struct driver;

struct reader {
    const struct reading *reading;
    struct source *source;
    struct tree_file *file;         /* what a file reads to; never NULL */
    struct tree_question *question; /* what a question reads to */
    bool asking;                    /* the text is a question */
    bool trial;                     /* faults are counted, not told */
    size_t faults;
    bool stopped;
    struct driver *driver;           /* what feeds the parser: driver.h */
    struct tree_qualifier qualifier; /* the one being built: build.h */
};

/* Adds a finding about the text. NULL where the reader has stopped, which
 * fault_help and fault_relate accept. */
struct finding *fault_add(struct reader *reader, const struct rule *rule,
                          struct span span, const char *format, ...)
    __attribute__((format(printf, 4, 5)));
void fault_help(struct reader *reader, struct finding *finding,
                const char *format, ...) __attribute__((format(printf, 3, 4)));
void fault_relate(struct reader *reader, struct finding *finding,
                  struct span span, const char *caption);

/* Raises `limit` and stops the reader. */
void fault_limit(struct reader *reader, struct span span, const char *message,
                 const char *help);

/* The source's bytes at an offset of the global space. */
const unsigned char *reader_bytes(const struct reader *reader, uint32_t offset);

/* What stands at the span, to show in a message: in backquotes, on one line,
 * cut where it is long. In the arena. */
const char *reader_quote(const struct reader *reader, struct span span);

#endif
