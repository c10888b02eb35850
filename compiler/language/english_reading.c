/* How hard English is to read: Flesch's reading ease and the grade of Kincaid,
 * over words, sentences and syllables. Syllables are the groups of vowels, less
 * a silent e: near enough to compare documents, and the same everywhere. */

#include "language/readability.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

enum { FEWEST_WORDS = 100 }; /* below that, the formulas say nothing */

static bool is_letter(char byte)
{
    return isalnum((unsigned char)byte) != 0 || (unsigned char)byte >= 0x80;
}

static bool is_vowel(char byte)
{
    return byte != '\0' && strchr("aeiouyAEIOUY", byte) != NULL;
}

static size_t syllables_of(const char *word, size_t length)
{
    size_t count = 0;
    for (size_t i = 0; i < length; i++) {
        count += is_vowel(word[i]) && (i == 0 || !is_vowel(word[i - 1]));
    }
    bool silent = length > 2 && word[length - 1] == 'e' &&
                  !is_vowel(word[length - 2]) && word[length - 2] != 'l';
    return count > 1 && silent ? count - 1 : count == 0 ? 1 : count;
}

/* Whether the mark stands inside a word: "e-mail", "users' own", "4.1". */
static bool is_inner(const char *at)
{
    bool number = isdigit((unsigned char)at[-1]) != 0 &&
                  isdigit((unsigned char)at[1]) != 0;
    return ((*at == '\'' || *at == '-') && is_letter(at[1])) ||
           ((*at == '.' || *at == ',') && number);
}

/* Bytes of the word at `at`. */
static size_t word_length(const char *at)
{
    size_t length = 0;
    while (is_letter(at[length]) || (length > 0 && is_inner(at + length))) {
        length++;
    }
    return length;
}

/* Whether a sentence ends here: a stop, and behind its quotes a space and no
 * small letter. */
static bool ends_sentence(const char *at)
{
    if (at[0] == '\n' && at[1 + strspn(at + 1, " \t")] == '\n') {
        return true;
    }
    if (strchr(".!?", at[0]) == NULL) {
        return false;
    }
    const char *behind = at + 1 + strspn(at + 1, "\"')*_");
    return *behind == '\0' ||
           (isspace((unsigned char)*behind) != 0 &&
            islower((unsigned char)behind[strspn(behind, " \t\r\n\"'(*_")]) ==
                0);
}

static void end_sentence(struct figures *figures, size_t *words)
{
    if (*words > 0) {
        figures->sentences++;
        figures->words += *words;
        figures->longest =
            *words > figures->longest ? *words : figures->longest;
    }
    *words = 0;
}

static void count(const char *text, struct figures *figures)
{
    size_t words = 0;
    for (const char *at = text; *at != '\0';) {
        size_t run = strcspn(at, " \t\r\n");
        const char *address = strstr(at, "://");
        if (address != NULL && address < at + run) {
            words++; /* an address is read as one word */
            while (run > 1 && strchr(".,;:!?)\"", at[run - 1]) != NULL) {
                run--;
            }
            at += run;
            continue;
        }
        size_t length = word_length(at);
        if (length > 0) {
            words++;
            figures->syllables += syllables_of(at, length);
            at += length;
            continue;
        }
        if (ends_sentence(at)) {
            end_sentence(figures, &words);
        }
        at++;
    }
    end_sentence(figures, &words);
}

static double ratio(size_t part, size_t whole)
{
    return whole == 0 ? 0 : (double)part / (double)whole;
}

static double grade_of(const struct figures *figures)
{
    return 0.39 * ratio(figures->words, figures->sentences) +
           11.8 * ratio(figures->syllables, figures->words) - 15.59;
}

static bool is_hard(const struct figures *figures)
{
    return figures->words >= FEWEST_WORDS && grade_of(figures) > 12.0;
}

static void say(const struct figures *figures, struct text *text)
{
    double ease = 206.835 - 1.015 * ratio(figures->words, figures->sentences) -
                  84.6 * ratio(figures->syllables, figures->words);
    text_print(
        text, "grade %.1f, Flesch reading ease %.1f, %.1f words a sentence",
        grade_of(figures), ease, ratio(figures->words, figures->sentences));
}

const struct readability readability_english = {
    .unit = "words",
    .longest = 40,
    .most = "grade 12",
    .count = count,
    .is_hard = is_hard,
    .say = say,
};
