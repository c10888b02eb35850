#ifndef WRIT_SYNTAX_FORMAT_H
#define WRIT_SYNTAX_FORMAT_H

/* The one canonical layout of a file. It depends on what the file says and on
 * its comments and blank lines alone; laid out again it stays the same, and it
 * reads as the same tree. */

#include "base/text.h"
#include "syntax/parse.h"

/* Adds the layout of a file that was read without fault. False, and nothing
 * added, where the result does not hold the same tokens and comments: a fault
 * of the formatter. */
bool format_file(const struct reading *reading, const struct tree_file *file,
                 struct text *text);

#endif
