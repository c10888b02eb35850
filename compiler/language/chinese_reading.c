/* How hard Chinese is to read: characters a sentence. Words are not told apart
 * by spaces, and syllables are characters, so the length of sentences is what
 * can be measured without a dictionary. */

#include "language/readability.h"

#include "base/utf8.h"

#include <ctype.h>
#include <stdint.h>
#include <string.h>

enum {
    FEWEST_CHARACTERS = 200, /* below that, a mean says nothing */
    MOST_A_SENTENCE = 50     /* of a document that reads well, in the mean */
};

struct counter {
    struct figures *figures;
    size_t characters; /* of the sentence so far */
    bool word;         /* within a word of another script, which counts once */
};

static void end_sentence(struct counter *counter)
{
    struct figures *figures = counter->figures;
    if (counter->characters > 0) {
        figures->sentences++;
        figures->words += counter->characters;
        if (counter->characters > figures->longest) {
            figures->longest = counter->characters;
        }
    }
    counter->characters = 0;
}

static bool is_mark(uint32_t point)
{
    return (point >= 0x3000 && point <= 0x303F) ||
           (point >= 0xFF01 && point <= 0xFF0F) ||
           (point >= 0xFF1A && point <= 0xFF20) ||
           (point >= 0xFF3B && point <= 0xFF40) ||
           (point >= 0xFF5B && point <= 0xFF65);
}

static void count_point(struct counter *counter, uint32_t point)
{
    if (point == 0x3002 || point == 0xFF01 || point == 0xFF1F ||
        point == 0xFF1B) { /* 。！？； */
        end_sentence(counter);
    }
    bool letter = (point < 0x80 && isalnum((int)point) != 0) ||
                  (point >= 0xC0 && point < 0x2000);
    bool sign = utf8_is_unspaced(point) && !is_mark(point);
    if (sign || (letter && !counter->word)) {
        counter->characters++;
    }
    counter->word = letter;
}

static void count(const char *text, struct figures *figures)
{
    struct counter counter = { .figures = figures };
    size_t length = strlen(text);
    for (size_t at = 0; at < length;) {
        uint32_t point;
        size_t taken =
            utf8_read((const unsigned char *)text + at, length - at, &point);
        if (point == '\n' &&
            text[at + 1 + strspn(text + at + 1, " ")] == '\n') {
            end_sentence(&counter);
        }
        count_point(&counter, point);
        at += taken;
    }
    end_sentence(&counter);
}

static bool is_hard(const struct figures *figures)
{
    return figures->words >= FEWEST_CHARACTERS &&
           figures->words > figures->sentences * MOST_A_SENTENCE;
}

static void say(const struct figures *figures, struct text *text)
{
    double mean = figures->sentences == 0
                      ? 0
                      : (double)figures->words / (double)figures->sentences;
    text_print(text, "%.1f characters a sentence", mean);
}

const struct readability readability_chinese = {
    .unit = "characters",
    .longest = 80,
    .most = "50 characters a sentence",
    .count = count,
    .is_hard = is_hard,
    .say = say,
};
