#ifndef WRIT_SYNTAX_SWIFT_H
#define WRIT_SYNTAX_SWIFT_H

/* The swift reader: a text in which nothing is wrong, by recursive descent. It
 * knows no message and no recovery: whatever it cannot read makes it give up,
 * and the careful reader (parse.c) begins again. That one, with
 * grammar/parser.y, is what the language is; this one is here because to walk
 * the tables of an LALR parser alone takes more than twice as long as to scan
 * the text. The tests hold both to the same tree of every text they have; a
 * rule that is missing here costs time and nothing else. */

#include "syntax/lexer.h"

#include <string.h>

struct swift {
    struct reader *reader;
    struct lexer lexer;
    struct token *token; /* the one in hand */
    struct token *last;  /* the one before it */
    size_t depth;        /* braces, parentheses and `not`s that are open */
    bool failed;
    struct swift_pool {
        char *next, *end; /* what is left of its block */
        size_t block;     /* items of the next one, or 0 */
    } names, qualifiers;
    struct swift_stack {
        char *bytes;
        size_t used, room;
    } stack;
};

/* Reads the text of a reader on trial to its file. False where it gives up. */
bool swift_read(struct reader *reader);

/* --- swift.c: what every rule is made of ---------------------------------- */

/* Gives up: from here on there is no token but the end, so that every rule and
 * every list comes to its end too. What it then builds is thrown away. */
void swift_fail(struct swift *swift);

static inline void swift_next(struct swift *swift)
{
    struct token *next = swift->last;

    swift->last = swift->token;
    swift->token = next;
    lexer_take(&swift->lexer, next);
}

static inline bool swift_at(const struct swift *swift, int kind)
{
    return swift->token->kind == kind;
}

/* Takes the token where it is of this kind. */
static inline bool swift_take(struct swift *swift, int kind)
{
    if (!swift_at(swift, kind))
        return false;
    swift_next(swift);
    return true;
}

/* Takes it, or gives up. */
static inline void swift_expect(struct swift *swift, int kind)
{
    if (!swift_take(swift, kind))
        swift_fail(swift);
}

static inline uint32_t swift_start(const struct swift *swift)
{
    return swift->token->span.start;
}

/* From a start to the end of the token before the one in hand. */
static inline struct span swift_span(const struct swift *swift, uint32_t start)
{
    return (struct span){ start, swift->last->span.end };
}

/* Around what is nested; gives up where that is too deep. */
void swift_enter(struct swift *swift);
void swift_leave(struct swift *swift);

/* A list of names, or of qualifiers, which has none of its own kind within it,
 * grows at the end of a pool and takes up what it holds. Gives the items, which
 * may move, with one more, which is zero. */
void *swift_move(struct swift *swift, struct swift_pool *pool,
                 const void *items, size_t count, size_t size);

static inline void *swift_extend(struct swift *swift, struct swift_pool *pool,
                                 void *items, size_t count, size_t size)
{
    if (count == 0)
        items = pool->next;
    if (pool->next == pool->end)
        items = swift_move(swift, pool, items, count, size);
    pool->next += size;
    return items;
}

/* Items of other lists are put on the stack, and then taken off it, down to
 * where it stood before, as an array of the arena. */
void swift_make_room(struct swift *swift, size_t size);

static inline void swift_put(struct swift *swift, const void *item, size_t size)
{
    struct swift_stack *stack = &swift->stack;

    if (stack->room - stack->used < size)
        swift_make_room(swift, size);
    memcpy(stack->bytes + stack->used, item, size);
    stack->used += size;
}

struct build_list swift_list(struct swift *swift, size_t from, size_t size);

/* --- swift_sentence.c: names, sentences and their parts ------------------- */

/* What is filled in by pointer is zero before. Measured, to hand these parts
 * about by value takes as long as to read them. */

/* The words that open something follow each other in parser.y. */
static inline bool swift_at_name(const struct swift *swift)
{
    int kind = swift->token->kind;

    return kind == TOK_NAME || kind == TOK_KIND ||
           (kind >= TOK_POLICY && kind <= TOK_SILENT);
}

struct tree_name swift_name(struct swift *swift);
void swift_names(struct swift *swift, struct tree_names *names);
struct tree_string swift_string(struct swift *swift);
struct tree_string swift_opt_string(struct swift *swift);
struct tree_condition *swift_condition(struct swift *swift);

/* The qualifiers that may stand here, as many as there are: of a sentence, of a
 * question, of the heading of a section. */
enum swift_where { SWIFT_SENTENCE, SWIFT_QUESTION, SWIFT_HEADING };
void swift_qualifiers(struct swift *swift, enum swift_where where,
                      struct tree_qualifiers *list);

/* What is done, and to what: data, or `you`. The first verb may be taken
 * before: its text is NULL where it is not. */
struct swift_act {
    struct tree_name first;
    struct tree_names *verbs;
    struct tree_selection *objects;
    bool *object_is_you;
};
void swift_act(struct swift *swift, const struct swift_act *act);
struct build_party swift_party(struct swift *swift);

/* A statement. Its name, with the colon, or else a party that is a name is
 * taken before: only the token behind says which of the two it is. */
struct tree_statement *swift_statement(struct swift *swift,
                                       struct tree_name name,
                                       struct tree_name party);

/* --- swift_block.c -------------------------------------------------------- */

/* What an item's first word opens, behind that word. */
struct tree_item swift_block(struct swift *swift, const struct token *opener);

#endif
