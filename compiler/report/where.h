#ifndef WRIT_REPORT_WHERE_H
#define WRIT_REPORT_WHERE_H

/* Where a finding points, for the formats that machines read: the file and
 * lines of its flow, or else of its span, or else the first file of the
 * policy, since what reads these formats drops a finding without a file. */

#include "check/compilation.h"

struct where {
    const char *file; /* NULL where nothing was read at all */
    /* From 1; 0 is unknown, and then so is everything behind it. The end
     * column is the one behind the last character. */
    uint32_t line, column, end_line, end_column;
};

struct where where_of(const struct compilation *compilation,
                      const struct finding *finding);

/* The same of a span alone; its file is NULL where it is nowhere. */
struct where where_span(const struct sources *sources, struct span span);

/* Adds the words of a span that is somewhere, on one line. */
void where_words(struct text *text, const struct sources *sources,
                 struct span span);

#endif
