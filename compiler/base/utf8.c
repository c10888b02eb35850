/* A thin layer over utf8proc. ASCII, which is nearly all of a source, is
 * passed eight bytes at a time and never reaches the library. */

#include "base/utf8.h"

#include <assert.h>
#include <string.h>
#include <utf8proc.h>

enum { REPLACEMENT = 0xFFFD };

/* Bytes of ASCII at the start. */
static size_t ascii_run(const unsigned char *bytes, size_t length)
{
    size_t at = 0;

    for (; length - at >= sizeof(uint64_t); at += sizeof(uint64_t)) {
        uint64_t word;

        memcpy(&word, bytes + at, sizeof word);
        if ((word & UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    while (at < length && bytes[at] < 0x80)
        at++;
    return at;
}

/* Bytes of the code point at the start, 0 where it is not valid. */
static size_t decode(const unsigned char *bytes, size_t length,
                     utf8proc_int32_t *point)
{
    utf8proc_ssize_t taken =
        utf8proc_iterate(bytes, (utf8proc_ssize_t)length, point);

    return taken > 0 ? (size_t)taken : 0;
}

size_t utf8_check(const unsigned char *bytes, size_t length)
{
    size_t at = 0;

    for (;;) {
        at += ascii_run(bytes + at, length - at);
        while (at < length && bytes[at] >= 0x80) {
            utf8proc_int32_t point;
            size_t taken = decode(bytes + at, length - at, &point);

            if (taken == 0)
                return at;
            at += taken;
        }
        if (at == length)
            return length;
    }
}

size_t utf8_read(const unsigned char *bytes, size_t length, uint32_t *point)
{
    assert(length > 0 && "there is a code point to read");
    if (bytes[0] < 0x80) {
        *point = bytes[0];
        return 1;
    }

    utf8proc_int32_t decoded;
    size_t taken = decode(bytes, length, &decoded);

    *point = taken > 0 ? (uint32_t)decoded : REPLACEMENT;
    return taken > 0 ? taken : 1;
}

uint32_t utf8_last(const unsigned char *bytes, size_t length)
{
    size_t at = length - 1;
    uint32_t point;

    while (at > 0 && (bytes[at] & 0xC0) == 0x80)
        at--;
    (void)utf8_read(bytes + at, length - at, &point);
    return point;
}

bool utf8_is_unspaced(uint32_t point)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        { 0x2E80, 0x312F },   /* radicals, punctuation, kana, bopomofo */
        { 0x3190, 0x9FFF },   /* ideographs (Hangul lies between) */
        { 0xF900, 0xFAFF },   /* compatibility ideographs */
        { 0xFE30, 0xFE4F },   /* compatibility forms */
        { 0xFF01, 0xFF60 },   /* full width */
        { 0x20000, 0x3FFFD }, /* further ideographs */
    };

    for (size_t i = 0; i < sizeof ranges / sizeof *ranges; i++)
        if (point >= ranges[i].first && point <= ranges[i].last)
            return true;
    return false;
}

/* Marks that Chinese shares with scripts that have spaces. */
static bool is_shared(uint32_t point)
{
    return point == 0x2014 || point == 0x2026 ||
           (point >= 0x2018 && point <= 0x201D);
}

bool utf8_joins(uint32_t before, uint32_t after)
{
    bool left = utf8_is_unspaced(before);
    bool right = utf8_is_unspaced(after);

    return (left && right) || (left && is_shared(after)) ||
           (right && is_shared(before));
}

size_t utf8_count(const unsigned char *bytes, size_t length)
{
    size_t count = 0;

    for (size_t at = 0; at < length; at++)
        count += (bytes[at] & 0xC0) != 0x80;
    return count;
}

size_t utf8_width(const unsigned char *bytes, size_t length)
{
    size_t width = 0;

    for (size_t at = 0; at < length;) {
        uint32_t point;

        at += utf8_read(bytes + at, length - at, &point);
        width += (size_t)utf8proc_charwidth((utf8proc_int32_t)point);
    }
    return width;
}

static bool is_control(uint32_t point)
{
    return point < 0x20 || (point >= 0x7F && point < 0xA0);
}

static bool is_bidirectional(uint32_t point)
{
    return point == 0x061C ||                      /* Arabic letter mark */
           point == 0x200E || point == 0x200F ||   /* marks */
           (point >= 0x202A && point <= 0x202E) || /* embeddings, overrides */
           (point >= 0x2066 && point <= 0x2069);   /* isolates */
}

bool utf8_is_forbidden(uint32_t point)
{
    return (is_control(point) && point != '\t' && point != '\n') ||
           is_bidirectional(point);
}
