/* White space and capitals of what a document says. */

#include "emit/line.h"

#include "base/arena.h"

const char *line_of(struct arena *arena, const char *string)
{
    struct text text = { NULL, 0, 0 };
    text_line(&text, string);
    const char *line = arena_copy(arena, text_string(&text), text.length);
    text_destroy(&text);
    return line;
}

const char *line_headed(struct arena *arena, const char *string)
{
    struct text text = { NULL, 0, 0 };
    text_put(&text, line_of(arena, string));
    phrase_capital(&text, 0);
    const char *copy = arena_copy(arena, text_string(&text), text.length);
    text_destroy(&text);
    return copy;
}

void line_head_cell(struct arena *arena, struct cell *cell)
{
    for (size_t i = 0; i < cell->count; i++) {
        cell->items[i] = line_headed(arena, cell->items[i]);
    }
}
