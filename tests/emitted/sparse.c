/* A policy most levels of which are skipped on most ways: what an action turns on
 * is one dimension, and not the same for all. Its answers are in lists of cases,
 * for the facts are many. Compiled with WRITE it prints the policy, and else it
 * is the driver. */

#include <stdint.h>
#include <stdio.h>

enum { ACTIONS = 40, GROUPS = 12, MEMBERS = 12, RULES = 600, FACTS = 10 };

/* A term of a kind: 0 is any, 1 to GROUPS its groups, then their members, group
 * after group. */
enum { TERMS = 1 + GROUPS + GROUPS * MEMBERS };

/* Permissions alone. Dimension a % 3 is what action a turns on. */
struct rule {
    unsigned action, term;
    unsigned fact; /* 0: none */
};

static struct rule rules[RULES];

static unsigned draw(unsigned sides)
{
    static uint64_t state = 11;
    state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (unsigned)((state >> 33) % sides);
}

static void make_rules(void)
{
    for (int i = 0; i < RULES; i++) {
        rules[i].action = draw(ACTIONS);
        rules[i].term = 1 + draw(TERMS - 1);
        rules[i].fact = draw(3) > 0 ? 0 : 1 + draw(FACTS);
    }
}

static void print_term(char *name, char letter, unsigned term)
{
    if (term <= GROUPS) {
        sprintf(name, "%c%u", letter, term);
    } else {
        sprintf(name, "%c%u_%u", letter, 1 + (term - 1 - GROUPS) / MEMBERS,
                (term - 1 - GROUPS) % MEMBERS);
    }
}

#ifdef WRITE

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

int main(void)
{
    static const char *const before[3] = { "", "for ", "to " };
    make_rules();
    printf("policy sparse \"Sparse\" {}\n");
    put_kind("data", 'd');
    put_kind("purpose", 'p');
    put_kind("recipient", 'r');
    for (unsigned i = 0; i < ACTIONS; i++) {
        printf("action a%u\n", i);
    }
    for (unsigned i = 1; i <= FACTS; i++) {
        printf("condition c%u\n", i);
    }
    for (int i = 0; i < RULES; i++) {
        unsigned dimension = rules[i].action % 3;
        char term[32];
        print_term(term, "dpr"[dimension], rules[i].term);
        printf("n%d: we may a%u %s%s", i, rules[i].action, before[dimension],
               term);
        if (rules[i].fact > 0) {
            printf(" if c%u", rules[i].fact);
        }
        printf(".\n");
    }
    return 0;
}

#else

#    include "sparse.h"

#    include "expect.h"

static int within(unsigned point, unsigned term)
{
    return term == 0 || point == term ||
           (term <= GROUPS && point > GROUPS &&
            1 + (point - 1 - GROUPS) / MEMBERS == term);
}

/* The first rule that permits a point, or RULES. */
static int first_at(unsigned action, unsigned point, uint64_t facts)
{
    for (int i = 0; i < RULES; i++) {
        const struct rule *rule = &rules[i];
        if (rule->action == action && within(point, rule->term) &&
            (rule->fact == 0 || (facts >> rule->fact & 1) != 0)) {
            return i;
        }
    }
    return RULES;
}

/* RULES where some point is not permitted; else the first rule that decides. */
static int worst_of(unsigned action, unsigned term, uint64_t facts)
{
    int first = RULES;
    for (unsigned point = 0; point < TERMS; point++) {
        if (within(point, term)) {
            int rule = first_at(action, point, facts);
            if (rule == RULES) {
                return RULES;
            }
            first = rule < first ? rule : first;
        }
    }
    return first;
}

static uint16_t number(uint16_t (*from_name)(const char *name, size_t length),
                       char letter, unsigned term)
{
    char name[32] = "any";
    if (term > 0) {
        print_term(name, letter, term);
    }
    return from_name(name, strlen(name));
}

int main(void)
{
    size_t count[2] = { 0, 0 };
    make_rules();
    for (int i = 0; i < 20000; i++) {
        unsigned action = draw(ACTIONS);
        unsigned asked[3] = { draw(TERMS), draw(TERMS), draw(TERMS) };
        uint64_t facts = 0;
        char name[32];
        sparse_request request = { .party = SPARSE_PARTY_WE };
        for (unsigned k = 1; k <= FACTS; k++) {
            if (draw(2) == 0) {
                sprintf(name, "c%u", k);
                facts |= UINT64_C(1) << k;
                request.facts |= sparse_fact_from_name(name, strlen(name));
            }
        }
        sprintf(name, "a%u", action);
        request.action = sparse_action_from_name(name, strlen(name));
        request.data = number(sparse_data_from_name, 'd', asked[0]);
        request.purpose = number(sparse_purpose_from_name, 'p', asked[1]);
        request.recipient = number(sparse_recipient_from_name, 'r', asked[2]);
        sparse_decision decision = sparse_decide(&request);
        int worst = worst_of(action, asked[action % 3], facts);
        count[worst < RULES]++;
        if (decision.verdict !=
                (worst < RULES ? SPARSE_ALLOW : SPARSE_SILENT) ||
            decision.statement != worst) {
            EXPECT(!"the table differs from the rules");
        }
    }
    EXPECT(count[0] > 100 && count[1] > 100);
    return EXPECT_END;
}

#endif
