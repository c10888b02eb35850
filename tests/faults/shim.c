/* Loaded before libc (LD_PRELOAD), this makes one call of the machine fail:
 *     FAULT="CALL NUMBER WHAT"    FAULT_FIRED=FILE
 * lets the NUMBERth CALL end as WHAT says; `3+` means the third and all that
 * follow. CALL is a function below. WHAT is an error (ENOSPC, EIO, EPERM,
 * ENOMEM, EINTR), `short` (a write takes 100 bytes), `int` or `kill` (the
 * signal comes, and then the call goes on). FILE exists once it happened. */

#define _GNU_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* What the call is to do. */
enum fate { GO_ON, FAIL, SHORT };

static const struct {
    const char *what;
    int error;
} ERRORS[] = {
    { "ENOSPC", ENOSPC }, { "EIO", EIO },     { "EPERM", EPERM },
    { "ENOMEM", ENOMEM }, { "EINTR", EINTR },
};

/* The signal of that name is sent; an error goes to errno. */
static enum fate happen(const char *what)
{
    const char *fired = getenv("FAULT_FIRED");

    if (fired)
        syscall(SYS_close,
                syscall(SYS_openat, AT_FDCWD, fired, O_CREAT | O_WRONLY, 0644));
    if (strcmp(what, "int") == 0)
        raise(SIGINT);
    else if (strcmp(what, "kill") == 0)
        raise(SIGKILL);
    else if (strcmp(what, "short") == 0)
        return SHORT;
    for (size_t at = 0; at < sizeof ERRORS / sizeof ERRORS[0]; at++) {
        if (strcmp(what, ERRORS[at].what) == 0) {
            errno = ERRORS[at].error;
            return FAIL;
        }
    }
    return GO_ON;
}

/* Counts the call if it is the one of FAULT. Nothing here takes memory: it
 * may be malloc that is called. */
static enum fate fate_of(const char *call)
{
    static int count;
    const char *fault = getenv("FAULT");
    size_t length = strlen(call);

    if (!fault || strncmp(fault, call, length) != 0 || fault[length] != ' ')
        return GO_ON;

    char *rest = NULL;
    long number = strtol(fault + length, &rest, 10);
    bool on = *rest == '+';

    count++;
    if (count == number || (on && count > number))
        return happen(rest + on + 1);
    return GO_ON;
}

/* What goes on goes straight to the kernel, past the libc that ours hide. */

int open(const char *path, int flags, ...)
{
    mode_t mode = 0;

    if ((flags & O_CREAT) != 0) {
        va_list arguments;
        va_start(arguments, flags);
        mode = va_arg(arguments, mode_t);
        va_end(arguments);
    }
    if (fate_of("open") == FAIL)
        return -1;
    return (int)syscall(SYS_openat, AT_FDCWD, path, flags, mode);
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    enum fate fate = fate_of("write");

    if (fate == FAIL)
        return -1;
    if (fate == SHORT && size > 100)
        size = 100;
    return syscall(SYS_write, descriptor, bytes, size);
}

int fsync(int descriptor)
{
    if (fate_of("fsync") == FAIL)
        return -1;
    return (int)syscall(SYS_fsync, descriptor);
}

/* As the kernel does, it closes even where it fails. */
int close(int descriptor)
{
    enum fate fate = fate_of("close");
    int error = errno;
    int status = (int)syscall(SYS_close, descriptor);

    if (fate == FAIL) {
        errno = error;
        return -1;
    }
    return status;
}

int rename(const char *old, const char *new)
{
    if (fate_of("rename") == FAIL)
        return -1;
    return (int)syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0);
}

int linkat(int from, const char *old, int to, const char *new, int flags)
{
    if (fate_of("linkat") == FAIL)
        return -1;
    return (int)syscall(SYS_linkat, from, old, to, new, flags);
}

int unlink(const char *path)
{
    if (fate_of("unlink") == FAIL)
        return -1;
    return (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0);
}

int mkdir(const char *path, mode_t mode)
{
    if (fate_of("mkdir") == FAIL)
        return -1;
    return (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
}

int lstat(const char *restrict path, struct stat *restrict status)
{
    if (fate_of("lstat") == FAIL)
        return -1;
    return (int)syscall(SYS_newfstatat, AT_FDCWD, path, status,
                        AT_SYMLINK_NOFOLLOW);
}

/* Memory goes to glibc by its own names. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);

void *malloc(size_t size)
{
    return fate_of("malloc") == FAIL ? NULL : __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    return fate_of("calloc") == FAIL ? NULL : __libc_calloc(count, size);
}

void *realloc(void *old, size_t size)
{
    return fate_of("realloc") == FAIL ? NULL : __libc_realloc(old, size);
}
