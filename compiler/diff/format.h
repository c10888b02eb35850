#ifndef WRIT_DIFF_FORMAT_H
#define WRIT_DIFF_FORMAT_H

/* A comparison as people and as programs read it. One file a format, one row in
 * diff/formats.c, which is what `writ diff --format` knows. All say the same
 * list of changes. */

#include "base/text.h"
#include "diff/diff.h"
#include "report/where.h"

/* Which changes the caller counts as failures. Of a refinement each is one. */
enum diff_failing { FAILING_NONE, FAILING_BROADER, FAILING_ANY };

struct diff_report {
    struct diff *diff;
    enum diff_failing failing;
};

struct diff_format {
    const char *name;
    const char *summary;
    void (*write)(const struct diff_report *report, struct text *text);
};

extern const struct diff_format *const diff_formats[]; /* NULL ended */

const struct diff_format *diff_format_find(const char *name);

/* --- for the files of formats ------------------------------------------ */

extern const struct diff_format diff_human, diff_lawyer, diff_json, diff_sarif,
    diff_github, diff_junit;

/* The verdict in words: a line. */
void diff_human_verdict(const struct diff *diff, struct text *text);

bool diff_report_fails(const struct diff_report *report,
                       const struct change *change);

/* An example of a region in words: its most general situation. */
const char *diff_example(struct diff *diff, const struct region *region);

/* Of a span of a side. A file of a revision has its path in the repository,
 * since that is what a machine looks for. */
struct where diff_where(const struct diff *diff, size_t side, struct span span);

/* Where a change stands: at what the newer policy says, or else at what the
 * older said; a file of the newer one where neither has a place for it. */
struct change_place {
    size_t side;
    struct where where;
    const char *statement; /* that stands there, or NULL */
};
struct change_place diff_place(const struct diff *diff,
                               const struct change *change);

/* The turn of each change among those with its kind and sentence, from 1: in
 * the arena of the diff. */
const size_t *diff_turns(struct diff *diff);

#endif
