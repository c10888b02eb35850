/* The table of formats. A new one is a file beside this, a declaration in
 * reporters.h and a row here. */

#include "report/reporters.h"

#include <string.h>

const char *const severity_name[3] = {
    [SEVERITY_ERROR] = "error",
    [SEVERITY_WARNING] = "warning",
    [SEVERITY_NOTE] = "note",
};

const struct reporter *const reporters[] = {
    &reporter_human,
    &reporter_json,
    NULL,
};

const struct reporter *reporter_find(const char *name)
{
    for (size_t i = 0; reporters[i]; i++)
        if (strcmp(reporters[i]->name, name) == 0)
            return reporters[i];
    return NULL;
}
