/* Every rule carries its own proof: a policy that raises it, and the repair,
 * which raises neither it nor any error. `writ explain` prints both. */

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "check/catalogue.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Checks the text as a file; gives the number of findings of the rule. */
static size_t findings_of(const char *text, const struct rule *rule,
                          size_t *errors)
{
    char path[] = "/tmp/writ-catalogue-XXXXXX";
    int file = mkstemp(path);
    assert_true(file >= 0);
    assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
    close(file);

    struct compilation *compilation = compilation_create();
    const char *paths[] = { path };
    const char *error = NULL;
    assert_true(compilation_run(compilation, paths, 1, DEPTH_CHECKED, &error));
    size_t count = 0;
    for (size_t i = 0; i < compilation->findings.count; i++) {
        const struct finding *finding = &compilation->findings.items[i];
        count += finding->rule == rule;
        if (finding->rule == rule) {
            assert_non_null(finding->message);
        }
    }
    *errors = finding_count(&compilation->findings, SEVERITY_ERROR);
    compilation_destroy(compilation);
    unlink(path);
    return count;
}

static void bad_raises_it_and_good_does_not(void **state)
{
    (void)state;
    size_t failed = 0;
    for (size_t i = 0; catalogue[i] != NULL; i++) {
        const struct rule *rule = catalogue[i];
        size_t errors;
        if (rule->bad == NULL) {
            continue;
        }
        if (findings_of(rule->bad, rule, &errors) == 0) {
            print_error("%s: its bad example does not raise it\n", rule->slug);
            failed++;
        }
        if (findings_of(rule->good, rule, &errors) > 0) {
            print_error("%s: its good example raises it\n", rule->slug);
            failed++;
        }
        if (errors > 0) {
            print_error("%s: its good example has errors\n", rule->slug);
            failed++;
        }
    }
    assert_int_equal(failed, 0);
}

static void slugs_are_unique_and_explained(void **state)
{
    (void)state;
    for (size_t i = 0; catalogue[i] != NULL; i++) {
        assert_ptr_equal(catalogue_find(catalogue[i]->slug), catalogue[i]);
        assert_non_null(catalogue[i]->summary);
        assert_non_null(catalogue[i]->why);
        assert_true((catalogue[i]->bad == NULL) ==
                    (catalogue[i]->good == NULL));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slugs_are_unique_and_explained),
        cmocka_unit_test(bad_raises_it_and_good_does_not),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
