/* Names that are no names: a word of the language misspelt, or one that other
 * documents use for it. Invariant: a word is guessed only where the parser
 * could take it and cannot take the name. */

#include "syntax/repair.h"

#include "base/near.h"

#include <string.h>

static const struct {
    const char *word;
    int token;
} synonyms[] = {
    { "shall", TOK_MUST },
    { "will", TOK_MUST },
    { "should", TOK_MUST },
    { "can", TOK_MAY },
    { "could", TOK_MAY },
    { "might", TOK_MAY },
    { "where", TOK_IF },
    { "provided", TOK_IF },
    { "until", TOK_BEFORE },
    { "per", TOK_EVERY },
    { "via", TOK_BY },
    { "using", TOK_BY },
    { "despite", TOK_NOTWITHSTANDING },
    { "immediately", TOK_PROMPTLY },
    { "excluding", TOK_EXCEPT },
    { "but", TOK_EXCEPT },
};

static int find_synonym(const struct token *token)
{
    if (token->kind != TOK_NAME)
        return 0;

    const char *text = token->value.TOK_NAME.text;

    /* asked of nearly every name, so the first letter decides nearly always */
    for (size_t at = 0; at < sizeof synonyms / sizeof synonyms[0]; at++)
        if (*text == *synonyms[at].word && strcmp(text, synonyms[at].word) == 0)
            return synonyms[at].token;
    return 0;
}

const char *guess_synonym(const struct token *token)
{
    int synonym = find_synonym(token);

    return synonym != 0 ? parser_word(synonym) : NULL;
}

bool guess_modality(const struct token *token)
{
    int kind = token->kind == TOK_NAME ? find_synonym(token) : token->kind;

    return kind == TOK_MAY || kind == TOK_MUST || kind == TOK_NEVER;
}

/* Words that a misspelt one is held against: all that a sentence is made of,
 * then what opens an item. */
static const int words[] = {
    TOK_MAY,      TOK_MUST,
    TOK_NOT,      TOK_NEVER,
    TOK_FOR,      TOK_ONLY,
    TOK_EXCEPT,   TOK_AND,
    TOK_WHEN,     TOK_UNLESS,
    TOK_WITHIN,   TOK_LEAST,
    TOK_EVERY,    TOK_BEFORE,
    TOK_AFTER,    TOK_PROMPTLY,
    TOK_EARLIEST, TOK_LATEST,
    TOK_WITH,     TOK_UNDER,
    TOK_CITING,   TOK_NOTWITHSTANDING,
    TOK_GIVEN,    TOK_DEEM,
    TOK_EXPECT,   TOK_PROVE,
    TOK_ALLOW,    TOK_DENY,
    TOK_SILENT,   TOK_REQUIRE,
    TOK_SECTION,  TOK_POLICY,
    TOK_IMPORT,   TOK_SYSTEM,
    TOK_TEST,     TOK_TRANSLATION,
    TOK_PACK,     TOK_RENAMED,
};

static const char *const kinds[] = {
    "action",    "data",  "purpose", "recipient", "subject", "region",
    "condition", "right", "measure", "event",     "basis",   "method",
};

struct guess {
    const char *word; /* NULL where there is none */
    size_t distance;
};

/* Takes the word where it is nearer than what was found, and fits. */
static void improve(struct guess *guess, const struct driver *driver,
                    const char *word, int token)
{
    const char *text = driver->token.value.TOK_NAME.text;
    size_t limit = near_limit(strlen(text));
    size_t distance = near_distance(text, word, limit);

    if (distance <= limit && distance < guess->distance &&
        driver_accepts(driver, token))
        *guess = (struct guess){ word, distance };
}

/* The word of the language that fits here and is meant by the name; NULL where
 * there is none. `opening` looks among those that open an item only. */
static const char *find_word(const struct driver *driver, bool opening)
{
    int synonym = opening ? 0 : find_synonym(&driver->token);
    struct guess guess = { NULL, SIZE_MAX };

    if (synonym != 0 && driver_accepts(driver, synonym))
        return parser_word(synonym);
    if (near_limit(strlen(driver->token.value.TOK_NAME.text)) == 0)
        return NULL;
    for (size_t at = 0; at < sizeof words / sizeof words[0]; at++)
        if (repair_opens_item(words[at]) == opening)
            improve(&guess, driver, parser_word(words[at]), words[at]);
    for (size_t at = 0; opening && at < KIND_COUNT; at++)
        improve(&guess, driver, kinds[at], TOK_KIND);
    return guess.word;
}

static bool take_guess(struct driver *driver, const char *word)
{
    struct reader *reader = driver->reader;

    if (!word)
        return false;

    struct finding *finding =
        fault_add(reader, &rule_syntax, driver->token.span,
                  "%s is not a word that fits here",
                  reader_quote(reader, driver->token.span));

    fault_help(reader, finding, "did you mean `%s`?", word);
    driver->token.kind = lexer_keyword(word, &driver->token.value.TOK_KIND);
    return true;
}

bool guess_word(struct driver *driver)
{
    /* what goes wrong right behind another fault is no slip of one word */
    return driver->token.kind == TOK_NAME && parser_settled(driver->parser) &&
           take_guess(driver, find_word(driver, false));
}

/* `sectoin disclosure "..." {` reads as a party until the next word; here both
 * are seen. */
bool guess_opener(struct driver *driver)
{
    int previous = driver->previous.kind;
    int next = driver->next.kind;

    if (driver->token.kind != TOK_NAME || next == TOK_COLON ||
        guess_modality(&driver->next) ||
        !(repair_is_name(next) || next == TOK_STRING) ||
        !(driver->token.fresh || previous == TOK_STOP || previous == TOK_OPEN ||
          previous == TOK_CLOSE || previous == TOK_FILE_START) ||
        previous == TOK_COLON || !driver_accepts(driver, TOK_DEEM))
        return false;
    return take_guess(driver, find_word(driver, true));
}
