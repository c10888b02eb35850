/* The table of artifacts: one row an emitter, in the order of writing. */

#include "emit/emitters.h"

#include <string.h>

const struct emitter *const emitters[] = {
    &emitter_c,    &emitter_selftest, &emitter_sql,  &emitter_markdown,
    &emitter_html, &emitter_text,     &emitter_json, NULL,
};

const struct emitter *emitter_find(const char *name)
{
    for (size_t i = 0; emitters[i] != NULL; i++) {
        if (strcmp(emitters[i]->name, name) == 0) {
            return emitters[i];
        }
    }
    return NULL;
}
