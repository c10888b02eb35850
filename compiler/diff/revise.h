#ifndef WRIT_DIFF_REVISE_H
#define WRIT_DIFF_REVISE_H

/* The changes as the published document tells them (emit/revision.h). */

#include "diff/diff.h"
#include "emit/revision.h"

/* In the arena of the diff. The day of publication and the address of the older
 * page may be NULL. */
const struct revision *revise(struct diff *diff, const char *published,
                              const char *archive);

#endif
