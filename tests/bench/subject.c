/* With -DPOLICY=<name>, -DUPPER=<NAME>, -DTITLE, -DPATH and -DBYTES, beside the
 * header that writ has emitted. Its request is filled field by field, as users
 * fill it. */

#include "subject.h"

#include "rules.h"

#include <stdlib.h>

#define JOIN(a, b)  JOIN_(a, b)
#define JOIN_(a, b) a##b
#define NAME(what)  JOIN(POLICY, what)
#define TEXT(what)  TEXT_(what)
#define TEXT_(what) #what

#include HEADER

enum { MOST = 1 << 16, BATCH = 1 << 10 };

static NAME(_request) requests[MOST];
static NAME(_decision) decisions[BATCH];
static const uint32_t *order;

static NAME(_request) request_of(const struct ask *ask)
{
    return (NAME(_request)){
        .party = ask->at[DIMENSION_PARTY],
        .action = ask->at[DIMENSION_ACTION],
        .data = ask->at[DIMENSION_DATA],
        .purpose = ask->at[DIMENSION_PURPOSE],
        .recipient = ask->at[DIMENSION_RECIPIENT],
        .subject = ask->at[DIMENSION_SUBJECT],
        .region = ask->at[DIMENSION_REGION],
        .facts = ask->facts,
    };
}

static unsigned verdict(const struct ask *ask)
{
    NAME(_request) request = request_of(ask);
    return NAME(_decide)(&request).verdict;
}

static void set(const struct ask *asks, const uint32_t *by, size_t count)
{
    for (size_t i = 0; i < count && i < MOST; i++) {
        requests[i] = request_of(&asks[i]);
    }
    order = by;
}

static uint64_t independent(size_t count, size_t times)
{
    uint64_t sum = 0;
    for (size_t left = times, some = 0; left > 0; left -= some) {
        some = left < count ? left : count;
        for (size_t i = 0; i < some; i++) {
            sum += NAME(_decide)(&requests[i]).verdict;
        }
    }
    return sum;
}

static uint64_t dependent(size_t count, size_t times)
{
    uint64_t at = 0;
    for (size_t i = 0; i < times; i++) {
        at = (order[i & (count - 1)] + NAME(_decide)(&requests[at]).verdict) &
             (count - 1);
    }
    return at;
}

static uint64_t batch(size_t count, size_t times)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < times; i += BATCH) {
        NAME(_decide_many)(&requests[i & (count - 1)], decisions, BATCH);
        sum += decisions[i / BATCH % BATCH].verdict;
    }
    return sum;
}

const struct subject NAME(_subject) = {
    .name = TEXT(POLICY),
    .title = TITLE,
    .path = PATH,
    .bytes = BYTES,
    .from_name = { NAME(_party_from_name), NAME(_action_from_name),
                   NAME(_data_from_name), NAME(_purpose_from_name),
                   NAME(_recipient_from_name), NAME(_subject_from_name),
                   NAME(_region_from_name) },
    .fact_from_name = NAME(_fact_from_name),
    .verdict = verdict,
    .set = set,
    .independent = independent,
    .dependent = dependent,
    .batch = batch,
};
