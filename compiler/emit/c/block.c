/* Members are kept apart until the last is known, for C wants their lengths
 * before the first number. */

#include "emit/c/block.h"

#include "base/arena.h"
#include "emit/c/rows.h"

enum { LARGEST_ALIGN = 8 };

struct text *block_begin(struct block *block, const char *comment,
                         const char *type, size_t align, const char *name)
{
    block->members = arena_extend(block->arena, block->members, block->count,
                                  sizeof *block->members);
    struct member *member = &block->members[block->count++];
    *member = (struct member){ .type = type, .name = name, .align = align };
    rows_comment(&member->text, comment);
    text_print(&member->text, ".%s = {\n", name);
    return &member->text;
}

void block_end(struct block *block, size_t rows, const char *zeros)
{
    struct member *member = &block->members[block->count - 1];
    member->rows = rows + 1;
    text_print(&member->text, "    %s\n},\n", zeros);
}

void block_write(struct block *block, const char *comment, const char *name,
                 struct text *out)
{
    rows_comment(out, comment);
    text_put(out, "static const struct {\n");
    for (size_t align = LARGEST_ALIGN; align > 0; align /= 2) {
        for (size_t i = 0; i < block->count; i++) {
            const struct member *member = &block->members[i];
            if (member->align == align) {
                text_print(out, "    %s %s[%zu];\n", member->type, member->name,
                           member->rows);
            }
        }
    }
    text_print(out, "} %s = {\n", name);
    for (size_t i = 0; i < block->count; i++) {
        text_add(out, text_string(&block->members[i].text),
                 block->members[i].text.length);
        text_destroy(&block->members[i].text);
    }
    text_put(out, "};\n");
}
