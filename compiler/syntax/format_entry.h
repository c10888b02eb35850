#ifndef WRIT_SYNTAX_FORMAT_ENTRY_H
#define WRIT_SYNTAX_FORMAT_ENTRY_H

/* Terms and those below them. A term stands on one line. Those below it stand on
 * its line where they fit and are names and labels alone, or on one line of
 * their own; else on a line each. There are commas between them. */

#include "syntax/format_line.h"
#include "syntax/tree.h"

/* The writer stands at the term's name. */
void entry_write(struct writer *writer, const struct tree_entry *entry,
                 size_t indent);

/* Whether the declaration takes several lines; the writer stands at the word
 * that says its kind. */
bool entry_is_tall(const struct writer *writer, const struct tree_entry *entry,
                   size_t indent);

#endif
