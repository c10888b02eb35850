/* emit/html and emit/markdown: the pages of a policy whose every label is out
 * to break them are whole, say what they should, and are the same each time. */

#include "language_compiling.h"

#include "emit/emitters.h"
#include "emit/prose.h"

#include <stdio.h>

#define EVIL "<b>&\\\"'`|*_](javascript:x) <script>alert(1)</script>\\n# x"

static const char hostile[] =
    "policy evil \"" EVIL "\" {\n"
    "  controller \"" EVIL "\"\n  service \"" EVIL "\"\n  version \"" EVIL
    "\"\n  effective 2026-01-01\n  contact \"" EVIL "\"\n}\n"
    "data personal \"personal " EVIL "\" { one \"one " EVIL "\", two, ... }\n"
    "purpose aim \"aim " EVIL "\" { part \"part " EVIL "\" }\n"
    "recipient other \"other " EVIL "\" { friend \"friend " EVIL "\" }\n"
    "subject who \"who " EVIL "\"\n"
    "region where \"where " EVIL "\"\n"
    "condition agreed \"you have agreed " EVIL "\"\n"
    "measure lock \"lock " EVIL "\"\n"
    "event end \"end " EVIL "\"\n"
    "section first \"First " EVIL "\" {\n"
    "  \"Prose " EVIL "\"\n"
    "  use: we may use one for aim with lock if agreed citing \"" EVIL "\".\n"
    "  keep: we may store one for part of who in where up to 3 days after "
    "end.\n"
    "  section inner \"Inner " EVIL "\" notwithstanding use {\n"
    "    give: we may disclose personal to other for aim as \"" EVIL
    " {data}\".\n"
    "    never_give: we never sell personal to friend.\n"
    "  }\n"
    "  last: you may access personal within 5 days after end unless agreed.\n"
    "}\n";

static const char small[] =
    "policy small \"Small\" { contact \"a@b.example\" }\n"
    "data email \"email address\"\n"
    "purpose letters\n"
    "recipient mailer \"our mailer\"\n"
    "condition agreed \"you have agreed\"\n"
    "event end \"your last letter\"\n"
    "section mail \"Mail\" {\n"
    "  \"We write *letters*. They are short.\"\n"
    "  send: we may use and store email for letters up to 30 days after "
    "end.\n"
    "  share: we may share email to mailer for letters if agreed.\n"
    "  sell: we never sell email.\n"
    "}\n"
    "section ask \"Ask\" { see: you may access email. }\n";

/* What the emitter writes into its one file. */
static char *written(const struct emitter *emitter, const char *policy)
{
    struct compilation *compilation = compile(policy);
    struct bundle bundle = { .arena = compilation->arena };
    const struct emission emission = { .analysis = compilation->analysis,
                                       .digest = "sha256:0123456789abcdef" };
    const char *error = NULL;
    assert_true(emitter->write(&emission, &bundle, &error));
    assert_int_equal(bundle.count, 1);
    const char *text = text_string(&bundle.items[0]->text);
    char *copy = malloc(strlen(text) + 1);
    assert_non_null(copy);
    strcpy(copy, text);
    bundle_destroy(&bundle);
    compilation_destroy(compilation);
    return copy;
}

/* --- HTML ---------------------------------------------------------------- */

/* A reader of the page: elements that are open, and headings so far. */
struct page {
    const char *open[64];
    size_t depth;
    size_t firsts; /* h1 */
    int level;     /* of the last heading */
};

static bool is_void(const char *tag, size_t length)
{
    static const char *const names[] = { "meta", "br", "hr" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strlen(names[i]) == length && strncmp(tag, names[i], length) == 0) {
            return true;
        }
    }
    return false;
}

static void read_tag(struct page *page, const char *tag, size_t length)
{
    bool closing = tag[0] == '/';
    const char *name = tag + (closing ? 1 : 0);
    size_t size = strcspn(name, " >");
    assert_null(memchr(tag, '<', length)); /* no tag inside a tag */
    if (closing) {
        assert_true(page->depth > 0);
        const char *opened = page->open[--page->depth];
        assert_int_equal(strcspn(opened, " >"), size);
        assert_memory_equal(opened, name, size);
        return;
    }
    if (size == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6') {
        int level = name[1] - '0';
        page->firsts += level == 1;
        assert_true(level <= page->level + 1); /* no level is skipped */
        page->level = level;
    }
    if (!is_void(name, size) && tag[length - 1] != '/') {
        assert_true(page->depth < 64);
        page->open[page->depth++] = name;
    }
}

/* Elements nest and are closed; one h1; no heading skips a level. */
static void is_whole(const char *html)
{
    struct page page = { .depth = 0 };
    const char *at = strchr(html, '<');
    assert_memory_equal(at, "<!DOCTYPE html>", 15);
    for (at = strchr(at + 1, '<'); at != NULL; at = strchr(at + 1, '<')) {
        const char *end = strchr(at, '>');
        assert_non_null(end);
        read_tag(&page, at + 1, (size_t)(end - at) - 1);
    }
    assert_int_equal(page.depth, 0);
    assert_int_equal(page.firsts, 1);
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;
    for (const char *at = strstr(text, part); at != NULL;
         at = strstr(at + 1, part)) {
        count++;
    }
    return count;
}

/* Every id is there once, and every link within the page leads to one. */
static void links_lead_somewhere(const char *html)
{
    char wanted[256];
    for (const char *at = strstr(html, "href=\"#"); at != NULL;
         at = strstr(at + 1, "href=\"#")) {
        snprintf(wanted, sizeof wanted, " id=\"%.*s\"",
                 (int)strcspn(at + 7, "\""), at + 7);
        assert_int_equal(count_of(html, wanted), 1);
    }
    for (const char *at = strstr(html, " id=\""); at != NULL;
         at = strstr(at + 1, " id=\"")) {
        snprintf(wanted, sizeof wanted, " id=\"%.*s\"",
                 (int)strcspn(at + 5, "\""), at + 5);
        assert_int_equal(count_of(html, wanted), 1);
    }
}

static void a_hostile_policy_leaves_the_page_whole(void **state)
{
    (void)state;
    char *html = written(&emitter_html, hostile);
    is_whole(html);
    links_lead_somewhere(html);
    assert_null(strstr(html, "<script"));
    assert_null(strstr(html, "<b>"));
    assert_null(strstr(html, "=\"javascript"));
    assert_null(strstr(html, "http-equiv=\"refresh\""));
    assert_non_null(strstr(html, "one &lt;b&gt;&amp;"));
    free(html);
}

static void the_page_says_what_the_policy_says(void **state)
{
    (void)state;
    char *html = written(&emitter_html, small);
    is_whole(html);
    links_lead_somewhere(html);
    static const char *const parts[] = {
        "<html lang=\"en\">",
        "<title>Small</title>",
        "<a href=\"mailto:a@b.example\">a@b.example</a>",
        "<code>sha256:0123456789abcdef</code>",
        "<li><a href=\"#mail.sell\">We never sell your email address.</a>",
        "<th scope=\"row\"><div>Email address</div></th>",
        "<div><dt><a href=\"#at-a-glance\">What for</a></dt>\n<dd>Letters</dd>",
        "<td data-column=\"Used for, and the basis\"><div>Letters&nbsp;<span "
        "class=\"clauses\"><a href=\"#mail.send\" aria-label=\"section 1.1\">"
        "1.1</a></span></div></td>",
        "<td data-column=\"Received by\"><div>Our mailer, if you have agreed"
        "&nbsp;<span class=\"clauses\"><a href=\"#mail.share\"",
        "<td data-column=\"Kept\"><div>For up to 30 days after your last "
        "letter"
        "&nbsp;<span class=\"clauses\"><a href=\"#mail.send\"",
        "<p>We write <em>letters</em>. They are short.</p>",
        "<li class=\"sentence\" id=\"mail.send\"><a class=\"number\" "
        "href=\"#mail.send\" title=\"mail.send\" aria-label=\"section 1.1\">1.1"
        "</a> We use and store your email address for letters, for up to 30 "
        "days after your last letter.</li>",
        "<div class=\"sentence\" id=\"ask.see\">",
        "<h2 id=\"mail\"><span class=\"number\">1</span> Mail</h2>",
    };
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        if (strstr(html, parts[i]) == NULL) {
            fail_msg("missing: %s", parts[i]);
        }
    }
    free(html);
}

/* --- anchors -------------------------------------------------------------- */

/* What stands between `before` and a quote, one a line. */
static void put_anchors(const char *page, const char *before, struct text *text)
{
    for (const char *at = strstr(page, before); at != NULL;
         at = strstr(at + 1, before)) {
        at += strlen(before);
        text_add(text, at, strcspn(at, "\""));
        text_char(text, '\n');
    }
}

/* Names make them: whatever the titles, the labels and the words are. */
static void anchors_survive_other_words(void **state)
{
    (void)state;
    static const char retitled[] =
        "policy small \"Tiny\" { contact \"b@c.example\" }\n"
        "data email \"e-mail\"\n"
        "purpose letters \"mailings\"\n"
        "recipient mailer \"somebody else\"\n"
        "condition agreed \"you want it\"\n"
        "event end \"the end\"\n"
        "section mail \"Post\" {\n"
        "  \"We print.\"\n"
        "  send: we may use and store email for letters up to 30 days after "
        "end as \"We write to {data} for {purpose}, {time}.\".\n"
        "  share: we may share email to mailer for letters if agreed.\n"
        "  sell: we never sell email.\n"
        "}\n"
        "section ask \"Questions\" { see: you may access email. }\n";
    static const struct {
        const struct emitter *emitter;
        const char *before;
    } formats[] = {
        { &emitter_html, " id=\"" },
        { &emitter_markdown, "<a id=\"" },
        { &emitter_json, "\"name\": \"" },
    };
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
        struct text anchors[2] = { { NULL, 0, 0 }, { NULL, 0, 0 } };
        for (size_t n = 0; n < 2; n++) {
            char *page = written(formats[i].emitter, n == 0 ? small : retitled);
            put_anchors(page, formats[i].before, &anchors[n]);
            free(page);
        }
        assert_non_null(strstr(text_string(&anchors[0]), "mail.sell\n"));
        assert_string_equal(text_string(&anchors[0]), text_string(&anchors[1]));
        text_destroy(&anchors[0]);
        text_destroy(&anchors[1]);
    }
}

/* --- Markdown ------------------------------------------------------------ */

/* Nothing but the anchors and line breaks that the emitter writes is HTML, and
 * no link leads elsewhere. */
static void a_hostile_policy_stays_text_in_markdown(void **state)
{
    (void)state;
    char *markdown = written(&emitter_markdown, hostile);
    struct arena *arena = arena_create();
    for (const char *at = strchr(markdown, '<'); at != NULL;
         at = strchr(at + 1, '<')) {
        assert_true(at[-1] == '\\' || strncmp(at, "<a id=\"", 7) == 0 ||
                    strncmp(at, "</a>", 4) == 0 || strncmp(at, "<br>", 4) == 0);
    }
    for (const char *at = strstr(markdown, "]("); at != NULL;
         at = strstr(at + 1, "](")) {
        assert_true(at[-1] == '\\' || at[2] == '#');
    }
    assert_non_null(strstr(markdown, "\\<script>alert(1)\\</script> # x"));
    /* every row of a table has as many cells as its head */
    for (const char *at = strstr(markdown, "\n|"); at != NULL;
         at = strstr(at + 1, "\n|")) {
        size_t cells = 0;
        for (const char *byte = at + 1; *byte != '\n' && *byte != '\0';
             byte++) {
            cells += *byte == '|' && byte[-1] != '\\';
        }
        assert_true(cells == 5 || cells == 4);
    }
    arena_destroy(arena);
    free(markdown);
}

static void markdown_reads_well(void **state)
{
    (void)state;
    char *markdown = written(&emitter_markdown, small);
    assert_string_equal(
        markdown,
        "# Small\n"
        "\n"
        "- **Contact:** [a@b.example](mailto:a@b.example)\n"
        "- **Fingerprint of the rules:** `sha256:0123456789abcdef`\n"
        "\n"
        "## In brief\n"
        "\n"
        "- **What we handle:** Email address\n"
        "- **What for:** Letters\n"
        "- **Who receives it:** Our mailer, if you have agreed\n"
        "- **How long we keep it:** Email address: for up to 30 days after "
        "your last letter\n"
        "- **What you can do:** Access it\n"
        "- **Contact:** [a@b.example](mailto:a@b.example)\n"
        "\n"
        "## What is never done\n"
        "\n"
        "- **We never sell your email address.** [#](#mail.sell)\n"
        "\n"
        "## <a id=\"mail\"></a>1. Mail\n"
        "\n"
        "We write *letters*.\n"
        "They are short.\n"
        "\n"
        "- <a id=\"mail.send\"></a>1.1 We use and store your email address for "
        "letters, for up to 30 days after your last letter.\n"
        "- <a id=\"mail.share\"></a>1.2 We may share your email address with "
        "our mailer for letters if you have agreed.\n"
        "- <a id=\"mail.sell\"></a>1.3 We never sell your email address.\n"
        "\n"
        "## <a id=\"ask\"></a>2. Ask\n"
        "\n"
        "- <a id=\"ask.see\"></a>2.1 You have the right to access your email "
        "address.\n"
        "\n"
        "## Your information at a glance\n"
        "\n"
        "Which information we handle, what for and on which basis, who "
        "receives it and how long we keep it. Computed from the rules of this "
        "document.\n"
        "\n"
        "| Information | Used for, and the basis | Received by | Kept |\n"
        "| --- | --- | --- | --- |\n"
        "| Email address | Letters [1.1](#mail.send) | Our mailer, if you have "
        "agreed [1.2](#mail.share) | For up to 30 days after your last letter "
        "[1.1](#mail.send) |\n"
        "\n"
        "## Recipients and places at a glance\n"
        "\n"
        "Who receives information from us and where it is sent, which and what "
        "for, and what goes along to protect it. Computed from the rules of "
        "this document.\n"
        "\n"
        "| Recipient or place | Information | Purpose and basis | Safeguards "
        "|\n"
        "| --- | --- | --- | --- |\n"
        "| Our mailer | Email address [1.2](#mail.share) | Letters, if you "
        "have "
        "agreed [1.2](#mail.share) | None |\n"
        "\n"
        "## Your rights at a glance\n"
        "\n"
        "What you can ask of us, and for which information.\n"
        "\n"
        "| You can | Information |\n"
        "| --- | --- |\n"
        "| Access it [2.1](#ask.see) | [Email address](#ask.see) |\n");
    free(markdown);
}

static void pages_are_the_same_each_time(void **state)
{
    (void)state;
    const struct emitter *const both[] = { &emitter_html, &emitter_markdown };
    for (size_t i = 0; i < 2; i++) {
        char *first = written(both[i], hostile);
        char *second = written(both[i], hostile);
        assert_string_equal(first, second);
        free(first);
        free(second);
    }
}

static void an_empty_policy_has_a_page(void **state)
{
    (void)state;
    char *html = written(&emitter_html, "# nothing\n");
    is_whole(html);
    links_lead_somewhere(html);
    free(html);
    free(written(&emitter_markdown, "# nothing\n"));
}

static void emitters_are_found_by_name(void **state)
{
    (void)state;
    assert_ptr_equal(emitter_find("html"), &emitter_html);
    assert_ptr_equal(emitter_find("markdown"), &emitter_markdown);
    assert_ptr_equal(emitter_find("c"), &emitter_c);
    assert_null(emitter_find("papyrus"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hostile_policy_leaves_the_page_whole),
        cmocka_unit_test(the_page_says_what_the_policy_says),
        cmocka_unit_test(anchors_survive_other_words),
        cmocka_unit_test(a_hostile_policy_stays_text_in_markdown),
        cmocka_unit_test(markdown_reads_well),
        cmocka_unit_test(pages_are_the_same_each_time),
        cmocka_unit_test(an_empty_policy_has_a_page),
        cmocka_unit_test(emitters_are_found_by_name),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
