/* What the sentences of sentences.writ mean, by hand. */

#include "sentences.h"

#include "expect.h"

/* The short names of a request. */
struct asked {
    const char *action, *data, *purpose, *recipient, *subject, *region;
    uint64_t facts;
};

static uint16_t number(uint16_t (*from_name)(const char *name, size_t length),
                       const char *name)
{
    return name == NULL ? 0 : from_name(name, strlen(name));
}

static sentences_decision decide(struct asked asked)
{
    sentences_request request = {
        .party = SENTENCES_PARTY_WE,
        .action = number(sentences_action_from_name, asked.action),
        .data = number(sentences_data_from_name, asked.data),
        .purpose = number(sentences_purpose_from_name, asked.purpose),
        .recipient = number(sentences_recipient_from_name, asked.recipient),
        .subject = number(sentences_subject_from_name, asked.subject),
        .region = number(sentences_region_from_name, asked.region),
        .facts = asked.facts,
    };
    return sentences_decide(&request);
}

#define ASK(...) decide((struct asked){ __VA_ARGS__ })

/* The verdict, and the name of who decides; "" where nobody does. */
static int is(sentences_decision decision, uint8_t verdict, const char *name)
{
    const sentences_statement *row = &sentences_statements[decision.statement];
    return decision.verdict == verdict &&
           strcmp(sentences_text(row->name), name) == 0;
}

static const uint64_t consent = SENTENCES_FACT_CONSENT;
static const uint64_t written = SENTENCES_FACT_CONSENT_WRITTEN_CONSENT;
static const uint64_t law = SENTENCES_FACT_REQUIRED_BY_LAW;
static const uint64_t objected = SENTENCES_FACT_OBJECTED;

static void permissions(void)
{
    EXPECT(is(ASK("use", "email", "service"), SENTENCES_ALLOW,
              "basics.permission"));
    EXPECT(is(ASK("profile", "phone", "service"), SENTENCES_ALLOW,
              "basics.permission"));
    /* a term asks about all below it: usage of every kind is not covered */
    EXPECT(is(ASK("use", "personal", "service"), SENTENCES_SILENT, ""));
    EXPECT(is(ASK("collect", "email", "service"), SENTENCES_SILENT, ""));
    /* what lies below two terms is covered by both, and owes what both demand */
    EXPECT(is(ASK("use", "location", "service"), SENTENCES_ALLOW,
              "basics.permission"));
    EXPECT(ASK("use", "location", "service").duties ==
           SENTENCES_MEASURE_BIT_SECURITY_ACCESS_CONTROL);
    EXPECT(is(ASK("use", "contact", "service"), SENTENCES_ALLOW,
              "basics.permission"));
    EXPECT(ASK("use", "contact", "service").duties ==
           SENTENCES_MEASURE_BIT_SECURITY_ACCESS_CONTROL);
    EXPECT(ASK("use", "email", "service").duties == 0);
}

static void prohibitions(void)
{
    EXPECT(is(ASK("sell", "clicks", "service"), SENTENCES_DENY,
              "basics.never_sell"));
    EXPECT(is(ASK("sell", "clicks", .facts = UINT64_MAX), SENTENCES_DENY,
              "basics.never_sell"));
    EXPECT(is(ASK("disclose", "email", "service", "authority"), SENTENCES_DENY,
              "basics.never_sell"));
    EXPECT(is(ASK("share", "email", "service", "authority"), SENTENCES_DENY,
              "basics.weak"));
    EXPECT(is(ASK("share", "email", "service", "authority", .facts = law),
              SENTENCES_ALLOW, "basics.weak"));
    EXPECT(is(ASK("store", "usage", "research", .region = "germany"),
              SENTENCES_DENY, "basics.german"));
    EXPECT(is(ASK("store", "pages", "research", .region = "france"),
              SENTENCES_ALLOW, "basics.stored"));
    EXPECT(ASK("store", "pages", "research", .region = "france").duties ==
           SENTENCES_MEASURE_BIT_SECURITY); /* as it is named */
    EXPECT(is(ASK("store", "pages", "research", .region = "eu"), SENTENCES_DENY,
              "basics.german"));
}

static void guards(void)
{
    EXPECT(is(ASK("use", "email", "marketing"), SENTENCES_SILENT, ""));
    EXPECT(is(ASK("use", "email", "newsletters", .facts = consent),
              SENTENCES_ALLOW, "basics.guarded"));
    /* a fact implies those above it */
    EXPECT(is(ASK("use", "email", "newsletters", .facts = written),
              SENTENCES_ALLOW, "basics.guarded"));
    EXPECT(is(ASK("use", "email", "newsletters", .facts = written | objected),
              SENTENCES_DENY, "basics.guarded"));
    EXPECT(is(ASK("use", "email", "newsletters", .facts = objected),
              SENTENCES_SILENT, ""));
    /* bits that are no fact are ignored */
    EXPECT(is(ASK("use", "email", "newsletters",
                  .facts = consent | UINT64_C(1) << 63),
              SENTENCES_ALLOW, "basics.guarded"));
}

static void limits(void)
{
    EXPECT(is(ASK("share", "pages", "research", "partner"), SENTENCES_ALLOW,
              "basics.limited"));
    EXPECT(ASK("share", "pages", "research", "partner").duties ==
           (SENTENCES_MEASURE_BIT_CONTRACT |
            SENTENCES_MEASURE_BIT_SECURITY_ENCRYPTION));
    /* `only`: for anything else it is forbidden, under the same name */
    EXPECT(is(ASK("share", "pages", "service", "partner"), SENTENCES_DENY,
              "basics.limited"));
    EXPECT(is(ASK("share", "location", "service", "partner"), SENTENCES_SILENT,
              ""));
    EXPECT(is(ASK("share", "email", "service", "advertiser"), SENTENCES_DENY,
              "basics.sharing_none"));
    EXPECT(is(ASK("share", "email", "advertising", "advertiser"),
              SENTENCES_ALLOW, "basics.exception"));
    EXPECT(is(ASK("share", "phone", "advertising", "advertiser"),
              SENTENCES_DENY, "basics.sharing_none"));
}

static void out_of_range(void)
{
    sentences_request request = { 0 };
    uint16_t *field[] = { &request.party,     &request.action,
                          &request.data,      &request.purpose,
                          &request.recipient, &request.subject,
                          &request.region };
    const uint16_t count[] = {
        SENTENCES_COUNT_OF_PARTY,     SENTENCES_COUNT_OF_ACTION,
        SENTENCES_COUNT_OF_DATA,      SENTENCES_COUNT_OF_PURPOSE,
        SENTENCES_COUNT_OF_RECIPIENT, SENTENCES_COUNT_OF_SUBJECT,
        SENTENCES_COUNT_OF_REGION
    };
    EXPECT(!sentences_allows(&request)); /* all zeros ask about everything */
    for (size_t i = 0; i < 7; i++) {
        *field[i] = count[i];
        EXPECT(is(sentences_decide(&request), SENTENCES_DENY, ""));
        *field[i] = UINT16_MAX;
        EXPECT(is(sentences_decide(&request), SENTENCES_DENY, ""));
        *field[i] = 0;
    }
    uint64_t state = 1;
    for (int i = 0; i < 100000; i++) { /* any bytes may stand in it */
        uint64_t words[sizeof request / 8];
        for (size_t k = 0; k < sizeof request / 8; k++) {
            state = state * UINT64_C(6364136223846793005) + 1442695040888963407;
            words[k] = state >> 20;
        }
        memcpy(&request, words, sizeof request);
        sentences_decision decision = sentences_decide(&request);
        sentences_decision again;
        sentences_decide_many(&request, &again, 1);
        if (decision.verdict > 2 ||
            decision.statement > SENTENCES_COUNT_OF_STATEMENTS ||
            again.verdict != decision.verdict) {
            EXPECT(!"a decision is out of range");
        }
    }
}

static void retention(void)
{
    uint16_t email = number(sentences_data_from_name, "email");
    uint16_t pages = number(sentences_data_from_name, "pages");
    uint16_t service = number(sentences_purpose_from_name, "service");
    uint16_t closure = number(sentences_event_from_name, "closure");
    const uint64_t day = 86400;
    sentences_retention kept = sentences_retain(email, service, 0, closure);
    EXPECT(kept.up_to == 30 * day && kept.at_least == 10 * day);
    EXPECT(strcmp(sentences_text(sentences_statements[kept.statement].name),
                  "time.kept") == 0);
    EXPECT(strcmp(sentences_text(
                      sentences_statements[kept.at_least_statement].name),
                  "time.kept_law") == 0);
    kept = sentences_retain(email, 0, 0, closure); /* the tightest of all */
    EXPECT(kept.up_to == 30 * day);
    kept = sentences_retain(pages, service, 0, closure);
    EXPECT(kept.up_to == SENTENCES_FOREVER && kept.at_least == 0);
    EXPECT(kept.statement == SENTENCES_COUNT_OF_STATEMENTS);
    kept = sentences_retain(pages, service, 0,
                            SENTENCES_EVENT_LATEST_OF_CLOSURE_AND_REQUEST);
    EXPECT(kept.up_to == 7 * day);
    EXPECT(sentences_retain(SENTENCES_COUNT_OF_DATA, 0, 0, 0).up_to == 0);
    EXPECT(sentences_retain(0, 0, 0, SENTENCES_COUNT_OF_EVENT).up_to == 0);
}

static void may_keep(void)
{
    uint16_t email = number(sentences_data_from_name, "email");
    uint16_t pages = number(sentences_data_from_name, "pages");
    uint16_t service = number(sentences_purpose_from_name, "service");
    uint16_t closure = number(sentences_event_from_name, "closure");
    const uint64_t days = 30 * 86400;
    EXPECT(sentences_may_keep(email, service, 0, closure, days));
    EXPECT(!sentences_may_keep(email, service, 0, closure, days + 1));
    EXPECT(sentences_may_keep(pages, service, 0, closure, UINT64_MAX));
    EXPECT(!sentences_may_keep(SENTENCES_COUNT_OF_DATA, 0, 0, 0, 0));
    EXPECT(!sentences_may_keep(0, 0, 0, SENTENCES_COUNT_OF_EVENT, 0));
}

static void hierarchies(void)
{
    uint16_t personal = number(sentences_data_from_name, "personal");
    uint16_t contact = number(sentences_data_from_name, "contact");
    uint16_t email = number(sentences_data_from_name, "email");
    uint16_t location = number(sentences_data_from_name, "location");
    uint16_t usage = number(sentences_data_from_name, "usage");
    EXPECT(sentences_data_is_within(email, contact));
    EXPECT(sentences_data_is_within(email, personal));
    EXPECT(sentences_data_is_within(email, 0));
    EXPECT(!sentences_data_is_within(contact, email));
    /* it lies below two terms */
    EXPECT(sentences_data_is_within(location, contact));
    EXPECT(sentences_data_is_within(location, usage));
    EXPECT(!sentences_data_is_within(usage, contact));
    EXPECT(sentences_event_is_within(
        SENTENCES_EVENT_LATEST_OF_CLOSURE_AND_REQUEST, 0));
    EXPECT(!sentences_event_is_within(
        SENTENCES_EVENT_LATEST_OF_CLOSURE_AND_REQUEST,
        SENTENCES_EVENT_CLOSURE));
    EXPECT(!sentences_data_is_within(0, SENTENCES_COUNT_OF_DATA));
}

static void explanations(void)
{
    char words[400];
    char wanted[400];
    sentences_decision decision = ASK("share", "pages", "research", "partner");
    const sentences_statement *row = &sentences_statements[decision.statement];
    size_t length = sentences_explain(decision, words, sizeof words);
    snprintf(wanted, sizeof wanted,
             "Allowed by basics.limited (sentences.writ:%u): %s Owed: "
             "security.encryption, contract.",
             (unsigned)row->line, sentences_text(row->sentence));
    EXPECT(strcmp(words, wanted) == 0 && length == strlen(wanted));
    EXPECT(sentences_explain(decision, words, 20) == length);
    EXPECT(strcmp(words, "Allowed by basics.l") == 0);
    sentences_explain(ASK("use", "email", "marketing"), words, sizeof words);
    EXPECT(strcmp(words, "Denied: the policy does not say that it is "
                         "allowed.") == 0);
}

static void rights(void)
{
    uint16_t access = number(sentences_right_from_name, "access");
    uint16_t erase = number(sentences_right_from_name, "erase");
    uint16_t email = number(sentences_data_from_name, "email");
    uint16_t pages = number(sentences_data_from_name, "pages");
    uint16_t adult = number(sentences_subject_from_name, "adult");
    uint16_t child = number(sentences_subject_from_name, "child");
    uint16_t customer = number(sentences_subject_from_name, "customer");
    EXPECT(sentences_right(access, email, 0, 0));
    EXPECT(!sentences_right(access, 0, 0, 0)); /* not over every data */
    EXPECT(sentences_right(erase, email, adult, 0));
    EXPECT(!sentences_right(erase, email, adult, law));
    EXPECT(!sentences_right(erase, email, child, 0));
    EXPECT(!sentences_right(erase, email, customer, 0));
    EXPECT(sentences_right(erase, pages, customer, law));
    EXPECT(!sentences_right(erase, pages, 0, 0));
    EXPECT(!sentences_right(0, email, adult, 0));
    EXPECT(!sentences_right(SENTENCES_COUNT_OF_RIGHT, email, adult, 0));
}

/* Rows of a statement in the table of duties. */
static const sentences_duty *duty(const char *name, size_t *count)
{
    const sentences_duty *first = NULL;
    *count = 0;
    for (size_t i = 0; i < SENTENCES_COUNT_OF_DUTIES; i++) {
        const sentences_duty *row = &sentences_duties[i];
        if (strcmp(sentences_text(sentences_statements[row->statement].name),
                   name) == 0) {
            first = *count == 0 ? row : first;
            (*count)++;
        }
    }
    return first;
}

static void duties(void)
{
    size_t count;
    const sentences_duty *row = duty("time.deleted", &count);
    EXPECT(count == 4); /* two data and two events */
    EXPECT(row->kind == SENTENCES_DUTY_WITHIN && row->seconds == 604800);
    EXPECT(row->latest && row->party == SENTENCES_PARTY_WE);
    EXPECT(row->action == SENTENCES_ACTION_DELETE);
    row = duty("time.told", &count);
    EXPECT(count == 1 && row->seconds == 72 * 3600 && !row->latest);
    EXPECT(row->event == SENTENCES_EVENT_REQUEST);
    row = duty("time.assessed", &count);
    EXPECT(count == 1 && row->kind == SENTENCES_DUTY_EVERY);
    EXPECT(row->seconds == 31556952 && row->event == 0);
    row = duty("time.protected", &count);
    EXPECT(count == 1 && row->kind == SENTENCES_DUTY_BEFORE);
    EXPECT(row->event == SENTENCES_EVENT_COLLECTION && row->seconds == 0);
    row = &sentences_duties[SENTENCES_COUNT_OF_DUTIES];
    EXPECT(row->action == 0 && row->seconds == 0);
}

static void names(void)
{
    EXPECT(number(sentences_recipient_from_name, "us") ==
           SENTENCES_RECIPIENT_US);
    EXPECT(number(sentences_party_from_name, "we") == SENTENCES_PARTY_WE);
    EXPECT(number(sentences_data_from_name, "any") == 0);
    EXPECT(number(sentences_data_from_name, "contact.email") ==
           SENTENCES_DATA_PERSONAL_CONTACT_EMAIL);
    EXPECT(number(sentences_data_from_name, "personal.contact.email") ==
           SENTENCES_DATA_PERSONAL_CONTACT_EMAIL);
    EXPECT(number(sentences_data_from_name, "mail") == SENTENCES_COUNT_OF_DATA);
    EXPECT(sentences_data_from_name("emails", 5) ==
           SENTENCES_DATA_PERSONAL_CONTACT_EMAIL);
    EXPECT(sentences_data_from_name(NULL, 0) == SENTENCES_COUNT_OF_DATA);
    EXPECT(strcmp(sentences_data_name(SENTENCES_DATA_PERSONAL_CONTACT_EMAIL),
                  "personal.contact.email") == 0);
    EXPECT(sentences_data_name(SENTENCES_COUNT_OF_DATA)[0] == '\0');
    EXPECT(sentences_fact_from_name("written_consent", 15) == written);
    EXPECT(sentences_fact_from_name("marriage", 8) == 0);
    EXPECT(strcmp(sentences_fact_name(1), "consent.written_consent") == 0);
    EXPECT(sentences_fact_name(UINT16_MAX)[0] == '\0');
    EXPECT(sentences_measure_bit(SENTENCES_MEASURE_CONTRACT) ==
           SENTENCES_MEASURE_BIT_CONTRACT);
    EXPECT(sentences_measure_bit(UINT16_MAX) == 0);
}

static void statements(void)
{
    const sentences_statement *row = &sentences_statements[0];
    EXPECT(strcmp(sentences_text(row->name), "basics.permission") == 0);
    EXPECT(strcmp(sentences_text(row->anchor), "basics.permission") == 0);
    EXPECT(strcmp(sentences_text(row->file), "sentences.writ") == 0);
    EXPECT(row->line == 30);
    EXPECT(strstr(sentences_text(row->sentence), "contact") != NULL);
    EXPECT(strcmp(SENTENCES_VERSION, "2.0 */") == 0);
    EXPECT(strncmp(SENTENCES_DIGEST, "sha256:", 7) == 0);
    row = &sentences_statements[SENTENCES_COUNT_OF_STATEMENTS];
    EXPECT(row->name == 0 && row->line == 0);
}

int main(void)
{
    permissions();
    prohibitions();
    guards();
    limits();
    out_of_range();
    retention();
    may_keep();
    hierarchies();
    explanations();
    rights();
    duties();
    names();
    statements();
    return EXPECT_END;
}
