/* The swift reader: what its rules are made of, and the file. Invariants:
 * nothing is told; where nothing failed and the lexer found no fault, the
 * grammar takes the text, and the tree is the one that its actions would have
 * built. */

#include "syntax/swift.h"

#include "base/arena.h"
#include "base/memory.h"
#include "syntax/driver.h"

#include <stdlib.h>

enum {
    FIRST_ROOM = 1024, /* bytes of the stack */
    FIRST_BLOCK = 4,   /* items of a pool */
    LAST_BLOCK = 1024
};

void swift_fail(struct swift *swift)
{
    swift->failed = true;
    swift->lexer.at = swift->lexer.end;
    swift->token->kind = TOK_END;
}

void swift_enter(struct swift *swift)
{
    if (++swift->depth > DEPTH_LIMIT)
        swift_fail(swift);
}

void swift_leave(struct swift *swift)
{
    swift->depth--;
}

void *swift_move(struct swift *swift, struct swift_pool *pool,
                 const void *items, size_t count, size_t size)
{
    size_t block = pool->block > 0 ? pool->block : FIRST_BLOCK;

    if (block <= count)
        block = count * 2;
    else if (block < LAST_BLOCK)
        pool->block = block * 2;

    char *moved = arena_array(swift->reader->reading->arena, block, size);

    if (count > 0)
        memcpy(moved, items, count * size);
    pool->next = moved + count * size;
    pool->end = moved + block * size;
    return moved;
}

void swift_make_room(struct swift *swift, size_t size)
{
    struct swift_stack *stack = &swift->stack;

    while (stack->room - stack->used < size)
        stack->room = stack->room > 0 ? stack->room * 2 : FIRST_ROOM;
    stack->bytes = memory_resize(stack->bytes, stack->room);
}

struct build_list swift_list(struct swift *swift, size_t from, size_t size)
{
    struct swift_stack *stack = &swift->stack;
    size_t length = stack->used - from;
    struct build_list list = build_list();

    if (length == 0)
        return list;
    list.items = arena_allocate(swift->reader->reading->arena, length);
    list.count = length / size;
    memcpy(list.items, stack->bytes + from, length);
    stack->used = from;
    return list;
}

/* --- the file ------------------------------------------------------------- */

/* A word that opens an item is a name where no name and no text follows. */
static struct tree_item read_item(struct swift *swift)
{
    struct tree_name name = build_no_name();
    struct tree_name party = build_no_name();

    if (repair_opens_item(swift->token->kind)) {
        struct token opener = *swift->token;

        swift_next(swift);
        if (swift_at_name(swift) || swift_at(swift, TOK_STRING))
            return swift_block(swift, &opener);
        party = build_word(swift->reader, opener.span);
    } else if (swift_at_name(swift)) {
        party = swift_name(swift);
    }
    if (party.text && swift_take(swift, TOK_COLON)) {
        name = party;
        party = build_no_name();
    }
    return (struct tree_item){
        ITEM_STATEMENT, { .statement = swift_statement(swift, name, party) }
    };
}

bool swift_read(struct reader *reader)
{
    struct token tokens[2] = { { .kind = TOK_END }, { .kind = TOK_END } };
    struct swift swift = {
        .reader = reader,
        .lexer = lexer_create(reader),
        .token = &tokens[0],
        .last = &tokens[1],
    };

    swift_next(&swift);
    while (!swift_at(&swift, TOK_END) && reader->faults == 0)
        build_item(reader, read_item(&swift));
    free(swift.stack.bytes);
    return !swift.failed && reader->faults == 0;
}
