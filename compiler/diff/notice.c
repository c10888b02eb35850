/* Notices are rounded up to days, since policies take effect on days. A promise
 * that holds only under conditions is taken to hold: nobody knows here whether
 * they are met. */

#include "diff/notice.h"

#include "base/arena.h"
#include "base/date.h"
#include "check/catalogue.h"

#include <string.h>

enum { SECONDS_A_DAY = 86400 };

/* Whether the event is that one, or a kind of it. */
static bool is_kind_of(const struct term *event, const char *name)
{
    if (strcmp(event->name, name) == 0) {
        return true;
    }
    for (size_t i = 0; i < event->parent_count; i++) {
        if (is_kind_of(event->parents[i], name)) {
            return true;
        }
    }
    return false;
}

static bool covers(const struct time *time, bool material)
{
    for (size_t i = 0; i < time->event_count; i++) {
        const struct term *event = time->events[i];
        if (is_kind_of(event, "material_change")
                ? material
                : is_kind_of(event, "policy_change")) {
            return true;
        }
    }
    return false;
}

static int64_t days_of(const struct time *time)
{
    uint64_t days = (time->seconds + SECONDS_A_DAY - 1) / SECONDS_A_DAY;
    return days == 0 ? 1 : (int64_t)days;
}

static void promise(const struct diff *diff, struct notice *notice)
{
    const struct policy *policy = diff->sides[SIDE_OLD]->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        bool must = statement->kind == STATEMENT_RULE &&
                    statement->modality == MODALITY_MUST;
        for (size_t t = 0; must && t < statement->time_count; t++) {
            const struct time *time = &statement->times[t];
            if (time->kind == TIME_BEFORE && covers(time, notice->material) &&
                days_of(time) > notice->days) {
                notice->days = days_of(time);
                notice->promise = statement;
            }
        }
    }
}

struct notice notice_of(const struct diff *diff)
{
    struct notice notice = { .days = 0 };
    for (size_t i = 0; i < diff->count; i++) {
        const struct change *change = &diff->changes[i];
        bool contact = change->group == GROUP_CONTROLLER;
        notice.due = notice.due || contact || change->effect != EFFECT_NEUTRAL;
        notice.material =
            notice.material || contact || change->effect == EFFECT_BROADER;
    }
    if (notice.due) {
        promise(diff, &notice);
    }
    return notice;
}

bool notice_stands_still(const struct diff *diff, const struct notice *notice)
{
    const char *old = diff->sides[SIDE_OLD]->policy->effective;
    const char *new = diff->sides[SIDE_NEW]->policy->effective;
    int64_t before, now;
    return notice->due && old != NULL &&
           new != NULL &&date_read(old, &before) && date_read(new, &now) &&
           now <= before;
}

/* --- as findings -------------------------------------------------------- */

static struct finding *refuse(struct diff *diff, const char *message)
{
    struct compilation *side = diff->sides[SIDE_NEW];
    const struct tree_policy *tree = side->policy->tree;
    struct span span = { 0, 0 };
    if (tree != NULL) {
        span = tree->name.span;
    }
    for (size_t i = 0; tree != NULL && i < tree->field_count; i++) {
        if (strcmp(tree->fields[i].name.text, "effective") == 0) {
            span = tree->fields[i].span;
        }
    }
    return finding_add(&side->findings, &rule_short_notice, span, "%s",
                       message);
}

/* The promise in words: "at least 30 days" before. */
static const char *promise_words(const struct diff *diff,
                                 const struct notice *notice)
{
    return notice->days == 1
               ? "a day"
               : arena_print(diff->arena, "%lld days", (long long)notice->days);
}

static void refuse_early(struct diff *diff, const struct notice *notice,
                         const char *published, int64_t earliest)
{
    struct findings *findings = &diff->sides[SIDE_NEW]->findings;
    const char *effective = diff->sides[SIDE_NEW]->policy->effective;
    const char *message = arena_print(
        findings->arena,
        "published on %s it %s, and the policy in force promises notice of "
        "%s in `%s`",
        published,
        effective == NULL
            ? "names no day of effect"
            : arena_print(diff->arena, "takes effect on %s", effective),
        promise_words(diff, notice), notice->promise->name);
    struct finding *finding = refuse(diff, message);
    finding_help(findings, finding, "write `effective %s`, or later",
                 date_write(diff->arena, earliest));
}

void notice_check(struct diff *diff, const char *published, bool *needed)
{
    struct findings *findings = &diff->sides[SIDE_NEW]->findings;
    struct notice notice = notice_of(diff);
    const char *effective = diff->sides[SIDE_NEW]->policy->effective;
    int64_t day, from;
    *needed = notice.promise != NULL && published == NULL;
    if (*needed) {
        return;
    }
    if (notice.promise != NULL && date_read(published, &day) &&
        (effective == NULL || !date_read(effective, &from) ||
         from < day + notice.days)) {
        refuse_early(diff, &notice, published, day + notice.days);
    } else if (notice_stands_still(diff, &notice)) {
        struct finding *finding = refuse(
            diff,
            arena_print(findings->arena,
                        "it takes effect on %s, and what it changes has "
                        "been in effect since %s",
                        effective, diff->sides[SIDE_OLD]->policy->effective));
        finding_help(findings, finding,
                     "write the day from which the change is in effect");
    }
}
