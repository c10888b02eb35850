/* The emitter: plan, write, number the build, read back and verify. */

#include "emit/c/emitter.h"

#include "base/arena.h"
#include "emit/c/names.h"
#include "emit/c/source.h"
#include "emit/c/verify.h"
#include "emit/emitters.h"

#include <string.h>

/* Not zero, and of nothing but the two texts. */
static uint32_t build_number(const struct text *header,
                             const struct text *source)
{
    const struct text *texts[2] = { header, source };
    uint64_t hash = UINT64_C(0xCBF29CE484222325);
    for (size_t i = 0; i < 2; i++) {
        for (size_t k = 0; k < texts[i]->length; k++) {
            hash = (hash ^ (unsigned char)texts[i]->bytes[k]) *
                   UINT64_C(0x100000001B3);
        }
    }
    uint32_t number = (uint32_t)(hash ^ hash >> 32);
    return number != 0 ? number : 1;
}

static void set_build(struct arena *arena, struct text *text, uint32_t number)
{
    char *at = strstr(text->bytes, BUILD_UNKNOWN);
    const char *word = arena_print(arena, "0x%08lxu", (unsigned long)number);
    for (; *word != '\0'; word++) {
        *at++ = *word;
    }
}

bool emit_c(const struct emission *emission, enum layout_form form,
            struct bundle *bundle, const char **error)
{
    struct plan *plan = arena_allocate(emission->analysis->arena, sizeof *plan);
    *plan = (struct plan){ .form = form };
    if (!plan_make(emission, plan, error) || !names_are_distinct(plan, error)) {
        return false;
    }
    struct text *header =
        bundle_add(bundle, arena_print(plan->arena, "%s.h", plan->lower));
    struct text *source =
        bundle_add(bundle, arena_print(plan->arena, "%s.c", plan->lower));
    header_write(plan, header);
    if (!source_write(plan, source, error)) {
        return false;
    }
    uint32_t build = build_number(header, source);
    set_build(plan->arena, header, build);
    set_build(plan->arena, source, build);
    return verify_c(plan->analysis, plan->asked, header, source, error);
}

static bool write_c(const struct emission *emission, struct bundle *bundle,
                    const char **error)
{
    return emit_c(emission, LAYOUT_BEST, bundle, error);
}

const struct emitter emitter_c = {
    .name = "c",
    .summary = "decision tables in C, without a library: NAME.h and NAME.c",
    .write = write_c,
};
