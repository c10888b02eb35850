/* report/identity and report/baseline: what a finding is stays the same while
 * its text moves, and a baseline knows it by that. */

#include "report_checking.h"

#include <stdio.h>

#define POLICY                                                                 \
    "data email\n"                                                             \
    "data spare\n"                                                             \
    "purpose news\n"                                                           \
    "section rules \"Rules\" {\n"                                              \
    "  banned: we must not use email for news.\n"                              \
    "  we may use email for news.\n"                                           \
    "  we may use email for news if consent.\n"                                \
    "}\n"                                                                      \
    "condition consent\n"

/* The same laid out anew, in another order, with a sentence more. */
#define POLICY_MOVED                                                           \
    "# one line\n# and another\n"                                              \
    "condition consent purpose news\n"                                         \
    "data\n  spare\n"                                                          \
    "data email\n"                                                             \
    "section rules \"Rules\" {\n"                                              \
    "  we may use email for news\n      if consent.\n"                         \
    "  we may use email for news.\n"                                           \
    "  we may use email for news if not consent.\n"                            \
    "  banned: we must not use email for news.\n"                              \
    "}\n"

/* The identity's words, or NULL where no finding of the slug has it. */
static const struct identity *find(struct arena *arena,
                                   const struct compilation *compilation,
                                   const char *slug, const char *about)
{
    const struct identity *identities = identities_of(arena, compilation);

    for (size_t i = 0; i < compilation->findings.count; i++)
        if (strcmp(identities[i].slug, slug) == 0 &&
            strcmp(identities[i].about, about) == 0)
            return &identities[i];
    return NULL;
}

static void names_that_are_made_up_have_no_number(void **state)
{
    struct compilation *compilation = check(POLICY);
    struct arena *arena = arena_create();
    const struct identity *identity =
        find(arena, compilation, "contradiction", "rules.may_use_email");

    (void)state;
    assert_non_null(identity);
    assert_string_equal(identity->message,
                        "`rules.may_use_email` permits what `rules.banned` "
                        "forbids");
    assert_null(
        find(arena, compilation, "contradiction", "rules.may_use_email_2"));
    arena_destroy(arena);
    compilation_destroy(compilation);
}

/* A name that was written keeps its number, whatever it is. */
static void names_that_are_written_stay(void **state)
{
    struct compilation *compilation =
        check("data email\nrule: we may use email.\nrule_2: we may use "
              "email.\nrule_3: we must not use email.\n");
    struct arena *arena = arena_create();

    (void)state;
    assert_non_null(find(arena, compilation, "contradiction", "rule_2"));
    assert_non_null(find(arena, compilation, "contradiction", "rule"));
    arena_destroy(arena);
    compilation_destroy(compilation);
}

static void a_term_is_known_by_its_path(void **state)
{
    struct compilation *compilation = check(POLICY);
    struct arena *arena = arena_create();

    (void)state;
    assert_non_null(find(arena, compilation, "unused-term", "data spare"));
    arena_destroy(arena);
    compilation_destroy(compilation);
}

/* What is about neither is known by its words. */
static void an_expectation_is_known_by_its_words(void **state)
{
    struct compilation *compilation =
        check("data email\ntest \"t\" {\n  expect allow\n\t we   use "
              "email.\n}\n");
    struct arena *arena = arena_create();

    (void)state;
    assert_non_null(
        find(arena, compilation, "test-failed", "expect allow we use email."));
    arena_destroy(arena);
    compilation_destroy(compilation);
}

/* A baseline as a file, read again. */
static struct baseline *again(struct arena *arena,
                              const struct baseline *baseline)
{
    struct text text = { 0 };
    const char *error = NULL;

    baseline_print(baseline, &text);
    const unsigned char *bytes = (const unsigned char *)arena_copy(
        arena, text_string(&text), text.length);
    struct baseline *read =
        baseline_read(arena, "b.json", bytes, text.length, &error);
    text_destroy(&text);
    assert_non_null(read);
    return read;
}

static void a_baseline_outlasts_a_new_layout(void **state)
{
    struct compilation *before = check(POLICY);
    struct compilation *after = check(POLICY_MOVED);
    struct arena *arena = arena_create();
    struct baseline *baseline =
        again(arena, baseline_of(arena, "b.json", before));
    size_t fresh = 0;

    (void)state;
    baseline_match(baseline, arena, after);
    assert_int_equal(baseline->gone, 0);
    assert_int_equal(baseline->known_count, before->findings.count);
    for (size_t i = 0; i < after->findings.count; i++)
        fresh +=
            !baseline->known[i] &&
            strcmp(after->findings.items[i].rule->slug, "contradiction") == 0;
    assert_int_equal(fresh, 1); /* the sentence more */
    arena_destroy(arena);
    compilation_destroy(before);
    compilation_destroy(after);
}

static void a_baseline_is_the_same_bytes_each_time(void **state)
{
    struct compilation *compilation = check(POLICY);
    struct arena *arena = arena_create();
    struct text first = { 0 };
    struct text second = { 0 };
    const struct baseline *baseline = baseline_of(arena, "b.json", compilation);

    (void)state;
    baseline_print(baseline, &first);
    baseline_print(again(arena, baseline), &second);
    assert_string_equal(text_string(&first), text_string(&second));
    text_destroy(&first);
    text_destroy(&second);
    arena_destroy(arena);
    compilation_destroy(compilation);
}

static void what_is_mended_is_gone(void **state)
{
    struct compilation *before = check(POLICY);
    struct compilation *after = check("data email\nwe may use email.\n");
    struct arena *arena = arena_create();
    struct baseline *baseline =
        again(arena, baseline_of(arena, "b.json", before));

    (void)state;
    baseline_match(baseline, arena, after);
    assert_true(baseline->gone > 0);
    assert_int_equal(baseline->gone + baseline->known_count,
                     before->findings.count);
    arena_destroy(arena);
    compilation_destroy(before);
    compilation_destroy(after);
}

/* With a policy that cannot be read nothing is gone, and nothing excused. */
static void what_cannot_be_read_is_never_listed(void **state)
{
    struct compilation *compilation = check("we may collect\n");
    struct arena *arena = arena_create();
    struct baseline *baseline = baseline_of(arena, "b.json", compilation);

    (void)state;
    assert_int_equal(baseline->count, 0);
    assert_int_equal(baseline->known_count, 0);
    arena_destroy(arena);
    compilation_destroy(compilation);

    compilation = check(POLICY);
    arena = arena_create();
    baseline = again(arena, baseline_of(arena, "b.json", compilation));
    compilation_destroy(compilation);
    compilation = check("we may collect\n");
    baseline_match(baseline, arena, compilation);
    assert_int_equal(baseline->gone, 0);
    assert_int_equal(baseline->known_count, 0);
    arena_destroy(arena);
    compilation_destroy(compilation);
}

/* Two of one identity are known twice, not more often. */
static void findings_of_one_identity_are_counted(void **state)
{
    static const char two[] =
        "{\"format\": 1, \"findings\": [{\"slug\": \"needless-silence\", "
        "\"about\": \"a\", \"message\": \"the same\", \"count\": 2}]}";
    struct compilation *compilation = hold("p.writ", "text\n");
    struct arena *arena = arena_create();
    const struct rule rule = { .slug = "needless-silence",
                               .severity = SEVERITY_WARNING };
    const char *error = NULL;
    struct baseline *baseline = baseline_read(
        arena, "b.json", (const unsigned char *)two, strlen(two), &error);

    (void)state;
    assert_non_null(baseline);
    for (int i = 0; i < 3; i++)
        finding_add(&compilation->findings, &rule, (struct span){ 1, 2 },
                    "the same")
            ->statement = "a";
    baseline_match(baseline, arena, compilation);
    assert_true(baseline->known[0]);
    assert_true(baseline->known[1]);
    assert_false(baseline->known[2]);
    arena_destroy(arena);
    compilation_destroy(compilation);
}

/* A line that is added above changes no fingerprint. */
static void fingerprints_do_not_know_lines(void **state)
{
    struct compilation *before = check(POLICY);
    struct compilation *after = check("# a line\n" POLICY);
    struct text first = write_as(&reporter_sarif, before, NULL);
    struct text second = write_as(&reporter_sarif, after, NULL);
    const char *a = text_string(&first);
    const char *b = text_string(&second);
    size_t count = 0;

    (void)state;
    for (;;) {
        a = strstr(a, "\"writ/v1\": ");
        b = strstr(b, "\"writ/v1\": ");
        if (!a || !b)
            break;
        assert_memory_equal(a, b, strlen("\"writ/v1\": ") + 66);
        a++;
        b++;
        count++;
    }
    assert_ptr_equal(a, b);
    assert_int_equal(count, before->findings.count);
    text_destroy(&first);
    text_destroy(&second);
    compilation_destroy(before);
    compilation_destroy(after);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_that_are_made_up_have_no_number),
        cmocka_unit_test(names_that_are_written_stay),
        cmocka_unit_test(a_term_is_known_by_its_path),
        cmocka_unit_test(an_expectation_is_known_by_its_words),
        cmocka_unit_test(a_baseline_outlasts_a_new_layout),
        cmocka_unit_test(a_baseline_is_the_same_bytes_each_time),
        cmocka_unit_test(what_is_mended_is_gone),
        cmocka_unit_test(what_cannot_be_read_is_never_listed),
        cmocka_unit_test(findings_of_one_identity_are_counted),
        cmocka_unit_test(fingerprints_do_not_know_lines),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
