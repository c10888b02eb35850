/* Comments that are addressed to the checker. A comment that begins `writ:`
 * either has the one form there is or is a finding: a silencing comment that
 * is quietly ignored would be worse than none. */

#include "syntax/comment.h"

#include "base/arena.h"
#include "syntax/word.h"

#include <string.h>

/* What is left of the comment. */
struct rest {
    const unsigned char *at, *end;
};

static void skip_blanks(struct rest *rest)
{
    while (rest->at < rest->end && (*rest->at == ' ' || *rest->at == '\t'))
        rest->at++;
}

/* Takes `word` and the blanks behind it. */
static bool take(struct rest *rest, const char *word)
{
    size_t length = strlen(word);

    if ((size_t)(rest->end - rest->at) < length ||
        memcmp(rest->at, word, length) != 0)
        return false;
    rest->at += length;
    skip_blanks(rest);
    return true;
}

/* Takes a slug: small letters and hyphens. */
static size_t take_slug(struct rest *rest)
{
    const unsigned char *start = rest->at;

    while (rest->at < rest->end &&
           ((*rest->at >= 'a' && *rest->at <= 'z') || *rest->at == '-'))
        rest->at++;
    return (size_t)(rest->at - start);
}

static void add_allowance(struct reader *reader, struct tree_allowance added)
{
    struct tree_file *file = reader->file;

    file->allowances =
        arena_extend(reader->reading->arena, file->allowances,
                     file->allowance_count, sizeof *file->allowances);
    file->allowances[file->allowance_count++] = added;
}

void comment_read(struct lexer *lexer, const unsigned char *start)
{
    struct reader *reader = lexer->reader;
    struct arena *arena = reader->reading->arena;
    struct rest rest = { start + 1, lexer->at };

    while (rest.end > rest.at && (rest.end[-1] == ' ' || rest.end[-1] == '\t' ||
                                  rest.end[-1] == '\r'))
        rest.end--;
    skip_blanks(&rest);
    if (!take(&rest, "writ:"))
        return;

    struct tree_allowance allowance = {
        .span = { lexer_span(lexer, start).start,
                  lexer->base + (uint32_t)(rest.end - lexer->begin) },
    };
    bool formed = take(&rest, "allow");
    const unsigned char *slug = rest.at;
    size_t length = formed ? take_slug(&rest) : 0;

    skip_blanks(&rest);
    if (length > 0 && take(&rest, "because") && rest.at < rest.end)
        allowance.reason = arena_copy(arena, (const char *)rest.at,
                                      (size_t)(rest.end - rest.at));
    else if (length == 0 || rest.at < rest.end) {
        struct finding *finding =
            fault_add(reader, &rule_syntax, allowance.span,
                      "this comment speaks to the checker, but says nothing "
                      "that it knows");
        fault_help(reader, finding,
                   "write `# writ: allow SLUG because REASON`, or leave out "
                   "`writ:`");
        return;
    }
    allowance.slug = arena_copy(arena, (const char *)slug, length);
    add_allowance(reader, allowance);
}
