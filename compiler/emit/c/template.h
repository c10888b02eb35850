#ifndef WRIT_EMIT_C_TEMPLATE_H
#define WRIT_EMIT_C_TEMPLATE_H

/* decide.c, wording.c and proving.c, the fixed parts of the emitted C, cut at
 * their "writ:" lines and written with the policy's name. */

#include "base/text.h"

#include <stdbool.h>

/* What stands for the placeholders of a section. */
struct filling {
    const char *lower, *upper;     /* "ai_pool", "AI_POOL" */
    const char *item, *item_upper; /* "data", "DATA"; NULL: none */
    /* Whether the policy has the table "decide.of_data"; NULL: all. One that it
     * lacks is read as 0u. */
    bool (*has_table)(const void *context, const char *name, size_t length);
    const void *context;
};

/* Every section of that title, in order. An unknown title writes nothing. */
void template_write(struct text *out, const char *title,
                    const struct filling *filling);

#endif
