/* Words are read from the start of the sentence on, and the last that calls for
 * a kind of name decides. Strings and comments are not told apart from the rest:
 * what is offered in them does no harm. */

#include "server/context.h"

#include <string.h>

/* --- words -------------------------------------------------------------- */

static bool is_name_byte(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
           byte == '_';
}

/* A full stop that joins two parts. */
static bool joins(const unsigned char *bytes, size_t length, size_t at)
{
    return bytes[at] == '.' && at > 0 && is_name_byte(bytes[at - 1]) &&
           at + 1 < length && is_name_byte(bytes[at + 1]);
}

struct word context_word(const unsigned char *bytes, size_t length, size_t at)
{
    size_t start = at;
    size_t end = at;
    while (start > 0 && (is_name_byte(bytes[start - 1]) ||
                         joins(bytes, length, start - 1))) {
        start--;
    }
    while (end < length &&
           (is_name_byte(bytes[end]) || joins(bytes, length, end))) {
        end++;
    }
    return (struct word){ start, end - start };
}

/* --- keywords ----------------------------------------------------------- */

enum { ORDERS = SPACE_COUNT, MODULES, NOTHING };

/* What follows a word; up to three spaces, NOTHING behind the last. */
struct rule_of_word {
    const char *word;
    int follows[4];
};

static const struct rule_of_word rules[] = {
    { "may", { KIND_ACTION, KIND_DATA, KIND_RIGHT, NOTHING } },
    { "must", { KIND_ACTION, KIND_DATA, NOTHING } },
    { "never", { KIND_ACTION, KIND_DATA, NOTHING } },
    { "for", { KIND_PURPOSE, NOTHING } },
    { "to", { KIND_RECIPIENT, KIND_REGION, NOTHING } },
    { "in", { KIND_REGION, NOTHING } },
    { "of", { KIND_SUBJECT, NOTHING } },
    { "if", { KIND_CONDITION, NOTHING } },
    { "when", { KIND_CONDITION, NOTHING } },
    { "unless", { KIND_CONDITION, NOTHING } },
    { "given", { KIND_CONDITION, NOTHING } },
    { "deem", { KIND_CONDITION, NOTHING } },
    { "with", { KIND_MEASURE, NOTHING } },
    { "by", { KIND_METHOD, NOTHING } },
    { "under", { KIND_BASIS, NOTHING } },
    { "after", { KIND_EVENT, NOTHING } },
    { "before", { KIND_EVENT, NOTHING } },
    { "on", { KIND_EVENT, NOTHING } },
    { "earliest", { KIND_EVENT, NOTHING } },
    { "latest", { KIND_EVENT, NOTHING } },
    { "notwithstanding", { ORDERS, NOTHING } },
    { "subject", { ORDERS, NOTHING } },
    { "import", { MODULES, NOTHING } },
    { "allow", { SPACE_PARTY, NOTHING } },
    { "deny", { SPACE_PARTY, NOTHING } },
    { "silent", { SPACE_PARTY, NOTHING } },
    { "we", { KIND_ACTION, KIND_DATA, NOTHING } },
    { "you", { KIND_RIGHT, NOTHING } },
};

static void follow(struct context *context, const int *follows)
{
    *context = (struct context){ .orders = false };
    for (; *follows != NOTHING; follows++) {
        if (*follows < SPACE_COUNT) {
            context->spaces[*follows] = true;
        }
        context->orders = context->orders || *follows == ORDERS;
        context->modules = context->modules || *follows == MODULES;
    }
}

static bool is(const unsigned char *bytes, struct word word, const char *other)
{
    return strlen(other) == word.length &&
           memcmp(bytes + word.start, other, word.length) == 0;
}

/* "of" behind `earliest` and "to" behind `subject` go on with what those began;
 * "may" behind `you` leaves rights alone. */
static bool goes_on(const unsigned char *bytes, struct word word,
                    struct word last)
{
    return (is(bytes, word, "of") &&
            (is(bytes, last, "earliest") || is(bytes, last, "latest"))) ||
           (is(bytes, word, "to") &&
            (is(bytes, last, "subject") || is(bytes, last, "up"))) ||
           (is(bytes, word, "may") && is(bytes, last, "you"));
}

/* The kind that a declaration is of, or -1. */
static int declared(const unsigned char *bytes, struct word word)
{
    for (int space = 0; space < KIND_COUNT; space++) {
        if (is(bytes, word, space_name[space])) {
            return space;
        }
    }
    return -1;
}

/* --- the sentence -------------------------------------------------------- */

/* Where the sentence of `at` begins: behind a full stop or a brace. */
static size_t sentence_start(const unsigned char *bytes, size_t at)
{
    while (at > 0) {
        unsigned char before = bytes[at - 1];
        bool stop = before == '.' && !is_name_byte(bytes[at]);
        if (before == '{' || before == '}' || stop) {
            break;
        }
        at--;
    }
    return at;
}

struct context context_at(const unsigned char *bytes, size_t at)
{
    static const int party[] = { SPACE_PARTY, NOTHING };
    struct context context;
    struct word last = { 0, 0 };
    int kind = -1;
    bool first = true;
    follow(&context, party);
    for (size_t i = sentence_start(bytes, at); i < at; i++) {
        if (!is_name_byte(bytes[i])) {
            continue;
        }
        struct word word = context_word(bytes, at, i);
        kind = first ? declared(bytes, word) : kind;
        first = false;
        for (size_t r = 0; r < sizeof rules / sizeof *rules; r++) {
            if (is(bytes, word, rules[r].word) && !goes_on(bytes, word, last)) {
                follow(&context, rules[r].follows);
            }
        }
        if (kind >= 0 && is(bytes, word, "within")) {
            follow(&context, (const int[]){ kind, NOTHING });
        }
        last = word;
        i = word.start + word.length - 1;
    }
    return context;
}
