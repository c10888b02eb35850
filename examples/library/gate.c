#include "gate.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST = 1024 };

/* The choices are names with a blank behind each. A name that is no fact of
 * this build of the policy has no bit, and permits nothing. */
static uint64_t facts_of(const char *choices)
{
    uint64_t facts = 0;

    while (*choices != '\0') {
        size_t length = strcspn(choices, " ");
        facts |= library_fact_from_name(choices, length);
        choices += length + strspn(choices + length, " ");
    }
    return facts;
}

/* Names of measures with a blank behind each; false where they do not fit. */
static bool put_measures(uint64_t measures, char *buffer, size_t size)
{
    size_t used = 0;

    buffer[0] = '\0';
    for (uint16_t i = 0; i < LIBRARY_COUNT_OF_MEASURE && used < size; i++) {
        if ((library_measure_bit(i) & measures) != 0) {
            used += (size_t)snprintf(buffer + used, size - used, "%s ",
                                     library_measure_name(i));
        }
    }
    return used < size;
}

/* "" where no statement decides: the row behind the last is one of zeros. */
static const char *statement_name(uint16_t statement)
{
    return library_text(library_statements[statement].name);
}

enum gate gate_ask(struct store *store, int64_t reader, library_request request,
                   uint64_t measures, int64_t now, char *sentence, size_t size)
{
    static const char *const verdicts[] = { "deny", "allow", "silent" };
    char asked[LONGEST];
    char duties[LONGEST];
    char choices[LONGEST] = "";

    if (!store_get(store, reader, library_data_name(LIBRARY_DATA_CHOICE), " ",
                   choices, sizeof choices)) {
        return GATE_BROKEN;
    }
    request.facts = facts_of(choices);
    library_decision decision = library_decide(&request);
    uint64_t lacking = decision.duties & ~measures;
    bool allowed = decision.verdict == LIBRARY_ALLOW && lacking == 0;
    int length = snprintf(
        asked, sizeof asked, "%s %s %s for %s to %s",
        library_party_name(request.party), library_action_name(request.action),
        library_data_name(request.data), library_purpose_name(request.purpose),
        library_recipient_name(request.recipient));
    bool fits = length > 0 && (size_t)length < sizeof asked &&
                put_measures(decision.duties, duties, sizeof duties);
    struct audit audit = {
        .time = now,
        .reader = reader,
        .request = asked,
        .facts = choices,
        .verdict = decision.verdict == LIBRARY_ALLOW && !allowed
                       ? "allow, but not without its duties"
                       : verdicts[decision.verdict],
        .statement = statement_name(decision.statement),
        .duties = duties,
        .digest = LIBRARY_DIGEST,
    };
    library_explain(decision, sentence, size);
    if (!fits || !store_audit(store, &audit)) {
        return GATE_BROKEN;
    }
    return allowed ? GATE_OPEN : GATE_CLOSED;
}

/* Whether a piece has to go now, and by which statement. False where the policy
 * does not know what it is: that is for people to decide, not for a purge. */
static bool judge(const struct piece *piece, int64_t now, bool *ended,
                  uint16_t *statement)
{
    uint16_t data = library_data_from_name(piece->data, strlen(piece->data));
    uint16_t purpose =
        library_purpose_from_name(piece->purpose, strlen(piece->purpose));
    const struct {
        uint16_t event;
        int64_t time; /* -1: it has not come */
    } clocks[] = {
        { LIBRARY_EVENT_COLLECTION, piece->collected },
        { LIBRARY_EVENT_ACCOUNT_CLOSURE, piece->event },
    };

    if (data == LIBRARY_COUNT_OF_DATA || purpose == LIBRARY_COUNT_OF_PURPOSE) {
        fprintf(stderr, "library: the policy does not know `%s` for `%s`\n",
                piece->data, piece->purpose);
        return false;
    }
    *ended = false;
    for (size_t i = 0; !*ended && i < sizeof clocks / sizeof *clocks; i++) {
        int64_t age = now > clocks[i].time ? now - clocks[i].time : 0;
        *ended = clocks[i].time >= 0 &&
                 !library_may_keep(data, purpose, LIBRARY_SUBJECT_ANY,
                                   clocks[i].event, (uint64_t)age);
        *statement =
            library_retain(data, purpose, LIBRARY_SUBJECT_ANY, clocks[i].event)
                .statement;
    }
    return true;
}

static bool expire(struct store *store, const struct piece *piece,
                   uint16_t statement, int64_t now)
{
    char asked[LONGEST];

    snprintf(asked, sizeof asked, "we delete %s kept for %s", piece->data,
             piece->purpose);
    return store_mark(store, piece->id) &&
           store_audit(store, &(struct audit){
                                  .time = now,
                                  .reader = piece->reader,
                                  .request = asked,
                                  .facts = "",
                                  .verdict = "expired",
                                  .statement = statement_name(statement),
                                  .duties = "",
                                  .digest = LIBRARY_DIGEST,
                              });
}

/* The audit is data about readers too. */
static bool purge_audit(struct store *store, int64_t now)
{
    uint64_t most =
        library_retain(LIBRARY_DATA_RECORD, LIBRARY_PURPOSE_LEGAL_COMPLIANCE,
                       LIBRARY_SUBJECT_ANY, LIBRARY_EVENT_COLLECTION)
            .up_to;

    return most > (uint64_t)now ||
           store_sweep_audit(store, now - (int64_t)most);
}

/* Pieces are marked first and go together: the one that holds when an account
 * was closed is needed until all of its reader have been looked at. */
bool gate_purge(struct store *store, int64_t now, size_t *count)
{
    const char *choice = library_data_name(LIBRARY_DATA_CHOICE);
    const char *closure = library_event_name(LIBRARY_EVENT_ACCOUNT_CLOSURE);
    struct piece piece = { .id = 0 };
    bool found = store_begin(store);
    bool good = found;

    *count = 0;
    while (good && found) {
        uint16_t statement = 0;
        bool ended = false;
        good = store_next(store, piece.id, choice, closure, &piece, &found) &&
               (!found || judge(&piece, now, &ended, &statement)) &&
               (!ended || expire(store, &piece, statement, now));
        *count += good && ended ? 1 : 0;
    }
    good = good && store_sweep(store) && purge_audit(store, now) &&
           store_commit(store);
    if (!good) {
        store_rollback(store);
    }
    return good;
}
