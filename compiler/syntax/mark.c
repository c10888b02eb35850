/* Tables of marks. They hold what word processors and other keyboards put in
 * place of what is meant; anything else is a stray mark. */

#include "syntax/mark.h"

#include "base/utf8.h"
#include "syntax/parser.h"

#include <string.h>

static const struct mark_meant meant[] = {
    { .point = 0x3002, .token = TOK_STOP, .write = "`.`" },
    { .point = 0xFF0E, .token = TOK_STOP, .write = "`.`" },
    { .point = 0xFF61, .token = TOK_STOP, .write = "`.`" },
    { .point = 0xFF1B, .token = TOK_STOP, .write = "`.`" },
    { .point = 0x3001, .token = TOK_COMMA, .write = "`,`" },
    { .point = 0xFF0C, .token = TOK_COMMA, .write = "`,`" },
    { .point = 0xFF1A, .token = TOK_COLON, .write = "`:`" },
    { .point = 0xFF08, .token = TOK_PAREN_OPEN, .write = "`(`" },
    { .point = 0xFF09, .token = TOK_PAREN_CLOSE, .write = "`)`" },
    { .point = 0xFF5B, .token = TOK_OPEN, .write = "`{`" },
    { .point = 0xFF5D, .token = TOK_CLOSE, .write = "`}`" },
    { .point = 0x2026, .token = TOK_ELLIPSIS, .write = "`...`" },
    { .point = 0x201C, .token = TOK_STRING, .close = "\xE2\x80\x9D" },
    { .point = 0x201D, .token = TOK_STRING, .close = "\xE2\x80\x9D" },
    { .point = 0x201E, .token = TOK_STRING, .close = "\xE2\x80\x9C" },
    { .point = 0x00AB, .token = TOK_STRING, .close = "\xC2\xBB" },
    { .point = 0x300C, .token = TOK_STRING, .close = "\xE3\x80\x8D" },
    { .point = 0xFF02, .token = TOK_STRING, .close = "\xEF\xBC\x82" },
};

static const struct mark_meant ascii[] = {
    { .mark = ";", .token = TOK_STOP, .write = "`.`" },
    { .mark = "&", .token = TOK_AND, .write = "`and`" },
    { .mark = "&&", .token = TOK_AND, .write = "`and`" },
    { .mark = "|", .token = TOK_OR, .write = "`or`" },
    { .mark = "||", .token = TOK_OR, .write = "`or`" },
    { .mark = "!", .token = TOK_NOT, .write = "`not`" },
    { .mark = "'", .token = TOK_STRAY, .write = "a text as `\"...\"`" },
    { .mark = "/", .token = TOK_STRAY, .write = "`and` or `or`" },
    { .mark = "//", .token = TOK_STRAY, .write = "`#` before a comment" },
    { .mark = "/*", .token = TOK_STRAY, .write = "`#` before a comment" },
    { .mark = "=",
      .token = TOK_STRAY,
      .write = "a label right behind its name" },
    { .mark = "-", .token = TOK_STRAY, .write = "a list with commas" },
    { .mark = "[", .token = TOK_STRAY, .write = "`{`" },
    { .mark = "]", .token = TOK_STRAY, .write = "`}`" },
};

const struct mark_meant *mark_meant(uint32_t point)
{
    for (size_t index = 0; index < sizeof meant / sizeof meant[0]; index++)
        if (meant[index].point == point)
            return &meant[index];
    return NULL;
}

const struct mark_meant *mark_meant_ascii(const unsigned char *mark,
                                          size_t length)
{
    for (size_t index = 0; index < sizeof ascii / sizeof ascii[0]; index++)
        if (strlen(ascii[index].mark) == length &&
            memcmp(ascii[index].mark, mark, length) == 0)
            return &ascii[index];
    return NULL;
}

struct range {
    uint32_t first, last;
};

/* Spaces of other kinds, and what has no width. */
static const struct range spaces[] = {
    { 0x00A0, 0x00A0 }, { 0x00AD, 0x00AD }, { 0x1680, 0x1680 },
    { 0x2000, 0x200D }, { 0x2028, 0x2029 }, { 0x202F, 0x202F },
    { 0x205F, 0x2064 }, { 0x3000, 0x3000 }, { 0xFEFF, 0xFEFF },
};

/* Blocks of punctuation and symbols, as far as keyboards have them. */
static const struct range others[] = {
    { 0x00A1, 0x00A9 }, { 0x00AB, 0x00B4 }, { 0x00B6, 0x00B9 },
    { 0x00BB, 0x00BF }, { 0x00D7, 0x00D7 }, { 0x00F7, 0x00F7 },
    { 0x2010, 0x206F }, { 0x2190, 0x2BFF }, { 0x3001, 0x303F },
    { 0xFE10, 0xFE6F }, { 0xFF01, 0xFF0F }, { 0xFF1A, 0xFF20 },
    { 0xFF3B, 0xFF40 }, { 0xFF5B, 0xFF65 }, { 0x1F300, 0x1FAFF },
};

static bool is_within(const struct range *ranges, size_t count, uint32_t point)
{
    for (size_t index = 0; index < count; index++)
        if (point >= ranges[index].first && point <= ranges[index].last)
            return true;
    return false;
}

enum mark_class mark_class(uint32_t point)
{
    if (utf8_is_forbidden(point))
        return MARK_FORBIDDEN;
    if (is_within(spaces, sizeof spaces / sizeof spaces[0], point))
        return MARK_SPACE;
    if (is_within(others, sizeof others / sizeof others[0], point))
        return MARK_OTHER;
    return MARK_LETTER;
}
