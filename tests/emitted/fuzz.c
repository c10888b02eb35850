/* libFuzzer over the emitted C: whatever the bytes of a request, of a name or of
 * a decision are, nothing is read or written out of bounds, and what comes back
 * is in range. tests/emitted/run gives it a fixed number of inputs. */

#include FUZZ_HEADER

#include <stdlib.h>
#include <string.h>

#define JOIN_(a, b) a##_##b
#define JOIN(a, b)  JOIN_(a, b)
#define LOWER(name) JOIN(FUZZ_LOWER, name)
#define UPPER(name) JOIN(FUZZ_UPPER, name)

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(bool good)
{
    if (!good) {
        abort();
    }
}

static bool same(const LOWER(decision) * a, const LOWER(decision) * b)
{
    return a->verdict == b->verdict && a->statement == b->statement &&
           a->duties == b->duties;
}

/* Into a buffer of just that size, so that a byte too many is found. */
static void explain(LOWER(decision) decision, size_t size)
{
    char *buffer = malloc(size + 1);
    buffer[size] = '#';
    size_t length = LOWER(explain)(decision, buffer, size);
    require(buffer[size] == '#');
    require(size == 0 || strlen(buffer) <= (length < size ? length : size - 1));
    require(length >= size || strlen(buffer) == length);
    free(buffer);
}

static void decide(const LOWER(request) * request, size_t size)
{
    LOWER(decision) decision = LOWER(decide)(request);
    LOWER(request) requests[2] = { *request, *request };
    LOWER(decision) decisions[2];
    LOWER(decide_many)(requests, decisions, 2);
    require(decision.verdict <= 2);
    require(decision.statement <= UPPER(COUNT_OF_STATEMENTS));
    require(LOWER(allows)(request) == (decision.verdict == UPPER(ALLOW)));
    require(same(&decision, &decisions[0]) && same(&decision, &decisions[1]));
    explain(decision, size);
}

static void look_up(const LOWER(request) * request, uint16_t event,
                    uint64_t age)
{
    LOWER(retention)
    kept =
        LOWER(retain)(request->data, request->purpose, request->subject, event);
    require(kept.statement <= UPPER(COUNT_OF_STATEMENTS));
    require(kept.method < UPPER(COUNT_OF_METHOD));
    if (LOWER(may_keep)(request->data, request->purpose, request->subject,
                        event, age)) {
        require(age <= kept.up_to);
    }
    (void)LOWER(right)(event, request->data, request->subject, request->facts);
    (void)LOWER(measure_bit)(event);
    require(strlen(LOWER(text)((uint32_t)age)) < 100000);
    require(strlen(LOWER(fact_name)(event)) < 1000);
    (void)LOWER(data_is_within)(request->data, event);
    (void)LOWER(event_is_within)(event, request->data);
}

/* A name of exactly those bytes. */
static void name(const uint8_t *data, size_t size)
{
    char *copy = malloc(size + 1);
    memcpy(copy, data, size);
    char *exact = realloc(copy, size > 0 ? size : 1);
    uint16_t found = LOWER(data_from_name)(exact, size);
    if (found < UPPER(COUNT_OF_DATA)) {
        const char *path = LOWER(data_name)(found);
        require(strlen(path) >= size &&
                memcmp(path + strlen(path) - size, exact, size) == 0);
    }
    (void)LOWER(fact_from_name)(exact, size);
    (void)LOWER(purpose_from_name)(exact, size);
    free(exact);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    LOWER(request) request;
    LOWER(decision) decision;
    uint64_t more[2] = { 0, 0 };
    memset(&request, 0, sizeof request);
    memset(&decision, 0, sizeof decision);
    memcpy(&request, data, size < sizeof request ? size : sizeof request);
    memcpy(&decision, data, size < sizeof decision ? size : sizeof decision);
    memcpy(more, data, size < sizeof more ? size : sizeof more);
    decide(&request, size);
    look_up(&request, (uint16_t)more[1], more[0]);
    explain(decision, size);
    name(data, size);
    /* the same bytes again, in range or just out of it */
    request.party = request.party % (UPPER(COUNT_OF_PARTY) + 1);
    request.action = request.action % (UPPER(COUNT_OF_ACTION) + 1);
    request.data = request.data % (UPPER(COUNT_OF_DATA) + 1);
    request.purpose = request.purpose % (UPPER(COUNT_OF_PURPOSE) + 1);
    request.recipient = request.recipient % (UPPER(COUNT_OF_RECIPIENT) + 1);
    request.subject = request.subject % (UPPER(COUNT_OF_SUBJECT) + 1);
    request.region = request.region % (UPPER(COUNT_OF_REGION) + 1);
    decide(&request, size);
    look_up(&request, (uint16_t)(more[1] % (UPPER(COUNT_OF_EVENT) + 1)),
            more[0] % 100000000);
    return 0;
}
