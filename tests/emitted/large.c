/* A policy of a few hundred rules; huge.c makes it one of thousands. Compiled with
 * WRITE it prints the policy, and else it is the driver, which reads the same
 * rules one after the other. Permissions are a section, and the prohibitions
 * another that prevails over it, so every point is decided by the first that
 * applies. */

#include <stdint.h>
#include <stdio.h>

#ifndef POLICY
#    define POLICY large
#    define UPPER  LARGE
#    define HEADER "large.h"
enum {
    RULES = 260,
    PROHIBITIONS = 90, /* the last of them */
    MEASURES = 0,      /* that permissions demand, each one of them */
    REQUESTS = 20000
};
#endif

enum { GROUPS = 9, MEMBERS = 7, FACTS = 6, ACTIONS = 5 };

static const char *const actions[ACTIONS] = { "collect", "use", "store",
                                              "share", "transfer" };

/* A term of a kind: 0 is any, 1 to GROUPS its groups, then their members, group
 * after group. */
enum { TERMS = 1 + GROUPS + GROUPS * MEMBERS };

struct rule {
    unsigned action, data, purpose, recipient;
    unsigned fact; /* 0: none */
};

#define MEASURES_OR_ONE (MEASURES > 0 ? MEASURES : 1)
#define TEXT_OF(name)   TEXT_OF_(name)
#define TEXT_OF_(name)  #name
#define JOINED(a, b)    JOINED_(a, b)
#define JOINED_(a, b)   a##b
#define NAME(what)      JOINED(POLICY, what)
#define CONSTANT(what)  JOINED(UPPER, what)

static struct rule rules[RULES];

static unsigned draw(unsigned sides)
{
    static uint64_t state = 7;
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (unsigned)((state >> 33) % sides);
}

static void make_rules(void)
{
    for (int i = 0; i < RULES; i++) {
        rules[i].action = draw(ACTIONS);
        rules[i].data = 1 + draw(TERMS - 1);
        rules[i].purpose = 1 + draw(TERMS - 1);
        rules[i].recipient = draw(2) == 0 ? 0 : 1 + draw(TERMS - 1);
        rules[i].fact = draw(2) == 0 ? 0 : 1 + draw(FACTS);
    }
}

#ifdef WRITE

static void put_term(char letter, unsigned term)
{
    if (term <= GROUPS) {
        printf("%c%u", letter, term);
    } else {
        printf("%c%u_%u", letter, 1 + (term - 1 - GROUPS) / MEMBERS,
               (term - 1 - GROUPS) % MEMBERS);
    }
}

static void put_kind(const char *kind, char letter)
{
    for (unsigned i = 1; i <= GROUPS; i++) {
        printf("%s %c%u {", kind, letter, i);
        for (unsigned k = 0; k < MEMBERS; k++) {
            printf("%s %c%u_%u", k > 0 ? "," : "", letter, i, k);
        }
        printf(" }\n");
    }
}

static void put_rules(int first, int end, const char *modality)
{
    for (int i = first; i < end; i++) {
        const struct rule *rule = &rules[i];
        printf("  n%d: we %s %s ", i, modality, actions[rule->action]);
        put_term('d', rule->data);
        printf(" for ");
        put_term('p', rule->purpose);
        if (rule->recipient > 0) {
            printf(" to ");
            put_term('r', rule->recipient);
        }
        if (MEASURES > 0 && i < RULES - PROHIBITIONS) {
            printf(" with m%u", 1 + (unsigned)i % MEASURES_OR_ONE);
        }
        if (rule->fact > 0) {
            printf(" if c%u", rule->fact);
        }
        printf(".\n");
    }
}

int main(void)
{
    make_rules();
    printf("policy %s \"Rules\" {}\n", TEXT_OF(POLICY));
    put_kind("data", 'd');
    put_kind("purpose", 'p');
    put_kind("recipient", 'r');
    for (unsigned i = 1; i <= FACTS; i++) {
        printf("condition c%u\n", i);
    }
    for (unsigned i = 1; i <= MEASURES; i++) {
        printf("measure m%u\n", i);
    }
    printf("section permissions \"Permissions\" {\n");
    put_rules(0, RULES - PROHIBITIONS, "may");
    printf("}\nsection prohibitions \"Prohibitions\" notwithstanding "
           "permissions {\n");
    put_rules(RULES - PROHIBITIONS, RULES, "must not");
    printf("}\n");
    return 0;
}

#else

#    include HEADER

#    include "expect.h"

static int within(unsigned point, unsigned term)
{
    return term == 0 || point == term ||
           (term <= GROUPS && point > GROUPS &&
            1 + (point - 1 - GROUPS) / MEMBERS == term);
}

/* The rule that decides a point, or RULES. */
static int first_at(unsigned action, unsigned data, unsigned purpose,
                    unsigned recipient, uint64_t facts)
{
    for (int part = 0; part < 2; part++) {
        int first = part == 0 ? RULES - PROHIBITIONS : 0;
        int end = part == 0 ? RULES : RULES - PROHIBITIONS;
        for (int i = first; i < end; i++) {
            const struct rule *rule = &rules[i];
            if (rule->action == action && within(data, rule->data) &&
                within(purpose, rule->purpose) &&
                within(recipient, rule->recipient) &&
                (rule->fact == 0 || (facts >> rule->fact & 1) != 0)) {
                return i;
            }
        }
    }
    return RULES;
}

static int badness(int rule)
{
    return rule == RULES ? 1 : rule >= RULES - PROHIBITIONS ? 2 : 0;
}

/* The worst rule over what the terms cover; the first of equals. */
static int worst_of(unsigned action, const unsigned *asked, uint64_t facts)
{
    int worst = -1;
    for (unsigned d = 0; d < TERMS; d++) {
        for (unsigned p = 0; within(d, asked[0]) && p < TERMS; p++) {
            for (unsigned r = 0; within(p, asked[1]) && r < TERMS; r++) {
                if (!within(r, asked[2])) {
                    continue;
                }
                int rule = first_at(action, d, p, r, facts);
                if (worst < 0 || badness(rule) > badness(worst) ||
                    (badness(rule) == badness(worst) && rule < worst)) {
                    worst = rule;
                }
            }
        }
    }
    return worst;
}

static uint16_t number(uint16_t (*from_name)(const char *name, size_t length),
                       char letter, unsigned term)
{
    char name[32] = "any";
    if (term > GROUPS) {
        sprintf(name, "%c%u_%u", letter, 1 + (term - 1 - GROUPS) / MEMBERS,
                (term - 1 - GROUPS) % MEMBERS);
    } else if (term > 0) {
        sprintf(name, "%c%u", letter, term);
    }
    return from_name(name, strlen(name));
}

/* Mostly members, so that much is decided differently. */
static unsigned draw_term(void)
{
    unsigned form = draw(20);
    return form == 0  ? 0
           : form < 4 ? 1 + draw(GROUPS)
                      : 1 + GROUPS + draw(GROUPS * MEMBERS);
}

int main(void)
{
    static const uint8_t verdict[3] = { CONSTANT(_ALLOW), CONSTANT(_SILENT),
                                        CONSTANT(_DENY) };
    size_t count[3] = { 0, 0, 0 };
    make_rules();
    for (int i = 0; i < REQUESTS; i++) {
        unsigned action = draw(ACTIONS);
        unsigned asked[3] = { draw_term(), draw_term(), draw_term() };
        uint64_t facts = 0;
        NAME(_request) request = { .party = CONSTANT(_PARTY_WE) };
        for (unsigned k = 1; k <= FACTS; k++) {
            if (draw(2) == 0) {
                char name[8];
                sprintf(name, "c%u", k);
                facts |= UINT64_C(1) << k;
                request.facts |= NAME(_fact_from_name)(name, strlen(name));
            }
        }
        request.action =
            NAME(_action_from_name)(actions[action], strlen(actions[action]));
        request.data = number(NAME(_data_from_name), 'd', asked[0]);
        request.purpose = number(NAME(_purpose_from_name), 'p', asked[1]);
        request.recipient = number(NAME(_recipient_from_name), 'r', asked[2]);
        NAME(_decision) decision = NAME(_decide)(&request);
        int worst = worst_of(action, asked, facts);
        count[badness(worst)]++;
        if (decision.verdict != verdict[badness(worst)] ||
            decision.statement != worst) {
            EXPECT(!"the table differs from the rules");
        }
    }
    EXPECT(count[0] > 100 && count[1] > 100 && count[2] > 100);
    return EXPECT_END;
}

#endif
