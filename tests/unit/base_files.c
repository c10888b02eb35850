/* base/files: a file comes whole, or there is a reason. */

#include "base/files.h"

#include "base/arena.h"

#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

static char folder[] = "/tmp/writ-files-XXXXXX";
static char path[sizeof folder + 8];

static int make(void **state)
{
    memcpy(folder + sizeof folder - 7, "XXXXXX", 6);
    if (!mkdtemp(folder))
        return -1;
    snprintf(path, sizeof path, "%s/file", folder);
    *state = arena_create();
    return 0;
}

static int drop(void **state)
{
    arena_destroy(*state);
    unlink(path);
    return rmdir(folder);
}

static void write_file(const char *bytes, size_t length)
{
    FILE *file = fopen(path, "wb");

    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, length, file), length);
    assert_int_equal(fclose(file), 0);
}

static void a_file_comes_whole_with_a_nul_behind_it(void **state)
{
    size_t length = 99;
    const char *error = NULL;

    write_file("one\0two\r\n", 9);
    const unsigned char *bytes = files_read(*state, path, &length, &error);
    assert_non_null(bytes);
    assert_int_equal(length, 9);
    assert_memory_equal(bytes, "one\0two\r\n", 10);
    assert_null(error);
}

static void an_empty_file_is_a_file(void **state)
{
    size_t length = 99;
    const char *error = NULL;

    write_file("", 0);
    const unsigned char *bytes = files_read(*state, path, &length, &error);
    assert_non_null(bytes);
    assert_int_equal(length, 0);
    assert_int_equal(bytes[0], 0);
}

/* A writer of 300,000 bytes, in pieces, at the other end. */
static pid_t write_apart(int descriptor)
{
    pid_t child = fork();

    assert_true(child >= 0);
    if (child == 0) {
        for (int n = 0; n < 3000; n++) {
            char piece[100];
            memset(piece, 'a' + n % 26, sizeof piece);
            if (write(descriptor, piece, sizeof piece) != sizeof piece)
                _exit(1);
        }
        _exit(0);
    }
    return child;
}

static void a_pipe_comes_whole(void **state)
{
    int ends[2];
    int status = 0;
    int before = dup(STDIN_FILENO);
    size_t length = 0;
    const char *error = NULL;

    assert_int_equal(pipe(ends), 0);
    pid_t child = write_apart(ends[1]);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    const unsigned char *bytes = files_read(*state, "-", &length, &error);
    dup2(before, STDIN_FILENO);
    close(before);
    assert_non_null(bytes);
    assert_int_equal(length, 300000);
    for (size_t at = 0; at < length; at++)
        assert_true(bytes[at] == 'a' + at / 100 % 26);
    assert_int_equal(bytes[length], 0);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void a_file_without_a_size_comes_whole(void **state)
{
    size_t length = 0;
    const char *error = NULL;

    if (access("/proc/self/status", R_OK) != 0)
        skip();
    assert_non_null(files_read(*state, "/proc/self/status", &length, &error));
    assert_true(length > 0);
}

static void check_refused(struct arena *arena, const char *name,
                          const char *expected)
{
    size_t length = 0;
    const char *error = NULL;

    assert_null(files_read(arena, name, &length, &error));
    assert_string_equal(error, expected);
}

static void a_refusal_has_a_reason(void **state)
{
    check_refused(*state, folder, "is a folder");
    check_refused(*state, path, "cannot be read: no such file or directory");
    check_refused(*state, "", "cannot be read: no such file or directory");
    write_file("x", 1);
    check_refused(*state, arena_print(*state, "%s/x", path),
                  "cannot be read: not a directory");
    if (geteuid() == 0)
        return; /* who may read everything */
    assert_int_equal(chmod(path, 0), 0);
    check_refused(*state, path, "cannot be read: permission denied");
}

static void a_huge_file_is_not_read(void **state)
{
    write_file("x", 1);
    /* sparse: it takes no room */
    if (truncate(path, (off_t)1024 * 1024 * 1024 + 1) != 0)
        skip();
    check_refused(*state, path, "is larger than 1 GiB");
}

static void a_reason_ends_a_sentence(void **state)
{
    assert_string_equal(files_reason(*state, ENOSPC),
                        "no space left on device");
    assert_string_equal(files_reason(*state, EIO), "input/output error");
}

int main(void)
{
#define WITH_FOLDER(test) cmocka_unit_test_setup_teardown(test, make, drop)
    const struct CMUnitTest tests[] = {
        WITH_FOLDER(a_file_comes_whole_with_a_nul_behind_it),
        WITH_FOLDER(an_empty_file_is_a_file),
        WITH_FOLDER(a_pipe_comes_whole),
        WITH_FOLDER(a_file_without_a_size_comes_whole),
        WITH_FOLDER(a_refusal_has_a_reason),
        WITH_FOLDER(a_huge_file_is_not_read),
        WITH_FOLDER(a_reason_ends_a_sentence),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
