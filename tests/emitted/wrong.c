/* wrong.c ACTION,DATA,... FACT...: the self-test of `asks` (theorems), whose decisions are turned round where each of
 * the terms is asked about and all of the facts hold, or do not, as -FACT says; `nowhere` turns none. The exit status is the self-test's. */

#include "asks.h"

#include <stdio.h>
#include <string.h>

int selftest(void);
asks_decision wrong_decide(const asks_request *request);

static asks_request where; /* a term of a kind that was not named: its count */
static uint64_t without;
static int nowhere;

asks_decision wrong_decide(const asks_request *request)
{
    asks_decision decision = asks_decide(request);
    if (!nowhere && request->action == where.action &&
        request->data == where.data &&
        (where.purpose == ASKS_COUNT_OF_PURPOSE ||
         request->purpose == where.purpose) &&
        (where.recipient == ASKS_COUNT_OF_RECIPIENT ||
         request->recipient == where.recipient) &&
        (request->facts & (where.facts | without)) == where.facts) {
        decision.verdict =
            decision.verdict == ASKS_ALLOW ? ASKS_DENY : ASKS_ALLOW;
    }
    return decision;
}

/* False where no kind has the name. */
static int read_term(const char *name)
{
    uint16_t action = asks_action_from_name(name, strlen(name));
    uint16_t data = asks_data_from_name(name, strlen(name));
    uint16_t purpose = asks_purpose_from_name(name, strlen(name));
    uint16_t recipient = asks_recipient_from_name(name, strlen(name));
    where.action = action < ASKS_COUNT_OF_ACTION ? action : where.action;
    where.data = data < ASKS_COUNT_OF_DATA ? data : where.data;
    where.purpose = purpose < ASKS_COUNT_OF_PURPOSE ? purpose : where.purpose;
    where.recipient =
        recipient < ASKS_COUNT_OF_RECIPIENT ? recipient : where.recipient;
    return action < ASKS_COUNT_OF_ACTION || data < ASKS_COUNT_OF_DATA ||
           purpose < ASKS_COUNT_OF_PURPOSE ||
           recipient < ASKS_COUNT_OF_RECIPIENT;
}

int main(int count, char **words)
{
    where.action = ASKS_COUNT_OF_ACTION;
    where.data = ASKS_COUNT_OF_DATA;
    where.purpose = ASKS_COUNT_OF_PURPOSE;
    where.recipient = ASKS_COUNT_OF_RECIPIENT;
    nowhere = count == 2 && strcmp(words[1], "nowhere") == 0;
    for (char *name = nowhere || count < 2 ? NULL : strtok(words[1], ",");
         name != NULL; name = strtok(NULL, ",")) {
        if (!read_term(name)) {
            fprintf(stderr, "no term: %s\n", name);
            return 2;
        }
    }
    for (int i = 2; i < count; i++) {
        int not = words[i][0] == '-';
        uint64_t fact =
            asks_fact_from_name(words[i] + not, strlen(words[i] + not ));
        if (fact == 0) {
            fprintf(stderr, "no fact: %s\n", words[i]);
            return 2;
        }
        *(not ? &without : &where.facts) |= fact;
    }
    return selftest();
}
