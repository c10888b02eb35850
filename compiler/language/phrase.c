/* What languages have in common: the words that translations give, wordings
 * with their placeholders, the facts worth saying, conditions taken apart, the
 * numbers of what an order names. Invariant: nothing in here is a word of any
 * language. */

#include "language/phrase.h"

#include "base/arena.h"

#include <string.h>

const char *phrase_taken(const struct policy *policy, struct text *text)
{
    const char *copy =
        arena_copy(policy->arena, text_string(text), text->length);
    text_destroy(text);
    return copy;
}

/* --- words of translations ---------------------------------------------- */

/* The text of the thing in that language, or else as written. */
static const char *spoken(const struct policy *policy, const char *code,
                          const void *thing, const char *written)
{
    const struct translated *found = translation_find(policy, code, thing);
    return found != NULL ? found->text : written;
}

/* A party is a recipient by another name. */
const char *phrase_label(const struct policy *policy, const char *code,
                         const struct term *term)
{
    const struct term *named = term;
    if (term->space == SPACE_PARTY) {
        named =
            term_find(&policy->terms[KIND_RECIPIENT], term->path, NULL, NULL);
    }
    return spoken(policy, code, named == NULL ? term : named, term->label);
}

bool phrase_is_any(const struct chosen *chosen)
{
    return chosen->term_count == 0 || chosen->terms[0]->parent_count == 0;
}

const char *phrase_title(const struct language *language,
                         const struct policy *policy,
                         const struct section *section)
{
    return spoken(policy, language->code, section, section->title);
}

const char *phrase_prose(const struct language *language,
                         const struct policy *policy,
                         const struct content *content)
{
    return spoken(policy, language->code, content, content->prose->string.text);
}

const char *phrase_field(const struct language *language,
                         const struct policy *policy, const char *name)
{
    const struct policy_field *field = policy_field(policy, name);
    return field == NULL ? NULL
                         : spoken(policy, language->code, field, field->value);
}

/* --- wordings ----------------------------------------------------------- */

struct tree_string phrase_wording(const struct language *language,
                                  const struct policy *policy,
                                  const struct statement *statement)
{
    const struct translated *found =
        translation_find(policy, language->code, statement);
    if (found != NULL) {
        return (struct tree_string){ found->text, found->span };
    }
    bool own = strcmp(policy->languages[0].code, language->code) == 0;
    return own ? statement->tree->wording
               : (struct tree_string){ .text = NULL };
}

bool phrase_placeholder(const struct policy *policy, const char *at,
                        struct placeholder *placeholder)
{
    for (at = strchr(at, '{'); at != NULL; at = strchr(at + 1, '{')) {
        size_t length = strspn(at + 1, "abcdefghijklmnopqrstuvwxyz_");
        if (length > 0 && at[1 + length] == '}') {
            placeholder->start = at;
            placeholder->name = arena_copy(policy->arena, at + 1, length);
            placeholder->length = length + 2;
            return true;
        }
    }
    return false;
}

bool phrase_worded(const struct language *language, const struct policy *policy,
                   const struct statement *statement, struct text *text)
{
    struct tree_string wording = phrase_wording(language, policy, statement);
    const char *at = wording.text;
    if (at == NULL) {
        return false;
    }
    struct text filled = { NULL, 0, 0 };
    struct placeholder placeholder;
    while (phrase_placeholder(policy, at, &placeholder)) {
        text_add(&filled, at, (size_t)(placeholder.start - at));
        if (!phrase_part(language, policy, statement, placeholder.name,
                         &filled)) {
            text_add(&filled, placeholder.start, placeholder.length);
        }
        at = placeholder.start + placeholder.length;
    }
    text_put(&filled, at);
    text_line(text, text_string(&filled));
    text_destroy(&filled);
    return true;
}

/* --- the parts of a statement by name ------------------------------------ */

const char *const phrase_parts[] = {
    "action",    "data",  "purpose",  "recipient", "subject", "region",
    "party",     "right", "measure",  "method",    "basis",   "condition",
    "exception", "time",  "duration", "event",     NULL,
};

/* One statement and the language in which its parts are asked for. */
struct asked {
    const struct language *language;
    const struct policy *policy;
    const struct statement *statement;
};

static bool part_of_dimension(const struct asked *asked,
                              enum dimension dimension, struct text *text)
{
    const struct chosen *chosen = asked->statement->chosen[dimension];
    bool written = chosen->written || dimension == DIMENSION_ACTION;
    if (!written || asked->statement->kind == STATEMENT_DEEM ||
        (dimension == DIMENSION_ACTION &&
         asked->statement->kind == STATEMENT_RIGHT)) {
        return false;
    }
    asked->language->chosen(asked->policy, chosen, dimension_space[dimension],
                            statement_forbids(asked->statement), text);
    return true;
}

static bool part_of_terms(const struct asked *asked,
                          const struct term_list *terms, struct text *text)
{
    const char **labels =
        arena_array(asked->policy->arena, terms->count, sizeof *labels);
    for (size_t i = 0; i < terms->count; i++) {
        labels[i] = asked->language->label(asked->policy, terms->items[i]);
    }
    asked->language->list(labels, terms->count, false, text);
    return terms->count > 0;
}

static bool part_of_label(const struct asked *asked, const struct term *term,
                          struct text *text)
{
    if (term != NULL) {
        text_put(text, asked->language->label(asked->policy, term));
    }
    return term != NULL;
}

static bool part_of_time(const struct asked *asked, const char *name,
                         struct text *text)
{
    const struct language *language = asked->language;
    const struct statement *statement = asked->statement;
    if (statement->deemed_on != NULL && strcmp(name, "event") == 0) {
        return part_of_label(asked, statement->deemed_on, text);
    }
    for (size_t i = 0; i < statement->time_count; i++) {
        const struct time *time = &statement->times[i];
        if (strcmp(name, "time") == 0) {
            language->time(asked->policy, time, text);
            return true;
        }
        if (strcmp(name, "duration") == 0 && time_is_counted(time)) {
            language->duration(&time->written, text);
            return true;
        }
        if (strcmp(name, "event") == 0 && time->event_count > 0) {
            language->events(asked->policy, time, text);
            return true;
        }
    }
    return false;
}

static bool part_of_condition(const struct asked *asked, const char *name,
                              struct text *text)
{
    const struct statement *statement = asked->statement;
    const struct condition *condition = statement->guard;
    if (strcmp(name, "exception") == 0 || condition == NULL) {
        condition = statement->unless;
    }
    if (statement->deemed != NULL) {
        return part_of_label(asked, statement->deemed, text);
    }
    if (condition != NULL) {
        asked->language->condition(asked->policy, condition, text);
    }
    return condition != NULL;
}

bool phrase_part(const struct language *language, const struct policy *policy,
                 const struct statement *statement, const char *name,
                 struct text *text)
{
    const struct asked asked = { language, policy, statement };
    const struct {
        const char *name;
        const struct term_list *terms;
    } lists[] = {
        { "right", &statement->rights },
        { "measure", &statement->measures },
        { "method", &statement->methods },
        { "basis", &statement->bases },
    };
    for (int i = DIMENSION_ACTION; i < DIMENSION_COUNT; i++) {
        if (strcmp(name, space_name[dimension_space[i]]) == 0) {
            return part_of_dimension(&asked, (enum dimension)i, text);
        }
    }
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        if (strcmp(name, lists[i].name) == 0) {
            return part_of_terms(&asked, lists[i].terms, text);
        }
    }
    if (strcmp(name, "party") == 0) {
        bool named = statement->party == PARTY_NAMED;
        return part_of_label(&asked, named ? statement->party_term : NULL,
                             text);
    }
    if (strcmp(name, "condition") == 0 || strcmp(name, "exception") == 0) {
        return part_of_condition(&asked, name, text);
    }
    return part_of_time(&asked, name, text);
}

const struct tree_qualifier *phrase_qualifier(const struct statement *statement,
                                              enum tree_qualifier_kind kind)
{
    const struct tree_qualifiers *list = &statement->tree->qualifiers;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].kind == kind) {
            return &list->items[i];
        }
    }
    return NULL;
}

/* --- facts and conditions ------------------------------------------------ */

bool phrase_goes_to_region(const struct question *question)
{
    const struct tree_question *tree = question->tree;
    for (size_t i = 0; tree != NULL && i < tree->places.count; i++) {
        if (tree->places.items[i].kind == QUALIFIER_IN) {
            return false;
        }
    }
    return tree != NULL;
}

struct term_list phrase_facts(const struct policy *policy,
                              const struct bits *facts)
{
    const struct terms *space = &policy->terms[KIND_CONDITION];
    struct term_list list = { NULL, 0 };
    for (size_t n = bits_next(facts, 1); n < facts->size;
         n = bits_next(facts, n + 1)) {
        struct term *term = space->items[n];
        bool implied = false;
        for (size_t m = bits_next(facts, 1); m < facts->size && !implied;
             m = bits_next(facts, m + 1)) {
            implied = m != n && bits_has(term->below, m);
        }
        if (!implied) {
            list.items = arena_extend(policy->arena, list.items, list.count,
                                      sizeof(struct term *));
            list.items[list.count++] = term;
        }
    }
    return list;
}

static void gather(const struct policy *policy,
                   const struct condition *condition,
                   struct alternatives *alternatives)
{
    if (condition->kind == TREE_CONDITION_OR) {
        gather(policy, condition->left, alternatives);
        gather(policy, condition->right, alternatives);
        return;
    }
    alternatives->items =
        arena_extend(policy->arena, alternatives->items, alternatives->count,
                     sizeof(const struct condition *));
    alternatives->items[alternatives->count++] = condition;
}

struct alternatives phrase_alternatives(const struct policy *policy,
                                        const struct condition *condition)
{
    struct alternatives alternatives = { NULL, 0 };
    if (condition != NULL) {
        gather(policy, condition, &alternatives);
    }
    return alternatives;
}

/* The condition, or its denial: "not (a or b)" is "not a and not b". */
static const struct condition *plain(const struct policy *policy,
                                     const struct condition *condition,
                                     bool denied)
{
    switch (condition->kind) {
    case TREE_CONDITION_NOT: return plain(policy, condition->left, !denied);
    case TREE_CONDITION_AND:
    case TREE_CONDITION_OR: {
        bool both = (condition->kind == TREE_CONDITION_AND) != denied;
        return condition_join(policy->arena,
                              both ? TREE_CONDITION_AND : TREE_CONDITION_OR,
                              plain(policy, condition->left, denied),
                              plain(policy, condition->right, denied));
    }
    case TREE_CONDITION_NAME: break;
    }
    if (!denied) {
        return condition;
    }
    struct condition *denial = arena_allocate(policy->arena, sizeof *denial);
    denial->kind = TREE_CONDITION_NOT;
    denial->left = condition;
    return denial;
}

const struct condition *phrase_plain(const struct policy *policy,
                                     const struct condition *condition)
{
    return plain(policy, condition, false);
}

/* --- numbers -------------------------------------------------------------- */

static const char *number_of(const struct policy *policy,
                             const struct section *from, const char *name)
{
    struct other target = order_find(policy, from, name);
    struct text text = { NULL, 0, 0 };
    if (target.statement != NULL) {
        statement_number(target.statement, &text);
    } else if (target.section != NULL) {
        section_number(target.section, &text);
    } else {
        text_put(&text, name);
    }
    return phrase_taken(policy, &text);
}

struct numbering phrase_numbers(const struct policy *policy,
                                const struct section *from,
                                const struct tree_qualifiers *qualifiers,
                                enum tree_qualifier_kind kind)
{
    struct numbering numbers = { NULL, 0 };
    for (size_t i = 0; i < qualifiers->count; i++) {
        const struct tree_qualifier *qualifier = &qualifiers->items[i];
        if (qualifier->kind != kind) {
            continue;
        }
        const struct tree_names *names = &qualifier->selection.names;
        for (size_t n = 0; n < names->count; n++) {
            numbers.items = arena_extend(policy->arena, numbers.items,
                                         numbers.count, sizeof *numbers.items);
            numbers.items[numbers.count++] =
                number_of(policy, from, names->items[n].text);
        }
    }
    return numbers;
}

void phrase_capital(struct text *text, size_t offset)
{
    if (offset < text->length && text->bytes[offset] >= 'a' &&
        text->bytes[offset] <= 'z') {
        text->bytes[offset] = (char)(text->bytes[offset] - 'a' + 'A');
    }
}

void phrase_filled(struct text *text, const char *heading, const char *value)
{
    const char *place = strstr(heading, "%s");
    if (place == NULL) {
        text_put(text, heading);
        return;
    }
    text_add(text, heading, (size_t)(place - heading));
    text_put(text, value);
    text_put(text, place + 2);
}

void phrase_arranged(struct text *text, const char *pattern,
                     const char *const *values)
{
    for (const char *at = pattern; *at != '\0'; at++) {
        if (at[0] == '%' && at[1] >= '1' && at[1] <= '9') {
            text_put(text, values[at[1] - '1']);
            at++;
        } else {
            text_char(text, *at);
        }
    }
}
