/* The one list of findings. The invariant: everything that a finding points
 * to lives in the list's arena or longer, so a finding outlives the pass that
 * raised it. */

#include "base/finding.h"

#include "base/arena.h"
#include "base/memory.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

struct finding *finding_add(struct findings *findings, const struct rule *rule,
                            struct span span, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    const char *message = arena_vprint(findings->arena, format, arguments);
    va_end(arguments);

    findings->items = arena_extend(findings->arena, findings->items,
                                   findings->count, sizeof *findings->items);
    struct finding *finding = &findings->items[findings->count++];
    *finding = (struct finding){
        .rule = rule,
        .span = span,
        .message = message,
    };
    return finding;
}

void finding_help(struct findings *findings, struct finding *finding,
                  const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    finding->help = arena_vprint(findings->arena, format, arguments);
    va_end(arguments);
}

void finding_relate(struct findings *findings, struct finding *finding,
                    struct span span, const char *statement,
                    const char *caption)
{
    finding->related =
        arena_extend(findings->arena, finding->related, finding->related_count,
                     sizeof *finding->related);
    finding->related[finding->related_count++] = (struct related){
        .span = span,
        .caption = caption,
        .statement = statement,
    };
}

size_t finding_count(const struct findings *findings, enum severity severity)
{
    size_t count = 0;

    for (size_t at = 0; at < findings->count; at++) {
        const struct finding *finding = &findings->items[at];
        count += finding->rule->severity == severity && !finding->silenced;
    }
    return count;
}

/* What is sorted in place of the findings themselves: small, and with the
 * order of finding in it, so that qsort's own order does not matter. */
struct key {
    uint32_t start;
    size_t index;
};

static int compare_keys(const void *left, const void *right)
{
    const struct key *a = left;
    const struct key *b = right;

    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->index > b->index) - (a->index < b->index);
}

/* Nowhere is offset 0 and comes first by itself. */
void finding_sort(struct findings *findings)
{
    size_t count = findings->count;

    if (count < 2)
        return;

    struct key *keys = memory_allocate(memory_product(count, sizeof *keys));
    struct finding *old = memory_allocate(memory_product(count, sizeof *old));

    memcpy(old, findings->items, count * sizeof *old);
    for (size_t at = 0; at < count; at++)
        keys[at] = (struct key){ old[at].span.start, at };
    qsort(keys, count, sizeof *keys, compare_keys);
    for (size_t at = 0; at < count; at++)
        findings->items[at] = old[keys[at].index];
    free(old);
    free(keys);
}
