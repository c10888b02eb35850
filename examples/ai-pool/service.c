/* A service that asks its privacy policy before it acts.
 *
 *     writ build policy.writ -o out --emit c
 *     cc -std=c11 -Iout service.c out/ai_pool.c -o service && ./service
 *
 * Every job below goes through `permitted`, the one place where the policy is
 * asked. Whoever changes what the service does changes a request here; whoever
 * changes what it may do changes policy.writ, and the answer follows. The
 * program ends with 1 where an answer is not the one that it was built for. */

#include "ai_pool.h"

#include <inttypes.h>
#include <stdio.h>

struct job {
    const char *name;
    ai_pool_request request; /* what is left out is `any`: all there is */
    bool wanted;             /* the answer for which this service was built */
};

static const struct job jobs[] = {
    { .name = "answer a prompt",
      .request = { .party = AI_POOL_PARTY_WE,
                   .action = AI_POOL_ACTION_PROCESS_USE,
                   .data = AI_POOL_DATA_PERSONAL_CONTENT_PROMPT,
                   .purpose = AI_POOL_PURPOSE_SERVICE_PROVISION },
      .wanted = true },
    { .name = "train a model on prompts",
      .request = { .party = AI_POOL_PARTY_WE,
                   .action = AI_POOL_ACTION_PROCESS_USE,
                   .data = AI_POOL_DATA_PERSONAL_CONTENT_PROMPT,
                   .purpose =
                       AI_POOL_PURPOSE_PRODUCT_DEVELOPMENT_MODEL_TRAINING,
                   .facts = AI_POOL_FACT_PRIOR_CONSENT },
      .wanted = false },
    { .name = "run on rented servers",
      .request = { .party = AI_POOL_PARTY_WE,
                   .action = AI_POOL_ACTION_PROCESS_DISCLOSE_SHARE,
                   .data = AI_POOL_DATA_PERSONAL,
                   .purpose = AI_POOL_PURPOSE_SERVICE_PROVISION,
                   .recipient = AI_POOL_RECIPIENT_PROCESSOR_HOSTING_PROVIDER },
      .wanted = true },
    { .name = "hand a complaint to the support partner",
      .request = { .party = AI_POOL_PARTY_WE,
                   .action = AI_POOL_ACTION_PROCESS_DISCLOSE_SHARE,
                   .data = AI_POOL_DATA_PERSONAL_ACCOUNT_EMAIL,
                   .purpose = AI_POOL_PURPOSE_SERVICE_PROVISION,
                   .recipient =
                       AI_POOL_RECIPIENT_THIRD_PARTY_PARTNER_SUPPORT_PARTNER },
      .wanted = false },
    { .name = "hand it over with the user's consent",
      .request = { .party = AI_POOL_PARTY_WE,
                   .action = AI_POOL_ACTION_PROCESS_DISCLOSE_SHARE,
                   .data = AI_POOL_DATA_PERSONAL_ACCOUNT_EMAIL,
                   .purpose = AI_POOL_PURPOSE_SERVICE_PROVISION,
                   .recipient =
                       AI_POOL_RECIPIENT_THIRD_PARTY_PARTNER_SUPPORT_PARTNER,
                   .facts = AI_POOL_FACT_PRIOR_CONSENT },
      .wanted = true },
    { .name = "a request that nobody filled in", .wanted = false },
};

/* Which statement of the published text decides, in its own words. */
static void print_reason(uint16_t statement)
{
    if (statement >= AI_POOL_COUNT_OF_STATEMENTS) {
        puts("    the policy does not say");
        return;
    }
    const ai_pool_statement *row = &ai_pool_statements[statement];
    printf("    %s (%s:%" PRIu32 ")\n    \"%s\"\n", ai_pool_text(row->name),
           ai_pool_text(row->file), row->line, ai_pool_text(row->sentence));
}

/* What a permission is worth only together with. */
static void print_duties(uint64_t duties)
{
    for (uint16_t measure = 0; measure < AI_POOL_COUNT_OF_MEASURE; measure++) {
        if ((ai_pool_measure_bit(measure) & duties) != 0) {
            printf("    owed: %s\n", ai_pool_measure_name(measure));
        }
    }
}

/* Silence is no permission, and neither is anything else but ALLOW. */
static bool permitted(const char *name, const ai_pool_request *request)
{
    ai_pool_decision decision = ai_pool_decide(request);
    bool allowed = decision.verdict == AI_POOL_ALLOW;
    printf("%s: %s\n", name, allowed ? "allowed" : "refused");
    print_reason(decision.statement);
    print_duties(allowed ? decision.duties : 0);
    return allowed;
}

/* The nightly sweep asks how long a prompt may outlive its account. */
static bool sweep(void)
{
    ai_pool_retention keep = ai_pool_retain(
        AI_POOL_DATA_PERSONAL_CONTENT_PROMPT, AI_POOL_PURPOSE_SERVICE_PROVISION,
        AI_POOL_SUBJECT_ANY, AI_POOL_EVENT_ACCOUNT_CLOSURE);
    printf("delete prompts %" PRIu64 " days after the account, by %s\n",
           keep.up_to / 86400, ai_pool_method_name(keep.method));
    print_reason(keep.statement);
    return keep.up_to != AI_POOL_FOREVER;
}

int main(void)
{
    bool right = true;
    printf("AI POOL, policy %s, %s\n", AI_POOL_VERSION, AI_POOL_DIGEST);
    for (size_t i = 0; i < sizeof jobs / sizeof *jobs; i++) {
        right &= permitted(jobs[i].name, &jobs[i].request) == jobs[i].wanted;
    }
    right &= sweep();
    return right ? 0 : 1;
}
