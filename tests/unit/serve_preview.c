/* serve/preview: the pages follow their files, findings stand beside their
 * sentences, and while the policy cannot be read the last page is kept. */

#include "serve/preview.h"

#include "base/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <stdio.h>
#include <unistd.h>

#include <cmocka.h>

static const char head[] =
    "policy small \"Small <b>Policy</b>\" { controller \"Small Ltd\"\n"
    "  version \"1.0\" effective 2026-01-01 contact \"a@b.example\" }\n"
    "data email \"email <i>address</i>\"\n"
    "purpose letters\n"
    "recipient mailer \"our mailer\" citing \"https://mailer.example\"\n"
    "condition agreed \"you have agreed\"\n"
    "event end \"your last letter\"\n";

static const char contradicting[] =
    "section mail \"Mail\" {\n"
    "  ban: we must not share email to mailer.\n"
    "  give: we may share email to mailer for letters if agreed.\n"
    "}\n";

static const char sound[] =
    "section mail \"Mail\" {\n"
    "  ban: we must not share email to mailer.\n"
    "  give: we may share email to mailer for letters if agreed\n"
    "  notwithstanding ban.\n"
    "}\n";

/* A policy in a folder of its own, and its preview. */
struct folder {
    char path[64], file[96];
    const char *files[1];
    struct compilation *settings;
    struct preview *preview;
};

static void put(const char *path, const char *first, const char *second)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fprintf(file, "%s%s", first, second);
    assert_int_equal(fclose(file), 0);
}

static void open_folder(struct folder *folder, const char *text)
{
    strcpy(folder->path, "/tmp/writ-preview-XXXXXX");
    assert_non_null(mkdtemp(folder->path));
    snprintf(folder->file, sizeof folder->file, "%s/policy.writ", folder->path);
    put(folder->file, head, text);
    folder->files[0] = folder->file;
    folder->settings = compilation_create();
    folder->preview = preview_create(folder->settings, folder->files, 1);
}

static void close_folder(struct folder *folder)
{
    preview_destroy(folder->preview);
    compilation_destroy(folder->settings);
    unlink(folder->file);
    rmdir(folder->path);
}

static const char *page(const struct folder *folder, const char *path)
{
    struct site site = preview_site(folder->preview);
    struct reply reply;
    if (!site.find(site.context, path, &reply)) {
        return NULL;
    }
    assert_int_equal(strlen(reply.bytes), reply.length);
    return reply.bytes;
}

static const char *version(const struct folder *folder)
{
    struct site site = preview_site(folder->preview);
    return site.version(site.context);
}

static void tells(const struct folder *folder, const char *expected)
{
    struct text text = { NULL, 0, 0 };
    preview_tell(folder->preview, &text);
    assert_string_equal(text_string(&text), expected);
    text_destroy(&text);
}

static void findings_stand_beside_their_sentences(void **state)
{
    (void)state;
    struct folder folder;
    open_folder(&folder, contradicting);
    const char *html = page(&folder, "/");
    assert_non_null(html);
    const char *ban = strstr(html, "id=\"mail.ban\"");
    const char *give = strstr(html, "id=\"mail.give\"");
    assert_true(ban != NULL && give != NULL && ban < give);
    const char *at_ban = strstr(ban, "<div class=\"finding error\"");
    const char *at_give = strstr(give, "<div class=\"finding error\"");
    assert_true(at_ban != NULL && at_ban < give && at_give != NULL);
    assert_non_null(strstr(at_ban, "</strong> at <a href=\"#mail.give\">1.2"));
    assert_non_null(
        strstr(at_give, "<code>mail.give</code></a> permits what "));
    assert_non_null(strstr(at_give, "<a href=\"#mail.ban\">1.1</a>"));
    assert_non_null(strstr(at_give, "policy.writ:10:9</code> contradiction"));
    assert_null(strstr(html, "<b>Policy"));
    assert_null(strstr(html, "<i>address"));
    assert_non_null(page(&folder, "/index.html"));
    assert_non_null(page(&folder, "/.writ/preview.js"));
    assert_null(page(&folder, "/last"));
    assert_null(page(&folder, "/etc/passwd"));
    close_folder(&folder);
}

static void pages_follow_their_files(void **state)
{
    (void)state;
    struct folder folder;
    char before[32];
    open_folder(&folder, contradicting);
    strcpy(before, version(&folder));
    assert_false(preview_refresh(folder.preview));
    put(folder.file, head, sound);
    assert_true(preview_refresh(folder.preview));
    assert_string_not_equal(version(&folder), before);
    assert_null(strstr(page(&folder, "/"), "finding error"));
    assert_false(preview_refresh(folder.preview));
    /* the same text again is the same page */
    strcpy(before, version(&folder));
    unlink(folder.file);
    put(folder.file, head, sound);
    assert_true(preview_refresh(folder.preview));
    assert_string_equal(version(&folder), before);
    close_folder(&folder);
}

static void the_last_page_is_kept(void **state)
{
    (void)state;
    struct folder folder;
    open_folder(&folder, sound);
    put(folder.file, head, "section mail \"Mail\" { we never sel <email> }\n");
    assert_true(preview_refresh(folder.preview));
    const char *failure = page(&folder, "/");
    assert_non_null(strstr(failure, "<h1>The policy cannot be read</h1>"));
    assert_non_null(strstr(failure, "href=\"/last\""));
    assert_non_null(strstr(failure, "we never sel &lt;email&gt;"));
    const char *last = page(&folder, "/last");
    assert_non_null(strstr(last, "id=\"mail.give\""));
    assert_non_null(strstr(last, "as it was before"));
    /* twice wrong is still the same page to go back to */
    put(folder.file, head, "section {\n");
    assert_true(preview_refresh(folder.preview));
    assert_non_null(strstr(page(&folder, "/last"), "id=\"mail.give\""));
    put(folder.file, head, sound);
    assert_true(preview_refresh(folder.preview));
    assert_non_null(strstr(page(&folder, "/"), "id=\"mail.give\""));
    assert_null(page(&folder, "/last"));
    close_folder(&folder);
}

static void a_file_that_is_not_there_may_come(void **state)
{
    (void)state;
    struct folder folder;
    char import[128];
    open_folder(&folder, "import \"more.writ\"\n");
    assert_non_null(strstr(page(&folder, "/"), "more.writ"));
    assert_null(page(&folder, "/last"));
    snprintf(import, sizeof import, "%s/more.writ", folder.path);
    put(import, "section more \"More\" {\n",
        "  more: we may use email for letters if agreed.\n}\n");
    assert_true(preview_refresh(folder.preview));
    assert_non_null(strstr(page(&folder, "/"), "id=\"more.more\""));
    put(import, "section more \"More\" {\n",
        "  less: we may use email for letters if agreed.\n}\n");
    assert_true(preview_refresh(folder.preview));
    assert_non_null(strstr(page(&folder, "/"), "id=\"more.less\""));
    unlink(import);
    unlink(folder.file);
    assert_true(preview_refresh(folder.preview));
    assert_non_null(strstr(page(&folder, "/"), "no such file"));
    close_folder(&folder);
}

static void it_says_how_many_findings_there_are(void **state)
{
    (void)state;
    struct folder folder;
    open_folder(&folder, "section mail \"Mail\" { we never sel email. }\n");
    tells(&folder, "1 error");
    put(folder.file, "", "");
    assert_true(preview_refresh(folder.preview));
    tells(&folder, "no findings");
    unlink(folder.file);
    assert_true(preview_refresh(folder.preview));
    struct text text = { NULL, 0, 0 };
    preview_tell(folder.preview, &text);
    assert_non_null(strstr(text_string(&text), "no such file"));
    text_destroy(&text);
    close_folder(&folder);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(findings_stand_beside_their_sentences),
        cmocka_unit_test(pages_follow_their_files),
        cmocka_unit_test(the_last_page_is_kept),
        cmocka_unit_test(a_file_that_is_not_there_may_come),
        cmocka_unit_test(it_says_how_many_findings_there_are),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
