/* Blocks and their members. The rules, of which the layout is made:
 *
 * - A block's members stand on lines of their own, two spaces in. Blank lines
 *   between them are kept, one at most; prose and what takes several lines have
 *   one on both sides, and none stands at the ends of a block.
 * - Statements stand on one line each, behind names of one width and without
 *   blank lines, where all of the block fit so; else each stands below its
 *   name. A wording stands on lines of its own.
 * - A term stands on one line. Those below it stand on its line where they fit
 *   and are names and labels alone, or on one line of their own; else on a line
 *   each. There are commas between them.
 * - Fields have one width, and so have the verdicts of a test. */

#include "syntax/format.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "syntax/format_entry.h"
#include "syntax/parser.h"

#include <string.h>

/* Of a statement behind its name: such lines are read across, one by one. */
enum { FLAT_WIDTH = 104 };

enum member_kind {
    MEMBER_LINE,      /* an import, a pair: its pieces */
    MEMBER_FIELD,     /* a name, and values behind all names */
    MEMBER_STATEMENT, /* with a name or without */
    MEMBER_PROSE,
    MEMBER_EXPECTATION,
    MEMBER_DECLARATION,
    MEMBER_BLOCK, /* a section, a test, ... */
    MEMBER_AS_IT_IS
};

struct member {
    enum member_kind kind;
    struct span span;
    size_t label; /* how many pieces stand before what is aligned */
    bool import;
    bool tall;                          /* takes several lines */
    const struct tree_entry *entry;     /* of a declaration */
    const struct tree_section *section; /* of a block: this ... */
    const struct tree_item *item;       /* ... or this */
};

struct members {
    struct member *items;
    size_t count;
    bool flat;            /* statements stand on one line each */
    size_t label;         /* cells of the widest label */
    size_t word, verdict; /* of a test: of the widest, where they begin */
};

/* --- members --------------------------------------------------------------- */

static struct member *add_member(struct writer *writer, struct members *members,
                                 enum member_kind kind, struct span span)
{
    members->items = arena_extend(writer->arena, members->items, members->count,
                                  sizeof *members->items);
    struct member *member = &members->items[members->count++];
    *member = (struct member){ .kind = kind, .span = span };
    return member;
}

static void add_statement(struct writer *writer, struct members *members,
                          const struct tree_name *name, struct span span)
{
    struct member *member = add_member(writer, members, MEMBER_STATEMENT, span);
    member->label = name->text ? 2 : 0;
}

static void add_content(struct writer *writer, struct members *members,
                        const struct tree_content *content)
{
    struct span span;

    switch (content->kind) {
    case CONTENT_SECTION:
        add_member(writer, members, MEMBER_BLOCK, content->section->span)
            ->section = content->section;
        break;
    case CONTENT_STATEMENT:
        add_statement(writer, members, &content->statement->name,
                      content->statement->span);
        break;
    case CONTENT_PROSE:
        span = content->prose->string.span;
        if (content->prose->name.text)
            span.start = content->prose->name.span.start;
        add_member(writer, members, MEMBER_PROSE, span)->label =
            content->prose->name.text ? 2 : 0;
        break;
    }
}

static struct span item_span(const struct tree_item *item)
{
    switch (item->kind) {
    case ITEM_POLICY: return item->policy->span;
    case ITEM_RENAMING: return item->renaming->span;
    case ITEM_IMPORT: return item->import->span;
    case ITEM_DECLARATION: return item->declaration->entry->span;
    case ITEM_SECTION: return item->section->span;
    case ITEM_STATEMENT: return item->statement->span;
    case ITEM_SYSTEM: return item->system->span;
    case ITEM_TEST: return item->test->span;
    case ITEM_TRANSLATION: return item->translation->span;
    case ITEM_PACK: return item->pack->span;
    }
    return (struct span){ 0, 0 };
}

static void add_item(struct writer *writer, struct members *members,
                     const struct tree_item *item)
{
    struct span span = item_span(item);

    switch (item->kind) {
    case ITEM_STATEMENT:
        add_statement(writer, members, &item->statement->name, span);
        break;
    case ITEM_IMPORT:
        add_member(writer, members, MEMBER_LINE, span)->import = true;
        break;
    case ITEM_RENAMING: add_member(writer, members, MEMBER_LINE, span); break;
    case ITEM_DECLARATION:
        add_member(writer, members, MEMBER_DECLARATION, span)->entry =
            item->declaration->entry;
        break;
    case ITEM_SECTION:
        add_member(writer, members, MEMBER_BLOCK, span)->section =
            item->section;
        break;
    case ITEM_PACK: /* what it requires is kept as text */
        add_member(writer, members, MEMBER_AS_IT_IS, span);
        break;
    case ITEM_POLICY:
    case ITEM_SYSTEM:
    case ITEM_TEST:
    case ITEM_TRANSLATION:
        add_member(writer, members, MEMBER_BLOCK, span)->item = item;
        break;
    }
}

/* --- whether members are tall, and how wide their labels are --------------- */

static size_t label_width(const struct writer *writer,
                          const struct member *member)
{
    return member->label == 0 ? 0
                              : writer_width(writer, writer->next,
                                             writer->next + member->label);
}

/* Goes through the members, each with the writer where it begins. */
static void measure(struct writer *writer, struct members *members,
                    size_t indent)
{
    size_t start = writer->next;
    size_t widest = 0;

    writer->indent = indent;
    members->flat = true;
    for (size_t i = 0; i < members->count; i++) {
        struct member *member = &members->items[i];
        size_t label = label_width(writer, member);
        size_t end = writer_find(writer, member->span.end);
        size_t width = writer_width(writer, writer->next + member->label, end);
        bool worded = false;
        for (size_t n = writer->next; n < end; n++)
            worded = worded || writer->pieces->items[n].kind == TOK_AS;
        if (member->kind == MEMBER_STATEMENT) {
            members->label = label > members->label ? label : members->label;
            widest = width > widest || worded ? width : widest;
            members->flat = members->flat && !worded &&
                            writer_width(writer, writer->next, end) != SIZE_MAX;
        } else if (member->kind == MEMBER_FIELD) {
            members->label = label > members->label ? label : members->label;
        }
        member->tall = member->kind == MEMBER_BLOCK ||
                       member->kind == MEMBER_AS_IT_IS ||
                       (member->kind == MEMBER_DECLARATION &&
                        entry_is_tall(writer, member->entry, indent));
        writer->next = end;
    }
    writer->next = start;
    members->flat =
        members->flat &&
        indent + members->label + (members->label > 0) + widest <= FLAT_WIDTH;
    for (size_t i = 0; i < members->count && !members->flat; i++)
        if (members->items[i].kind == MEMBER_STATEMENT)
            members->items[i].tall = true;
}

/* --- writing one member ---------------------------------------------------- */

static void write_statement(struct writer *writer, const struct member *member,
                            bool flat, size_t label, size_t indent)
{
    size_t end = writer_find(writer, member->span.end);
    size_t named = writer->next + member->label;

    writer_whole(writer, named, indent);
    if (flat) {
        if (member->label > 0)
            writer_pad(writer, indent + label + 1);
        writer_whole(writer, end, indent);
    } else {
        if (member->label > 0)
            writer_line(writer, indent + FORMAT_INDENT);
        writer_run(writer, end, indent + FORMAT_INDENT);
    }
}

/* `expect allow  we ...`: the words before the question have one width each. */
static void write_expectation(struct writer *writer,
                              const struct members *members, size_t end,
                              size_t indent)
{
    writer_put(writer, indent);
    writer_pad(writer, indent + members->word + 1);
    writer_put(writer, indent);
    writer_pad(writer, indent + members->word + 1 + members->verdict + 1);
    writer_run(writer, end, indent + FORMAT_INDENT);
}

static void write_field(struct writer *writer, size_t label, size_t end,
                        size_t indent)
{
    writer_put(writer, indent);
    writer_pad(writer, indent + label + 1);
    writer_run(writer, end, indent + FORMAT_INDENT);
}

static void write_as_it_is(struct writer *writer, size_t end)
{
    const struct piece *last = &writer->pieces->items[end - 1];
    uint32_t start = writer_piece(writer)->span.start;
    const unsigned char *bytes = writer->source->bytes;

    writer_add(writer, "");
    text_add(writer->text, (const char *)bytes + (start - writer->source->base),
             last->span.end - start);
    writer->column++;
    writer->behind = last->behind;
    writer->next = end;
}

static void write_block(struct writer *writer, const struct member *member,
                        size_t indent);

static void write_member(struct writer *writer, const struct members *members,
                         const struct member *member, size_t indent)
{
    size_t end = writer_find(writer, member->span.end);

    switch (member->kind) {
    case MEMBER_LINE: writer_run(writer, end, indent); break;
    case MEMBER_FIELD: write_field(writer, members->label, end, indent); break;
    case MEMBER_STATEMENT:
        write_statement(writer, member, members->flat, members->label, indent);
        break;
    case MEMBER_PROSE: writer_whole(writer, end, indent); break;
    case MEMBER_EXPECTATION:
        write_expectation(writer, members, end, indent);
        break;
    case MEMBER_DECLARATION:
        writer_put(writer, indent);
        entry_write(writer, member->entry, indent);
        break;
    case MEMBER_BLOCK: write_block(writer, member, indent); break;
    case MEMBER_AS_IT_IS: write_as_it_is(writer, end); break;
    }
}

/* --- blocks ---------------------------------------------------------------- */

/* Whether a blank line stands between the two, whoever put it there. */
static bool is_parted(const struct members *members,
                      const struct member *before, const struct member *member,
                      const struct piece *piece)
{
    bool remarked = piece->remark_count > 0;
    bool written = remarked ? piece->remarks[0].blank : piece->blank;
    bool flat = members->flat && before->kind == MEMBER_STATEMENT &&
                member->kind == MEMBER_STATEMENT;

    return (written && (remarked || !flat)) || before->tall || member->tall ||
           before->kind == MEMBER_PROSE || member->kind == MEMBER_PROSE ||
           before->import != member->import;
}

/* The members, and the comments behind the last one. */
static void write_members(struct writer *writer, struct members *members,
                          size_t indent)
{
    measure(writer, members, indent);
    for (size_t i = 0; i < members->count; i++) {
        const struct member *member = &members->items[i];
        const struct piece *piece = writer_piece(writer);
        bool parted = i > 0 && is_parted(members, member - 1, member, piece);
        bool remarked = writer_remarks(writer, indent, parted);
        if (remarked ? piece->blank : parted)
            writer_blank(writer);
        writer_line(writer, indent);
        write_member(writer, members, member, indent);
    }
    writer_line(writer, indent);
    const struct piece *last = writer_piece(writer);
    (void)writer_remarks(writer, indent,
                         members->count > 0 && last->remark_count > 0 &&
                             last->remarks[0].blank);
}

/* Widths of `prove` or `expect`, and of the verdict behind it. */
static void align_expectation(const struct tree_expectation *expectation,
                              struct members *members)
{
    static const size_t widths[] = {
        [TREE_ALLOW] = 5, [TREE_DENY] = 4, [TREE_SILENT] = 6
    };
    size_t word = expectation->prove ? 5 : 6;
    size_t verdict = widths[expectation->verdict];

    members->word = word > members->word ? word : members->word;
    members->verdict = verdict > members->verdict ? verdict : members->verdict;
}

static void add_test(struct writer *writer, const struct tree_test *test,
                     struct members *members)
{
    for (size_t i = 0; i < test->expectation_count; i++) {
        (void)add_member(writer, members, MEMBER_EXPECTATION,
                         test->expectations[i].span);
        align_expectation(&test->expectations[i], members);
    }
}

static void add_item_members(struct writer *writer,
                             const struct tree_item *item,
                             struct members *members)
{
    if (item->kind == ITEM_TEST)
        add_test(writer, item->test, members);
    for (size_t i = 0;
         item->kind == ITEM_POLICY && i < item->policy->field_count; i++)
        add_member(writer, members, MEMBER_FIELD, item->policy->fields[i].span)
            ->label = 1;
    for (size_t i = 0;
         item->kind == ITEM_SYSTEM && i < item->system->flow_count; i++)
        add_statement(writer, members, &item->system->flows[i].name,
                      item->system->flows[i].span);
    for (size_t i = 0;
         item->kind == ITEM_TRANSLATION && i < item->translation->pair_count;
         i++) {
        const struct tree_pair *pair = &item->translation->pairs[i];
        (void)add_member(
            writer, members, MEMBER_LINE,
            (struct span){ pair->name.span.start, pair->text.span.end });
    }
}

/* A heading with its brace, the members, and the brace that closes. Sections
 * nest as deep as the reader allows, so recursion is safe. */
static void write_block(struct writer *writer, const struct member *member,
                        size_t indent)
{
    struct members members = { NULL, 0, false, 0, 0, 0 };
    size_t open = writer->next;

    while (writer->pieces->items[open].kind != TOK_OPEN)
        open++;
    writer_run(writer, open + 1, indent + FORMAT_INDENT);
    for (size_t i = 0;
         member->section != NULL && i < member->section->content_count; i++)
        add_content(writer, &members, &member->section->contents[i]);
    if (member->item != NULL)
        add_item_members(writer, member->item, &members);
    if (members.count > 0 || writer->behind ||
        writer_piece(writer)->remark_count > 0) {
        write_members(writer, &members, indent + FORMAT_INDENT);
        writer_line(writer, indent);
    }
    writer_put(writer, indent);
}

bool format_file(const struct reading *reading, const struct tree_file *file,
                 struct text *text)
{
    struct pieces pieces = pieces_read(reading, file->source);
    struct pieces before = pieces;
    struct members members = { NULL, 0, false, 0, 0, 0 };
    struct text layout = { NULL, 0, 0 };
    struct writer writer = { .arena = reading->arena,
                             .text = &layout,
                             .source = file->source,
                             .pieces = &pieces };

    /* leaving out a comma moves the comments around it */
    pieces.items =
        arena_array(reading->arena, pieces.count, sizeof *pieces.items);
    memcpy(pieces.items, before.items, pieces.count * sizeof *pieces.items);
    for (size_t i = 0; i < file->item_count; i++)
        add_item(&writer, &members, &file->items[i]);
    write_members(&writer, &members, 0);
    writer_line(&writer, 0);

    struct source *source =
        source_add(reading->sources, file->source->name, NULL,
                   (const unsigned char *)arena_copy(
                       reading->arena, text_string(&layout), layout.length),
                   layout.length, false);
    bool same = source != NULL;
    if (same) {
        struct pieces after = pieces_read(reading, source);
        same = pieces_same(&before, &after);
    }
    if (same)
        text_add(text, text_string(&layout), layout.length);
    text_destroy(&layout);
    return same;
}
