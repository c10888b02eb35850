/* Cleaning is one pass over the code points; a string that is clean already is
 * copied as it is, so cleaning twice changes nothing. */

#include "report/clean.h"

#include "base/utf8.h"

#include <string.h>

void clean_put(struct text *text, const char *string)
{
    const unsigned char *bytes = (const unsigned char *)string;
    size_t left = strlen(string);
    while (left > 0) {
        uint32_t point = 0;
        size_t size = utf8_read(bytes, left, &point);
        bool broken = size == 1 && bytes[0] >= 0x80;
        if (broken || utf8_is_forbidden(point))
            text_put(text, CLEAN_REPLACEMENT);
        else
            text_add(text, (const char *)bytes, size);
        bytes += size;
        left -= size;
    }
}
