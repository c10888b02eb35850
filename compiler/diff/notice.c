/* Notices are rounded up to days, since policies take effect on days. A promise
 * that holds only under conditions is taken to hold: nobody knows here whether
 * they are met. */

#include "diff/notice.h"

#include "base/date.h"

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
