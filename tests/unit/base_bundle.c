/* base/bundle: all files or none. What every single refusal of the machine
 * does is tests/faults; here are those that a user can bring about. */

#include "base/bundle.h"

#include "base/arena.h"

#include <dirent.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* Each test has a folder of its own, and is in it. */
static char folder[] = "/tmp/writ-bundle-XXXXXX";
static struct bundle bundle;

static int make(void **state)
{
    (void)state;
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    if (!mkdtemp(folder) || chdir(folder) != 0)
        return -1;
    bundle = (struct bundle){ .arena = arena_create() };
    return 0;
}

static int drop(void **state)
{
    (void)state;
    bundle_destroy(&bundle);
    arena_destroy(bundle.arena);

    char command[sizeof folder + 10];

    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("/") != 0 || system(command) != 0;
}

static void put(const char *name, const char *content)
{
    FILE *file = fopen(name, "wb");

    assert_non_null(file);
    assert_true(fputs(content, file) >= 0);
    assert_int_equal(fclose(file), 0);
}

static void check_content(const char *name, const char *expected)
{
    char content[100] = "";
    FILE *file = fopen(name, "rb");

    assert_non_null(file);
    content[fread(content, 1, sizeof content - 1, file)] = '\0';
    fclose(file);
    assert_string_equal(content, expected);
}

static int not_dots(const struct dirent *entry)
{
    return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* The names in a folder, in order, each with a blank behind it. */
static void check_names(const char *name, const char *expected)
{
    struct dirent **entries;
    int count = scandir(name, &entries, not_dots, alphasort);
    char names[300] = "";

    assert_true(count >= 0);
    for (int at = 0; at < count; at++) {
        size_t length = strlen(names);
        snprintf(names + length, sizeof names - length, "%s ",
                 entries[at]->d_name);
        free(entries[at]);
    }
    free(entries);
    assert_string_equal(names, expected);
}

static void fill(void)
{
    text_put(bundle_add(&bundle, "a.h"), "new a\n");
    text_put(bundle_add(&bundle, "b.c"), "new b\n");
    bundle_add(&bundle, "empty");
}

static void check_refused(const char *where, const char *expected)
{
    const char *error = NULL;

    assert_false(bundle_commit(&bundle, where, &error));
    assert_string_equal(error, expected);
}

static void check_done(const char *where)
{
    const char *error = NULL;

    if (!bundle_commit(&bundle, where, &error))
        fail_msg("%s", error);
    assert_null(error);
}

static void a_bundle_is_written_into_a_new_folder(void **state)
{
    (void)state;
    fill();
    check_done("out/deep/er/");
    check_names("out/deep/er", "a.h b.c empty ");
    check_content("out/deep/er/a.h", "new a\n");
    check_content("out/deep/er/b.c", "new b\n");
    check_content("out/deep/er/empty", "");
}

static void every_way_to_name_a_folder_works(void **state)
{
    (void)state;
    fill();
    check_done(".");
    check_names(".", "a.h b.c empty ");
    check_done("");
    check_done("./x//y/../z");
    check_names("x", "y z ");
    check_names("x/z", "a.h b.c empty ");
    check_done(folder);
    check_names(".", "a.h b.c empty x ");
}

static void files_that_were_there_are_replaced(void **state)
{
    (void)state;
    assert_int_equal(mkdir("out", 0777), 0);
    put("out/a.h", "old a\n");
    put("out/other", "a user's\n");
    assert_int_equal(symlink("other", "out/b.c"), 0);
    fill();
    check_done("out");
    check_names("out", "a.h b.c empty other ");
    check_content("out/a.h", "new a\n");
    check_content("out/b.c", "new b\n");
    check_content("out/other", "a user's\n");
}

static void the_mode_is_what_the_mask_allows(void **state)
{
    (void)state;
    struct stat status;
    mode_t before = umask(027);

    fill();
    check_done(".");
    umask(before);
    assert_int_equal(stat("a.h", &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
}

static void an_empty_bundle_writes_nothing(void **state)
{
    (void)state;
    check_done(".");
    check_names(".", "");
}

static void hidden_names_of_a_user_are_left_alone(void **state)
{
    (void)state;
    put(".a.h.writ-0", "mine\n");
    put(".a.h.writ-1", "mine too\n");
    put("a.h", "old a\n");
    fill();
    check_done(".");
    check_names(".", ".a.h.writ-0 .a.h.writ-1 a.h b.c empty ");
    check_content(".a.h.writ-0", "mine\n");
    check_content(".a.h.writ-1", "mine too\n");
}

/* The last of the three cannot be replaced; the first two could. */
static void one_refusal_refuses_all(void **state)
{
    (void)state;
    assert_int_equal(mkdir("out", 0777), 0);
    assert_int_equal(mkdir("out/empty", 0777), 0);
    put("out/a.h", "old a\n");
    assert_int_equal(symlink("nowhere", "out/b.c"), 0);
    fill();
    check_refused("out", "out/empty: is a directory");
    check_names("out", "a.h b.c empty ");
    check_content("out/a.h", "old a\n");

    char link[20] = "";
    assert_int_equal(readlink("out/b.c", link, sizeof link - 1), 7);
    assert_string_equal(link, "nowhere");
}

static void a_name_that_is_too_long_is_refused(void **state)
{
    (void)state;
    char name[300];

    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    fill();
    bundle_add(&bundle, name);
    const char *error = NULL;
    assert_false(bundle_commit(&bundle, "out/deep", &error));
    assert_non_null(strstr(error, ": file name too long"));
    check_names(".", "");
}

static void a_file_is_no_folder(void **state)
{
    (void)state;
    put("file", "x\n");
    fill();
    check_refused("file", "file: not a directory");
    check_refused("new/../file/below", "new/../file/below: not a directory");
    check_names(".", "file ");
    check_content("file", "x\n");
}

/* `ulimit -f` would end the program by a signal. */
static void a_limit_on_size_is_a_refusal(void **state)
{
    (void)state;
    struct rlimit before;
    struct sigaction action;

    assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
    put("a.h", "old a\n");
    fill();
    text_repeat(bundle_add(&bundle, "large"), 'x', 100000);

    struct rlimit limit = { 50000, before.rlim_max };
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
    check_refused(".", "./large: file too large");
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
    check_names(".", "a.h ");
    check_content("a.h", "old a\n");
    assert_int_equal(sigaction(SIGXFSZ, NULL, &action), 0);
    assert_ptr_equal(action.sa_handler, SIG_DFL);
}

static void a_bundle_can_be_used_again(void **state)
{
    (void)state;
    fill();
    bundle_destroy(&bundle);
    assert_int_equal(bundle.count, 0);
    text_put(bundle_add(&bundle, "a.h"), "once more\n");
    check_done(".");
    check_names(".", "a.h ");
    check_content("a.h", "once more\n");
}

int main(void)
{
#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make, drop)
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(a_bundle_is_written_into_a_new_folder),
        WITH_FOLDER(every_way_to_name_a_folder_works),
        WITH_FOLDER(files_that_were_there_are_replaced),
        WITH_FOLDER(the_mode_is_what_the_mask_allows),
        WITH_FOLDER(an_empty_bundle_writes_nothing),
        WITH_FOLDER(hidden_names_of_a_user_are_left_alone),
        WITH_FOLDER(one_refusal_refuses_all),
        WITH_FOLDER(a_name_that_is_too_long_is_refused),
        WITH_FOLDER(a_file_is_no_folder),
        WITH_FOLDER(a_limit_on_size_is_a_refusal),
        WITH_FOLDER(a_bundle_can_be_used_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
