/* Statements as Chinese sentences. The order of the parts is always the same:
 * order, condition, exception, purpose, who, modality, when, how, with whom,
 * what is done to what, how long, measures, basis. Invariant: a purpose stands
 * before the subject only where nothing is denied, so that "不" never seems to
 * deny the purpose; and as in English, "可以" is said of us only under a
 * condition. */

#include "language/chinese.h"

#include "base/arena.h"

#include <string.h>

struct sentence {
    const struct policy *policy;
    const struct statement *statement;
    struct text *text;
    bool prohibition;
    bool listed; /* its exceptions follow as a list */
};

/* --- parts --------------------------------------------------------------- */

static bool is_conditional(const struct statement *statement)
{
    return statement->guard != NULL || statement->unless != NULL;
}

static void write_guard(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    if (statement->guard == NULL) {
        return;
    }
    bool when = phrase_qualifier(statement, QUALIFIER_IF) == NULL;
    text_put(sentence->text, when ? "当" : "如果");
    chinese_condition(sentence->policy, statement->guard, sentence->text);
    text_put(sentence->text, when ? "时，" : "，");
}

/* "第 4.1 条和第 5 条"; false where no order is of that kind. */
static bool write_targets(const struct policy *policy,
                          const struct section *from,
                          const struct tree_qualifiers *qualifiers,
                          enum tree_qualifier_kind kind, struct text *text)
{
    struct numbering numbers = phrase_numbers(policy, from, qualifiers, kind);
    for (size_t i = 0; i < numbers.count; i++) {
        numbers.items[i] =
            arena_print(policy->arena, "第 %s 条", numbers.items[i]);
    }
    chinese_list(numbers.items, numbers.count, false, text);
    return numbers.count > 0;
}

static void write_order(const struct sentence *sentence)
{
    static const struct {
        enum tree_qualifier_kind kind;
        const char *opening, *end;
    } orders[] = {
        { QUALIFIER_NOTWITHSTANDING, "尽管有", "的规定，" },
        { QUALIFIER_SUBJECT_TO, "在不违反", "的前提下，" },
    };
    const struct statement *statement = sentence->statement;
    for (size_t i = 0; i < 2; i++) {
        struct text targets = { NULL, 0, 0 };
        if (write_targets(sentence->policy, statement->section,
                          &statement->tree->qualifiers, orders[i].kind,
                          &targets)) {
            text_print(sentence->text, "%s%s%s", orders[i].opening,
                       text_string(&targets), orders[i].end);
        }
        text_destroy(&targets);
    }
}

void chinese_order(const struct policy *policy, const struct section *section,
                   struct text *text)
{
    static const struct {
        enum tree_qualifier_kind kind;
        const char *opening, *end;
    } orders[] = {
        { QUALIFIER_NOTWITHSTANDING, "本条优先于", "。" },
        { QUALIFIER_SUBJECT_TO, "本条不得违反", "。" },
    };
    for (size_t i = 0; section->tree != NULL && i < 2; i++) {
        struct text targets = { NULL, 0, 0 };
        if (write_targets(policy, section->parent, &section->tree->orders,
                          orders[i].kind, &targets)) {
            text_print(text, "%s%s%s", orders[i].opening, text_string(&targets),
                       orders[i].end);
        }
        text_destroy(&targets);
    }
}

static void write_exception(const struct sentence *sentence)
{
    if (sentence->statement->unless != NULL && !sentence->listed) {
        text_put(sentence->text, "除非");
        chinese_condition(sentence->policy, sentence->statement->unless,
                          sentence->text);
        text_put(sentence->text, "，否则");
    }
}

static void write_party(const struct sentence *sentence)
{
    static const char *const ours[] = {
        [MODALITY_MAY] = "我们会",
        [MODALITY_MUST] = "我们将",
        [MODALITY_MUST_NOT] = "我们不会",
        [MODALITY_NEVER] = "我们绝不会",
    };
    static const char *const yours[] = {
        [MODALITY_MAY] = "您有权",
        [MODALITY_MUST] = "您必须",
        [MODALITY_MUST_NOT] = "您无权",
        [MODALITY_NEVER] = "您始终无权",
    };
    static const char *const theirs[] = {
        [MODALITY_MAY] = "可以",
        [MODALITY_MUST] = "必须",
        [MODALITY_MUST_NOT] = "不得",
        [MODALITY_NEVER] = "绝不得",
    };
    const struct statement *statement = sentence->statement;
    enum tree_modality modality = statement->modality;
    if (statement->kind == STATEMENT_RIGHT) {
        text_put(sentence->text, yours[modality]);
    } else if (statement->party == PARTY_NAMED) {
        text_put(sentence->text,
                 chinese_label(sentence->policy, statement->party_term));
        text_put(sentence->text, theirs[modality]);
    } else {
        bool may = modality == MODALITY_MAY && is_conditional(statement);
        text_put(sentence->text, may ? "我们可以" : ours[modality]);
    }
}

/* --- when and how -------------------------------------------------------- */

/* How long is said behind what is done. */
static bool is_period(const struct time *time)
{
    return time->kind == TIME_UP_TO || time->kind == TIME_AT_LEAST;
}

/* "以物理删除的方式" goes with deleting, "通过 Cookie" with the rest. */
static void put_methods(const struct sentence *sentence, struct text *text)
{
    const struct statement *statement = sentence->statement;
    const struct chosen *actions = statement->chosen[DIMENSION_ACTION];
    bool deleting = actions->term_count > 0 &&
                    strstr(chinese_label(sentence->policy, actions->terms[0]),
                           "删除") != NULL;
    text_put(text, deleting ? "以" : "通过");
    chinese_terms(sentence->policy, &statement->methods, false, text);
    text_put(text, deleting ? "的方式" : "");
}

static const char *adverbs_of(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    struct text text = { NULL, 0, 0 };
    for (size_t i = 0;
         i < statement->time_count && statement->kind == STATEMENT_RULE; i++) {
        if (!is_period(&statement->times[i])) {
            chinese_time(sentence->policy, &statement->times[i], &text);
        }
    }
    if (statement->methods.count > 0) {
        put_methods(sentence, &text);
    }
    if (statement->measures.count > 0 && statement->modality != MODALITY_MAY) {
        text_put(&text, "以");
        chinese_terms(sentence->policy, &statement->measures, false, &text);
    }
    return phrase_taken(sentence->policy, &text);
}

static void write_manner(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    for (size_t i = 0; i < statement->time_count; i++) {
        const struct time *time = &statement->times[i];
        bool answer = statement->kind == STATEMENT_RIGHT;
        if (answer || is_period(time)) {
            text_put(sentence->text, answer ? "，我们将" : "，期限为");
            chinese_time(sentence->policy, time, sentence->text);
            text_put(sentence->text, answer ? "答复" : "");
        }
    }
    if (statement->measures.count > 0 && statement->modality == MODALITY_MAY) {
        text_put(sentence->text, "，并始终以");
        chinese_terms(sentence->policy, &statement->measures, false,
                      sentence->text);
        text_put(sentence->text, "为保障");
    }
}

/* The ground is a short sentence of its own; before a list, a part of the
 * first. */
static void write_grounds(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    if (statement->bases.count > 0) {
        text_put(sentence->text,
                 sentence->listed ? "，法律依据为" : "。法律依据：");
        chinese_terms(sentence->policy, &statement->bases, false,
                      sentence->text);
    }
    for (size_t i = 0; i < statement->source_count; i++) {
        text_put(sentence->text, i == 0 ? "（" : "；");
        text_put(sentence->text, statement->sources[i]);
    }
    text_put(sentence->text, statement->source_count > 0 ? "）" : "");
}

/* --- whole sentences ----------------------------------------------------- */

static const char *chosen_of(const struct sentence *sentence,
                             enum dimension dimension)
{
    const struct chosen *chosen = sentence->statement->chosen[dimension];
    if (!chosen->written) {
        return NULL;
    }
    struct text text = { NULL, 0, 0 };
    chinese_chosen(sentence->policy, chosen, dimension_space[dimension],
                   sentence->prohibition, &text);
    return phrase_taken(sentence->policy, &text);
}

/* Data of somebody else is not yours: "未成年人的个人信息". */
static const char *object_of(const struct sentence *sentence,
                             const struct term *verb)
{
    const struct statement *statement = sentence->statement;
    const struct chosen *data = statement->chosen[DIMENSION_DATA];
    const struct chosen *subject = statement->chosen[DIMENSION_SUBJECT];
    const char *other = chinese_object(sentence->policy, verb);
    if (statement->object_is_you) {
        return "您";
    }
    if (!data->written && !subject->written &&
        statement->kind == STATEMENT_RULE) {
        return other;
    }
    struct text text = { NULL, 0, 0 };
    if (subject->written) {
        text_print(&text, "%s%s的", subject->only ? "仅限" : "",
                   chosen_of(sentence, DIMENSION_SUBJECT));
        chinese_chosen(sentence->policy, data, KIND_DATA, sentence->prohibition,
                       &text);
    } else {
        chinese_yours(sentence->policy, data, sentence->prohibition, &text);
    }
    return phrase_taken(sentence->policy, &text);
}

static struct chinese_predicate predicate_of(const struct sentence *sentence)
{
    const struct statement *statement = sentence->statement;
    const struct chosen *const *chosen = statement->chosen;
    struct chinese_predicate predicate = {
        .policy = sentence->policy,
        .verbs = chosen[DIMENSION_ACTION]->terms,
        .verb_count = chosen[DIMENSION_ACTION]->term_count,
        .prohibition = sentence->prohibition,
        .adverbs = adverbs_of(sentence),
        .recipient = chosen_of(sentence, DIMENSION_RECIPIENT),
        .region = chosen_of(sentence, DIMENSION_REGION),
        .purpose = chosen_of(sentence, DIMENSION_PURPOSE),
        .only_recipient = chosen[DIMENSION_RECIPIENT]->only,
        .only_region = chosen[DIMENSION_REGION]->only,
        .only_purpose = chosen[DIMENSION_PURPOSE]->only,
        .to_region = phrase_qualifier(statement, QUALIFIER_IN) == NULL,
    };
    if (statement->kind == STATEMENT_RIGHT) {
        predicate.verbs = statement->rights.items;
        predicate.verb_count = statement->rights.count;
    }
    if (predicate.verb_count == 0) { /* `any` */
        int space =
            statement->kind == STATEMENT_RIGHT ? KIND_RIGHT : KIND_ACTION;
        predicate.verbs = sentence->policy->terms[space].items;
        predicate.verb_count = 1;
    }
    predicate.object =
        object_of(sentence, predicate.verbs[predicate.verb_count - 1]);
    return predicate;
}

static void write_rule(const struct sentence *sentence)
{
    struct chinese_predicate predicate = predicate_of(sentence);
    write_order(sentence);
    write_guard(sentence);
    write_exception(sentence);
    bool opens = sentence->statement->kind == STATEMENT_RULE &&
                 !sentence->prohibition && !predicate.only_purpose &&
                 !chinese_uses(&predicate);
    if (opens && predicate.purpose != NULL) {
        text_print(sentence->text, "为%s，", predicate.purpose);
        predicate.purpose = NULL;
    }
    write_party(sentence);
    chinese_predicate(&predicate, sentence->text);
    write_manner(sentence);
    write_grounds(sentence);
}

/* The generated sentence without the stop. */
static void write_generated(const struct policy *policy,
                            const struct statement *statement, bool listed,
                            struct text *text)
{
    const struct sentence sentence = {
        .policy = policy,
        .statement = statement,
        .text = text,
        .prohibition = statement_forbids(statement),
        .listed = listed,
    };
    if (statement->kind == STATEMENT_DEEM) {
        text_print(text, "%s时，即视为%s",
                   chinese_label(policy, statement->deemed_on),
                   chinese_label(policy, statement->deemed));
    } else {
        write_rule(&sentence);
    }
}

static bool has_stop(const struct text *text)
{
    static const char *const stops[] = { "。", "！", "？", ".", "!", "?" };
    for (size_t i = 0; i < sizeof stops / sizeof *stops; i++) {
        size_t length = strlen(stops[i]);
        if (text->length >= length &&
            memcmp(text->bytes + text->length - length, stops[i], length) ==
                0) {
            return true;
        }
    }
    return text->length == 0;
}

void chinese_generated(const struct policy *policy,
                       const struct statement *statement, struct text *text)
{
    struct text raw = { NULL, 0, 0 };
    write_generated(policy, statement, false, &raw);
    chinese_spaced(text_string(&raw), text);
    text_put(text, "。");
    text_destroy(&raw);
}

void chinese_statement(const struct policy *policy,
                       const struct statement *statement, struct text *text)
{
    struct text raw = { NULL, 0, 0 };
    if (!phrase_worded(&language_chinese, policy, statement, &raw)) {
        chinese_generated(policy, statement, text);
        return;
    }
    if (!has_stop(&raw)) {
        text_put(&raw, "。");
    }
    chinese_spaced(text_string(&raw), text);
    text_destroy(&raw);
}

struct phrase chinese_phrase(const struct policy *policy,
                             const struct statement *statement)
{
    struct alternatives exceptions =
        phrase_alternatives(policy, statement->unless);
    bool worded =
        phrase_wording(&language_chinese, policy, statement).text != NULL;
    struct phrase phrase = { .items = NULL };
    struct text text = { NULL, 0, 0 };
    if (worded || exceptions.count <= PHRASE_MOST_EXCEPTIONS) {
        chinese_statement(policy, statement, &text);
        phrase.lead = phrase_taken(policy, &text);
        return phrase;
    }
    struct text raw = { NULL, 0, 0 };
    write_generated(policy, statement, true, &raw);
    chinese_spaced(text_string(&raw), &text);
    text_destroy(&raw);
    text_put(&text, "，但下列情形除外：");
    phrase.lead = phrase_taken(policy, &text);
    phrase.item_count = exceptions.count;
    phrase.items =
        arena_array(policy->arena, exceptions.count, sizeof *phrase.items);
    for (size_t i = 0; i < exceptions.count; i++) {
        chinese_condition(policy, exceptions.items[i], &text);
        text_put(&text, i + 1 == exceptions.count ? "。" : "；");
        phrase.items[i] = phrase_taken(policy, &text);
    }
    return phrase;
}
