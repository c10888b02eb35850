/* The classes and cells of a table. A class is followed back to its term; a line
 * of cells to the first terms that lead to it, or, in rows, to its level. */

#include "emit/c/rows.h"
#include "emit/c/sizes.h"
#include "emit/c/source.h"

#include "base/arena.h"

enum {
    CELLS_A_LINE = 16,
    MOST_NAMED = 1 << 16 /* cells of a stage that are named line by line */
};

/* What is written: a table as the arrays of a block. */
struct writing {
    const struct plan *plan;
    const struct layout *layout;
    const char *answers; /* what an answer is */
    struct block *block;
};

static void write_classes(const struct writing *writing)
{
    const struct layout *layout = writing->layout;
    struct arena *arena = writing->plan->arena;
    for (size_t i = 0; i < layout->level_count; i++) {
        const struct layout_level *level = &layout->levels[i];
        if (level->classes == 1) {
            continue;
        }
        const char *type = rows_type(level_largest(level));
        struct text *out =
            block_begin(writing->block, NULL, type, type_bytes(type),
                        arena_print(arena, "of_%s", plan_level_name(level)));
        for (size_t term = 0; term < level->terms; term++) {
            rows_add(out,
                     arena_print(arena, "%luu",
                                 (unsigned long)level_counts(level, term)),
                     level->family->paths[term]);
        }
        block_end(writing->block, level->terms, "0u");
    }
}

/* --- stages --------------------------------------------------------------- */

/* A stage: the levels [begin, end) of a layout. */
struct stage {
    const struct writing *writing;
    const struct layout *layout;
    size_t begin, end;
    size_t width; /* of its rows */
    const struct cells *cells;
    const struct stage *before; /* NULL: the first */
    bool ends;                  /* the last: it answers */
};

static const char *join(const struct stage *stage, const char *words,
                        const char *more)
{
    return arena_print(stage->writing->plan->arena, "%s%s%s", words,
                       *words == '\0' ? "" : ", ", more);
}

/* The first terms of the classes that lead to the cell `at` of the stage, as
 * far as levels before `end` play a part; and before them those that first lead
 * to its row. */
static const char *cell_words(const struct stage *stage, size_t at, size_t end)
{
    const char *words = "";
    if (stage->before != NULL) {
        size_t row = at - at % stage->width;
        size_t from = 0;
        while (stage->before->cells->items[from] != row) {
            from++;
        }
        words = cell_words(stage->before, from, stage->before->end);
    }
    for (size_t i = stage->begin; i < end; i++) {
        const struct layout_level *level = &stage->layout->levels[i];
        if (level->classes > 1) {
            size_t class = at / level->stride % level->classes;
            words =
                join(stage, words, level->family->paths[level->example[class]]);
        }
    }
    return words;
}

static bool follows_packed(const struct stage *stage)
{
    const struct stage *before = stage->before;
    return before != NULL &&
           (before->layout->levels[before->end - 1].owner != NULL ||
            follows_packed(before));
}

static const char *what_stands(const struct stage *stage)
{
    return stage->ends ? stage->writing->answers
                       : "where a row of the next begins";
}

/* Whether no table stands before it. */
static bool follows_none(const struct stage *stage)
{
    const struct stage *before = stage->before;
    return before == NULL || before->layout->levels[before->end - 1].direct;
}

/* The last levels vary on a line, the others are named above it. */
static void write_stage(const struct stage *stage)
{
    struct arena *arena = stage->writing->plan->arena;
    const struct layout_level *last = &stage->layout->levels[stage->end - 1];
    const char *type = rows_type(cells_largest(stage->cells));
    size_t end = stage->end;
    size_t line = 1;
    bool named = stage->cells->count <= MOST_NAMED && !follows_packed(stage);
    while (end > stage->begin &&
           line * stage->layout->levels[end - 1].classes <= CELLS_A_LINE) {
        line *= stage->layout->levels[--end].classes;
    }
    struct text *out = block_begin(
        stage->writing->block,
        arena_print(arena,
                    "%s%s. Comments name the terms, the first of their "
                    "classes, that lead to a line.",
                    follows_none(stage)
                        ? "At the sum of what the terms count for: "
                        : "At the sum of the row and of what the next "
                          "terms count for: ",
                    what_stands(stage)),
        type, type_bytes(type),
        arena_print(arena, "after_%s", plan_level_name(last)));
    for (size_t i = 0; i < stage->cells->count; i += line) {
        const char *words = named ? cell_words(stage, i, end) : "";
        rows_numbers(out, stage->cells->items + i, line, false,
                     *words == '\0' ? NULL : words);
    }
    block_end(stage->writing->block, stage->cells->count, "0u");
}

static void write_numbers(const struct stage *stage, const char *comment,
                          const char *array, const struct cells *cells,
                          uint32_t largest)
{
    const struct layout_level *level = &stage->layout->levels[stage->end - 1];
    const char *type = rows_type(largest);
    struct text *out =
        block_begin(stage->writing->block, comment, type, type_bytes(type),
                    arena_print(stage->writing->plan->arena, "%s_%s", array,
                                plan_level_name(level)));
    rows_numbers(out, cells->items, cells->count, false, NULL);
    block_end(stage->writing->block, cells->count, "0u");
}

/* Cells of rows that lie in one another are named by nothing. */
static void write_packed(const struct stage *stage)
{
    struct arena *arena = stage->writing->plan->arena;
    const struct layout_level *level = &stage->layout->levels[stage->end - 1];
    uint32_t largest = stage_largest(level);
    uint32_t columns = (uint32_t)level->classes;
    bool apart = level->rest != NULL;
    const char *row =
        apart ? arena_print(arena,
                            "A place is a row, and counts for %lu cells; what "
                            "the term counts for is added.",
                            (unsigned long)level->unit)
              : "A place is a row; what the term counts for is added.";
    const char *rest = apart ? "in the rest, at the place" : "at the place";
    if (level->owner_bit > 0) {
        struct cells joined = cells_joined(arena, level);
        write_numbers(
            stage,
            arena_print(arena,
                        "Rows packed into one another. %s Where the same "
                        "number stands there, from bit %u on, below it stands "
                        "%s; else that stands %s.",
                        row, level->owner_bit, what_stands(stage), rest),
            "after", &joined, columns << level->owner_bit | largest);
    } else {
        write_numbers(
            stage,
            arena_print(arena,
                        "Rows packed into one another. %s Where the same "
                        "number stands here, the next table has there %s; else "
                        "it has it %s.",
                        row, what_stands(stage), rest),
            "owner", level->owner, columns);
        write_numbers(stage, NULL, "after", level->stage, largest);
    }
    if (apart) {
        write_numbers(stage, NULL, "rest", level->rest, largest);
    }
}

static size_t width_of(const struct layout *layout, size_t begin, size_t end)
{
    size_t width = 1;
    for (size_t i = begin; i < end; i++) {
        width *= layout->levels[i].classes;
    }
    return width;
}

static size_t last_stage(const struct layout *layout)
{
    size_t last = layout->level_count - 1;
    while (layout->levels[last].stage == NULL) {
        last--;
    }
    return last;
}

static void write_stages(const struct writing *writing)
{
    const struct layout *layout = writing->layout;
    struct stage stages[LAYOUT_LEVELS];
    size_t count = 0;
    size_t begin = 0;
    for (size_t i = 0; i < layout->level_count; i++) {
        const struct layout_level *level = &layout->levels[i];
        if (level->stage == NULL) {
            continue;
        }
        stages[count] = (struct stage){
            .writing = writing,
            .layout = layout,
            .begin = begin,
            .end = i + 1,
            .width = width_of(layout, begin, i + 1),
            .cells = level->stage,
            .before = count > 0 ? &stages[count - 1] : NULL,
        };
        stages[count].ends = i == last_stage(layout);
        if (level->owner != NULL) {
            write_packed(&stages[count]);
        } else if (!level->direct) {
            write_stage(&stages[count]);
        }
        count++;
        begin = i + 1;
    }
}

/* --- rows ----------------------------------------------------------------- */

/* Marks where rows begin: 1 + the place of their level. */
static void mark_rows(const struct layout *layout, uint8_t *begins)
{
    uint32_t cell = layout->root;
    for (size_t i = 0; i <= layout->rows.count; i++) {
        if ((cell & CELL_ANSWER) == 0) {
            begins[cell & CELL_OFFSET] = (uint8_t)(1 + (cell >> CELL_LEVEL));
        }
        cell = i < layout->rows.count ? layout->rows.items[i] : CELL_ANSWER;
    }
}

static void write_rows(const struct writing *writing)
{
    const struct layout *layout = writing->layout;
    const struct cells *rows = &layout->rows;
    struct arena *arena = writing->plan->arena;
    uint8_t *begins = arena_array(arena, rows->count + 1, sizeof *begins);
    mark_rows(layout, begins);
    struct text *out = block_begin(
        writing->block,
        arena_print(arena,
                    "Rows of cells, one for each class of the kind that is "
                    "named. A cell with the highest bit is %s; any other is "
                    "the number of the next kind to look at and the offset of "
                    "its row.",
                    writing->answers),
        "uint32_t", sizeof(uint32_t), "cells");
    for (size_t at = 0; at < rows->count;) {
        const struct layout_level *level = &layout->levels[begins[at] - 1];
        rows_numbers(out, rows->items + at, level->classes, true,
                     arena_print(arena, "%zu: %s", at, level->family->item));
        at += level->classes;
    }
    block_end(writing->block, rows->count, "0u");
}

void cells_write(const struct plan *plan, const struct layout *layout,
                 const char *answers, struct block *block)
{
    const struct writing writing = {
        .plan = plan, .layout = layout, .answers = answers, .block = block
    };
    write_classes(&writing);
    if (layout->staged) {
        write_stages(&writing);
    } else {
        write_rows(&writing);
    }
}
