/* The table of rules, and running them: every check sees the same compilation,
 * none sees another's findings but to keep a word from being said twice. */

#include "check/catalogue.h"

#include "check/silence.h"
#include "check/twin.h"
#include "model/inventory.h"
#include "model/rules.h"

#include <string.h>

#define BELOW(name) &rule_##name,
#define ROW(name)   &rule_##name,
const struct rule *const catalogue[] = {
#include "check/rules.def"
    NULL
};
#undef BELOW
#undef ROW

const struct rule *catalogue_find(const char *slug)
{
    for (size_t i = 0; catalogue[i] != NULL; i++) {
        if (strcmp(catalogue[i]->slug, slug) == 0) {
            return catalogue[i];
        }
    }
    return NULL;
}

static size_t count_checks(void)
{
    size_t count = 0;
    for (size_t i = 0; catalogue[i] != NULL; i++) {
        count += catalogue[i]->run != NULL;
    }
    return count;
}

void catalogue_run(struct compilation *compilation)
{
    size_t count = count_checks();
    size_t number = 0;
    for (size_t i = 0; catalogue[i] != NULL; i++) {
        if (catalogue[i]->run != NULL) {
            const char *what = arena_print(compilation->arena, "looking for %s",
                                           catalogue[i]->slug);
            compilation_step(compilation, what, ++number, count);
            catalogue[i]->run(compilation);
        }
    }
    twin_findings(compilation);
    silence_findings(compilation);
    finding_sort(&compilation->findings);
}
