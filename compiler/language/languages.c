/* The table of languages. A language is one row here; the first row is spoken
 * where nobody asks for another. */

#include "language/phrase.h"

#include "base/arena.h"

#include <string.h>

const struct language *const languages[] = {
    &language_english,
    &language_chinese,
    NULL,
};

const struct language *language_find(const char *code)
{
    for (size_t i = 0; languages[i] != NULL; i++) {
        if (strcmp(languages[i]->code, code) == 0) {
            return languages[i];
        }
    }
    return NULL;
}

struct language_list language_list(const struct policy *policy)
{
    struct language_list list = { NULL, 0 };
    list.items = arena_array(policy->arena, policy->language_count + 1,
                             sizeof(const struct language *));
    for (size_t i = 0; i < policy->language_count; i++) {
        const struct language *language =
            language_find(policy->languages[i].code);
        if (language != NULL) {
            list.items[list.count++] = language;
        }
    }
    if (list.count == 0) {
        list.items[list.count++] = languages[0];
    }
    return list;
}
