/* The fixed part of the emitted self-test; cut and written like decide.c. What
 * it works out about the tables is worked out by selftest.c and sweep.c about
 * the model, with the same draws. It is no part of a service: it may print. */
/* clang-format off */

/* writ: selftest rows */
/* What is asked, and what the model says. */
struct decision_row {
    writ_policy_request request;
    writ_policy_decision decision;
};

/* Rows whose worst verdict is that of an expectation. */
struct expectation_row {
    uint32_t first;
    uint32_t count;
    uint8_t verdict;
};

/* What the policy proves. Each combination of the terms, and all facts for which it is `given`,
 * have the verdict. */
struct theorem_row {
    const char *name;
    bool (*given)(uint64_t facts); /* NULL: always */
    uint64_t facts;
    uint8_t verdict;
    uint32_t first[7];
    uint32_t count[7];
};

struct retention_row {
    uint16_t data;
    uint16_t purpose;
    uint16_t subject;
    uint16_t event;
    writ_policy_retention retention;
};

struct right_row {
    uint16_t right;
    uint16_t data;
    uint16_t subject;
    uint64_t facts;
    bool holds;
};

/* One level of a table: how many terms there are, and one of each of those kinds of them that
 * a statement tells apart. */
struct axis {
    uint32_t terms;
    uint32_t samples;
    const uint16_t *sample;
};

/* writ: selftest code */
/* --- the code, the same for every policy -------------------------------------------- */

#define MOST_ASKED 0x1000000u /* of all theorems */

static unsigned long passed;
static unsigned long failed;
static unsigned long asked; /* of theorems */

static void check(bool good, const char *what, unsigned long number)
{
    if (good) {
        passed++;
    } else {
        failed++;
        if (failed <= 20u) {
            printf("writ_policy: %s %lu differs from the policy\n", what, number);
        }
    }
}

static uint64_t mix(uint64_t digest, uint64_t value)
{
    uint64_t mixed = (digest ^ value) * 0x9E3779B97F4A7C15u;
    return mixed ^ (mixed >> 29);
}

static uint64_t mix_string(uint64_t digest, const char *text)
{
    uint64_t mixed = digest;
    size_t i;

    for (i = 0; text[i] != '\0'; i++) {
        mixed = mix(mixed, (unsigned char)text[i]);
    }
    return mix(mixed, i);
}

static uint64_t draw(uint64_t *state)
{
    uint64_t x = *state += 0x9E3779B97F4A7C15u;

    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

/* None, all, some, or most of them. */
static uint64_t draw_facts(uint64_t *state)
{
    uint64_t form = draw(state) >> 62;
    uint64_t some = draw(state);

    some &= draw(state);
    return (form == 0u) ? 0u : (form == 1u) ? UINT64_MAX : (form == 2u) ? some : ~some;
}

/* --- rows --------------------------------------------------------------------------- */

static bool is_same(const writ_policy_decision *a, const writ_policy_decision *b)
{
    return (a->verdict == b->verdict) && (a->statement == b->statement)
        && (a->duties == b->duties);
}

static void check_decisions(void)
{
    unsigned long i;

    for (i = 0; (i + 1u) < ALL(dead_rows); i++) {
        const writ_policy_statement *statement = &writ_policy_statements[dead_rows[i]];

        printf("writ_policy: %s (%s:%lu) applies nowhere and has no request\n",
            writ_policy_text(statement->name), writ_policy_text(statement->file),
            (unsigned long)statement->line);
    }
    for (i = 0; (i + 1u) < ALL(decision_rows); i++) {
        const struct decision_row *row = &decision_rows[i];
        writ_policy_decision one = writ_policy_decide(&row->request);
        writ_policy_decision many;

        writ_policy_decide_many(&row->request, &many, 1);
        check(is_same(&one, &row->decision) && is_same(&many, &row->decision)
                && (writ_policy_allows(&row->request)
                    == (row->decision.verdict == (uint8_t)WRIT_POLICY_ALLOW)),
            "decision", i);
    }
}

/* Deny is worse than silence, and that than a permission. */
static unsigned badness(uint8_t verdict)
{
    return (verdict == (uint8_t)WRIT_POLICY_ALLOW) ? 0u
        : (verdict == (uint8_t)WRIT_POLICY_SILENT) ? 1u
                                                   : 2u;
}

static void check_expectations(void)
{
    unsigned long i;

    for (i = 0; (i + 1u) < ALL(expectation_rows); i++) {
        const struct expectation_row *row = &expectation_rows[i];
        unsigned worst = 0u;
        uint32_t k;

        for (k = row->first; k < (row->first + row->count); k++) {
            unsigned bad = badness(writ_policy_decide(&decision_rows[k].request).verdict);
            worst = (bad > worst) ? bad : worst;
        }
        check(worst == badness(row->verdict), "expectation", i);
    }
}

/* Whether it was not asked, or has the verdict. */
static bool theorem_holds(const struct theorem_row *row, const uint16_t at[], uint64_t facts)
{
    bool holds = true;

    if ((row->given == NULL) || row->given(facts)) {
        writ_policy_request request;

        request.party = at[0];
        request.action = at[1];
        request.data = at[2];
        request.purpose = at[3];
        request.recipient = at[4];
        request.subject = at[5];
        request.region = at[6];
        request.facts = facts;
        holds = writ_policy_decide(&request).verdict == row->verdict;
        asked++;
    }
    return holds;
}

/* The next combination of terms; false behind the last. */
static bool next_terms(const struct theorem_row *row, uint32_t index[])
{
    uint32_t i = 7u;

    while (i > 0u) {
        i--;
        index[i]++;
        if (index[i] < row->count[i]) {
            return true;
        }
        index[i] = 0u;
    }
    return false;
}

static bool ask_all(const struct theorem_row *row)
{
    uint32_t index[7] = { 0u, 0u, 0u, 0u, 0u, 0u, 0u };
    bool holds = true;

    do {
        uint64_t facts = 0u;
        uint16_t at[7];
        uint32_t i;

        for (i = 0u; i < 7u; i++) {
            at[i] = theorem_terms[row->first[i] + index[i]];
        }
        do { /* every subset of the facts */
            holds = theorem_holds(row, at, facts) && holds;
            facts = (facts - row->facts) & row->facts;
        } while (facts != 0u);
    } while (next_terms(row, index));
    return holds;
}

static bool ask_some(const struct theorem_row *row, unsigned long most)
{
    uint64_t state = 0u;
    bool holds = true;
    unsigned long tried;

    for (tried = 0u; tried < most; tried++) {
        uint16_t at[7];
        uint32_t i;

        for (i = 0u; i < 7u; i++) {
            at[i] = theorem_terms[row->first[i] + ((draw(&state) >> 32) % row->count[i])];
        }
        holds = theorem_holds(row, at, draw(&state) & row->facts) && holds;
    }
    return holds;
}

/* Each theorem at every point it speaks of; where those are more than its part of MOST_ASKED, at
 * as many that are drawn, which is said. */
static void check_theorems(void)
{
    unsigned long rows = ALL(theorem_rows) - 1u;
    unsigned long theorems = 0;
    unsigned long missed = 0;
    bool every = true; /* of the theorem at hand, which may have two rows */
    unsigned long i;

    for (i = 0; i < rows; i++) {
        const struct theorem_row *row = &theorem_rows[i];
        unsigned long most = MOST_ASKED / rows;
        unsigned long before = asked;
        double all = 1.0;
        uint64_t left;
        uint32_t k;

        if ((i == 0u) || (strcmp(row->name, theorem_rows[i - 1u].name) != 0)) {
            theorems++;
            missed += every ? 0u : 1u;
            every = true;
        }
        for (k = 0u; k < 7u; k++) {
            all *= row->count[k];
        }
        for (left = row->facts; left != 0u; left &= left - 1u) {
            all *= 2.0;
        }
        if (all < 1.0) {
            printf("writ_policy: %s: of nothing that can be asked alone\n", row->name);
            every = false;
        } else if (all <= (double)most) {
            check(ask_all(row), row->name, i);
            if (asked == before) {
                printf("writ_policy: %s: under no facts that can be said\n", row->name);
                every = false;
            }
        } else {
            check(ask_some(row, most), row->name, i);
            printf("writ_policy: %s: drawn, %lu of %.0f\n", row->name, most, all);
            every = false;
        }
    }
    missed += every ? 0u : 1u;
    printf("writ_policy: %lu of %lu theorems at every point, %lu requests\n", theorems - missed,
        theorems, asked);
}

static void check_retentions(void)
{
    unsigned long i;

    for (i = 0; (i + 1u) < ALL(retention_rows); i++) {
        const struct retention_row *row = &retention_rows[i];
        writ_policy_retention got
            = writ_policy_retain(row->data, row->purpose, row->subject, row->event);
        uint64_t up_to = row->retention.up_to;

        check((got.at_least == row->retention.at_least) && (got.up_to == up_to)
                && (got.method == row->retention.method)
                && (got.statement == row->retention.statement)
                && (got.at_least_statement == row->retention.at_least_statement)
                && writ_policy_may_keep(row->data, row->purpose, row->subject, row->event, up_to)
                && ((up_to == WRIT_POLICY_FOREVER)
                    || !writ_policy_may_keep(
                        row->data, row->purpose, row->subject, row->event, up_to + 1u)),
            "retention", i);
    }
}

static void check_rights(void)
{
    unsigned long i;

    for (i = 0; (i + 1u) < ALL(right_rows); i++) {
        const struct right_row *row = &right_rows[i];

        check(writ_policy_right(row->right, row->data, row->subject, row->facts) == row->holds,
            "right", i);
    }
}

/* --- sweeps ------------------------------------------------------------------------- */

/* The terms to ask about in one step of a sweep: any, or of each kind of them one, and then all
 * combinations one after the other, again and again, where they are few enough to be counted. */
static void place(const struct axis axes[], uint32_t levels, bool sampled, uint32_t step,
    uint32_t combinations, uint64_t *state, uint16_t at[])
{
    uint32_t rest = step;
    uint32_t i;

    for (i = 0; i < levels; i++) {
        uint32_t drawn = (uint32_t)(draw(state) >> 32);

        if (!sampled) {
            at[i] = (uint16_t)(drawn % axes[i].terms);
        } else if (combinations > 0u) {
            at[i] = axes[i].sample[rest % axes[i].samples];
            rest /= axes[i].samples;
        } else {
            at[i] = axes[i].sample[drawn % axes[i].samples];
        }
    }
}

static uint32_t combinations_of(const struct axis axes[], uint32_t levels)
{
    uint64_t product = 1u;
    uint32_t i;

    for (i = 0; (i < levels) && (product <= MOST_STEPS); i++) {
        product *= axes[i].samples;
    }
    return (product <= MOST_STEPS) ? (uint32_t)product : 0u;
}

static uint64_t sweep_decisions(bool sampled)
{
    uint32_t combinations = combinations_of(decision_axes, 7u);
    uint32_t steps = (sampled && (combinations > 0u))
        ? (combinations * (MOST_STEPS / combinations))
        : MOST_STEPS;
    uint64_t state = sampled ? 1u : 2u;
    uint64_t digest = 0u;
    uint32_t i;

    for (i = 0; i < steps; i++) {
        uint16_t at[7];
        uint64_t facts;
        writ_policy_request request;
        writ_policy_decision decision;

        place(decision_axes, 7u, sampled, i, combinations, &state, at);
        facts = draw_facts(&state);
        request.party = at[0];
        request.action = at[1];
        request.data = at[2];
        request.purpose = at[3];
        request.recipient = at[4];
        request.subject = at[5];
        request.region = at[6];
        request.facts = facts;
        decision = writ_policy_decide(&request);
        digest = mix(digest, decision.verdict);
        digest = mix(digest, decision.statement);
        digest = mix(digest, decision.duties);
    }
    return digest;
}

static uint64_t sweep_retentions(bool sampled)
{
    uint32_t combinations = combinations_of(retention_axes, 4u);
    uint32_t steps = (sampled && (combinations > 0u))
        ? (combinations * (MOST_STEPS / combinations))
        : MOST_STEPS;
    uint64_t state = sampled ? 3u : 4u;
    uint64_t digest = 0u;
    uint32_t i;

    for (i = 0; i < steps; i++) {
        uint16_t at[4];
        writ_policy_retention kept;

        place(retention_axes, 4u, sampled, i, combinations, &state, at);
        kept = writ_policy_retain(at[0], at[1], at[2], at[3]);
        digest = mix(mix(digest, kept.at_least), kept.up_to);
        digest = mix(mix(digest, kept.method), kept.statement);
        digest = mix(digest, kept.at_least_statement);
    }
    return digest;
}

static uint64_t sweep_rights(bool sampled)
{
    uint32_t combinations = combinations_of(right_axes, 3u);
    uint32_t steps = (sampled && (combinations > 0u))
        ? (combinations * (MOST_STEPS / combinations))
        : MOST_STEPS;
    uint64_t state = sampled ? 5u : 6u;
    uint64_t digest = 0u;
    uint32_t i;

    for (i = 0; i < steps; i++) {
        uint16_t at[3];
        uint64_t facts;

        place(right_axes, 3u, sampled, i, combinations, &state, at);
        facts = draw_facts(&state);
        digest = mix(digest, writ_policy_right(at[2], at[0], at[1], facts) ? 1u : 0u);
    }
    return digest;
}

/* --- what is read ------------------------------------------------------------------- */

static uint64_t duties_digest(void)
{
    uint64_t digest = 0u;
    uint32_t i;

    for (i = 0; i <= WRIT_POLICY_COUNT_OF_DUTIES; i++) {
        const writ_policy_duty *row = &writ_policy_duties[i];

        digest = mix(mix(mix(digest, row->party), row->action), row->data);
        digest = mix(mix(mix(digest, row->subject), row->event), row->statement);
        digest = mix(mix(mix(digest, row->kind), row->latest ? 1u : 0u), row->seconds);
    }
    return digest;
}

static uint64_t statements_digest(void)
{
    uint64_t digest = 0u;
    uint32_t i;

    for (i = 0; i <= WRIT_POLICY_COUNT_OF_STATEMENTS; i++) {
        const writ_policy_statement *row = &writ_policy_statements[i];

        digest = mix_string(digest, writ_policy_text(row->name));
        digest = mix_string(digest, writ_policy_text(row->sentence));
        digest = mix_string(digest, writ_policy_text(row->file));
        digest = mix(digest, row->line);
        digest = mix_string(digest, writ_policy_text(row->anchor));
    }
    return digest;
}

static uint64_t facts_digest(void)
{
    uint64_t digest = 0u;
    uint16_t i;

    for (i = 0; i < 64u; i++) {
        const char *name = writ_policy_fact_name(i);

        digest = mix_string(digest, name);
        digest = mix(digest, writ_policy_fact_from_name(name, strlen(name)));
    }
    return digest;
}

static uint64_t measures_digest(void)
{
    uint64_t digest = 0u;
    uint16_t i;

    for (i = 0; i < WRIT_POLICY_COUNT_OF_MEASURE; i++) {
        digest = mix(digest, writ_policy_measure_bit(i));
    }
    return digest;
}

/* Names there and back, and for each term how many it lies below. */
static uint64_t terms_digest(uint32_t count, const char *(*name_of)(uint16_t),
    uint16_t (*from_name)(const char *, size_t), bool (*is_within)(uint16_t, uint16_t))
{
    uint64_t digest = 0u;
    uint32_t i;
    uint32_t k;

    for (i = 0; i < count; i++) {
        const char *name = name_of((uint16_t)i);

        digest = mix_string(digest, name);
        while (name != NULL) { /* every end of it */
            const char *dot = strchr(name, '.');

            digest = mix(digest, from_name(name, strlen(name)));
            name = (dot != NULL) ? (dot + 1) : NULL;
        }
        for (k = 0; k < count; k += 1u + (count / 1024u)) {
            if (is_within((uint16_t)i, (uint16_t)k)) {
                digest = mix(digest, k);
            }
        }
    }
    return digest;
}

/* --- what must be refused ----------------------------------------------------------- */

static bool is_refused(const writ_policy_request *request)
{
    writ_policy_decision decision = writ_policy_decide(request);

    return (decision.verdict == (uint8_t)WRIT_POLICY_DENY) && (decision.duties == 0u)
        && (decision.statement == WRIT_POLICY_COUNT_OF_STATEMENTS);
}

static void check_range(void)
{
    static const uint16_t counts[7] = { WRIT_POLICY_COUNT_OF_PARTY, WRIT_POLICY_COUNT_OF_ACTION,
        WRIT_POLICY_COUNT_OF_DATA, WRIT_POLICY_COUNT_OF_PURPOSE, WRIT_POLICY_COUNT_OF_RECIPIENT,
        WRIT_POLICY_COUNT_OF_SUBJECT, WRIT_POLICY_COUNT_OF_REGION };
    writ_policy_request zeros;
    writ_policy_retention kept;
    unsigned long i;

    memset(&zeros, 0, sizeof zeros);
    for (i = 0; i < 14u; i++) {
        writ_policy_request request = zeros;
        uint16_t *fields[7];

        fields[0] = &request.party;
        fields[1] = &request.action;
        fields[2] = &request.data;
        fields[3] = &request.purpose;
        fields[4] = &request.recipient;
        fields[5] = &request.subject;
        fields[6] = &request.region;
        *fields[i / 2u] = ((i % 2u) == 0u) ? counts[i / 2u] : UINT16_MAX;
        check(is_refused(&request), "what is out of range", i);
    }
    kept = writ_policy_retain(UINT16_MAX, 0, 0, 0);
    check((kept.up_to == 0u) && (kept.at_least == 0u) && (kept.method == 0u)
            && (kept.statement == WRIT_POLICY_COUNT_OF_STATEMENTS)
            && (kept.at_least_statement == WRIT_POLICY_COUNT_OF_STATEMENTS),
        "what is out of range", 14);
    check(!writ_policy_may_keep(UINT16_MAX, 0, 0, 0, 0), "what is out of range", 15);
    check(!writ_policy_right(UINT16_MAX, 0, 0, 0), "what is out of range", 16);
}

int main(void)
{
    check(strcmp(WRIT_POLICY_DIGEST, policy_digest) == 0, "digest", 0);
    check_decisions();
    check_expectations();
    check_theorems();
    check_retentions();
    check_rights();
    check_range();
    check(sweep_decisions(true) == decisions_sampled, "sweep of decisions", 1);
    check(sweep_decisions(false) == decisions_drawn, "sweep of decisions", 2);
    check(sweep_retentions(true) == retentions_sampled, "sweep of retentions", 1);
    check(sweep_retentions(false) == retentions_drawn, "sweep of retentions", 2);
    check(sweep_rights(true) == rights_sampled, "sweep of rights", 1);
    check(sweep_rights(false) == rights_drawn, "sweep of rights", 2);
    check(duties_digest() == duties_read, "table of duties", 0);
    check(statements_digest() == statements_read, "table of statements", 0);
    check(facts_digest() == facts_read, "table of facts", 0);
    check(measures_digest() == measures_read, "table of measures", 0);
/* writ: selftest of each kind */
    check(terms_digest(WRIT_POLICY_COUNT_OF_ITEM, writ_policy_item_name,
              writ_policy_item_from_name, writ_policy_item_is_within)
            == item_read,
        "terms of the kind `item`", 0);
/* writ: selftest end */
    printf("writ_policy: %lu passed, %lu failed\n", passed, failed);
    return (failed == 0u) ? 0 : 1;
}
/* writ: not copied */
