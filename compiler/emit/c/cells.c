/* The classes and cells of a table. A class is followed back to its term; a line
 * of cells to the first terms that lead to it, or, in rows, to its level. */

#include "emit/c/rows.h"
#include "emit/c/source.h"

#include "base/arena.h"

enum {
    CELLS_A_LINE = 16,
    MOST_NAMED = 1 << 16 /* cells of a stage that are named line by line */
};

static void write_classes(const struct plan *plan, const struct layout *layout,
                          const char *name, struct text *out)
{
    for (size_t i = 0; i < layout->level_count; i++) {
        const struct layout_level *level = &layout->levels[i];
        if (level->classes == 1) {
            continue;
        }
        uint32_t from_one = level->owner != NULL; /* pack.h */
        rows_begin(
            out, NULL,
            rows_type((uint32_t)(level->classes - 1) * level->stride +
                      from_one),
            arena_print(plan->arena, "%s_of_%s", name, plan_level_name(level)));
        for (size_t term = 0; term < level->terms; term++) {
            uint32_t counts = level->class_of[term] * level->stride + from_one;
            rows_add(out,
                     arena_print(plan->arena, "%luu", (unsigned long)counts),
                     level->family->paths[term]);
        }
        rows_end(out, "0u");
    }
}

/* --- stages --------------------------------------------------------------- */

/* A stage: the levels [begin, end) of a layout. */
struct stage {
    const struct plan *plan;
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
    return arena_print(stage->plan->arena, "%s%s%s", words,
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

/* The last levels vary on a line, the others are named above it. */
static void write_stage(const struct stage *stage, const char *name,
                        const char *answers, struct text *out)
{
    struct arena *arena = stage->plan->arena;
    const struct layout_level *last = &stage->layout->levels[stage->end - 1];
    bool ends = stage->ends;
    size_t end = stage->end;
    size_t line = 1;
    bool named = stage->cells->count <= MOST_NAMED && !follows_packed(stage);
    while (end > stage->begin &&
           line * stage->layout->levels[end - 1].classes <= CELLS_A_LINE) {
        line *= stage->layout->levels[--end].classes;
    }
    rows_begin(out,
               arena_print(arena,
                           "%s%s. Comments name the terms, the first of their "
                           "classes, that lead to a line.",
                           stage->before == NULL
                               ? "At the sum of what the terms count for: "
                               : "At the sum of the row and of what the next "
                                 "terms count for: ",
                           ends ? answers : "where a row of the next begins"),
               rows_type(cells_largest(stage->cells)),
               arena_print(arena, "%s_after_%s", name, plan_level_name(last)));
    for (size_t i = 0; i < stage->cells->count; i += line) {
        const char *words = named ? cell_words(stage, i, end) : "";
        rows_numbers(out, stage->cells->items + i, line, false,
                     *words == '\0' ? NULL : words);
    }
    rows_end(out, "0u");
}

/* Cells of rows that lie in one another are named by nothing. */
static void write_packed(const struct stage *stage, const char *name,
                         const char *answers, struct text *out)
{
    struct arena *arena = stage->plan->arena;
    const struct layout_level *level = &stage->layout->levels[stage->end - 1];
    bool ends = stage->ends;
    const char *item = plan_level_name(level);
    rows_begin(out,
               arena_print(arena,
                           "Rows packed into one another. What the term counts "
                           "for is added to the row: where that number stands "
                           "here, the next table has, in the same place, %s; "
                           "else it has it where the row begins.",
                           ends ? answers : "where a row of the next begins"),
               rows_type(cells_largest(level->owner)),
               arena_print(arena, "%s_owner_%s", name, item));
    rows_numbers(out, level->owner->items, level->owner->count, false, NULL);
    rows_end(out, "0u");
    rows_begin(out, NULL, rows_type(cells_largest(level->stage)),
               arena_print(arena, "%s_after_%s", name, item));
    rows_numbers(out, level->stage->items, level->stage->count, false, NULL);
    rows_end(out, "0u");
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

static void write_stages(const struct plan *plan, const struct layout *layout,
                         const char *name, const char *answers,
                         struct text *out)
{
    struct stage stages[LAYOUT_LEVELS];
    size_t count = 0;
    size_t begin = 0;
    for (size_t i = 0; i < layout->level_count; i++) {
        const struct layout_level *level = &layout->levels[i];
        if (level->stage == NULL) {
            continue;
        }
        stages[count] = (struct stage){
            .plan = plan,
            .layout = layout,
            .begin = begin,
            .end = i + 1,
            .width = width_of(layout, begin, i + 1),
            .cells = level->stage,
            .before = count > 0 ? &stages[count - 1] : NULL,
        };
        stages[count].ends = i == last_stage(layout);
        if (level->owner != NULL) {
            write_packed(&stages[count++], name, answers, out);
        } else {
            write_stage(&stages[count++], name, answers, out);
        }
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

static void write_rows(const struct plan *plan, const struct layout *layout,
                       const char *name, const char *answers, struct text *out)
{
    const struct cells *rows = &layout->rows;
    uint8_t *begins = arena_array(plan->arena, rows->count + 1, sizeof *begins);
    mark_rows(layout, begins);
    text_print(out, "\nstatic const uint32_t %s_root = 0x%08lxu;\n", name,
               (unsigned long)layout->root);
    rows_begin(out,
               arena_print(plan->arena,
                           "Rows of cells, one for each class of the kind "
                           "that is named. A cell with the highest bit is %s; "
                           "any other is the number of the next kind to look "
                           "at and the offset of its row.",
                           answers),
               "uint32_t", arena_print(plan->arena, "%s_cells", name));
    for (size_t at = 0; at < rows->count;) {
        const struct layout_level *level = &layout->levels[begins[at] - 1];
        rows_numbers(
            out, rows->items + at, level->classes, true,
            arena_print(plan->arena, "%zu: %s", at, level->family->item));
        at += level->classes;
    }
    rows_end(out, "0u");
}

void cells_write(const struct plan *plan, const struct layout *layout,
                 const char *name, const char *answers, struct text *out)
{
    write_classes(plan, layout, name, out);
    if (layout->staged) {
        write_stages(plan, layout, name, answers, out);
    } else {
        write_rows(plan, layout, name, answers, out);
    }
}
