/* The digest of a change, over lines that are sorted, so that no order is in
 * it. A meaning is not enough: a ground, or a wording, may change under it after
 * somebody has approved the rest. */

#include "diff/change.h"

#include "base/arena.h"
#include "base/hash.h"
#include "check/pins.h"
#include "diff/text.h"

#include <stdlib.h>
#include <string.h>

struct lines {
    struct arena *arena;
    const char **items;
    size_t count;
};

static void add_line(struct lines *lines, const char *line)
{
    lines->items = arena_extend(lines->arena, (void *)lines->items,
                                lines->count, sizeof *lines->items);
    lines->items[lines->count++] = line;
}

/* A text of any length and content as one word. */
static const char *word_of(struct lines *lines, const char *text)
{
    return text != NULL ? hash_digest(lines->arena, text, strlen(text))
                        : "none";
}

/* What is published and is no statement. Which statement became which is told by
 * their names, which are not to matter here. */
static void add_texts(const struct diff *diff, struct lines *lines)
{
    for (size_t i = 0; i < diff->count; i++) {
        const struct change *change = &diff->changes[i];
        const struct change_text *old = &change->texts[SIDE_OLD];
        const struct change_text *new = &change->texts[SIDE_NEW];
        if (change->kind == CHANGE_TEXT_ONLY && old->statement == NULL &&
            new->statement == NULL) {
            add_line(lines, arena_print(lines->arena, "text %s %s %s",
                                        word_of(lines, change->sentence),
                                        word_of(lines, old->text),
                                        word_of(lines, new->text)));
        }
    }
}

static void add_sentences(struct diff *diff, struct lines *lines)
{
    struct pieces pieces = { .arena = diff->arena };
    list_sentences(diff, &pieces);
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        for (size_t i = 0; i < pieces.count[side]; i++) {
            add_line(lines, arena_print(
                                lines->arena, "sentence %zu %s", side,
                                word_of(lines, pieces.items[side][i].compare)));
        }
    }
}

static void add_wordings(struct diff *diff, struct lines *lines)
{
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        struct wordings wordings = wordings_of(diff->sides[side]);
        for (size_t i = 0; i < wordings.count; i++) {
            const struct worded *worded = &wordings.items[i];
            add_line(lines, arena_print(lines->arena, "wording %zu %s %s %s",
                                        side, worded->language, worded->wording,
                                        worded->meaning));
        }
    }
}

static int by_string(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *diff_digest(struct diff *diff)
{
    struct lines lines = { .arena = diff->arena };
    struct text text = { NULL, 0, 0 };
    text_put(&text, "change 1\n");
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const char *digest = compilation_digest(diff->sides[side]);
        text_print(&text, "meaning %s\n", digest != NULL ? digest : "");
    }
    add_texts(diff, &lines);
    add_sentences(diff, &lines);
    add_wordings(diff, &lines);
    if (lines.count > 0) {
        qsort((void *)lines.items, lines.count, sizeof *lines.items, by_string);
    }
    for (size_t i = 0; i < lines.count; i++) {
        text_print(&text, "%s\n", lines.items[i]);
    }
    const char *digest = hash_digest(diff->arena, text.bytes, text.length);
    text_destroy(&text);
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        if (diagrams_exhausted(diff->sides[side]->analysis->diagrams)) {
            return NULL;
        }
    }
    return digest;
}
