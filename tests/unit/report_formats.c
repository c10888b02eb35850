/* report/: what the formats for machines make of names and places that are not
 * as usual. The golden tests have the usual ones. */

#include "report_checking.h"

/* The text of a format has the piece. */
static void assert_has(const struct text *text, const char *piece)
{
    if (!strstr(text_string(text), piece))
        print_error("no `%s` in:\n%s\n", piece, text_string(text));
    assert_non_null(strstr(text_string(text), piece));
}

static void assert_lacks(const struct text *text, const char *piece)
{
    if (strstr(text_string(text), piece))
        print_error("`%s` in:\n%s\n", piece, text_string(text));
    assert_null(strstr(text_string(text), piece));
}

/* One finding at [start, end) of the file, as that format has it. */
static struct text one(const struct reporter *reporter, const char *name,
                       struct span span, const char *message)
{
    struct compilation *compilation = hold(name, "line one\nline two\n");
    struct text text;

    finding_add(&compilation->findings, &rule_of_tests, span, "%s", message);
    text = write_as(reporter, compilation, NULL);
    compilation_destroy(compilation);
    return text;
}

static void github_escapes_what_the_runner_reads(void **state)
{
    struct text text = one(&reporter_github, "a:b,c%.writ",
                           (struct span){ 1, 5 }, "50% of\nit: a, b");

    (void)state;
    assert_string_equal(text_string(&text),
                        "::error file=a%3Ab%2Cc%25.writ,line=1,col=1,endLine=1,"
                        "endColumn=5,title=of-tests::50%25 of%0Ait: a, b\n");
    text_destroy(&text);
}

/* GitHub refuses columns where the lines are two. */
static void github_has_columns_on_one_line_alone(void **state)
{
    struct text text = one(&reporter_github, "p.writ", (struct span){ 6, 14 },
                           "over two lines");

    (void)state;
    assert_has(&text, "file=p.writ,line=1,endLine=2,title=");
    text_destroy(&text);
}

static void sarif_has_uris(void **state)
{
    struct text text =
        one(&reporter_sarif, "my policy/100%:\xC3\xA4.writ",
            (struct span){ 10, 14 }, "below the root of the sources");

    (void)state;
    assert_has(&text, "{\"uri\": \"my%20policy/100%25%3A%C3%A4.writ\", "
                      "\"uriBaseId\": \"%SRCROOT%\"}");
    assert_has(&text, "\"startLine\": 2, \"startColumn\": 1, \"endLine\": 2, "
                      "\"endColumn\": 5");
    text_destroy(&text);

    text = one(&reporter_sarif, "/etc/policy.writ", (struct span){ 1, 5 },
               "absolute");
    assert_has(&text, "{\"uri\": \"file:///etc/policy.writ\"}");
    assert_lacks(&text, "SRCROOT");
    text_destroy(&text);
}

/* Services refuse a result without a file. */
static void sarif_points_to_the_policy_where_nothing_else_is(void **state)
{
    struct text text =
        one(&reporter_sarif, "p.writ", (struct span){ 0, 0 }, "nowhere");

    (void)state;
    assert_has(&text, "\"locations\": [{\"physicalLocation\": "
                      "{\"artifactLocation\": {\"uri\": \"p.writ\", "
                      "\"uriBaseId\": \"%SRCROOT%\"}}}]");
    text_destroy(&text);
}

static void sarif_tells_that_reading_failed(void **state)
{
    struct compilation *compilation = check("we may collect\n");
    struct text text = write_as(&reporter_sarif, compilation, NULL);

    (void)state;
    assert_has(&text, "\"executionSuccessful\": false");
    assert_has(&text, "\"ruleId\": \"syntax\", \"ruleIndex\": 0");
    text_destroy(&text);
    compilation_destroy(compilation);
}

static void junit_is_xml_whatever_is_said(void **state)
{
    struct text text =
        one(&reporter_junit, "<a & \"b\">.writ", (struct span){ 1, 5 },
            "\x01 \xEF\xBF\xBE <tag> & 'quote' \xE2\x80\xAE");

    (void)state;
    assert_has(&text, "file=\"&lt;a &amp; &quot;b&quot;&gt;.writ\"");
    assert_has(&text, "\xEF\xBF\xBD \xEF\xBF\xBD &lt;tag&gt; &amp; "
                      "&#39;quote&#39; \xEF\xBF\xBD");
    assert_lacks(&text, "<tag>");
    text_destroy(&text);
}

static void junit_names_every_test_once(void **state)
{
    struct compilation *compilation = hold("p.writ", "line one\nline two\n");
    struct text text;

    (void)state;
    for (uint32_t start = 1; start < 4; start++)
        finding_add(&compilation->findings, &rule_of_tests,
                    (struct span){ start, 5 }, "the same")
            ->statement = "a";
    text = write_as(&reporter_junit, compilation, NULL);
    assert_has(&text, "tests=\"3\" failures=\"3\" errors=\"0\" skipped=\"0\"");
    assert_has(&text, "name=\"the same\"");
    assert_has(&text, "name=\"the same (2)\"");
    assert_has(&text, "name=\"the same (3)\"");
    text_destroy(&text);
    compilation_destroy(compilation);
}

static void a_flow_elsewhere_is_where_it_says(void **state)
{
    struct compilation *compilation = hold("p.writ", "line one\nline two\n");
    struct finding *finding = finding_add(
        &compilation->findings, &rule_of_tests, (struct span){ 0, 0 }, "flow");
    struct text text;

    (void)state;
    finding->file = "src/mail.c";
    finding->line = 12;
    text = write_as(&reporter_github, compilation, NULL);
    assert_has(&text, "::error file=src/mail.c,line=12,title=");
    text_destroy(&text);
    text = write_as(&reporter_sarif, compilation, NULL);
    assert_has(&text, "\"region\": {\"startLine\": 12}");
    text_destroy(&text);
    text = write_as(&reporter_junit, compilation, NULL);
    assert_has(&text, "file=\"src/mail.c\" line=\"12\"");
    text_destroy(&text);
    compilation_destroy(compilation);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(github_escapes_what_the_runner_reads),
        cmocka_unit_test(github_has_columns_on_one_line_alone),
        cmocka_unit_test(sarif_has_uris),
        cmocka_unit_test(sarif_points_to_the_policy_where_nothing_else_is),
        cmocka_unit_test(sarif_tells_that_reading_failed),
        cmocka_unit_test(junit_is_xml_whatever_is_said),
        cmocka_unit_test(junit_names_every_test_once),
        cmocka_unit_test(a_flow_elsewhere_is_where_it_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
