/* The grammar that English labels need: number, the third person, denial. A
 * label is an author's text, so each rule knows when it does not know, and then
 * says the same in a longer way. */

#include "language/english.h"

#include "base/arena.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* --- words ------------------------------------------------------------- */

struct word {
    const char *start;
    size_t length;
};

static struct word word_at(const char *at)
{
    return (struct word){ at, strcspn(at, " ,;") };
}

/* The next word behind it; of length 0 at the end. */
static struct word word_after(struct word word)
{
    const char *at = word.start + word.length;
    return word_at(at + strspn(at, " ,;"));
}

static bool is_word(struct word word, const char *string)
{
    return word.length == strlen(string) &&
           strncmp(word.start, string, word.length) == 0;
}

static bool is_among(struct word word, const char *const *words)
{
    for (size_t i = 0; words[i] != NULL; i++) {
        if (is_word(word, words[i])) {
            return true;
        }
    }
    return false;
}

/* Whether the word has the ending of a plural. */
static bool looks_plural(struct word word)
{
    size_t length = word.length;
    if (is_word(word, "people") || is_word(word, "children")) {
        return true;
    }
    return length > 2 && word.start[length - 1] == 's' &&
           strchr("su", word.start[length - 2]) == NULL;
}

bool english_is_plural(const char *label)
{
    /* words behind which a noun only gets more exact */
    static const char *const ends[] = {
        "acting",  "at",   "by", "for",   "from", "in",    "of",   "on",
        "outside", "that", "to", "under", "who",  "which", "with", NULL,
    };
    struct word last = word_at(label);
    for (struct word word = last; word.length > 0; word = word_after(word)) {
        if (is_word(word, "and")) {
            return true;
        }
        if (is_among(word, ends)) {
            break;
        }
        last = word;
    }
    return looks_plural(last);
}

/* --- verbs ------------------------------------------------------------- */

/* The ending of the third person, behind how many bytes of the word. */
static const char *third_ending(const char *word, size_t *length)
{
    size_t size = *length;
    if (size < 2) {
        return "s";
    }
    char last = word[size - 1];
    char before = word[size - 2];
    if (last == 'y' && strchr("aeiou", before) == NULL) {
        *length = size - 1;
        return "ies";
    }
    bool hiss = strchr("sxzo", last) != NULL ||
                (last == 'h' && (before == 'c' || before == 's'));
    return hiss ? "es" : "s";
}

const char *english_third_person(const struct policy *policy, const char *verb)
{
    size_t length = strcspn(verb, " ");
    const char *rest = verb + length;
    if (is_word(word_at(verb), "have")) {
        return arena_print(policy->arena, "has%s", rest);
    }
    const char *ending = third_ending(verb, &length);
    return arena_print(policy->arena, "%.*s%s%s", (int)length, verb, ending,
                       rest);
}

/* --- denial ------------------------------------------------------------- */

static const char *const relatives[] = { "that", "which", "who", "whose",
                                         NULL };

/* Where "not" goes into a clause: behind its only auxiliary, if the clause has
 * exactly one and nothing like "who" stands in it. NULL otherwise. */
static const char *place_of_not(const char *label)
{
    static const char *const auxiliaries[] = {
        "are", "can",  "could", "did",   "do",   "does",  "had",
        "has", "have", "is",    "may",   "must", "shall", "should",
        "was", "were", "will",  "would", NULL,
    };
    const char *place = NULL;
    struct word word = word_after(word_at(label)); /* no clause opens with it */
    for (; word.length > 0; word = word_after(word)) {
        if (is_among(word, relatives)) {
            return NULL;
        }
        struct word next = word_after(word);
        if (is_among(word, auxiliaries) && next.length > 0) {
            if (place != NULL) {
                return NULL;
            }
            place = next.start;
        }
    }
    return place;
}

/* Verbs of which conditions are made. */
static const char *const verbs[] = {
    "agree",    "allow",   "apply",   "ask",     "authorize", "choose",
    "concern",  "consent", "contain", "demand",  "exist",     "forbid",
    "harm",     "hold",    "include", "involve", "make",      "need",
    "object",   "oblige",  "order",   "permit",  "pose",      "prevent",
    "protect",  "refuse",  "remain",  "request", "require",   "serve",
    "threaten", "use",     "violate", "want",    "wish",      NULL,
};

/* What cannot be the end of a subject. */
static const char *const openers[] = {
    "a",   "an",    "any",  "at", "by",   "every", "for", "from", "her",
    "his", "in",    "its",  "no", "of",   "on",    "or",  "our",  "and",
    "the", "their", "this", "to", "with", "your",  NULL,
};

/* Whether it is this verb, as its subject makes it; `*singular` says which. */
static bool is_verb(const struct policy *policy, struct word subject,
                    struct word word, const char *verb, bool *singular)
{
    static const char *const plurals[] = { "i", "they", "we", "you", NULL };
    if (tolower((unsigned char)word.start[0]) != verb[0] ||
        is_among(subject, openers)) {
        return false;
    }
    *singular = is_word(word, english_third_person(policy, verb));
    return *singular || (is_word(word, verb) &&
                         (is_among(subject, plurals) || looks_plural(subject)));
}

/* "laws require it" to "laws do not require it"; NULL where the verb of the
 * clause is not plain to see. */
static const char *denied_verb(const struct policy *policy, const char *label)
{
    struct word subject = word_at(label);
    for (struct word word = word_after(subject); word.length > 0;
         subject = word, word = word_after(word)) {
        if (is_among(word, relatives)) {
            return NULL;
        }
        for (size_t i = 0; verbs[i] != NULL; i++) {
            bool singular;
            if (is_verb(policy, subject, word, verbs[i], &singular)) {
                return arena_print(policy->arena, "%.*s%s %s%s",
                                   (int)(word.start - label), label,
                                   singular ? "does not" : "do not", verbs[i],
                                   word.start + word.length);
            }
        }
    }
    return NULL;
}

const char *english_denied(const struct policy *policy, const char *label)
{
    const char *place = place_of_not(label);
    if (place != NULL) {
        return arena_print(policy->arena, "%.*snot %s", (int)(place - label),
                           label, place);
    }
    const char *denied = denied_verb(policy, label);
    return denied != NULL ? denied
                          : arena_print(policy->arena,
                                        "it is not the case that %s", label);
}

/* --- mentions ------------------------------------------------------------ */

static bool is_letter(char byte)
{
    return isalnum((unsigned char)byte) != 0 || byte == '_' ||
           (unsigned char)byte >= 0x80;
}

/* Bytes of a word without the ending of its plural: "party" and "parties" have
 * "part" in common. */
static size_t stem_of(const char *word, size_t length)
{
    static const char *const endings[] = { "ies", "sses", "ches", "shes",
                                           "xes", "y",    "s" };
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);
        if (length > size + 1 &&
            strncasecmp(word + length - size, endings[i], size) == 0) {
            bool hiss = size == 4 || strcmp(endings[i], "xes") == 0;
            bool plural = strcmp(endings[i], "s") != 0 ||
                          strchr("suSU", word[length - 2]) == NULL;
            return hiss ? length - 2 : plural ? length - size : length;
        }
    }
    return length;
}

static size_t letters(const char *at)
{
    size_t length = 0;
    while (is_letter(at[length])) {
        length++;
    }
    return length;
}

/* Bytes of the label at the start of the text, blanks of any kind the same, and
 * unless it is to be exact the number of nouns; 0 where it does not stand
 * there. */
static size_t spelled(const char *text, const char *label, bool exact)
{
    const char *at = text;
    while (*label != '\0') {
        size_t length = letters(label);
        size_t other = letters(at);
        if (length > 0) {
            size_t stem = exact ? length : stem_of(label, length);
            if (stem != (exact ? other : stem_of(at, other)) ||
                strncasecmp(at, label, stem) != 0) {
                return 0;
            }
            at += other;
            label += length;
        } else if (*label == ' ' && strspn(at, " \t\n") > 0) {
            at += strspn(at, " \t\n");
            label++;
        } else if (*at == *label) {
            at++;
            label++;
        } else {
            return 0;
        }
    }
    return (size_t)(at - text);
}

/* Bytes of a form of the verb at the start of the text: "shared", "sharing" and
 * "shares" of "share", "deletion" of "delete". A short verb has few forms. */
static size_t bent(const char *text, const char *label)
{
    static const char *const endings[] = { "e",   "es",  "ed",  "ing", "s",
                                           "y",   "ies", "ied", "",    "age",
                                           "ion", "al",  "ure", NULL };
    size_t stem = strcspn(label, " ");
    bool cut = stem > 2 && strchr("ey", label[stem - 1]) != NULL;
    stem -= cut ? 1 : 0;
    size_t length = letters(text);
    for (size_t i = 0; i < stem; i++) {
        if (tolower((unsigned char)text[i]) !=
            tolower((unsigned char)label[i])) {
            return 0;
        }
    }
    struct word ending = { text + stem, length - stem };
    bool form = stem > 4 ? ending.length <= 7 : is_among(ending, endings);
    return form && !(cut && ending.length == 0) ? length : 0;
}

const char *english_mention(const char *text, const char *label,
                            enum mentioning how, size_t *length)
{
    for (const char *at = text; *at != '\0'; at++) {
        if (at > text && is_letter(at[-1])) {
            continue;
        }
        *length = how == MENTION_VERB
                      ? bent(at, label)
                      : spelled(at, label, how == MENTION_EXACT);
        if (*length > 0 && !is_letter(at[*length])) {
            return at;
        }
    }
    return NULL;
}
