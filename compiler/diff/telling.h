#ifndef WRIT_DIFF_TELLING_H
#define WRIT_DIFF_TELLING_H

/* Changes in words, in any language: what each says is kept with it, and put
 * into a sentence when somebody asks. */

#include "diff/diff.h"
#include "language/phrase.h"

/* One line, no full stop; of a change of texts its sentence as it is, which is
 * English. In the arena of the diff. */
const char *telling_sentence(struct diff *diff, const struct change *change,
                             const struct language *language);

/* Sets what the change says, and its sentence in English. */
void telling_set(struct diff *diff, struct change *change,
                 struct telling telling);

#endif
