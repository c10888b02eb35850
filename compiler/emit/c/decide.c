/* The fixed part of the emitted C, as C files, this and wording.c, so that
 * compilers, linters and unit tests see it: tests/unit/emit_c_*.c include them.
 * They are carried in writ as text and are not a part of writ's program.
 *
 * emit/c/template.c cuts them at the lines that begin with "writ:". What stands
 * before the first such line, and the tables of the small policy that the unit
 * tests run it on, stay here. The way through a table in stages differs from
 * policy to policy, and source.c writes it. What is said of `item` is said of
 * each kind of terms. `writ_policy` becomes the policy's name. A reading of a
 * table `NAME.of_KIND` that the policy has no need of becomes 0u.
 *
 * The main invariant: every number of a request is held against its count
 * before it is an index, and every other index comes from the tables, which
 * `writ build` has read back and walked whole.
 *
 * MISRA C:2012, deviations in the emitted files, all that cppcheck's addon finds
 * (tests/emitted/run holds it to them): 2.3, 2.4 and 2.5, a header offers types,
 * tags and macros that one user does not use; 4.1, an octal escape of three
 * digits ends by itself; 8.9, a table stands beside the other tables and not in
 * its one reader; 8.11, `extern` arrays without a size, so that it can change;
 * 18.4, strings are offsets into one block of text. */
/* It is laid out as it is emitted: */
/* clang-format off */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define WRIT_POLICY_COUNT_OF_PARTY     3
#define WRIT_POLICY_COUNT_OF_ACTION    3
#define WRIT_POLICY_COUNT_OF_DATA      3
#define WRIT_POLICY_COUNT_OF_PURPOSE   1
#define WRIT_POLICY_COUNT_OF_RECIPIENT 3
#define WRIT_POLICY_COUNT_OF_SUBJECT   1
#define WRIT_POLICY_COUNT_OF_REGION    1
#define WRIT_POLICY_COUNT_OF_RIGHT     2
#define WRIT_POLICY_COUNT_OF_MEASURE   2
#define WRIT_POLICY_COUNT_OF_EVENT     2
#define WRIT_POLICY_COUNT_OF_ITEM      3
#define WRIT_POLICY_COUNT_OF_FACTS     2

/* writ: types */
/* --- asking ------------------------------------------------------------------------- */

/* What is asked: may `party` do `action` with `data`, for `purpose`, giving it to
 * `recipient`, about `subject`, in `region`, while `facts` hold and no others? A term with
 * others below it asks about all of them, and 0 is `any`, all there are: a request of zeros
 * asks about everything. Facts imply what they imply; unknown bits are ignored. */
typedef struct writ_policy_request {
    uint16_t party;     /* WRIT_POLICY_PARTY_... */
    uint16_t action;    /* WRIT_POLICY_ACTION_... */
    uint16_t data;      /* WRIT_POLICY_DATA_... */
    uint16_t purpose;   /* WRIT_POLICY_PURPOSE_... */
    uint16_t recipient; /* WRIT_POLICY_RECIPIENT_... */
    uint16_t subject;   /* WRIT_POLICY_SUBJECT_... */
    uint16_t region;    /* WRIT_POLICY_REGION_... */
    uint64_t facts;     /* an OR of WRIT_POLICY_FACT_... */
} writ_policy_request;

/* Silent: the policy does not say. Enforce it as deny, and report it. */
typedef enum writ_policy_verdict {
    WRIT_POLICY_DENY = 0,
    WRIT_POLICY_ALLOW = 1,
    WRIT_POLICY_SILENT = 2
} writ_policy_verdict;

typedef struct writ_policy_decision {
    uint8_t verdict;    /* only WRIT_POLICY_ALLOW is permission */
    uint16_t statement; /* the first that decides: its row in writ_policy_statements; the
                           count of them where none does, or where the request is no request */
    uint64_t duties;    /* measures owed, an OR of WRIT_POLICY_MEASURE_BIT_..., as they are
                           named: what is a kind of one that is owed fulfils it */
} writ_policy_decision;

/* How long data must and may be kept after an event, in seconds: the tightest over all that
 * is asked about, every region and every fact, for the controller itself. */
typedef struct writ_policy_retention {
    uint64_t at_least;           /* 0: no lower bound */
    uint64_t up_to;              /* WRIT_POLICY_FOREVER: no upper bound */
    uint16_t method;             /* how it is to be deleted: WRIT_POLICY_METHOD_...; 0: any way */
    uint16_t statement;          /* says `up_to`; the count of statements where none does */
    uint16_t at_least_statement; /* says `at_least`, likewise */
} writ_policy_retention;

#define WRIT_POLICY_FOREVER UINT64_MAX

typedef enum writ_policy_duty_kind {
    WRIT_POLICY_DUTY_WITHIN = 0,   /* `seconds` at most after the event */
    WRIT_POLICY_DUTY_UP_TO = 1,    /* it may go on for `seconds` after the event */
    WRIT_POLICY_DUTY_AT_LEAST = 2, /* it goes on for `seconds` after the event */
    WRIT_POLICY_DUTY_EVERY = 3,    /* again every `seconds` */
    WRIT_POLICY_DUTY_BEFORE = 4,   /* `seconds` at least before the event */
    WRIT_POLICY_DUTY_ON = 5,       /* when the event happens */
    WRIT_POLICY_DUTY_PROMPTLY = 6  /* soon after the event; the policy names no time */
} writ_policy_duty_kind;

/* One thing that must be done. A statement that names several actions, data, subjects or
 * events has a row for each combination; what it excepts, and its conditions, are in its
 * sentence. */
typedef struct writ_policy_duty {
    uint16_t party;     /* who must */
    uint16_t action;
    uint16_t data;
    uint16_t subject;
    uint16_t event;     /* what sets the clock going; 0: no event is named */
    uint16_t statement; /* its row in writ_policy_statements */
    uint8_t kind;       /* writ_policy_duty_kind */
    bool latest;        /* counts from the last of the events of the statement's rows */
    uint64_t seconds;   /* the deadline or period; 0: none */
} writ_policy_duty;

/* A statement of the policy. The strings are at writ_policy_text(OFFSET). */
typedef struct writ_policy_statement {
    uint32_t name;     /* "disclosure.partners" */
    uint32_t sentence; /* as published */
    uint32_t file;     /* where it is written, and the line in it */
    uint32_t line;
    uint32_t anchor;   /* its `id` in the published document */
} writ_policy_statement;

/* writ: functions */
/* Each array ends in a row of zeros behind the rows that are counted. */
extern const writ_policy_duty writ_policy_duties[];
extern const writ_policy_statement writ_policy_statements[];

/* The decision. A number that is out of range is denied. Any bytes may stand in the request. */
writ_policy_decision writ_policy_decide(const writ_policy_request *request);

/* Whether the decision is WRIT_POLICY_ALLOW. */
bool writ_policy_allows(const writ_policy_request *request);

/* The decision in words, for a log or for a user: who decides, and the sentence that is
 * published, as "Denied by disclosure.partners (policy.writ:41): We do not share ...", and what
 * is owed. Writes at most `size` bytes, the last of them a NUL, and whole characters only.
 * Returns how long the words are: where that is not below `size`, some are missing. */
size_t writ_policy_explain(writ_policy_decision decision, char *buffer, size_t size);

/* The decisions of `count` requests. */
void writ_policy_decide_many(
    const writ_policy_request *requests, writ_policy_decision *decisions, size_t count);

/* How long `data` for `purpose` about `subject` must and may be kept after `event`. What is out
 * of range may not be kept at all. */
writ_policy_retention writ_policy_retain(
    uint16_t data, uint16_t purpose, uint16_t subject, uint16_t event);

/* Whether it may still be kept `age_seconds` after `event`: not longer than `up_to`. False out
 * of range. */
bool writ_policy_may_keep(
    uint16_t data, uint16_t purpose, uint16_t subject, uint16_t event, uint64_t age_seconds);

/* Whether `subject` holds the right over `data` while these facts hold: all that is asked about
 * of it. False out of range. */
bool writ_policy_right(uint16_t right, uint16_t data, uint16_t subject, uint64_t facts);

/* The bit of a measure in `duties`; 0 where no permission demands it, or it has none. */
uint64_t writ_policy_measure_bit(uint16_t measure);

/* The string at an offset of these tables. "" where there is none. */
const char *writ_policy_text(uint32_t offset);

/* The fact of that name, full or as short as is unique; 0 where it is unknown or plays no part. */
uint64_t writ_policy_fact_from_name(const char *name, size_t length);

/* The full name of a fact by the number of its bit; "" where there is none. */
const char *writ_policy_fact_name(uint16_t bit);

/* writ: functions of all kinds */
/* Of each kind: the term of a name, full or as short as is unique; the count of the kind where
 * it is unknown, which every function here refuses. The full name of a term; "" out of range.
 * And whether a term is another or lies below it, so that what is said of the other is said of
 * it too; false out of range. */
/* writ: functions of each kind */
uint16_t writ_policy_item_from_name(const char *name, size_t length);
const char *writ_policy_item_name(uint16_t item);
bool writ_policy_item_is_within(uint16_t item, uint16_t other);
/* writ: not copied */
/* Types that are as small as the policy allows. */
typedef uint8_t fact_mask;
typedef uint8_t case_number;
typedef uint8_t ruling_number;

/* writ: rows of tables */
/* One of the cases of a point, tried in order: where the facts under `mask` are exactly `value`,
 * `answer` is what holds, else the case `next` is tried. The last case of a point has no mask,
 * and fits all facts. */
struct condition_case {
    fact_mask mask;
    fact_mask value;
    ruling_number answer;
    case_number next;
};

/* Where one of the facts `below` holds, `fact` does. */
struct implication {
    uint64_t below;
    uint64_t fact;
};

/* A name that is understood, the end of a path, in the slot that its hash leads to. */
struct name_row {
    uint32_t text;
    uint16_t length; /* 0: the slot is free */
    uint16_t number;
};

/* Terms from `first` to before `end` that lie below `term` too, which is not a parent of the
 * first kind to them. */
struct term_range {
    uint16_t term;
    uint16_t first;
    uint16_t end;
};

/* How many rows an array has, with the one of zeros and without it. */
#define ALL_OF(array)  ((uint32_t)(sizeof(array) / sizeof((array)[0])))
#define ROWS_OF(array) (ALL_OF(array) - 1u)

/* A condition that nearly always holds. */
#ifdef __GNUC__
#define EXPECTED(condition) (__builtin_expect((condition) ? 1 : 0, 1) != 0)
#else
#define EXPECTED(condition) (condition)
#endif

/* A cell of rows: an answer, or the level to look at and where its row begins. */
#define CELL_ANSWER 0x80000000u
#define CELL_OFFSET 0x0FFFFFFFu
#define CELL_LEVEL  28u
#define CELL_LEVELS 7u

/* writ: tables */
static const struct {
    char t0[1];
    char t1[4];
    char t5[6];
    char t11[17];
} text = {
    "",
    "any",
    "email",
    "contact.personal"
};

const writ_policy_duty writ_policy_duties[2] = {
    { 1, 2, 1, 0, 1, 0, WRIT_POLICY_DUTY_WITHIN, false, 60 },
    { 0, 0, 0, 0, 0, 0, 0, false, 0 }
};

const writ_policy_statement writ_policy_statements[3] = {
    { 5, 11, 5, 1, 5 }, { 11, 11, 5, 2, 11 }, { 0, 0, 0, 0, 0 }
};

static const struct implication implications[2] = { { 2, 1 }, { 0, 0 } };

#define RULING_VERDICT   3u
#define RULING_DUTIES    2u
#define RULING_DUTY_SETS 0x1u
#define RULING_STATEMENT 3u
#define RULING_REFUSED   16u

static const uint32_t decide_root = 0x10000000;

/* Sharing is decided by the recipient and by consent, and anything else is
 * silent; `any` of the three recipients includes the one that is denied. The
 * rulings: 18 is silent by none, 0 is denied by the first statement, and 13 is
 * allowed by the second, which owes the measure. They stand here both in cases
 * and in vectors: a unit test chooses by PLACE_FACTS. */
static const struct {
    uint64_t duty_sets[3];
    uint32_t cells[5];
    struct condition_case cases[4];
    uint8_t of_party[4];
    uint8_t of_action[4];
    uint8_t of_data[4];
    uint8_t of_purpose[2];
    uint8_t of_recipient[4];
    uint8_t of_subject[2];
    uint8_t of_region[2];
    uint8_t answers[5];
} decide = {
    .duty_sets = { 0, 1, 0 },
#ifdef PLACE_FACTS
    .cells = { 0x80000004, 0x40000002, 0x80000006, 0x80000001, 0 },
#else
    .cells = { 0x80000000, 0x40000002, 0x80000001, 0x80000002, 0 },
#endif
    .cases = { { 0, 0, 18, 0 }, { 0, 0, 0, 0 }, { 1, 1, 13, 1 }, { 0, 0, 0, 0 } },
    .of_party = { 0, 0, 0, 0 },
    .of_action = { 0, 0, 1, 0 },
    .of_data = { 0, 0, 0, 0 },
    .of_purpose = { 0, 0 },
    .of_recipient = { 0, 0, 1, 0 },
    .of_subject = { 0, 0 },
    .of_region = { 0, 0 },
    .answers = { 0, 13, 18, 0, 0 }
};

static const writ_policy_retention retentions[4] = {
    { 0, 0, 0, 2, 2 },
    { 0, WRIT_POLICY_FOREVER, 0, 2, 2 },
    { 30, 90, 0, 0, 1 },
    { 0, 0, 0, 0, 0 }
};
static const uint32_t retain_root = 0;
static const struct {
    uint32_t cells[3];
    uint8_t of_data[4];
    uint8_t of_purpose[2];
    uint8_t of_subject[2];
    uint8_t of_event[3];
} retain = {
    .cells = { 0x80000001, 0x80000002, 0 },
    .of_data = { 0, 1, 0, 0 },
    .of_purpose = { 0, 0 },
    .of_subject = { 0, 0 },
    .of_event = { 0, 0, 0 }
};

static const uint32_t rights_root = 0x20000000;
static const struct {
    uint32_t cells[3];
    struct condition_case cases[3];
    uint8_t of_data[4];
    uint8_t of_subject[2];
    uint8_t of_kind[3];
} rights = {
    .cells = { 0x80000000, 0x80000001, 0 },
    .cases = { { 0, 0, 0, 0 }, { 1, 1, 1, 0 }, { 0, 0, 0, 0 } },
    .of_data = { 0, 0, 0, 0 },
    .of_subject = { 0, 0 },
    .of_kind = { 0, 1, 0 }
};

/* writ: source */
/* --- the code, the same for every policy -------------------------------------------- */

/* The facts, and those that they imply. */
static inline uint64_t closed(uint64_t facts)
{
    uint64_t all = facts;
    uint32_t i;

    for (i = 0u; implications[i].fact != 0u; i++) {
        if ((facts & implications[i].below) != 0u) {
            all |= implications[i].fact;
        }
    }
    return all;
}

/* From a cell along the rows: at[level] is the class of what is asked there. */
static uint32_t walked(const uint32_t cells[], uint32_t root, const uint32_t at[])
{
    uint32_t cell = root;
    uint32_t step;

    for (step = 0u; (step < CELL_LEVELS) && ((cell & CELL_ANSWER) == 0u); step++) {
        cell = cells[(cell & CELL_OFFSET) + at[cell >> CELL_LEVEL]];
    }
    return cell & ~CELL_ANSWER;
}

/* What holds in the first of the cases from `first` on that the facts fit. */
static inline uint32_t answered(const struct condition_case cases[], uint32_t first, uint64_t facts)
{
    uint32_t at = first;

    while ((facts & cases[at].mask) != cases[at].value) {
        at = cases[at].next;
    }
    return cases[at].answer;
}

/* writ: not copied */
/* Of the emitted C it is the policy's own. */
static inline bool in_range(const writ_policy_request *request)
{
    return (request->party < WRIT_POLICY_COUNT_OF_PARTY)
        && (request->action < WRIT_POLICY_COUNT_OF_ACTION)
        && (request->data < WRIT_POLICY_COUNT_OF_DATA)
        && (request->purpose < WRIT_POLICY_COUNT_OF_PURPOSE)
        && (request->recipient < WRIT_POLICY_COUNT_OF_RECIPIENT)
        && (request->subject < WRIT_POLICY_COUNT_OF_SUBJECT)
        && (request->region < WRIT_POLICY_COUNT_OF_REGION);
}

/* writ: layout in rows */
/* The way of a request in range through the rows. */
static inline uint32_t entered(const writ_policy_request *request)
{
    uint32_t at[CELL_LEVELS];

    (void)request; /* where no number of it plays a part */
    at[0] = decide.of_party[request->party];
    at[1] = decide.of_action[request->action];
    at[2] = decide.of_data[request->data];
    at[3] = decide.of_purpose[request->purpose];
    at[4] = decide.of_recipient[request->recipient];
    at[5] = decide.of_subject[request->subject];
    at[6] = decide.of_region[request->region];
    return walked(decide.cells, decide_root, at);
}

/* It ends where the answers are. */
static inline uint32_t placed(
    uint32_t row, const writ_policy_request *request)
{
    (void)request;
    return row;
}

/* writ: not copied */
#ifndef PLACE_FACTS
/* writ: answers of cases */
/* What is decided where the cases begin that are tried. */
static inline uint32_t ruled(uint32_t place, uint64_t facts)
{
    return answered(decide.cases, place, facts);
}

/* writ: not copied */
#else
/* writ: answers of vectors */
/* What is decided at a place: its facts, as far as they hold, are added to where its answers
 * begin. */
static inline uint32_t ruled(uint32_t place, uint64_t facts)
{
    return decide.answers[(place >> PLACE_BEGIN) + (place & (uint32_t)facts & PLACE_FACTS)];
}

/* writ: not copied */
#endif
static inline uint32_t decided(uint32_t row, const writ_policy_request *request)
{
    return ruled(placed(row, request), closed(request->facts));
}

/* writ: source of what is asked */
#define AT_ONCE 32u /* requests of many that are looked up together */

static inline writ_policy_decision stated(uint32_t ruling)
{
    writ_policy_decision decision;

    decision.verdict = (uint8_t)(ruling & RULING_VERDICT);
    decision.statement = (uint16_t)(ruling >> RULING_STATEMENT);
    decision.duties = decide.duty_sets[(ruling >> RULING_DUTIES) & RULING_DUTY_SETS];
    return decision;
}

static inline uint32_t ruling_of(const writ_policy_request *request)
{
    uint32_t ruling = RULING_REFUSED;

    if (in_range(request)) {
        ruling = decided(entered(request), request);
    }
    return ruling;
}

writ_policy_decision writ_policy_decide(const writ_policy_request *request)
{
    return stated(ruling_of(request));
}

bool writ_policy_allows(const writ_policy_request *request)
{
    return (ruling_of(request) & RULING_VERDICT) == (uint32_t)WRIT_POLICY_ALLOW;
}

void writ_policy_decide_many(
    const writ_policy_request *requests, writ_policy_decision *decisions, size_t count)
{
    uint32_t row[AT_ONCE];
    size_t done = 0u;

    /* Some requests are taken through the first tables together, up to one that is no request,
     * and then through the last, so that the memory is waited for once. */
    while (done < count) {
        size_t some = count - done;
        size_t asked;
        size_t i;

        if (some > AT_ONCE) {
            some = AT_ONCE;
        }
        for (asked = 0u; (asked < some) && in_range(&requests[done + asked]); asked++) {
            row[asked] = entered(&requests[done + asked]);
        }
        for (i = 0u; i < asked; i++) {
            decisions[done + i] = stated(decided(row[i], &requests[done + i]));
        }
        done += asked;
        if (asked < some) {
            decisions[done] = stated(RULING_REFUSED);
            done++;
        }
    }
}

/* The row of the retentions; 0 for what is out of range. */
static uint32_t retention_row(uint16_t data, uint16_t purpose, uint16_t subject, uint16_t event)
{
    uint32_t row = 0u;

    if ((data < WRIT_POLICY_COUNT_OF_DATA) && (purpose < WRIT_POLICY_COUNT_OF_PURPOSE)
        && (subject < WRIT_POLICY_COUNT_OF_SUBJECT) && (event < WRIT_POLICY_COUNT_OF_EVENT)) {
        uint32_t at[4];

        at[0] = retain.of_data[data];
        at[1] = retain.of_purpose[purpose];
        at[2] = retain.of_subject[subject];
        at[3] = retain.of_event[event];
        row = walked(retain.cells, retain_root, at);
    }
    return row;
}

writ_policy_retention writ_policy_retain(
    uint16_t data, uint16_t purpose, uint16_t subject, uint16_t event)
{
    return retentions[retention_row(data, purpose, subject, event)];
}

bool writ_policy_may_keep(
    uint16_t data, uint16_t purpose, uint16_t subject, uint16_t event, uint64_t age_seconds)
{
    uint32_t row = retention_row(data, purpose, subject, event);

    return (row != 0u) && (age_seconds <= retentions[row].up_to);
}

bool writ_policy_right(uint16_t right, uint16_t data, uint16_t subject, uint64_t facts)
{
    bool holds = false;

    if ((right < WRIT_POLICY_COUNT_OF_RIGHT) && (data < WRIT_POLICY_COUNT_OF_DATA)
        && (subject < WRIT_POLICY_COUNT_OF_SUBJECT)) {
        uint32_t at[3];

        at[0] = rights.of_data[data];
        at[1] = rights.of_subject[subject];
        at[2] = rights.of_kind[right];
        holds = answered(rights.cases, walked(rights.cells, rights_root, at), closed(facts)) != 0u;
    }
    return holds;
}
/* writ: not copied */
