/* Text and prose as Markdown that means what they say. Invariant: a character of
 * the policy that Markdown would read as markup has a backslash before it, but
 * in code, where nothing is read and the fence is longer than what it holds. */

#include "emit/markdown.h"

#include <stdbool.h>
#include <string.h>

/* --- escaping ----------------------------------------------------------- */

static bool is_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9');
}

/* "&amp;" and "&#38;" would be read as what they stand for. */
static bool is_entity(const char *at)
{
    size_t length = 1;
    while (is_word(at[length]) || at[length] == '#') {
        length++;
    }
    return length > 1 && at[length] == ';';
}

/* A line that opens with "1." or "1)" would be a list. */
static bool opens_list(const char *start, const char *at)
{
    for (const char *digit = start; digit < at; digit++) {
        if (*digit < '0' || *digit > '9') {
            return false;
        }
    }
    return at > start && (*at == '.' || *at == ')');
}

/* `opening`: the text stands at the start of a line. */
static bool needs_escape(const char *start, const char *at, bool opening)
{
    switch (*at) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '~':
    case '|':
    case '$': return true;
    case '_': return at == start || !is_word(at[-1]) || !is_word(at[1]);
    case '&': return is_entity(at);
    case '#':
    case '+':
    case '-':
    case '=':
    case '>': return opening && at == start;
    default: return opening && opens_list(start, at);
    }
}

/* Text that means itself; it holds no line break. */
void markdown_text(struct text *text, const char *string)
{
    for (const char *at = string; *at != '\0'; at++) {
        if (needs_escape(string, at, false)) {
            text_char(text, '\\');
        }
        text_char(text, *at);
    }
}

/* --- prose -------------------------------------------------------------- */

/* What stands before every line of the block that is being written. */
struct margin {
    struct text *text;
    const struct prose *prose;
    struct text indent;
    bool fresh; /* at the start of a block, where no blank line is due */
    bool tight; /* in an item of words alone: no blank line at all */
};

/* Nothing but what is seen stands at the end of a line. */
static void new_line(struct margin *margin)
{
    struct text *text = margin->text;
    while (text->length > 0 && text->bytes[text->length - 1] == ' ') {
        text->bytes[--text->length] = '\0';
    }
    text_char(text, '\n');
    text_put(text, text_string(&margin->indent));
}

/* Blocks are apart by a line that holds the margin alone. */
static void start_block(struct margin *margin)
{
    if (!margin->fresh) {
        new_line(margin);
    }
    if (!margin->fresh && !margin->tight) {
        new_line(margin);
    }
    margin->fresh = false;
}

/* Whether a sentence ends at this space: a stop before it, a capital behind. */
static bool ends_sentence(const char *start, const char *at)
{
    const char *before = at;
    while (before > start && strchr("\"')", before[-1]) != NULL) {
        before--;
    }
    return *at == ' ' && before > start && strchr(".!?", before[-1]) != NULL &&
           at[1] >= 'A' && at[1] <= 'Z';
}

static void put_sentences(struct margin *margin, const char *string)
{
    for (const char *at = string; *at != '\0'; at++) {
        if (ends_sentence(string, at)) {
            new_line(margin);
            continue;
        }
        if (needs_escape(string, at, true)) {
            text_char(margin->text, '\\');
        }
        text_char(margin->text, *at);
    }
}

static size_t longest_run(const char *string, char byte)
{
    size_t longest = 0;
    size_t run = 0;
    for (const char *at = string; *at != '\0'; at++) {
        run = *at == byte ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    return longest;
}

/* The text of a code mark, and the place behind its end. */
static size_t code_text(const struct prose *prose, size_t at,
                        const char **string)
{
    *string = "";
    if (at < prose->count && prose->marks[at].kind == MARK_TEXT) {
        *string = prose->marks[at++].text;
    }
    return at + 1;
}

/* Between more backticks than it holds. */
static size_t write_code(struct margin *margin, size_t at)
{
    const char *string;
    at = code_text(margin->prose, at, &string);
    size_t ticks = longest_run(string, '`') + 1;
    const char *pad = ticks > 1 ? " " : "";
    text_repeat(margin->text, '`', ticks);
    text_print(margin->text, "%s%s%s", pad, string, pad);
    text_repeat(margin->text, '`', ticks);
    return at;
}

static size_t write_verbatim(struct margin *margin, size_t at)
{
    const char *string;
    at = code_text(margin->prose, at, &string);
    size_t ticks = longest_run(string, '`') + 1;
    ticks = ticks < 3 ? 3 : ticks;
    start_block(margin);
    text_repeat(margin->text, '`', ticks);
    new_line(margin);
    for (const char *byte = string; *byte != '\0'; byte++) {
        if (*byte == '\n') {
            new_line(margin);
        } else {
            text_char(margin->text, *byte);
        }
    }
    text_repeat(margin->text, '`', ticks);
    return at;
}

static size_t write_marks(struct margin *margin, size_t at);

/* Whether what starts here is words, and not a block of its own. */
static bool is_tight(const struct prose *prose, size_t at)
{
    return at < prose->count && prose->marks[at].kind >= MARK_EMPHASIS &&
           prose->marks[at].kind != MARK_RULE;
}

/* Everything to its end, with more of a margin on each further line. */
static size_t write_inside(struct margin *margin, size_t at, const char *indent)
{
    size_t length = margin->indent.length;
    bool tight = margin->tight;
    text_put(&margin->indent, indent);
    margin->fresh = true;
    margin->tight = is_tight(margin->prose, at);
    at = write_marks(margin, at);
    margin->tight = tight;
    margin->indent.length = length;
    if (margin->indent.bytes != NULL) {
        margin->indent.bytes[length] = '\0';
    }
    margin->fresh = false;
    return at;
}

static size_t write_list(struct margin *margin, size_t at, bool numbered,
                         unsigned number)
{
    start_block(margin);
    bool first = true;
    while (at < margin->prose->count &&
           margin->prose->marks[at].kind == MARK_ITEM) {
        if (!first) {
            new_line(margin);
        }
        if (!first && !is_tight(margin->prose, at + 1)) {
            new_line(margin);
        }
        first = false;
        if (numbered) {
            text_print(margin->text, "%u. ", number++);
        } else {
            text_put(margin->text, "- ");
        }
        at = write_inside(margin, at + 1, numbered ? "   " : "  ");
    }
    return at + 1; /* behind the list's own end */
}

static size_t write_wrapped(struct margin *margin, size_t at,
                            const char *around)
{
    text_put(margin->text, around);
    at = write_marks(margin, at);
    text_put(margin->text, around);
    return at;
}

static size_t write_mark(struct margin *margin, const struct mark *mark,
                         size_t at)
{
    switch (mark->kind) {
    case MARK_PARAGRAPH: start_block(margin); return write_marks(margin, at);
    case MARK_HEADING:
        start_block(margin);
        return write_wrapped(margin, at, "**");
    case MARK_QUOTE:
        start_block(margin);
        text_put(margin->text, "> ");
        return write_inside(margin, at, "> ");
    case MARK_LIST:
    case MARK_NUMBERED:
        return write_list(margin, at, mark->kind == MARK_NUMBERED,
                          mark->number);
    case MARK_VERBATIM: return write_verbatim(margin, at);
    case MARK_EMPHASIS: return write_wrapped(margin, at, "*");
    case MARK_STRONG: return write_wrapped(margin, at, "**");
    case MARK_CODE: return write_code(margin, at);
    case MARK_LINK:
        text_char(margin->text, '[');
        at = write_marks(margin, at);
        text_print(margin->text, "](%s)", mark->text);
        return at;
    case MARK_TEXT:
        margin->fresh = false;
        put_sentences(margin, mark->text);
        return at;
    case MARK_BREAK:
        text_char(margin->text, '\\');
        new_line(margin);
        return at;
    case MARK_RULE:
        start_block(margin);
        text_put(margin->text, "***");
        return at;
    case MARK_ITEM: /* write_list takes them */
    case MARK_END: break;
    }
    return at;
}

static size_t write_marks(struct margin *margin, size_t at)
{
    while (at < margin->prose->count) {
        const struct mark *mark = &margin->prose->marks[at++];
        if (mark->kind == MARK_END) {
            return at;
        }
        at = write_mark(margin, mark, at);
    }
    return at;
}

void markdown_prose(struct text *text, const struct prose *prose)
{
    struct margin margin = { .text = text, .prose = prose, .fresh = true };
    write_marks(&margin, 0);
    text_put(text, "\n\n");
    text_destroy(&margin.indent);
}
