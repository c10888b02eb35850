/* log ROWS: a log of pseudo-random uses of data, the same on every machine, as
 * CSV: what was used, in the names of the policy's terms, a few of which mean
 * nothing, and what the emitted C says of it. Compiled with -DPOLICY=<name>,
 * beside the policy's header and source. */

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define JOIN(a, b)  JOIN_(a, b)
#define JOIN_(a, b) a##b
#define NAME(what)  JOIN(POLICY, what)
#define TEXT(what)  TEXT_(what)
#define TEXT_(what) #what

#include HEADER

static uint64_t state = 1;

static uint32_t below(uint32_t end)
{
    state =
        state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (uint32_t)((state >> 33) % end);
}

/* One term in sixty-four is a number past the last, which has no name. */
#define PICK(field, kind, count)                                               \
    request.field = (uint16_t)below(below(64) == 0 ? (count) + 1u : (count));  \
    printf(",%s",                                                              \
           request.field < (count) ? NAME(kind)(request.field) : "nobody")

static const char *const verdicts[] = { "deny", "allow", "silent" };

int main(int argc, char **argv)
{
    uint32_t rows = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : 1000u;
    for (uint32_t i = 1; i <= rows; i++) {
        NAME(_request) request;
        printf("%" PRIu32, i);
        PICK(party, _party_name, COUNT_OF_PARTY);
        PICK(action, _action_name, COUNT_OF_ACTION);
        PICK(data, _data_name, COUNT_OF_DATA);
        PICK(purpose, _purpose_name, COUNT_OF_PURPOSE);
        PICK(recipient, _recipient_name, COUNT_OF_RECIPIENT);
        PICK(subject, _subject_name, COUNT_OF_SUBJECT);
        PICK(region, _region_name, COUNT_OF_REGION);
        request.facts = (uint64_t)below(1u << 16) & below(1u << 16);
        request.facts <<= below(2) == 0 ? 0 : below(4) * 16;
        NAME(_decision) decision = NAME(_decide)(&request);
        printf(",%" PRId64 ",%s,%s,%" PRId64 "\n", (int64_t)request.facts,
               verdicts[decision.verdict],
               NAME(_text)(NAME(_statements)[decision.statement].name),
               (int64_t)decision.duties);
    }
    return 0;
}
