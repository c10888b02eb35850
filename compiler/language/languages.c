/* The table of languages. A language is one file and one row here; the first
 * row is spoken where nobody asks for another. */

#include "language/phrase.h"

#include <string.h>

const struct language *const languages[] = {
    &language_english,
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
