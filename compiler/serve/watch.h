#ifndef WRIT_SERVE_WATCH_H
#define WRIT_SERVE_WATCH_H

/* Files that are looked at again and again. Not by inotify: an editor that
 * saves by renaming leaves it watching a file that nobody reads any more. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What a file looked like; all zero where it was not there. */
struct glance {
    int64_t seconds, nanoseconds;
    uint64_t size, inode, device;
};

struct watched {
    char *path;
    struct glance seen;
    bool wanted; /* since watch_begin */
};

/* Zeroed, it watches nothing. */
struct watch {
    struct watched *items;
    size_t count;
};

/* Between the two, what is to be watched from then on is added anew; what was
 * watched before has not changed by that. */
void watch_begin(struct watch *watch);
void watch_end(struct watch *watch);

/* Watches the file, and its folder: an import that is not there yet may appear.
 * Once a path is enough. */
void watch_add(struct watch *watch, const char *path);

/* Whether something has changed since it was added or last asked about. */
bool watch_changed(struct watch *watch);

void watch_clear(struct watch *watch);

#endif
