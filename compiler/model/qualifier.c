/* What sentences, flows and questions have in common: places (`for`, `to`,
 * `in`, `of`) and time. */

#include "model/resolver.h"

#include <string.h>

const char *qualifier_word(enum tree_qualifier_kind kind)
{
    static const char *const word[] = {
        [QUALIFIER_FOR] = "for",
        [QUALIFIER_TO] = "to",
        [QUALIFIER_IN] = "in",
        [QUALIFIER_OF] = "of",
        [QUALIFIER_IF] = "if",
        [QUALIFIER_WHEN] = "when",
        [QUALIFIER_UNLESS] = "unless",
        [QUALIFIER_WITHIN] = "within",
        [QUALIFIER_UP_TO] = "up to",
        [QUALIFIER_AT_LEAST] = "at least",
        [QUALIFIER_EVERY] = "every",
        [QUALIFIER_BEFORE] = "before",
        [QUALIFIER_ON] = "on",
        [QUALIFIER_PROMPTLY] = "promptly",
        [QUALIFIER_WITH] = "with",
        [QUALIFIER_BY] = "by",
        [QUALIFIER_UNDER] = "under",
        [QUALIFIER_CITING] = "citing",
        [QUALIFIER_NOTWITHSTANDING] = "notwithstanding",
        [QUALIFIER_SUBJECT_TO] = "subject to",
    };
    return word[kind];
}

/* The name means a term of the space, or several. */
static bool known(struct resolver *resolver, int space,
                  const struct tree_name *name)
{
    size_t count;
    term_recall(&resolver->policy->terms[space], name->text, &count);
    return count > 0;
}

/* `to` takes recipients or regions; all of one list are of one kind. The first
 * name that only one kind knows decides; recipients where both know it. */
static enum dimension where_to(struct resolver *resolver,
                               const struct tree_names *names)
{
    for (size_t i = 0; i < names->count; i++) {
        const struct tree_name *name = &names->items[i];
        bool recipient = known(resolver, KIND_RECIPIENT, name);
        bool region = known(resolver, KIND_REGION, name);
        if (recipient != region) {
            return recipient ? DIMENSION_RECIPIENT : DIMENSION_REGION;
        }
    }
    return DIMENSION_RECIPIENT;
}

static enum dimension dimension_of(struct resolver *resolver,
                                   const struct tree_qualifier *qualifier)
{
    switch (qualifier->kind) {
    case QUALIFIER_FOR: return DIMENSION_PURPOSE;
    case QUALIFIER_TO: return where_to(resolver, &qualifier->selection.names);
    case QUALIFIER_IN: return DIMENSION_REGION;
    case QUALIFIER_OF: return DIMENSION_SUBJECT;
    case QUALIFIER_IF:
    case QUALIFIER_WHEN:
    case QUALIFIER_UNLESS:
    case QUALIFIER_WITHIN:
    case QUALIFIER_UP_TO:
    case QUALIFIER_AT_LEAST:
    case QUALIFIER_EVERY:
    case QUALIFIER_BEFORE:
    case QUALIFIER_ON:
    case QUALIFIER_PROMPTLY:
    case QUALIFIER_WITH:
    case QUALIFIER_BY:
    case QUALIFIER_UNDER:
    case QUALIFIER_CITING:
    case QUALIFIER_NOTWITHSTANDING:
    case QUALIFIER_SUBJECT_TO: break;
    }
    return DIMENSION_COUNT;
}

bool resolve_place(struct resolver *resolver,
                   const struct tree_qualifier *qualifier,
                   struct choices *choices)
{
    enum dimension dimension = dimension_of(resolver, qualifier);
    if (dimension == DIMENSION_COUNT) {
        return false;
    }
    if (choices->chosen[dimension] != NULL) {
        struct finding *finding =
            resolver_error(resolver, &rule_syntax, qualifier->span,
                           "the %ss of this sentence are given twice",
                           space_name[dimension_space[dimension]]);
        finding_relate(resolver->findings, finding, choices->spans[dimension],
                       NULL, "given first here");
        finding_help(resolver->findings, finding,
                     "join the two lists with `and`");
        return true;
    }
    resolve_choice(resolver, choices, dimension, &qualifier->selection,
                   qualifier->only);
    return true;
}

void resolve_time(struct resolver *resolver,
                  const struct tree_qualifier *qualifier, struct time *time)
{
    static const enum time_kind kinds[] = {
        [QUALIFIER_WITHIN] = TIME_WITHIN,     [QUALIFIER_UP_TO] = TIME_UP_TO,
        [QUALIFIER_AT_LEAST] = TIME_AT_LEAST, [QUALIFIER_EVERY] = TIME_EVERY,
        [QUALIFIER_BEFORE] = TIME_BEFORE,     [QUALIFIER_ON] = TIME_ON,
        [QUALIFIER_PROMPTLY] = TIME_PROMPTLY,
    };
    time->kind = kinds[qualifier->kind];
    time->written = qualifier->duration;
    time->seconds = time_seconds(&qualifier->duration);
    time->choice = qualifier->event.choice;
    struct term_list events =
        resolve_terms(resolver, KIND_EVENT, &qualifier->event.names);
    time->events = events.items;
    time->event_count = events.count;
    time->span = qualifier->span;
}
