#ifndef WRIT_REPORT_CLEAN_H
#define WRIT_REPORT_CLEAN_H

/* What came from outside (a file name, a word of a source, an argument) as it
 * may be shown: valid UTF-8, and nothing in it that moves a terminal's cursor
 * or turns its text around. */

#include "base/text.h"

#define CLEAN_REPLACEMENT "\xEF\xBF\xBD" /* U+FFFD */

/* Adds the NUL-ended string; each byte that is no UTF-8, and each control or
 * bidirectional character but tab and newline, becomes U+FFFD. */
void clean_put(struct text *text, const char *string);

#endif
