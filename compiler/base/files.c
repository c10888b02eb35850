/* Reading. Every call to the file system may be interrupted or refused; what
 * comes back is the whole file, or a reason that a person can read. */

#include "base/files.h"

#include "base/arena.h"
#include "base/text.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { BLOCK = 64 * 1024, LARGEST = 1024 * 1024 * 1024 };

const char *files_reason(struct arena *arena, int error)
{
    const char *said = strerror(error);
    char *words = arena_copy(arena, said, strlen(said));

    if (isupper((unsigned char)words[0]) && islower((unsigned char)words[1]))
        words[0] = (char)tolower((unsigned char)words[0]);
    return words;
}

static int open_patiently(const char *path)
{
    int descriptor;

    do
        descriptor = open(path, O_RDONLY | O_NOCTTY | O_CLOEXEC);
    while (descriptor < 0 && errno == EINTR);
    return descriptor;
}

static ssize_t read_patiently(int descriptor, void *bytes, size_t size)
{
    ssize_t taken;

    do
        taken = read(descriptor, bytes, size);
    while (taken < 0 && errno == EINTR);
    return taken;
}

/* A file whose size is known: straight into the arena. One that shrinks
 * meanwhile is as long as what was read. */
static unsigned char *read_sized(struct arena *arena, int descriptor,
                                 size_t size, size_t *length)
{
    unsigned char *bytes = arena_allocate(arena, size + 1);

    *length = 0;
    while (*length < size) {
        ssize_t taken =
            read_patiently(descriptor, bytes + *length, size - *length);
        if (taken < 0)
            return NULL;
        if (taken == 0)
            break;
        *length += (size_t)taken;
    }
    return bytes;
}

/* A pipe, a terminal, or a file that does not know its size. NULL with errno,
 * which is EFBIG where there is too much. */
static unsigned char *read_stream(struct arena *arena, int descriptor,
                                  size_t *length)
{
    struct text text = { 0 };
    char block[BLOCK];
    ssize_t taken;
    unsigned char *bytes = NULL;

    while ((taken = read_patiently(descriptor, block, sizeof block)) > 0) {
        text_add(&text, block, (size_t)taken);
        if (text.length > LARGEST) {
            errno = EFBIG;
            taken = -1;
            break;
        }
    }
    if (taken == 0) {
        *length = text.length;
        bytes = (unsigned char *)arena_copy(arena, text.bytes, text.length);
    }

    int error = errno;

    text_destroy(&text);
    errno = error;
    return bytes;
}

/* NULL with errno: EISDIR and EFBIG are the two with words of their own. */
static unsigned char *read_open(struct arena *arena, int descriptor,
                                size_t *length)
{
    struct stat status;

    if (fstat(descriptor, &status) != 0)
        return NULL;
    if (S_ISDIR(status.st_mode)) {
        errno = EISDIR;
        return NULL;
    }
    if (!S_ISREG(status.st_mode) || status.st_size == 0)
        return read_stream(arena, descriptor, length);
    if (status.st_size > LARGEST) {
        errno = EFBIG;
        return NULL;
    }
    return read_sized(arena, descriptor, (size_t)status.st_size, length);
}

unsigned char *files_read(struct arena *arena, const char *path, size_t *length,
                          const char **error)
{
    bool standard = strcmp(path, "-") == 0;
    int descriptor = standard ? STDIN_FILENO : open_patiently(path);
    unsigned char *bytes = NULL;

    if (descriptor >= 0)
        bytes = read_open(arena, descriptor, length);
    if (!bytes && errno == EISDIR)
        *error = "is a folder";
    else if (!bytes && errno == EFBIG)
        *error = "is larger than 1 GiB";
    else if (!bytes)
        *error = arena_print(arena, "cannot be read: %s",
                             files_reason(arena, errno));
    if (descriptor >= 0 && !standard)
        close(descriptor);
    return bytes;
}
