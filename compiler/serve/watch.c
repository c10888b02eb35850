/* A file has changed where its time, its size or the file itself is another. */

#include "serve/watch.h"

#include "base/memory.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

static struct glance glance_at(const char *path)
{
    struct stat stat_of;
    struct glance glance = { 0 };
    if (stat(path, &stat_of) == 0) {
        glance.seconds = stat_of.st_mtim.tv_sec;
        glance.nanoseconds = stat_of.st_mtim.tv_nsec;
        glance.size = (uint64_t)stat_of.st_size;
        glance.inode = stat_of.st_ino;
        glance.device = stat_of.st_dev;
    }
    return glance;
}

static bool same(const struct glance *a, const struct glance *b)
{
    return a->seconds == b->seconds && a->nanoseconds == b->nanoseconds &&
           a->size == b->size && a->inode == b->inode && a->device == b->device;
}

static void add(struct watch *watch, const char *path, size_t length)
{
    for (size_t i = 0; i < watch->count; i++) {
        if (strlen(watch->items[i].path) == length &&
            memcmp(watch->items[i].path, path, length) == 0) {
            watch->items[i].wanted = true;
            return;
        }
    }
    watch->items =
        memory_resize(watch->items, (watch->count + 1) * sizeof *watch->items);
    char *copy = memory_resize(NULL, length + 1);
    memcpy(copy, path, length);
    copy[length] = '\0';
    watch->items[watch->count++] =
        (struct watched){ copy, glance_at(copy), true };
}

void watch_add(struct watch *watch, const char *path)
{
    const char *slash = strrchr(path, '/');
    add(watch, path, strlen(path));
    if (slash == NULL) {
        add(watch, ".", 1);
    } else {
        add(watch, path, slash == path ? 1 : (size_t)(slash - path));
    }
}

void watch_begin(struct watch *watch)
{
    for (size_t i = 0; i < watch->count; i++) {
        watch->items[i].wanted = false;
    }
}

void watch_end(struct watch *watch)
{
    size_t kept = 0;
    for (size_t i = 0; i < watch->count; i++) {
        if (watch->items[i].wanted) {
            watch->items[kept++] = watch->items[i];
        } else {
            free(watch->items[i].path);
        }
    }
    watch->count = kept;
}

bool watch_changed(struct watch *watch)
{
    bool changed = false;
    for (size_t i = 0; i < watch->count; i++) {
        struct glance now = glance_at(watch->items[i].path);
        changed = changed || !same(&now, &watch->items[i].seen);
        watch->items[i].seen = now;
    }
    return changed;
}

void watch_clear(struct watch *watch)
{
    for (size_t i = 0; i < watch->count; i++) {
        free(watch->items[i].path);
    }
    free(watch->items);
    *watch = (struct watch){ NULL, 0 };
}
