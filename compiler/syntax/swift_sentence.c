/* The swift reader's sentences: a function a rule of grammar/parser.y, under its
 * name. What a sentence is made of is put straight into its node. */

#include "syntax/swift.h"

#include "base/arena.h"

/* --- names -------------------------------------------------------------- */

struct tree_name swift_name(struct swift *swift)
{
    if (swift_take(swift, TOK_NAME))
        return swift->last->value.TOK_NAME;
    if (!swift_at_name(swift)) {
        swift_fail(swift);
        return build_no_name();
    }
    swift_next(swift);
    return build_word(swift->reader, swift->last->span);
}

static struct tree_name read_noun(struct swift *swift)
{
    if (!swift_take(swift, TOK_ANY))
        return swift_name(swift);
    return build_word(swift->reader, swift->last->span);
}

static bool take_separator(struct swift *swift)
{
    if (!swift_take(swift, TOK_COMMA))
        return swift_take(swift, TOK_AND) || swift_take(swift, TOK_OR);
    if (!swift_take(swift, TOK_AND))
        swift_take(swift, TOK_OR);
    return true;
}

static inline void add_name(struct swift *swift, struct tree_names *names,
                            struct tree_name name)
{
    names->items = swift_extend(swift, &swift->names, names->items,
                                names->count, sizeof name);
    names->items[names->count++] = name;
}

/* Names of which the first is taken. */
static void read_names(struct swift *swift, struct tree_name first,
                       struct tree_names *names)
{
    add_name(swift, names, first);
    while (take_separator(swift))
        add_name(swift, names, read_noun(swift));
}

void swift_names(struct swift *swift, struct tree_names *names)
{
    read_names(swift, read_noun(swift), names);
}

static void read_selection(struct swift *swift,
                           struct tree_selection *selection)
{
    swift_names(swift, &selection->names);
    if (swift_take(swift, TOK_EXCEPT))
        swift_names(swift, &selection->except);
}

struct tree_string swift_string(struct swift *swift)
{
    if (swift_take(swift, TOK_STRING))
        return swift->last->value.TOK_STRING;
    swift_fail(swift);
    return build_no_string();
}

struct tree_string swift_opt_string(struct swift *swift)
{
    return swift_at(swift, TOK_STRING) ? swift_string(swift)
                                       : build_no_string();
}

/* --- conditions --------------------------------------------------------- */

static struct tree_condition *read_factor(struct swift *swift)
{
    struct reader *reader = swift->reader;
    uint32_t start = swift_start(swift);
    struct tree_condition *factor;

    if (!swift_at(swift, TOK_NOT) && !swift_at(swift, TOK_PAREN_OPEN))
        return build_fact(reader, swift_name(swift));
    swift_enter(swift);
    if (swift_take(swift, TOK_NOT)) {
        factor = read_factor(swift);
        factor = build_negation(reader, factor, swift_span(swift, start));
    } else {
        swift_next(swift);
        factor = swift_condition(swift);
        swift_expect(swift, TOK_PAREN_CLOSE);
        factor = build_group(factor, swift_span(swift, start));
    }
    swift_leave(swift);
    return factor;
}

/* Parts with a word between them, as one tree. */
static struct tree_condition *
read_chain(struct swift *swift, int word, enum tree_condition_kind kind,
           struct tree_condition *(*read_part)(struct swift *))
{
    struct tree_condition *part = read_part(swift);
    size_t from = swift->stack.used;

    if (!swift_at(swift, word))
        return part;
    swift_put(swift, &part, sizeof part);
    while (swift_take(swift, word)) {
        part = read_part(swift);
        swift_put(swift, &part, sizeof part);
    }
    return build_tree(swift->reader, swift_list(swift, from, sizeof part),
                      kind);
}

static struct tree_condition *read_conjunction(struct swift *swift)
{
    return read_chain(swift, TOK_AND, TREE_CONDITION_AND, read_factor);
}

struct tree_condition *swift_condition(struct swift *swift)
{
    return read_chain(swift, TOK_OR, TREE_CONDITION_OR, read_conjunction);
}

/* --- qualifiers --------------------------------------------------------- */

/* What follows the word that opens a qualifier. */
enum form {
    NO_QUALIFIER,
    PLACE,    /* a selection */
    ONLY,     /* a place */
    GUARD,    /* a condition */
    LIMIT,    /* a duration and perhaps `after` an event */
    INTERVAL, /* a duration */
    MOMENT,   /* an event */
    PROMPTLY, /* perhaps `after` an event */
    LIST,     /* names */
    ORDER,    /* names, of statements and sections */
    SOURCE    /* a text */
};

enum { FIRST = TOK_WE, LAST = TOK_GIVEN };

static const struct opener {
    enum form form;
    enum tree_qualifier_kind kind;
    int second; /* the word behind it, or 0 */
} openers[] = {
    [TOK_FOR - FIRST] = { PLACE, QUALIFIER_FOR, 0 },
    [TOK_TO - FIRST] = { PLACE, QUALIFIER_TO, 0 },
    [TOK_IN - FIRST] = { PLACE, QUALIFIER_IN, 0 },
    [TOK_OF - FIRST] = { PLACE, QUALIFIER_OF, 0 },
    [TOK_ONLY - FIRST] = { ONLY, QUALIFIER_FOR, 0 },
    [TOK_IF - FIRST] = { GUARD, QUALIFIER_IF, 0 },
    [TOK_WHEN - FIRST] = { GUARD, QUALIFIER_WHEN, 0 },
    [TOK_UNLESS - FIRST] = { GUARD, QUALIFIER_UNLESS, 0 },
    [TOK_WITHIN - FIRST] = { LIMIT, QUALIFIER_WITHIN, 0 },
    [TOK_UP - FIRST] = { LIMIT, QUALIFIER_UP_TO, TOK_TO },
    [TOK_AT - FIRST] = { LIMIT, QUALIFIER_AT_LEAST, TOK_LEAST },
    [TOK_EVERY - FIRST] = { INTERVAL, QUALIFIER_EVERY, 0 },
    [TOK_BEFORE - FIRST] = { MOMENT, QUALIFIER_BEFORE, 0 },
    [TOK_ON - FIRST] = { MOMENT, QUALIFIER_ON, 0 },
    [TOK_PROMPTLY - FIRST] = { PROMPTLY, QUALIFIER_PROMPTLY, 0 },
    [TOK_WITH - FIRST] = { LIST, QUALIFIER_WITH, 0 },
    [TOK_BY - FIRST] = { LIST, QUALIFIER_BY, 0 },
    [TOK_UNDER - FIRST] = { LIST, QUALIFIER_UNDER, 0 },
    [TOK_CITING - FIRST] = { SOURCE, QUALIFIER_CITING, 0 },
    [TOK_NOTWITHSTANDING - FIRST] = { ORDER, QUALIFIER_NOTWITHSTANDING, 0 },
    [TOK_SUBJECT_TO - FIRST] = { ORDER, QUALIFIER_SUBJECT_TO, 0 },
    [LAST - FIRST] = { NO_QUALIFIER, QUALIFIER_FOR, 0 },
};

/* What the token in hand opens. */
static struct opener find_opener(const struct swift *swift)
{
    int kind = swift->token->kind;

    return kind >= FIRST && kind <= LAST ? openers[kind - FIRST]
                                         : openers[LAST - FIRST];
}

static void read_event(struct swift *swift, struct tree_event *event)
{
    if (swift_at(swift, TOK_EARLIEST) || swift_at(swift, TOK_LATEST)) {
        event->choice =
            swift_at(swift, TOK_LATEST) ? EVENT_LATEST : EVENT_EARLIEST;
        swift_next(swift);
        swift_expect(swift, TOK_OF);
        swift_names(swift, &event->names);
    } else {
        *event = build_event(swift->reader, swift_name(swift));
    }
}

static void read_opt_after(struct swift *swift, struct tree_event *event)
{
    if (swift_take(swift, TOK_AFTER))
        read_event(swift, event);
}

static struct tree_duration read_duration(struct swift *swift)
{
    if (swift_take(swift, TOK_DURATION))
        return swift->last->value.TOK_DURATION;
    swift_fail(swift);
    return (struct tree_duration){ 0 };
}

/* `only` and the place behind it. */
static void read_only(struct swift *swift, struct tree_qualifier *qualifier)
{
    struct opener place = find_opener(swift);

    if (place.form != PLACE)
        swift_fail(swift);
    swift_next(swift);
    qualifier->kind = place.kind;
    qualifier->only = true;
    read_selection(swift, &qualifier->selection);
}

static void read_qualifier(struct swift *swift, struct opener opener,
                           struct tree_qualifier *qualifier)
{
    uint32_t start = swift_start(swift);

    swift_next(swift);
    if (opener.second)
        swift_expect(swift, opener.second);
    qualifier->kind = opener.kind;
    switch (opener.form) {
    case PLACE: read_selection(swift, &qualifier->selection); break;
    case ONLY: read_only(swift, qualifier); break;
    case GUARD: qualifier->condition = swift_condition(swift); break;
    case LIMIT:
        qualifier->duration = read_duration(swift);
        read_opt_after(swift, &qualifier->event);
        break;
    case INTERVAL: qualifier->duration = read_duration(swift); break;
    case MOMENT: read_event(swift, &qualifier->event); break;
    case PROMPTLY: read_opt_after(swift, &qualifier->event); break;
    case LIST:
    case ORDER: swift_names(swift, &qualifier->selection.names); break;
    case SOURCE: qualifier->string = swift_string(swift); break;
    case NO_QUALIFIER: break;
    }
    qualifier->span = swift_span(swift, start);
}

static bool may_stand(enum form form, enum swift_where where)
{
    if (where == SWIFT_QUESTION)
        return form == PLACE;
    return where == SWIFT_HEADING ? form == ORDER : form != NO_QUALIFIER;
}

void swift_qualifiers(struct swift *swift, enum swift_where where,
                      struct tree_qualifiers *list)
{
    for (;;) {
        struct opener opener = find_opener(swift);

        if (!may_stand(opener.form, where))
            return;
        list->items = swift_extend(swift, &swift->qualifiers, list->items,
                                   list->count, sizeof *list->items);
        read_qualifier(swift, opener, &list->items[list->count++]);
    }
}

/* --- sentences ---------------------------------------------------------- */

struct build_party swift_party(struct swift *swift)
{
    if (swift_take(swift, TOK_WE))
        return build_party(PARTY_WE, swift->last->span);
    if (swift_take(swift, TOK_YOU))
        return build_party(PARTY_YOU, swift->last->span);
    return build_party_named(swift_name(swift));
}

/* `may not` is told. */
static enum tree_modality read_modality(struct swift *swift)
{
    if (swift_take(swift, TOK_MAY))
        return MODALITY_MAY;
    if (swift_take(swift, TOK_NEVER))
        return MODALITY_NEVER;
    swift_expect(swift, TOK_MUST);
    return swift_take(swift, TOK_NOT) ? MODALITY_MUST_NOT : MODALITY_MUST;
}

void swift_act(struct swift *swift, const struct swift_act *act)
{
    if (act->first.text)
        read_names(swift, act->first, act->verbs);
    else
        swift_names(swift, act->verbs);
    if (swift_take(swift, TOK_YOU))
        *act->object_is_you = true;
    else if (swift_at_name(swift) || swift_at(swift, TOK_ANY))
        read_selection(swift, act->objects);
}

static void read_rule(struct swift *swift, struct tree_statement *statement,
                      struct build_party party)
{
    statement->party = party.party;
    statement->party_name = party.name;
    statement->modality = read_modality(swift);
    swift_act(swift, &(struct swift_act){
                         .verbs = &statement->verbs,
                         .objects = &statement->objects,
                         .object_is_you = &statement->object_is_you,
                     });
    swift_qualifiers(swift, SWIFT_SENTENCE, &statement->qualifiers);
}

static void read_deem(struct swift *swift, struct tree_statement *statement)
{
    statement->deem = true;
    statement->verbs = build_names(swift->reader, swift_name(swift));
    swift_expect(swift, TOK_ON);
    statement->deemed_on = swift_name(swift);
}

struct tree_statement *swift_statement(struct swift *swift,
                                       struct tree_name name,
                                       struct tree_name party)
{
    struct tree_statement *statement =
        arena_allocate(swift->reader->reading->arena, sizeof *statement);
    uint32_t start = party.text ? party.span.start : swift_start(swift);

    statement->name = name;
    if (party.text)
        read_rule(swift, statement, build_party_named(party));
    else if (swift_take(swift, TOK_DEEM))
        read_deem(swift, statement);
    else
        read_rule(swift, statement, swift_party(swift));
    if (swift_take(swift, TOK_AS))
        statement->wording = swift_string(swift);
    swift_expect(swift, TOK_STOP);
    statement->sentence = swift_span(swift, start);
    statement->span = swift_span(swift, name.text ? name.span.start : start);
    return statement;
}
