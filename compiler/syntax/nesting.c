/* What is open while a text is read: braces with what opened them, parentheses
 * and `not`s of a condition. The reader refuses what is nested deeper than
 * DEPTH_LIMIT, so that no later pass can exhaust the stack by recursion. */

#include "syntax/driver.h"

const struct opening *nesting_inner(const struct driver *driver)
{
    const struct nesting *nesting = &driver->nesting;

    return nesting->brace_count > 0 ? &nesting->braces[nesting->brace_count - 1]
                                    : NULL;
}

/* An operand has ended, and with it the `not`s before it. */
static void end_operand(struct nesting *nesting)
{
    nesting->depth -= nesting->nots[nesting->paren_count];
    nesting->nots[nesting->paren_count] = 0;
}

/* A sentence has ended, and with it all that a condition left open. */
static void end_conditions(struct nesting *nesting)
{
    while (nesting->paren_count > 0) {
        end_operand(nesting);
        nesting->paren_count--;
    }
    end_operand(nesting);
    nesting->depth = nesting->brace_count;
}

static bool go_deeper(struct driver *driver, const struct token *token)
{
    if (driver->nesting.depth == DEPTH_LIMIT) {
        fault_limit(driver->reader, token->span,
                    "this is nested deeper than 256: the rest of this file "
                    "is not read",
                    "write it in smaller parts");
        return false;
    }
    driver->nesting.depth++;
    return true;
}

/* Keeps the words before a brace: they begin behind whatever ended before, or
 * at a word that opens an item. */
static void note_head(struct driver *driver, const struct token *token)
{
    struct opening *next = &driver->nesting.next;

    if (next->kind == 0 || (token->fresh && repair_opens_item(token->kind))) {
        next->head.start = token->span.start;
        next->kind = token->kind;
        if (token->kind == TOK_KIND)
            next->term = token->value.TOK_KIND;
    }
    next->head.end = token->span.end;
}

static bool open_brace(struct driver *driver, const struct token *token)
{
    struct nesting *nesting = &driver->nesting;

    end_conditions(nesting);
    if (!go_deeper(driver, token))
        return false;

    /* of a brace put in, the block begins with the token in hand */
    const struct source *source = driver->reader->source;
    bool inserted = token->span.start == token->span.end;
    const struct token *inside = inserted ? &driver->token : &driver->next;
    uint32_t first = inside->span.start;

    if (nesting->next.kind == 0)
        nesting->next.head = token->span;
    nesting->next.indented = driver->next.fresh && first > source->base &&
                             source->bytes[first - source->base - 1] != '\n';
    nesting->braces[nesting->brace_count++] = nesting->next;
    nesting->next.kind = 0;
    return true;
}

static void close_brace(struct nesting *nesting)
{
    end_conditions(nesting);
    if (nesting->brace_count > 0) {
        nesting->brace_count--;
        nesting->depth--;
    }
    nesting->next.kind = 0;
}

static void close_paren(struct nesting *nesting)
{
    end_operand(nesting);
    if (nesting->paren_count == 0)
        return;
    nesting->paren_count--;
    nesting->depth--;
    end_operand(nesting);
}

bool nesting_add(struct driver *driver, const struct token *token)
{
    struct nesting *nesting = &driver->nesting;

    switch (token->kind) {
    case TOK_OPEN: return open_brace(driver, token);
    case TOK_CLOSE: close_brace(nesting); return true;
    case TOK_PAREN_OPEN:
        if (!go_deeper(driver, token))
            return false;
        nesting->paren_count++;
        return true;
    case TOK_PAREN_CLOSE: close_paren(nesting); return true;
    case TOK_NOT:
        if (!go_deeper(driver, token))
            return false;
        nesting->nots[nesting->paren_count]++;
        return true;
    case TOK_STOP:
        end_conditions(nesting);
        nesting->next.kind = 0;
        return true;
    case TOK_COMMA: nesting->next.kind = 0; return true;
    default:
        end_operand(nesting);
        note_head(driver, token);
        return true;
    }
}
