/* The offset space: files lie one behind the other from offset 1, each with
 * length + 1 offsets so that the end of a file is a place in it. The
 * invariant: `items` is sorted by base, without gaps. A file's line index is
 * made the first time that a place in it is asked for; most files never have
 * one. */

#include "base/source.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

/* NOLINTNEXTLINE(readability-function-size): six, and each another thing */
struct source *source_add(struct sources *sources, const char *name,
                          const char *path, const unsigned char *bytes,
                          size_t length, bool library)
{
    uint32_t base = sources->used > 0 ? sources->used : 1;

    if (length >= UINT32_MAX - base)
        return NULL;

    struct source *source = arena_allocate(sources->arena, sizeof *source);

    source->name = name;
    source->path = path;
    source->bytes = bytes;
    source->length = (uint32_t)length;
    source->base = base;
    source->library = library;
    sources->items = arena_extend(sources->arena, sources->items,
                                  sources->count, sizeof(struct source *));
    sources->items[sources->count++] = source;
    sources->used = base + source->length + 1;
    return source;
}

struct source *source_at(const struct sources *sources, uint32_t offset)
{
    size_t low = 0;
    size_t high = sources->count;

    if (offset == 0 || offset >= sources->used)
        return NULL;
    /* The last file whose base is at or below the offset: in [low, high). */
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (sources->items[middle]->base <= offset)
            low = middle;
        else
            high = middle;
    }
    return sources->items[low];
}

/* The newline at or behind `at`, or NULL. */
static const unsigned char *newline(const struct source *source, size_t at)
{
    return memchr(source->bytes + at, '\n', source->length - at);
}

/* An editor does not show a byte order mark, so line 1 starts behind it. */
static uint32_t mark_length(const struct source *source)
{
    return source->length >= 3 && memcmp(source->bytes, "\xEF\xBB\xBF", 3) == 0
               ? 3
               : 0;
}

static void index_lines(const struct sources *sources, struct source *source)
{
    const unsigned char *end;
    size_t count = 1;

    if (source->lines)
        return;
    for (size_t at = 0; (end = newline(source, at)); count++)
        at = (size_t)(end - source->bytes) + 1;
    source->lines = arena_array(sources->arena, count, sizeof(uint32_t));
    source->lines[0] = mark_length(source);
    source->line_count = 1;
    for (size_t at = 0; (end = newline(source, at));) {
        at = (size_t)(end - source->bytes) + 1;
        source->lines[source->line_count++] = (uint32_t)at;
    }
}

/* The last line that starts at or before `at`, from 0. */
static size_t line_of(const struct source *source, uint32_t at)
{
    size_t low = 0;
    size_t high = source->line_count;

    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->lines[middle] <= at)
            low = middle;
        else
            high = middle;
    }
    return low;
}

struct place source_place(const struct sources *sources, uint32_t offset)
{
    struct source *source = source_at(sources, offset);

    if (!source)
        return (struct place){ NULL, 0, 0 };
    index_lines(sources, source);

    uint32_t at = offset - source->base;
    size_t line = line_of(source, at);
    uint32_t start = source->lines[line];
    size_t before =
        at > start ? utf8_count(source->bytes + start, at - start) : 0;

    return (struct place){ source, (uint32_t)line + 1, (uint32_t)before + 1 };
}

const unsigned char *source_line(const struct sources *sources,
                                 struct source *source, uint32_t line,
                                 size_t *length)
{
    index_lines(sources, source);
    assert(line > 0 && "lines are counted from 1");
    if (line > source->line_count) {
        *length = 0;
        return source->bytes + source->length;
    }

    uint32_t start = source->lines[line - 1];
    uint32_t end =
        line < source->line_count ? source->lines[line] - 1 : source->length;

    if (line < source->line_count && end > start &&
        source->bytes[end - 1] == '\r')
        end--;
    *length = end - start;
    return source->bytes + start;
}
