/* The constructors of the tree. Invariant: a node is built from parts that are
 * already whole, and none changes after the rule that reads it is done; where
 * a rule has more parts than a call should have, the node is begun by one rule
 * and ended by the next. */

#include "syntax/build.h"

#include "base/arena.h"
#include "base/name.h"
#include "syntax/reader.h"

#include <string.h>

static void *new_node(struct reader *reader, size_t size)
{
    return arena_allocate(reader->reading->arena, size);
}

/* --- what is not there -------------------------------------------------- */

struct build_list build_list(void)
{
    return (struct build_list){ 0 };
}

struct tree_name build_no_name(void)
{
    return (struct tree_name){ 0 };
}

struct tree_names build_no_names(void)
{
    return (struct tree_names){ 0 };
}

struct tree_string build_no_string(void)
{
    return (struct tree_string){ 0 };
}

struct tree_event build_no_event(void)
{
    return (struct tree_event){ .choice = EVENT_ONE };
}

struct tree_qualifiers build_no_qualifiers(void)
{
    return (struct tree_qualifiers){ 0 };
}

struct build_body build_no_body(void)
{
    return (struct build_body){ .present = false };
}

/* --- lists and names ---------------------------------------------------- */

struct build_list build_list_add(struct reader *reader, struct build_list list,
                                 const void *item, size_t size)
{
    list.items =
        arena_extend(reader->reading->arena, list.items, list.count, size);
    memcpy((char *)list.items + list.count * size, item, size);
    list.count++;
    return list;
}

struct span build_join(struct span first, struct span last)
{
    return (struct span){ first.start, last.end };
}

/* The source may write it large (`Data`), which was told; the name is small. */
struct tree_name build_word(struct reader *reader, struct span span)
{
    size_t length = span.end - span.start;
    char *small =
        arena_copy(reader->reading->arena,
                   (const char *)reader_bytes(reader, span.start), length);

    for (size_t at = 0; at < length; at++)
        if (small[at] >= 'A' && small[at] <= 'Z')
            small[at] = (char)(small[at] - 'A' + 'a');
    return (struct tree_name){
        .text = name_intern(reader->reading->names, small, length),
        .span = span,
    };
}

struct tree_names build_names(struct reader *reader, struct tree_name first)
{
    return build_name_add(reader, build_no_names(), first);
}

struct tree_names build_name_add(struct reader *reader, struct tree_names names,
                                 struct tree_name name)
{
    names.items = arena_extend(reader->reading->arena, names.items, names.count,
                               sizeof *names.items);
    names.items[names.count++] = name;
    return names;
}

struct tree_selection build_selection(struct tree_names names,
                                      struct tree_names except)
{
    return (struct tree_selection){ names, except };
}

/* --- statements --------------------------------------------------------- */

struct build_party build_party(enum tree_party party, struct span span)
{
    return (struct build_party){ party, { .span = span } };
}

struct build_party build_party_named(struct tree_name name)
{
    return (struct build_party){ PARTY_NAMED, name };
}

enum tree_modality build_may_not(struct reader *reader, struct span span)
{
    struct finding *finding = fault_add(
        reader, &rule_syntax, span,
        "`may not` can mean that it is forbidden, or that it may not happen");

    fault_help(reader, finding,
               "write `must not`, or `never` for a promise "
               "without exception");
    return MODALITY_MUST_NOT;
}

struct tree_statement *build_act(struct reader *reader,
                                 struct build_party party,
                                 enum tree_modality modality,
                                 struct tree_names verbs)
{
    struct tree_statement *statement = new_node(reader, sizeof *statement);

    statement->party = party.party;
    statement->party_name = party.name;
    statement->modality = modality;
    statement->verbs = verbs;
    return statement;
}

struct tree_statement *build_objects(struct tree_statement *statement,
                                     struct tree_selection objects)
{
    statement->objects = objects;
    return statement;
}

struct tree_statement *build_object_you(struct tree_statement *statement)
{
    statement->object_is_you = true;
    return statement;
}

struct tree_statement *build_sentence(struct tree_statement *statement,
                                      struct tree_qualifiers qualifiers,
                                      struct tree_string wording)
{
    statement->qualifiers = qualifiers;
    statement->wording = wording;
    return statement;
}

struct tree_statement *build_deem(struct reader *reader,
                                  struct tree_name condition,
                                  struct tree_name event,
                                  struct tree_string wording)
{
    struct tree_statement *statement = new_node(reader, sizeof *statement);

    statement->deem = true;
    statement->verbs = build_names(reader, condition);
    statement->deemed_on = event;
    statement->wording = wording;
    return statement;
}

struct tree_statement *build_statement_end(struct tree_statement *statement,
                                           struct tree_name name,
                                           struct span span,
                                           struct span sentence)
{
    statement->name = name;
    statement->span = span;
    statement->sentence = sentence;
    return statement;
}

/* --- qualifiers --------------------------------------------------------- */

static struct tree_qualifier *new_qualifier(struct reader *reader,
                                            enum tree_qualifier_kind kind,
                                            struct span span)
{
    reader->qualifier = (struct tree_qualifier){ .kind = kind, .span = span };
    return &reader->qualifier;
}

struct tree_qualifier *build_place(struct reader *reader,
                                   enum tree_qualifier_kind kind,
                                   struct tree_selection selection,
                                   struct span span)
{
    struct tree_qualifier *qualifier = new_qualifier(reader, kind, span);

    qualifier->selection = selection;
    return qualifier;
}

struct tree_qualifier *build_only(struct tree_qualifier *qualifier,
                                  struct span span)
{
    qualifier->only = true;
    qualifier->span = span;
    return qualifier;
}

struct tree_qualifier *build_guard(struct reader *reader,
                                   enum tree_qualifier_kind kind,
                                   struct tree_condition *condition,
                                   struct span span)
{
    struct tree_qualifier *qualifier = new_qualifier(reader, kind, span);

    qualifier->condition = condition;
    return qualifier;
}

struct tree_qualifier *build_time(struct reader *reader,
                                  enum tree_qualifier_kind kind,
                                  struct tree_duration duration,
                                  struct tree_event event, struct span span)
{
    struct tree_qualifier *qualifier = new_qualifier(reader, kind, span);

    qualifier->duration = duration;
    qualifier->event = event;
    return qualifier;
}

struct tree_qualifier *build_moment(struct reader *reader,
                                    enum tree_qualifier_kind kind,
                                    struct tree_event event, struct span span)
{
    struct tree_qualifier *qualifier = new_qualifier(reader, kind, span);

    qualifier->event = event;
    return qualifier;
}

struct tree_qualifier *build_listed(struct reader *reader,
                                    enum tree_qualifier_kind kind,
                                    struct tree_names names, struct span span)
{
    struct tree_qualifier *qualifier = new_qualifier(reader, kind, span);

    qualifier->selection.names = names;
    return qualifier;
}

struct tree_qualifier *build_citing(struct reader *reader,
                                    struct tree_string string, struct span span)
{
    struct tree_qualifier *qualifier =
        new_qualifier(reader, QUALIFIER_CITING, span);

    qualifier->string = string;
    return qualifier;
}

struct tree_qualifiers build_qualifier_add(struct reader *reader,
                                           struct tree_qualifiers qualifiers,
                                           const struct tree_qualifier *added)
{
    qualifiers.items = arena_extend(reader->reading->arena, qualifiers.items,
                                    qualifiers.count, sizeof *qualifiers.items);
    qualifiers.items[qualifiers.count++] = *added;
    return qualifiers;
}

struct tree_event build_event(struct reader *reader, struct tree_name name)
{
    return build_events(EVENT_ONE, build_names(reader, name));
}

struct tree_event build_events(enum tree_event_choice choice,
                               struct tree_names names)
{
    return (struct tree_event){ choice, names };
}

/* --- conditions --------------------------------------------------------- */

struct tree_condition *build_fact(struct reader *reader, struct tree_name name)
{
    struct tree_condition *fact = new_node(reader, sizeof *fact);

    fact->kind = TREE_CONDITION_NAME;
    fact->name = name;
    fact->span = name.span;
    return fact;
}

struct tree_condition *build_negation(struct reader *reader,
                                      struct tree_condition *inner,
                                      struct span span)
{
    struct tree_condition *negation = new_node(reader, sizeof *negation);

    negation->kind = TREE_CONDITION_NOT;
    negation->left = inner;
    negation->span = span;
    return negation;
}

struct tree_condition *build_group(struct tree_condition *inner,
                                   struct span span)
{
    inner->span = span;
    return inner;
}

/* The left half has the odd one, so three are read as two and one. */
static struct tree_condition *balance(struct reader *reader,
                                      struct tree_condition **items,
                                      size_t count,
                                      enum tree_condition_kind kind)
{
    if (count == 1)
        return items[0];

    struct tree_condition *node = new_node(reader, sizeof *node);
    size_t half = count - count / 2;

    node->kind = kind;
    node->left = balance(reader, items, half, kind);
    node->right = balance(reader, items + half, count - half, kind);
    node->span = build_join(node->left->span, node->right->span);
    return node;
}

struct tree_condition *build_tree(struct reader *reader,
                                  struct build_list chain,
                                  enum tree_condition_kind kind)
{
    return balance(reader, chain.items, chain.count, kind);
}
