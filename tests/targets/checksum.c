/* A number of all that the emitted C answers to requests, terms and names that
 * are drawn, explanations included: it must be the same on every machine. */

#include SUM_HEADER

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define JOIN_(a, b) a##_##b
#define JOIN(a, b)  JOIN_(a, b)
#define LOWER(name) JOIN(SUM_LOWER, name)
#define UPPER(name) JOIN(SUM_UPPER, name)

static uint64_t sum;

static void add(uint64_t value)
{
    sum = (sum ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    sum ^= sum >> 29;
}

static void add_text(const char *text)
{
    for (; *text != '\0'; text++) {
        add((unsigned char)*text);
    }
}

static uint16_t draw(uint32_t count)
{
    static uint64_t state = 7;
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (uint16_t)((state >> 33) % (count + count / 16 + 1));
}

int main(void)
{
    for (int i = 0; i < 50000; i++) {
        char words[300];
        LOWER(request) request;
        memset(&request, 0, sizeof request);
        request.party = draw(UPPER(COUNT_OF_PARTY));
        request.action = draw(UPPER(COUNT_OF_ACTION));
        request.data = draw(UPPER(COUNT_OF_DATA));
        request.purpose = draw(UPPER(COUNT_OF_PURPOSE));
        request.recipient = draw(UPPER(COUNT_OF_RECIPIENT));
        request.subject = draw(UPPER(COUNT_OF_SUBJECT));
        request.region = draw(UPPER(COUNT_OF_REGION));
        request.facts = (uint64_t)draw(60000) << 32 | draw(60000);
        LOWER(decision) decision = LOWER(decide)(&request);
        add(decision.verdict);
        add(decision.statement);
        add(decision.duties);
        add(LOWER(explain)(decision, words, sizeof words));
        add_text(words);
        LOWER(retention)
        kept = LOWER(retain)(request.data, request.purpose, request.subject,
                             draw(UPPER(COUNT_OF_EVENT)));
        add(kept.at_least);
        add(kept.up_to);
        add(kept.statement);
        add(LOWER(right)(draw(UPPER(COUNT_OF_RIGHT)), request.data,
                         request.subject, request.facts));
        const char *name = LOWER(data_name)(request.data);
        add_text(name);
        add(LOWER(data_from_name)(name, strlen(name)));
        add(LOWER(data_is_within)(request.data, draw(UPPER(COUNT_OF_DATA))));
    }
    printf("%016" PRIx64 "\n", sum);
    return 0;
}
