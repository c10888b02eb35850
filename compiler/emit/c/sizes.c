#include "emit/c/sizes.h"

#include "base/arena.h"
#include "emit/c/rows.h"

enum { MOST_WIDE = 512 /* cases that take more room than they need */ };

/* --- types ---------------------------------------------------------------- */

uint64_t masks_of(const struct cases *cases)
{
    uint64_t mask = 0;
    for (size_t i = 0; i < cases->count; i++) {
        mask |= cases->rows[i].mask;
    }
    return mask;
}

const char *mask_type(const struct plan *plan)
{
    uint64_t used =
        masks_of(&plan->decide_cases) | masks_of(&plan->right_cases);
    return used > UINT32_MAX ? "uint64_t" : rows_type((uint32_t)used);
}

/* Few cases are given rows of eight bytes, which are found sooner. */
const char *case_type(const struct plan *plan)
{
    size_t cases = plan->decide_cases.count > plan->right_cases.count
                       ? plan->decide_cases.count
                       : plan->right_cases.count;
    return cases <= MOST_WIDE ? "uint32_t" : rows_type((uint32_t)cases);
}

const char *ruling_type(const struct plan *plan)
{
    return rows_type(plan->rulings.largest);
}

/* --- bytes ---------------------------------------------------------------- */

static size_t round_up(size_t bytes, size_t to)
{
    return (bytes + to - 1) / to * to;
}

size_t case_align(const struct plan *plan)
{
    const char *types[3] = { mask_type(plan), case_type(plan),
                             ruling_type(plan) };
    size_t align = 1;
    for (size_t i = 0; i < 3; i++) {
        size_t bytes = type_bytes(types[i]);
        align = bytes > align ? bytes : align;
    }
    return align;
}

/* Two masks, a ruling, the next. */
size_t case_bytes(const struct plan *plan)
{
    size_t ruling = type_bytes(ruling_type(plan));
    size_t next = type_bytes(case_type(plan));
    size_t bytes = round_up(2 * type_bytes(mask_type(plan)), ruling) + ruling;
    return round_up(round_up(bytes, next) + next, case_align(plan));
}

static size_t answers_bytes(const struct plan *plan)
{
    return plan->vectors.count > 0
               ? array_bytes(plan->vectors.count, plan->rulings.largest)
               : (plan->decide_cases.count + 1) * case_bytes(plan);
}

/* The sets of measures are the most aligned. */
size_t tables_bytes(const struct plan *plan)
{
    size_t bytes = answers_bytes(plan) + layout_bytes(&plan->decide) +
                   (plan->rulings.duty_set_count + 1) * sizeof(uint64_t);
    return round_up(bytes, sizeof(uint64_t));
}

const char *tables_layout(const struct plan *plan)
{
    size_t stages = 0;
    size_t packed = 0;
    for (size_t i = 0; i < plan->decide.level_count; i++) {
        stages += plan->decide.levels[i].stage != NULL &&
                  !plan->decide.levels[i].direct;
        packed += plan->decide.levels[i].owner != NULL;
    }
    if (!plan->decide.staged) {
        return "rows that lead to each other";
    }
    if (stages <= 1 && packed == 0) {
        return "one dense table";
    }
    return arena_print(plan->arena, "%zu stages, %zu of them packed", stages,
                       packed);
}
