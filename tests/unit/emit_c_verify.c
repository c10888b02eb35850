/* emit/c: what is emitted is read back and held against the model, so a slip in
 * any number or string of the tables must be found, unless nothing that can be
 * asked is answered otherwise; and what the C cannot say is refused by name. */

#include "emit_c_emitting.h"

static bool verifies(struct emitted *emitted)
{
    return verify_c(emitted->compilation->analysis, emitted->asked,
                    &emitted->bundle.items[0]->text,
                    &emitted->bundle.items[1]->text, &emitted->error);
}

/* --- slips ---------------------------------------------------------------- */

static uint64_t mix(uint64_t hash, uint64_t value)
{
    return (hash ^ value) * UINT64_C(0x100000001B3) ^ hash >> 31;
}

/* The terms of the levels, one combination after the other; false at the end. */
static bool next_terms(const struct artifact *artifact,
                       const struct artifact_table *table, uint32_t *terms)
{
    for (size_t i = table->level_count; i-- > 0;) {
        if (++terms[i] < artifact->level_terms[table->level[i]]) {
            return true;
        }
        terms[i] = 0;
    }
    return false;
}

/* A number for all that the text answers, to all that can be asked. */
static uint64_t answers(struct emitted *emitted)
{
    struct artifact artifact;
    uint64_t hash = 0;
    uint32_t terms[ARTIFACT_LEVELS] = { 0 };
    assert_true(artifact_read(&artifact, emitted->compilation->analysis,
                              &emitted->bundle.items[0]->text,
                              &emitted->bundle.items[1]->text));
    do {
        for (uint64_t facts = 0; facts < 8; facts++) {
            struct artifact_ruling ruling =
                artifact_decide(&artifact, terms, facts);
            hash = mix(hash, ruling.verdict);
            hash = mix(mix(hash, ruling.statement), ruling.duties);
        }
    } while (next_terms(&artifact, &artifact.decide, terms));
    do {
        uint64_t row = artifact_look(&artifact.retain, terms);
        assert_true(row < artifact.retentions.count);
        for (size_t i = 0; i < 5; i++) {
            hash = mix(hash, artifact.retentions.items[row * 5 + i]);
        }
    } while (next_terms(&artifact, &artifact.retain, terms));
    do {
        uint64_t first = artifact_look(&artifact.right, terms);
        for (uint64_t facts = 0; facts < 8; facts++) {
            hash = mix(hash, artifact_case(&artifact.right_cases, first,
                                           artifact_closed(&artifact, facts)));
        }
    } while (next_terms(&artifact, &artifact.right, terms));
    artifact_destroy(&artifact);
    return hash;
}

/* The ruling at a place, where no fact makes a difference; else UINT64_MAX. */
static uint64_t ruled_always(const struct artifact *artifact, uint64_t place)
{
    uint64_t ruling = artifact_ruled(artifact, place, 0);
    for (uint64_t facts = 1; facts < 8; facts++) {
        if (artifact_ruled(artifact, place, facts) != ruling) {
            return UINT64_MAX;
        }
    }
    return ruling;
}

/* What is told early is what more combinations of terms lead to than lead to any
 * other ruling, whatever the facts. */
static void the_usual_ruling(void **state)
{
    enum { RULINGS = 1 << 10 };
    struct emitted emitted;
    struct artifact artifact;
    uint32_t terms[ARTIFACT_LEVELS] = { 0 };
    size_t count[RULINGS] = { 0 };
    (void)state;
    emit(&emitted, small_policy, LAYOUT_USUAL);
    assert_true(artifact_read(&artifact, emitted.compilation->analysis,
                              &emitted.bundle.items[0]->text,
                              &emitted.bundle.items[1]->text));
    do {
        uint64_t ruling =
            ruled_always(&artifact, artifact_look(&artifact.decide, terms));
        assert_true(ruling == UINT64_MAX || ruling < RULINGS);
        count[ruling % RULINGS] += ruling != UINT64_MAX;
    } while (next_terms(&artifact, &artifact.decide, terms));
    assert_true(artifact.decide.has_usual);
    for (uint64_t ruling = 0; ruling < RULINGS; ruling++) {
        assert_true(ruling == artifact.usual_ruling ||
                    count[ruling] < count[artifact.usual_ruling]);
    }
    artifact_destroy(&artifact);
    drop(&emitted);
}

/* Behind a comment, a string or a name that begins at `at`; NULL: none does. */
static char *behind(char *at)
{
    if (strncmp(at, "/*", 2) == 0) {
        return strstr(at, "*/") + 2;
    }
    if (strncmp(at, "UINT64_C", 8) == 0) {
        return NULL;
    }
    bool word = (*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z');
    while ((*at >= 'a' && *at <= 'z') || (*at >= 'A' && *at <= 'Z') ||
           (word && *at >= '0' && *at <= '9') || *at == '_') {
        at++;
        word = true;
    }
    return word ? at : NULL;
}

/* The end of the number that begins at `at`: its last digit. */
static char *last_digit(char *at)
{
    bool hexadecimal = strncmp(at, "0x", 2) == 0;
    at += hexadecimal ? 2 : 0;
    while ((at[1] >= '0' && at[1] <= '9') ||
           (hexadecimal && at[1] >= 'a' && at[1] <= 'f')) {
        at++;
    }
    return at;
}

/* Changes every number between the two marks, or one in `stride`, in turn;
 * returns how many were found. One that is not found answers all as before, and
 * where nothing is answered by the numbers, none is. */
static size_t slip(struct emitted *emitted, const char *from, const char *to,
                   size_t stride, bool all)
{
    char *source = emitted->bundle.items[1]->text.bytes;
    char *at = strstr(source, from);
    const char *end = strstr(source, to);
    size_t count = 0;
    size_t seen = 0;
    uint64_t right = answers(emitted);
    assert_true(at != NULL && end != NULL);
    while (at < end) {
        char *next = behind(at);
        if (next != NULL) {
            at = next;
            continue;
        }
        if (*at >= '0' && *at <= '9' && seen++ % stride > 0) {
            at = last_digit(at);
        } else if (*at >= '0' && *at <= '9') {
            char *digit = last_digit(at);
            char old = *digit;
            *digit = old == '7' ? '4' : '7';
            if (!verifies(emitted)) {
                count++;
            } else if (all || answers(emitted) != right) {
                fail_msg("not found: %.*s at %.60s", (int)(digit - at + 1), at,
                         at);
            }
            *digit = old;
            at = digit;
        }
        at++;
    }
    assert_true(verifies(emitted));
    return count;
}

static void slips_are_found(enum layout_form form)
{
    struct emitted emitted;
    emit(&emitted, small_policy, form);
    assert_true(emitted.written);
    assert_true(verifies(&emitted));
    if (form == LAYOUT_BEST) { /* of all layouts the same */
        assert_true(slip(&emitted, "small_statements[] = ", "/* --- names", 1,
                         true) > 50);
        assert_true(slip(&emitted, "fact_paths[] = ", "/* --- decisions", 5,
                         false) > 50);
    }
    assert_true(slip(&emitted, "implications[] = ", "/* --- what must be so", 1,
                     false) > 200);
    drop(&emitted);
}

static void slips_in_stages(void **state)
{
    (void)state;
    slips_are_found(LAYOUT_BEST);
}

static void slips_in_rows(void **state)
{
    (void)state;
    slips_are_found(LAYOUT_ROWS);
}

static void slips_in_a_way_that_ends_early(void **state)
{
    struct emitted emitted;
    (void)state;
    emit(&emitted, small_policy, LAYOUT_USUAL);
    const char *source = text_string(&emitted.bundle.items[1]->text);
    assert_non_null(strstr(source, "#define USUAL_PARTY "));
    assert_null(strstr(source, "after_party"));
    drop(&emitted);
    slips_are_found(LAYOUT_USUAL);
}

static void slips_in_packed_stages(void **state)
{
    (void)state;
    slips_are_found(LAYOUT_PACKED);
}

static void slips_in_a_rest_apart(void **state)
{
    (void)state;
    slips_are_found(LAYOUT_APART);
}

static void slips_in_lists(void **state)
{
    (void)state;
    slips_are_found(LAYOUT_LISTS);
}

static void slips_in_strings(void **state)
{
    struct emitted emitted;
    (void)state;
    emit(&emitted, small_policy, LAYOUT_BEST);
    char *at = strstr(emitted.bundle.items[1]->text.bytes, "} text = {");
    for (const char *end = strstr(at, "};"); at < end; at++) {
        if (*at >= 'a' && *at <= 'z' && at[-1] != '\\') {
            char old = *at;
            *at = old == 'q' ? 'z' : 'q';
            if (verifies(&emitted)) {
                fail_msg("not found: %.60s", at);
            }
            *at = old;
        }
    }
    assert_true(verifies(&emitted));
    drop(&emitted);
}

static void slips_in_the_header(void **state)
{
    static const char *const lines[] = {
        "SMALL_DATA_CONTACT_EMAIL = 2", "SMALL_FACT_LAW (UINT64_C(1) << 2",
        "SMALL_MEASURE_BIT_CONTRACT (UINT64_C(1) << 0",
        "SMALL_COUNT_OF_REGION 2", "SMALL_RIGHT_ACCESS = 1"
    };
    struct emitted emitted;
    (void)state;
    emit(&emitted, small_policy, LAYOUT_BEST);
    char *header = emitted.bundle.items[0]->text.bytes;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        char *line = strstr(header, lines[i]);
        assert_non_null(line);
        char *digit = line + strlen(lines[i]) - 1;
        char old = *digit;
        *digit = '9';
        assert_false(verifies(&emitted));
        *digit = old;
    }
    assert_true(verifies(&emitted));
    drop(&emitted);
}

/* Puts other words in place of some of the source, behind the mark. */
static void replace(struct text *source, const char *mark, const char *words,
                    const char *by)
{
    struct text changed = { 0 };
    const char *at = strstr(text_string(source), mark);
    at = at != NULL ? strstr(at, words) : NULL;
    assert_non_null(at);
    text_add(&changed, source->bytes, (size_t)(at - source->bytes));
    text_put(&changed, by);
    text_put(&changed, at + strlen(words));
    text_destroy(source);
    *source = changed;
}

/* What no digit says: words, and rows that are missing, stand twice, have changed
 * places or are of nothing. */
static void slips_in_words_and_rows(void **state)
{
    static const char *const slips[][3] = {
        { "small_duties[] = ", "true", "false" },
        { "small_duties[] = ", "DUTY_WITHIN", "DUTY_UP_TO" },
        { "small_duties[] = ", "1u, 4u, SMALL_DUTY", "2u, 4u, SMALL_DUTY" },
        { "small_duties[] = ",
          "    { 1u, 14u, 3u, 0u, 1u, 4u, SMALL_DUTY_WITHIN, true, 1209600u },",
          "" },
        { "small_duties[] = ", "    { 0u",
          "    { 1u, 7u, 3u, 0u, 1u, 6u, SMALL_DUTY_AT_LEAST, false, "
          "86400u },\n    { 0u" },
        { "data_ranges[] = ", "    { 0u", "    { 3u, 1u, 2u },\n    { 0u" },
        { "data_ranges[] = ", "    { 0u", "    { 9u, 1u, 2u },\n    { 0u" },
        { "region_ranges[] = ", "    { 0u", "    { 1u, 0u, 1u },\n    { 0u" },
        { "static const struct {", "    uint16_t", "    uint8_t" },
        { "static const struct {", "answers[", "answer[" },
        { "place & (uint32_t)facts", "facts", "0u" },
        { "retentions[] = ", "{ 0u, 0u,", "{ 0u, 1u," },
        { "retentions[] = ", "{ 0u, 0u,", "{ 1u, 0u," },
    };
    (void)state;
    for (size_t i = 0; i < sizeof slips / sizeof *slips; i++) {
        struct emitted emitted;
        emit(&emitted, small_policy, LAYOUT_BEST);
        replace(&emitted.bundle.items[1]->text, slips[i][0], slips[i][1],
                slips[i][2]);
        if (verifies(&emitted)) {
            fail_msg("not found: %s%s", slips[i][0], slips[i][2]);
        }
        drop(&emitted);
    }
}

/* What is out of range is refused by a ruling and a row of their own. */
static void changed_refusals_are_found(void **state)
{
    struct emitted emitted;
    struct artifact artifact;
    (void)state;
    emit(&emitted, small_policy, LAYOUT_BEST);
    assert_true(artifact_read(&artifact, emitted.compilation->analysis,
                              &emitted.bundle.items[0]->text,
                              &emitted.bundle.items[1]->text));
    assert_null(verify_tables(&artifact, emitted.asked));
    uint64_t *const items[] = {
        &artifact.word.refused,        artifact.duty_sets.items,
        artifact.retentions.items,     artifact.retentions.items + 1,
        artifact.retentions.items + 2, artifact.retentions.items + 3,
        artifact.retentions.items + 4
    };
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        *items[i] ^= 1;
        assert_non_null(verify_tables(&artifact, emitted.asked));
        *items[i] ^= 1;
    }
    assert_null(verify_tables(&artifact, emitted.asked));
    artifact_destroy(&artifact);
    drop(&emitted);
}

/* Text that ends early, anywhere, is found and never read past its end. */
static void shortened_text_is_found(void **state)
{
    struct emitted emitted;
    (void)state;
    emit(&emitted, small_policy, LAYOUT_ROWS);
    struct text *source = &emitted.bundle.items[1]->text;
    char *end = strstr(source->bytes, "/* --- what must be so");
    char *first = strstr(source->bytes, "} text = {");
    for (char *at = first; at < end; at += 97) {
        char old = *at;
        *at = '\0';
        assert_false(verifies(&emitted));
        *at = old;
    }
    drop(&emitted);
}

/* --- refusals ------------------------------------------------------------- */

static void refuses(const char *text, const char *words)
{
    struct emitted emitted;
    emit(&emitted, text, LAYOUT_BEST);
    assert_false(emitted.written);
    if (strstr(emitted.error, words) == NULL) {
        fail_msg("%s", emitted.error);
    }
    drop(&emitted);
}

static void constants_that_meet(void **state)
{
    (void)state;
    refuses("policy p \"P\" {}\n"
            "data a_b { c }\n"
            "data a { b_c }\n"
            "we may use a.\n",
            "data `a.b_c` and data `a_b.c` would both be `P_DATA_A_B_C`");
    refuses("policy p \"P\" {}\n"
            "measure bit { x }\n"
            "measure x\n"
            "we may use any with x.\n",
            "`P_MEASURE_BIT_X`");
}

static void put_many(struct text *text, const char *kind, const char *name)
{
    for (int i = 0; i < 65; i++) {
        text_print(text, "%s %s%d\n", kind, name, i);
    }
}

static void more_than_a_word_holds(void **state)
{
    struct text text = { 0 };
    (void)state;
    text_put(&text, "policy p \"P\" {}\n");
    put_many(&text, "condition", "c");
    for (int i = 0; i < 65; i++) {
        text_print(&text, "we may use any if c%d.\n", i);
    }
    refuses(text_string(&text), "64 conditions, and the policy has 65");
    text_destroy(&text);
    text_put(&text, "policy p \"P\" {}\n");
    put_many(&text, "measure", "m");
    put_many(&text, "data", "d");
    for (int i = 0; i < 65; i++) {
        text_print(&text, "we may use d%d with m%d.\n", i, i);
    }
    refuses(text_string(&text),
            "64 measures that permissions demand, and the policy has 65");
    text_destroy(&text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(slips_in_stages),
        cmocka_unit_test(slips_in_rows),
        cmocka_unit_test(the_usual_ruling),
        cmocka_unit_test(slips_in_a_way_that_ends_early),
        cmocka_unit_test(slips_in_packed_stages),
        cmocka_unit_test(slips_in_a_rest_apart),
        cmocka_unit_test(slips_in_lists),
        cmocka_unit_test(slips_in_strings),
        cmocka_unit_test(slips_in_the_header),
        cmocka_unit_test(slips_in_words_and_rows),
        cmocka_unit_test(changed_refusals_are_found),
        cmocka_unit_test(shortened_text_is_found),
        cmocka_unit_test(constants_that_meet),
        cmocka_unit_test(more_than_a_word_holds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
