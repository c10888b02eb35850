#ifndef WRIT_REPORT_REPORT_H
#define WRIT_REPORT_REPORT_H

/* Findings to text. One file a format, one row in report/reporters.c, which is
 * what `--format` knows. All render the same list. */

#include "report/baseline.h"

struct report {
    const struct compilation *compilation;
    const char *digest;              /* NULL where there is no meaning */
    bool colour;                     /* of the human form */
    const struct baseline *baseline; /* matched; NULL where none was given */
};

struct reporter {
    const char *name;
    const char *summary;
    void (*write)(const struct report *report, struct text *text);
};

extern const struct reporter *const reporters[]; /* NULL ended; human first */

const struct reporter *reporter_find(const char *name);

#endif
