#ifndef WRIT_CHECK_READING_H
#define WRIT_CHECK_READING_H

/* How hard the published text of a policy is to read. */

#include "language/phrase.h"
#include "language/readability.h"

/* The figures of all sentences and prose in a language. */
struct figures reading_figures(const struct policy *policy,
                               const struct language *language);

#endif
