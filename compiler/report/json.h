#ifndef WRIT_REPORT_JSON_H
#define WRIT_REPORT_JSON_H

/* Pieces of JSON that findings and answers have in common. Each adds one value
 * to the text; strings from outside are cleaned first, so what comes out is
 * JSON whatever went in. */

#include "base/finding.h"
#include "base/text.h"

/* A string, or null. */
void json_string(struct text *text, const char *string);

/* `"key": "string"` and the like; the caller writes commas. */
void json_member(struct text *text, const char *key, const char *string);

/* ["a", "b"] */
void json_strings(struct text *text, const char *const *strings, size_t count);

/* {"party": "we", ..., "facts": []}, or null. */
void json_example(struct text *text, const struct example *example);

#endif
