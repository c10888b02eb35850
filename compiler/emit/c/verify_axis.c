/* Classes of points, split by one box after the other. */

#include "emit/c/verify_axis.h"

#include "base/arena.h"
#include "diagram/intern.h"

enum { MOST_COVERED = 1 << 28 }; /* bits, in all that is asked */

static void split(struct arena *arena, struct axis *axis,
                  const struct bits *select)
{
    uint32_t *next = arena_array(arena, axis->classes * 2, sizeof *next);
    uint32_t count = 0;
    for (size_t i = 0; i < axis->terms->count; i++) {
        uint32_t *slot = &next[axis->class_of[i] * 2 + bits_has(select, i)];
        if (*slot == 0) {
            *slot = ++count;
        }
        axis->class_of[i] = *slot - 1;
    }
    axis->classes = count;
}

struct axis axis_make(struct arena *arena, const struct policy *policy,
                      int dimension)
{
    const struct terms *terms = &policy->terms[dimension_space[dimension]];
    struct axis axis = {
        .terms = terms,
        .class_of = arena_array(arena, terms->count, sizeof(uint32_t)),
        .classes = 1,
    };
    struct arena *scratch = arena_create();
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        for (size_t k = 0; k < statement->box_count; k++) {
            if (statement->boxes[k].select[dimension] != NULL) {
                split(scratch, &axis, statement->boxes[k].select[dimension]);
            }
        }
    }
    arena_destroy(scratch);
    axis.point = arena_array(arena, axis.classes, sizeof(uint32_t));
    for (size_t i = terms->count; i-- > 0;) {
        axis.point[axis.class_of[i]] = (uint32_t)i;
    }
    return axis;
}

struct bits *axis_cover(struct arena *arena, const struct axis *axis,
                        size_t term)
{
    struct bits *cover = bits_create(arena, axis->classes);
    const struct bits *below = axis->terms->items[term]->below;
    for (size_t i = bits_next(below, 0); i < below->size;
         i = bits_next(below, i + 1)) {
        bits_add(cover, axis->class_of[i]);
    }
    return cover;
}

bool axis_ask(struct arena *arena, struct axis *axis)
{
    size_t terms = axis->terms->count;
    if (axis->classes > MOST_COVERED / terms) {
        return false;
    }
    struct interner *interner = interner_create();
    axis->asked_of = arena_array(arena, terms, sizeof *axis->asked_of);
    axis->term = arena_array(arena, terms, sizeof *axis->term);
    axis->covers = arena_array(arena, terms, sizeof *axis->covers);
    for (size_t i = 0; i < terms; i++) {
        const struct bits *cover = axis_cover(arena, axis, i);
        bool added;
        uint32_t asked = interner_number(
            interner, cover->word,
            (axis->classes + 63) / 64 * sizeof *cover->word, &added);
        axis->asked_of[i] = asked;
        if (added) {
            axis->term[asked] = (uint32_t)i;
            axis->covers[asked] = cover;
            axis->asked++;
        }
    }
    interner_destroy(interner);
    return true;
}

struct alike *axis_alike(struct arena *arena, const struct axis *axis,
                         const uint64_t *classes, size_t *count)
{
    struct interner *interner = interner_create();
    struct alike *alike = arena_array(arena, axis->terms->count, sizeof *alike);
    *count = 0;
    for (size_t i = 0; i < axis->terms->count; i++) {
        uint64_t key[2] = { axis->asked_of[i],
                            classes != NULL ? classes[i] : 0 };
        bool added;
        (void)interner_number(interner, key, sizeof key, &added);
        if (added) {
            alike[(*count)++] =
                (struct alike){ axis->asked_of[i], (uint32_t)i, key[1] };
        }
    }
    interner_destroy(interner);
    return alike;
}
