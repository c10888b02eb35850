/* Numbers, durations and dates. Invariant: what is handed out is in range (a
 * number at most UINT32_MAX, a date a day of the calendar or told), whatever
 * the digits say. */

#include "syntax/number.h"

#include "base/arena.h"
#include "syntax/word.h"

#include <inttypes.h>
#include <string.h>

/* The units, singular; all take an `s`. In the order of enum tree_unit. */
static const char *const units[] = {
    "second", "minute", "hour", "day", "week", "month", "year",
};

enum { UNIT_COUNT = sizeof units / sizeof units[0] };

static bool is_digit(unsigned char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_letter(unsigned char byte)
{
    return byte >= 'a' && byte <= 'z';
}

/* The digits at `*at`, moved past them; told and cut where too large. */
static uint32_t read_digits(struct lexer *lexer, const unsigned char **at)
{
    const unsigned char *start = *at;
    uint64_t number = 0;
    bool large = false;

    for (; *at < lexer->end && is_digit(**at); (*at)++) {
        number = number * 10 + (uint64_t)(**at - '0');
        if (number > UINT32_MAX) {
            number = UINT32_MAX;
            large = true;
        }
    }
    if (large) {
        struct span span = {
            lexer->base + (uint32_t)(start - lexer->begin),
            lexer->base + (uint32_t)(*at - lexer->begin),
        };
        struct finding *finding = fault_add(lexer->reader, &rule_limit, span,
                                            "this number is too large");
        fault_help(lexer->reader, finding,
                   "the largest number is 4294967295; of a duration, take a "
                   "larger unit");
    }
    return (uint32_t)number;
}

/* The unit that a word of this length is, or UNIT_COUNT. */
static size_t find_unit(const unsigned char *word, size_t length, bool exact)
{
    char small[8];

    if (length == 0 || length >= sizeof small)
        return UNIT_COUNT;
    for (size_t at = 0; at < length; at++) {
        unsigned char byte = word[at];

        if (!exact && byte >= 'A' && byte <= 'Z')
            byte = (unsigned char)(byte - 'A' + 'a');
        small[at] = (char)byte;
    }
    if (small[length - 1] == 's')
        length--;
    for (size_t unit = 0; unit < UNIT_COUNT; unit++)
        if (strlen(units[unit]) == length &&
            memcmp(units[unit], small, length) == 0)
            return unit;
    return UNIT_COUNT;
}

static struct tree_value new_value(struct lexer *lexer,
                                   const unsigned char *start,
                                   enum tree_value_kind kind)
{
    return (struct tree_value){
        .kind = kind,
        .text = arena_copy(lexer->reader->reading->arena, (const char *)start,
                           (size_t)(lexer->at - start)),
        .span = lexer_span(lexer, start),
    };
}

int number_read(struct lexer *lexer, const unsigned char *start,
                struct token *token)
{
    const unsigned char *at = start;

    if (is_letter(*lexer->at) || word_goes_on(lexer))
        return number_odd(lexer, start, token);
    read_digits(lexer, &at);
    token->value.TOK_NUMBER = new_value(lexer, start, VALUE_NUMBER);
    return TOK_NUMBER;
}

int number_duration(struct lexer *lexer, const unsigned char *start,
                    struct token *token)
{
    const unsigned char *word = start;

    while (is_digit(*word))
        word++;
    while (*word == ' ' || *word == '\t' || *word == '\r' || *word == '\n')
        word++;

    size_t length = (size_t)(lexer->at - word);
    size_t unit = find_unit(word, length, false);

    if (unit == UNIT_COUNT || is_digit(*lexer->at) || word_goes_on(lexer)) {
        lexer->at = start;
        while (is_digit(*lexer->at))
            lexer->at++;
        return number_read(lexer, start, token);
    }

    const unsigned char *at = start;
    uint32_t number = read_digits(lexer, &at);

    token->value.TOK_DURATION = (struct tree_duration){
        .number = number,
        .unit = (enum tree_unit)unit,
        .span = lexer_span(lexer, start),
    };
    if (find_unit(word, length, true) == UNIT_COUNT) {
        struct finding *finding = fault_add(
            lexer->reader, &rule_syntax, token->value.TOK_DURATION.span,
            "a unit of time is written in small letters");
        fault_help(lexer->reader, finding, "write `%" PRIu32 " %ss`", number,
                   units[unit]);
    }
    return TOK_DURATION;
}

static unsigned days_of(unsigned year, unsigned month)
{
    static const unsigned char days[] = { 31, 28, 31, 30, 31, 30,
                                          31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

    if (month < 1 || month > 12)
        return 0;
    return days[month - 1] + (month == 2 && leap ? 1U : 0U);
}

static unsigned digits_of(const unsigned char *at, size_t count)
{
    unsigned number = 0;

    for (size_t index = 0; index < count; index++)
        number = number * 10 + (unsigned)(at[index] - '0');
    return number;
}

int number_date(struct lexer *lexer, const unsigned char *start,
                struct token *token)
{
    unsigned year = digits_of(start, 4);
    unsigned month = digits_of(start + 5, 2);
    unsigned day = digits_of(start + 8, 2);

    token->value.TOK_DATE = new_value(lexer, start, VALUE_DATE);
    if (day >= 1 && day <= days_of(year, month))
        return TOK_DATE;

    struct finding *finding =
        fault_add(lexer->reader, &rule_syntax, token->value.TOK_DATE.span,
                  "there is no day %s", token->value.TOK_DATE.text);

    if (days_of(year, month) > 0)
        fault_help(lexer->reader, finding,
                   "write a day of that month, at "
                   "most %04u-%02u-%02u",
                   year, month, days_of(year, month));
    else
        fault_help(lexer->reader, finding,
                   "write year, month and day, such as 2026-01-31");
    return TOK_DATE;
}

int number_loose_date(struct lexer *lexer, const unsigned char *start,
                      struct token *token)
{
    const unsigned char *at = start;
    size_t lengths[3];
    unsigned parts[3];

    for (size_t part = 0; part < 3; part++, at++) {
        const unsigned char *first = at;

        while (at < lexer->at && is_digit(*at))
            at++;
        lengths[part] = (size_t)(at - first);
        parts[part] = lengths[part] <= 4 ? digits_of(first, lengths[part]) : 0;
    }
    token->value.TOK_DATE = new_value(lexer, start, VALUE_DATE);

    bool known = lengths[0] == 4 && lengths[1] <= 2 && lengths[2] <= 2 &&
                 parts[2] >= 1 && parts[2] <= days_of(parts[0], parts[1]);
    struct finding *finding =
        fault_add(lexer->reader, &rule_syntax, token->value.TOK_DATE.span,
                  "a date is written as year, month and day");

    if (known) {
        token->value.TOK_DATE.text =
            arena_print(lexer->reader->reading->arena, "%04u-%02u-%02u",
                        parts[0], parts[1], parts[2]);
        fault_help(lexer->reader, finding, "write %s",
                   token->value.TOK_DATE.text);
    } else {
        fault_help(lexer->reader, finding, "write it as 2026-01-31");
    }
    return TOK_DATE;
}

/* Half a year is six months: the larger number is the author's to find. */
static int decimal_duration(struct lexer *lexer, const unsigned char *start,
                            struct token *token, size_t unit)
{
    const unsigned char *at = start;
    uint32_t number = read_digits(lexer, &at);
    struct finding *finding =
        fault_add(lexer->reader, &rule_syntax, lexer_span(lexer, start),
                  "a duration has a whole number");

    fault_help(lexer->reader, finding,
               "write a whole number of a smaller unit, such as `18 months` "
               "for one and a half years");
    token->value.TOK_DURATION = (struct tree_duration){
        .number = number,
        .unit = (enum tree_unit)unit,
        .span = lexer_span(lexer, start),
    };
    return TOK_DURATION;
}

int number_decimal(struct lexer *lexer, const unsigned char *start,
                   struct token *token)
{
    const unsigned char *end = start;

    while (end < lexer->at && (is_digit(*end) || *end == '.'))
        end++;

    const unsigned char *word = end;

    while (word < lexer->at &&
           (*word == ' ' || *word == '\t' || *word == '\r' || *word == '\n'))
        word++;

    size_t unit = find_unit(word, (size_t)(lexer->at - word), false);

    if (unit < UNIT_COUNT)
        return decimal_duration(lexer, start, token, unit);
    lexer->at = end;
    token->value.TOK_STRING = (struct tree_string){
        .text = new_value(lexer, start, VALUE_STRING).text,
        .span = lexer_span(lexer, start),
    };

    struct finding *finding =
        fault_add(lexer->reader, &rule_syntax, token->value.TOK_STRING.span,
                  "a number with a point in it stands in quotes");

    fault_help(lexer->reader, finding, "write \"%s\"",
               token->value.TOK_STRING.text);
    return TOK_STRING;
}

int number_odd(struct lexer *lexer, const unsigned char *start,
               struct token *token)
{
    const unsigned char *word = start;

    while (is_digit(*word) || *word == '-')
        word++;
    lexer->at = word;
    while (is_letter((unsigned char)(*lexer->at | 0x20)))
        lexer->at++;

    size_t unit = find_unit(word, (size_t)(lexer->at - word), false);

    if (unit == UNIT_COUNT || is_digit(*lexer->at) || word_goes_on(lexer))
        return word_odd(lexer, start, token);

    const unsigned char *at = start;
    uint32_t number = read_digits(lexer, &at);
    struct finding *finding =
        fault_add(lexer->reader, &rule_syntax, lexer_span(lexer, start),
                  "a space stands between a number and its unit");

    fault_help(lexer->reader, finding, "write `%" PRIu32 " %s%s`", number,
               units[unit], number == 1 ? "" : "s");
    token->value.TOK_DURATION = (struct tree_duration){
        .number = number,
        .unit = (enum tree_unit)unit,
        .span = lexer_span(lexer, start),
    };
    return TOK_DURATION;
}
