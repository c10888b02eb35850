#ifndef WRIT_EMIT_DEFINITIONS_H
#define WRIT_EMIT_DEFINITIONS_H

/* The terms of a policy that stand for several, what each includes, and whom or
 * what the policy cites for it. */

#include "emit/document.h"

/* Fills in the definitions of the document: terms that statements name, with
 * their members, by kind and then in the order of the vocabulary. */
void definitions_create(const struct phrasing *phrasing,
                        struct document *document);

#endif
