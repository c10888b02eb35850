/* Characters beyond the 16 bits are two units. */

#include "server/place.h"

#include "base/utf8.h"

#include <inttypes.h>

enum { TWO_UNITS = 0x10000 };

struct position position_of(const struct sources *sources, uint32_t offset)
{
    struct source *source = source_at(sources, offset);
    struct place place = source_place(sources, offset);
    struct position position = { place.line - 1, 0 };
    size_t length;
    const unsigned char *line =
        source_line(sources, source, place.line, &length);
    const unsigned char *at = source->bytes + (offset - source->base);
    const unsigned char *end = at < line + length ? at : line + length;
    while (line < end) {
        uint32_t point;
        line += utf8_read(line, (size_t)(end - line), &point);
        position.unit += point >= TWO_UNITS ? 2 : 1;
    }
    return position;
}

uint32_t position_offset(const struct sources *sources, struct source *source,
                         struct position position)
{
    size_t length;
    uint32_t number =
        position.line < UINT32_MAX ? position.line + 1 : UINT32_MAX;
    const unsigned char *line = source_line(sources, source, number, &length);
    const unsigned char *at = line;
    const unsigned char *end = line + length;
    uint32_t units = 0;
    if (number > source->line_count) {
        return source->base + source->length;
    }
    while (at < end && units < position.unit) {
        uint32_t point;
        size_t size = utf8_read(at, (size_t)(end - at), &point);
        units += point >= TWO_UNITS ? 2 : 1;
        if (units > position.unit) {
            break;
        }
        at += size;
    }
    return source->base + (uint32_t)(at - source->bytes);
}

static void put_position(struct text *text, struct position position)
{
    text_print(text, "{\"line\": %" PRIu32 ", \"character\": %" PRIu32 "}",
               position.line, position.unit);
}

void position_range(struct text *text, const struct sources *sources,
                    struct span span)
{
    struct position start = { 0, 0 };
    struct position end = { 0, 0 };
    const struct source *source = source_at(sources, span.start);
    if (source != NULL) {
        start = position_of(sources, span.start);
        end = source_at(sources, span.end) == source
                  ? position_of(sources, span.end)
                  : start;
    }
    text_put(text, "{\"start\": ");
    put_position(text, start);
    text_put(text, ", \"end\": ");
    put_position(text, end);
    text_char(text, '}');
}
