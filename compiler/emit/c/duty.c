/* Duties: what must be done by a time. A statement has a row for each of its
 * times and, of each, for every combination of the actions, data, subjects and
 * events it names; one that it does not name is `any`, and a clock that is set
 * by no event counts from event 0. */

#include "base/arena.h"
#include "emit/c/plan.h"

/* The terms that stand in one column; `count` at least 1. */
struct column {
    struct term **items; /* NULL: `any` */
    size_t count;
};

static struct column column_of(struct term **items, size_t count)
{
    return count > 0 ? (struct column){ items, count }
                     : (struct column){ NULL, 1 };
}

static uint16_t number_at(const struct column *column, size_t i)
{
    return column->items != NULL ? column->items[i]->number : 0;
}

static void add_time(struct plan *plan, const struct statement *statement,
                     const struct time *time)
{
    const struct chosen *const *chosen = statement->chosen;
    const struct column columns[4] = {
        column_of(chosen[DIMENSION_ACTION]->terms,
                  chosen[DIMENSION_ACTION]->term_count),
        column_of(chosen[DIMENSION_DATA]->terms,
                  chosen[DIMENSION_DATA]->term_count),
        column_of(chosen[DIMENSION_SUBJECT]->terms,
                  chosen[DIMENSION_SUBJECT]->term_count),
        column_of(time->events, time->event_count),
    };
    size_t rows = columns[0].count * columns[1].count * columns[2].count *
                  columns[3].count;
    for (size_t i = 0; i < rows && plan->duty_count < MOST_ROWS; i++) {
        size_t at = i;
        uint16_t number[4];
        for (size_t k = 4; k-- > 0;) {
            number[k] = number_at(&columns[k], at % columns[k].count);
            at /= columns[k].count;
        }
        plan->duties = arena_extend(plan->arena, plan->duties, plan->duty_count,
                                    sizeof *plan->duties);
        plan->duties[plan->duty_count++] =
            (struct duty){ statement, time,      number[0],
                           number[1], number[2], number[3] };
    }
}

bool duties_list(struct plan *plan, const char **error)
{
    const struct policy *policy = plan->policy;
    for (size_t i = 0; i < policy->statement_count; i++) {
        const struct statement *statement = policy->statements[i];
        if (statement->kind != STATEMENT_RULE ||
            statement->modality != MODALITY_MUST) {
            continue;
        }
        for (size_t t = 0; t < statement->time_count; t++) {
            add_time(plan, statement, &statement->times[t]);
        }
    }
    if (plan->duty_count >= MOST_ROWS) {
        *error = "the C has room for 65,534 duties, and the policy has more";
        return false;
    }
    return true;
}
