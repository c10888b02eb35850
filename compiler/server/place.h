#ifndef WRIT_SERVER_PLACE_H
#define WRIT_SERVER_PLACE_H

/* Places as the protocol counts them: lines from 0, and in a line the units of
 * UTF-16 from 0. */

#include "base/source.h"
#include "base/text.h"

struct position {
    uint32_t line, unit;
};

/* Of an offset that is somewhere. */
struct position position_of(const struct sources *sources, uint32_t offset);

/* The offset in the source; the end of a line where it is shorter, and of the
 * file where that is. A position inside of a character is its start. */
uint32_t position_offset(const struct sources *sources, struct source *source,
                         struct position position);

/* {"start": {...}, "end": {...}}; the first of a file where it is nowhere. */
void position_range(struct text *text, const struct sources *sources,
                    struct span span);

#endif
