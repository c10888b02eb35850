/* The swift reader's blocks: a function a rule of grammar/parser.y, under its
 * name, called behind the word that opens the block. */

#include "syntax/swift.h"

/* --- headings and braces -------------------------------------------------- */

static struct build_head read_head(struct swift *swift)
{
    struct tree_name name = swift_name(swift);

    return build_head(name, swift_opt_string(swift));
}

static void open_block(struct swift *swift)
{
    swift_enter(swift);
    swift_expect(swift, TOK_OPEN);
}

/* True at the brace that ends a block, which is taken, and at the end. */
static bool close_block(struct swift *swift)
{
    if (swift_at(swift, TOK_END))
        swift_fail(swift);
    else if (!swift_take(swift, TOK_CLOSE))
        return false;
    swift_leave(swift);
    return true;
}

/* --- header and imports --------------------------------------------------- */

static struct tree_value read_value(struct swift *swift)
{
    struct span span = swift->token->span;
    struct tree_value value;

    if (swift_at(swift, TOK_STRING))
        return build_value(VALUE_STRING, swift_string(swift).text, span);
    if (swift_at(swift, TOK_DATE))
        value = swift->token->value.TOK_DATE;
    else if (swift_at(swift, TOK_NUMBER))
        value = swift->token->value.TOK_NUMBER;
    else
        return build_value(VALUE_NAME, swift_name(swift).text, span);
    swift_next(swift);
    return value;
}

static struct tree_field read_field(struct swift *swift)
{
    struct tree_name name = swift_name(swift);
    struct tree_field field = { .name = name };

    do {
        struct tree_value value = read_value(swift);

        field = build_value_add(swift->reader, field, value,
                                swift_span(swift, name.span.start));
    } while (swift_take(swift, TOK_COMMA));
    return field;
}

static struct tree_policy *read_policy(struct swift *swift, uint32_t start)
{
    struct build_head head = read_head(swift);
    size_t from = swift->stack.used;

    open_block(swift);
    while (!close_block(swift)) {
        struct tree_field field = read_field(swift);

        swift_put(swift, &field, sizeof field);
    }
    return build_policy(swift->reader, head,
                        swift_list(swift, from, sizeof(struct tree_field)),
                        swift_span(swift, start));
}

static struct tree_import *read_import(struct swift *swift, uint32_t start)
{
    if (swift_at(swift, TOK_STRING)) {
        struct tree_string file = swift_string(swift);

        return build_import_file(swift->reader, file, swift_span(swift, start));
    }

    struct tree_name name = swift_name(swift);

    return build_import(swift->reader, name, swift_span(swift, start));
}

/* --- vocabulary ----------------------------------------------------------- */

static struct tree_renaming *read_renaming(struct swift *swift, uint32_t start)
{
    enum kind kind = swift->token->value.TOK_KIND;

    swift_expect(swift, TOK_KIND);

    struct tree_name from = swift_name(swift);

    swift_expect(swift, TOK_TO);

    struct tree_name to = swift_name(swift);

    return build_renaming(swift->reader, kind, from, to,
                          swift_span(swift, start));
}

static struct tree_names read_opt_within(struct swift *swift)
{
    if (!swift_take(swift, TOK_WITHIN))
        return build_no_names();

    struct tree_names parents = build_names(swift->reader, swift_name(swift));

    while (swift_take(swift, TOK_AND))
        parents = build_name_add(swift->reader, parents, swift_name(swift));
    return parents;
}

static struct tree_entry *read_entry(struct swift *swift);

static struct build_list read_entries(struct swift *swift)
{
    size_t from = swift->stack.used;
    bool comma;

    do {
        struct tree_entry *entry = read_entry(swift);

        swift_put(swift, &entry, sizeof entry);
        comma = swift_take(swift, TOK_COMMA);
    } while (swift_at_name(swift));
    if (comma && !swift_at(swift, TOK_ELLIPSIS))
        swift_fail(swift);
    return swift_list(swift, from, sizeof(struct tree_entry *));
}

static struct build_body read_opt_body(struct swift *swift)
{
    if (!swift_at(swift, TOK_OPEN))
        return build_no_body();
    open_block(swift);

    struct build_list entries = read_entries(swift);
    struct span dots = swift->token->span;
    bool open = swift_take(swift, TOK_ELLIPSIS);

    if (!close_block(swift))
        swift_fail(swift);
    return open ? build_open_body(entries, dots) : build_body(entries);
}

static struct tree_entry *read_entry(struct swift *swift)
{
    uint32_t start = swift_start(swift);
    struct tree_name name = swift_name(swift);
    struct tree_string label = swift_opt_string(swift);
    struct tree_string citing = build_no_string();

    if (swift_take(swift, TOK_CITING))
        citing = swift_string(swift);

    struct tree_entry *entry =
        build_entry(swift->reader, name, label, citing, read_opt_within(swift));
    struct build_body body = read_opt_body(swift);

    return build_entry_end(entry, body, swift_span(swift, start));
}

/* --- sections ------------------------------------------------------------- */

static struct tree_section *read_section(struct swift *swift, uint32_t start);

static struct tree_content read_sentence(struct swift *swift,
                                         struct tree_name name,
                                         struct tree_name party)
{
    return (struct tree_content){
        .kind = CONTENT_STATEMENT,
        .statement = swift_statement(swift, name, party),
    };
}

static struct tree_content read_content(struct swift *swift)
{
    struct span span = swift->token->span;
    struct tree_name name = build_no_name();

    if (swift_take(swift, TOK_SECTION)) {
        if (swift_at_name(swift))
            return (struct tree_content){
                .kind = CONTENT_SECTION,
                .section = read_section(swift, span.start),
            };
        name = build_word(swift->reader, span);
    } else if (swift_at_name(swift)) {
        name = swift_name(swift);
    }
    if (name.text && !swift_take(swift, TOK_COLON))
        return read_sentence(swift, build_no_name(), name);
    if (!swift_at(swift, TOK_STRING))
        return read_sentence(swift, name, build_no_name());
    return build_prose(swift->reader, name, swift_string(swift));
}

static struct tree_section *read_section(struct swift *swift, uint32_t start)
{
    struct build_head head = read_head(swift);
    struct tree_qualifiers orders = build_no_qualifiers();

    swift_qualifiers(swift, SWIFT_HEADING, &orders);

    struct tree_section *section = build_section(swift->reader, head, orders);
    size_t from = swift->stack.used;

    open_block(swift);
    while (!close_block(swift)) {
        struct tree_content content = read_content(swift);

        swift_put(swift, &content, sizeof content);
    }
    return build_section_end(
        section, swift_list(swift, from, sizeof(struct tree_content)),
        swift_span(swift, start));
}

/* --- systems -------------------------------------------------------------- */

static struct tree_flow read_flow(struct swift *swift)
{
    uint32_t start = swift_start(swift);
    struct tree_flow flow = { .object_is_you = false };
    struct tree_name first = build_no_name();

    if (swift_at_name(swift))
        first = swift_name(swift);
    if (first.text && swift_take(swift, TOK_COLON)) {
        flow.name = first;
        first = build_no_name();
    }

    swift_act(swift, &(struct swift_act){
                         .first = first,
                         .verbs = &flow.verbs,
                         .objects = &flow.objects,
                         .object_is_you = &flow.object_is_you,
                     });
    swift_qualifiers(swift, SWIFT_SENTENCE, &flow.qualifiers);
    swift_expect(swift, TOK_STOP);
    flow.span = swift_span(swift, start);
    return flow;
}

static struct tree_system *read_system(struct swift *swift, uint32_t start)
{
    struct build_head head = read_head(swift);
    size_t from = swift->stack.used;

    open_block(swift);
    while (!close_block(swift)) {
        struct tree_flow flow = read_flow(swift);

        swift_put(swift, &flow, sizeof flow);
    }
    return build_system(swift->reader, head,
                        swift_list(swift, from, sizeof(struct tree_flow)),
                        swift_span(swift, start));
}

/* --- tests ---------------------------------------------------------------- */

static enum tree_verdict read_verdict(struct swift *swift)
{
    if (swift_take(swift, TOK_ALLOW))
        return TREE_ALLOW;
    if (swift_take(swift, TOK_DENY))
        return TREE_DENY;
    swift_expect(swift, TOK_SILENT);
    return TREE_SILENT;
}

static struct tree_question *read_question(struct swift *swift)
{
    uint32_t start = swift_start(swift);
    struct tree_question *question =
        build_question(swift->reader, swift_party(swift), build_no_names());

    swift_act(swift, &(struct swift_act){
                         .verbs = &question->verbs,
                         .objects = &question->objects,
                         .object_is_you = &question->object_is_you,
                     });
    swift_qualifiers(swift, SWIFT_QUESTION, &question->places);
    question->span = swift_span(swift, start);
    return question;
}

static struct tree_expectation read_expectation(struct swift *swift)
{
    uint32_t start = swift_start(swift);
    bool prove = swift_take(swift, TOK_PROVE);
    struct tree_names given = build_no_names();
    struct tree_condition *condition = NULL;

    if (!prove)
        swift_expect(swift, TOK_EXPECT);

    enum tree_verdict verdict = read_verdict(swift);
    struct tree_question *question = read_question(swift);

    if (prove && swift_take(swift, TOK_IF))
        condition = swift_condition(swift);
    else if (!prove && swift_take(swift, TOK_GIVEN))
        swift_names(swift, &given);
    swift_expect(swift, TOK_STOP);
    return prove ? build_prove(verdict, question, condition,
                               swift_span(swift, start))
                 : build_expect(verdict, question, given,
                                swift_span(swift, start));
}

static struct tree_test *read_test(struct swift *swift, uint32_t start)
{
    struct tree_string title = swift_string(swift);
    size_t from = swift->stack.used;

    open_block(swift);
    while (!close_block(swift)) {
        struct tree_expectation expectation = read_expectation(swift);

        swift_put(swift, &expectation, sizeof expectation);
    }
    return build_test(swift->reader, title,
                      swift_list(swift, from, sizeof(struct tree_expectation)),
                      swift_span(swift, start));
}

/* --- translations and packs ----------------------------------------------- */

static struct tree_translation *read_translation(struct swift *swift,
                                                 uint32_t start)
{
    struct tree_name language = swift_name(swift);
    size_t from = swift->stack.used;

    open_block(swift);
    while (!close_block(swift)) {
        struct tree_name name = swift_name(swift);
        struct tree_pair pair = { name, swift_string(swift) };

        swift_put(swift, &pair, sizeof pair);
    }
    return build_translation(swift->reader, language,
                             swift_list(swift, from, sizeof(struct tree_pair)),
                             swift_span(swift, start));
}

/* What a requirement says: anything up to the full stop that stands in no
 * brace. That nothing in it is too deep is seen by counting all that opens. */
static struct span read_tokens(struct swift *swift)
{
    uint32_t start = swift_start(swift);
    size_t braces = 0;
    size_t opened = 0;

    if (swift_at(swift, TOK_STOP))
        swift_fail(swift);
    while (braces > 0 || !swift_at(swift, TOK_STOP)) {
        int kind = swift->token->kind;

        if (kind == TOK_OPEN || kind == TOK_PAREN_OPEN || kind == TOK_NOT)
            opened++;
        if (kind == TOK_OPEN)
            braces++;
        if (kind == TOK_STRAY || kind == TOK_END ||
            (kind == TOK_CLOSE && braces == 0) ||
            swift->depth + opened > DEPTH_LIMIT) {
            swift_fail(swift);
            break;
        }
        if (kind == TOK_CLOSE)
            braces--;
        swift_next(swift);
    }
    return swift_span(swift, start);
}

static struct tree_requirement read_requirement(struct swift *swift)
{
    swift_expect(swift, TOK_REQUIRE);

    struct tree_name name = swift_name(swift);
    struct tree_string title = swift_opt_string(swift);

    swift_expect(swift, TOK_COLON);

    struct span body = read_tokens(swift);

    swift_expect(swift, TOK_STOP);
    return build_requirement(name, title, body);
}

static struct tree_pack *read_pack(struct swift *swift, uint32_t start)
{
    struct build_head head = read_head(swift);
    size_t from = swift->stack.used;

    open_block(swift);
    while (!close_block(swift)) {
        struct tree_requirement requirement = read_requirement(swift);

        swift_put(swift, &requirement, sizeof requirement);
    }
    return build_pack(swift->reader, head,
                      swift_list(swift, from, sizeof(struct tree_requirement)),
                      swift_span(swift, start));
}

/* --- the block of an opening word ------------------------------------------ */

struct tree_item swift_block(struct swift *swift, const struct token *opener)
{
    uint32_t start = opener->span.start;
    struct tree_item item = { .kind = ITEM_DECLARATION };

    switch (opener->kind) {
    case TOK_POLICY:
        item.kind = ITEM_POLICY;
        item.policy = read_policy(swift, start);
        break;
    case TOK_IMPORT:
        item.kind = ITEM_IMPORT;
        item.import = read_import(swift, start);
        break;
    case TOK_RENAMED:
        item.kind = ITEM_RENAMING;
        item.renaming = read_renaming(swift, start);
        break;
    case TOK_SECTION:
        item.kind = ITEM_SECTION;
        item.section = read_section(swift, start);
        break;
    case TOK_SYSTEM:
        item.kind = ITEM_SYSTEM;
        item.system = read_system(swift, start);
        break;
    case TOK_TEST:
        item.kind = ITEM_TEST;
        item.test = read_test(swift, start);
        break;
    case TOK_TRANSLATION:
        item.kind = ITEM_TRANSLATION;
        item.translation = read_translation(swift, start);
        break;
    case TOK_PACK:
        item.kind = ITEM_PACK;
        item.pack = read_pack(swift, start);
        break;
    default:
        item.declaration = build_declaration(
            swift->reader, opener->value.TOK_KIND, read_entry(swift));
        break;
    }
    return item;
}
