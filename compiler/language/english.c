/* English: its row, the fixed words of a document, and examples and questions
 * in words. An example names only what matters to it, and stands at the end of
 * "for example: ", so it has neither a capital nor a full stop. */

#include "language/english.h"

#include "base/arena.h"
#include "language/change.h"
#include "language/readability.h"

#include <string.h>

/* What an example and a question have in common: one phrase a dimension, NULL
 * where it is left out, and the action as a term for what follows it. */
struct clause {
    const struct policy *policy;
    const char *phrase[DIMENSION_COUNT];
    const struct term *action;
    bool to_region; /* data goes there, and is not there */
};

/* The verbs as the party makes them: "partners share", "our mailer shares". */
static const char *bent(const struct policy *policy, const char *party,
                        struct term *const *actions, size_t count)
{
    bool plural = party == NULL || english_is_plural(party);
    const char **verbs = arena_array(policy->arena, count, sizeof *verbs);
    for (size_t i = 0; i < count; i++) {
        const char *label = english_label(policy, actions[i]);
        verbs[i] = plural ? label : english_third_person(policy, label);
    }
    struct text text = { NULL, 0, 0 };
    english_list(verbs, count, false, &text);
    return phrase_taken(policy, &text);
}

static void write_clause(const struct clause *clause, struct text *text)
{
    const struct english_verb *verb =
        english_verb(clause->policy, clause->action);
    const char *const *phrase = clause->phrase;
    text_print(text, "%s %s", phrase[DIMENSION_PARTY],
               phrase[DIMENSION_ACTION]);
    if (phrase[DIMENSION_DATA] != NULL) {
        text_print(text, " %s", phrase[DIMENSION_DATA]);
    } else if (verb->object == NULL) {
        text_put(text, " any information");
    } else {
        text_put(text, verb->object);
    }
    if (phrase[DIMENSION_SUBJECT] != NULL) {
        text_print(text, " of %s", phrase[DIMENSION_SUBJECT]);
    }
    if (phrase[DIMENSION_RECIPIENT] != NULL) {
        text_print(text, "%s%s", verb->recipient, phrase[DIMENSION_RECIPIENT]);
    }
    if (phrase[DIMENSION_REGION] != NULL) {
        text_print(text, " %s %s", clause->to_region ? "to" : "in",
                   phrase[DIMENSION_REGION]);
    }
    if (phrase[DIMENSION_PURPOSE] != NULL) {
        text_print(text, " for %s", phrase[DIMENSION_PURPOSE]);
    }
}

/* Exactly these facts hold, which goes without saying where no guard of the
 * policy asks for any. */
static void write_facts(const struct policy *policy, const struct bits *facts,
                        struct text *text)
{
    if (facts != NULL && !bits_empty(facts)) {
        text_put(text, ", where ");
        english_facts(policy, facts, text);
    } else if (policy->conditions_used != NULL &&
               !bits_empty(policy->conditions_used)) {
        text_put(text, ", with no condition met");
    }
}

/* --- examples ----------------------------------------------------------- */

/* Of a term, what its list does not name. */
static const char others[] = " (not one of those listed)";

static const char *at_term(const struct policy *policy,
                           const struct situation *situation,
                           enum dimension dimension)
{
    const struct term *term = situation->at[dimension];
    if (situation->rest[dimension]) {
        return arena_print(policy->arena, "%s%s", english_label(policy, term),
                           others);
    }
    bool needed = dimension == DIMENSION_PARTY || term->parent_count > 0;
    return needed ? english_label(policy, term) : NULL;
}

static void english_situation(const struct policy *policy,
                              const struct situation *situation,
                              struct text *text)
{
    const struct term *party = situation->at[DIMENSION_PARTY];
    const struct term *action = situation->at[DIMENSION_ACTION];
    struct term *one = policy->terms[KIND_ACTION].items[action->number];
    bool we = strcmp(party->name, "we") == 0;
    struct clause clause = { .policy = policy, .action = action };
    for (int i = 0; i < DIMENSION_COUNT; i++) {
        clause.phrase[i] = at_term(policy, situation, (enum dimension)i);
    }
    if (situation->at[DIMENSION_RECIPIENT] == policy->us &&
        !term_within(action, policy->disclose)) {
        clause.phrase[DIMENSION_RECIPIENT] = NULL;
    }
    clause.phrase[DIMENSION_ACTION] = arena_print(
        policy->arena, "%s%s",
        bent(policy, we ? NULL : english_label(policy, party), &one, 1),
        situation->rest[DIMENSION_ACTION] ? others : "");
    clause.to_region = strcmp(action->name, "transfer") == 0;
    write_clause(&clause, text);
    if (!situation->any_facts) {
        write_facts(policy, situation->facts, text);
    }
}

/* --- questions ---------------------------------------------------------- */

static const char *asked(const struct policy *policy,
                         const struct question *question,
                         enum dimension dimension)
{
    const struct chosen *chosen = &question->chosen[dimension];
    if (!chosen->written && dimension != DIMENSION_ACTION) {
        return NULL;
    }
    struct text text = { NULL, 0, 0 };
    english_chosen(policy, chosen, dimension_space[dimension], false, &text);
    return phrase_taken(policy, &text);
}

static void english_question(const struct policy *policy,
                             const struct question *question, struct text *text)
{
    const struct chosen *actions = &question->chosen[DIMENSION_ACTION];
    struct clause clause = {
        .policy = policy,
        .action = actions->term_count > 0
                      ? actions->terms[actions->term_count - 1]
                      : policy->terms[KIND_ACTION].items[0],
        .to_region = phrase_goes_to_region(question),
    };
    for (int i = DIMENSION_ACTION; i < DIMENSION_COUNT; i++) {
        clause.phrase[i] = asked(policy, question, (enum dimension)i);
    }
    const struct tree_question *tree = question->tree;
    bool you = tree != NULL && tree->object_is_you;
    bool we = question->party_term == NULL ||
              strcmp(question->party_term->name, "we") == 0;
    clause.phrase[DIMENSION_PARTY] =
        we ? "we" : english_label(policy, question->party_term);
    if (actions->term_count > 0 && !we) {
        clause.phrase[DIMENSION_ACTION] =
            bent(policy, clause.phrase[DIMENSION_PARTY], actions->terms,
                 actions->term_count);
    }
    if (you) {
        clause.phrase[DIMENSION_DATA] = "you";
    }
    write_clause(&clause, text);
    if (question->condition != NULL) {
        text_put(text, ", if ");
        english_condition(policy, question->condition, text);
    } else if (question->given != NULL) {
        write_facts(policy, question->given, text);
    }
}

static const char *words_of(const struct policy *policy,
                            const struct chosen *chosen, int space)
{
    struct text text = { NULL, 0, 0 };
    english_chosen(policy, chosen, space, false, &text);
    return phrase_taken(policy, &text);
}

static void english_right(const struct policy *policy,
                          const struct chosen *rights,
                          const struct question *question, struct text *text)
{
    static const struct {
        enum dimension dimension;
        const char *before;
    } parts[] = { { DIMENSION_SUBJECT, "of" },
                  { DIMENSION_RECIPIENT, "with" },
                  { DIMENSION_REGION, "in" },
                  { DIMENSION_PURPOSE, "for" } };
    const struct chosen *data = &question->chosen[DIMENSION_DATA];
    text_print(text, "you may %s %s", words_of(policy, rights, KIND_RIGHT),
               data->written ? words_of(policy, data, KIND_DATA)
                             : "your information");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        const char *words = asked(policy, question, parts[i].dimension);
        if (words != NULL) {
            text_print(text, " %s %s", parts[i].before, words);
        }
    }
}

/* --- the row ------------------------------------------------------------ */

static const struct headings headings = {
    .skip = "Skip to the text",
    .controller = "Responsible",
    .service = "Service",
    .version = "Version",
    .effective = "In effect from",
    .contact = "Contact",
    .representative = "Representative",
    .officer = "Data protection officer",
    .website = "Website",
    .digest = "Fingerprint of the rules",
    .promises = "What is never done",
    .contents = "Contents",
    .summary = "Your information at a glance",
    .summary_note = "Which information we handle, what for and on which basis, "
                    "who receives it and how long we keep it. Computed from "
                    "the rules of this document.",
    .data = "Information",
    .purpose = "Used for, and the basis",
    .recipient = "Received by",
    .keeping = "Kept",
    .none = "none",
    .no_limit = "no period stated",
    .conditional = "%s, if %s",
    .exception = "%s, unless %s",
    .for_purpose = "%s, for %s",
    .of_subject = "%s, only for information of %s",
    .in_region = "%s, only in %s",
    .but_of = "%s; for information of %s",
    .but_in = "%s; in %s",
    .sometimes = "%s, in some cases",
    .keeping_for = "%s (for %s)",
    .rest = "other %s",
    .rest_of = {
        [KIND_DATA] = "any other information",
        [KIND_PURPOSE] = "any other purpose",
        [KIND_RECIPIENT] = "anyone else",
        [KIND_SUBJECT] = "anyone else",
        [KIND_REGION] = "anywhere else",
    },
    .rights = "Your rights at a glance",
    .rights_note = "What you can ask of us, and for which information.",
    .right = "You can",
    .right_data = "Information",
    .right_terms = "Terms",
    .answer = "we answer %s",
    .only_if = "only if %s",
    .only_unless = "not if %s",
    .definitions = "What the words mean",
    .definitions_note = "Some words of this document stand for several "
                        "things, which are listed with them. Where it says "
                        "\"including\", there may be others.",
    .includes = "including %s",
    .including = "%s (%s)",
    .others = "others of the kind",
    .colon = ": ",
    .comma = ", ",
    .semicolon = "; ",
    .opening = " (",
    .closing = ")",
    .language = "Languages",
    .permalink = "Link to this statement",
    .clause = "section %s",
    .clauses = "sections %s",
    .brief = "In brief",
    .brief_data = "What we handle",
    .brief_purposes = "What for",
    .brief_recipients = "Who receives it",
    .brief_keeping = "How long we keep it",
    .brief_places = "Where it goes",
    .brief_rights = "What you can do",
    .sent_to = "transfer to %s",
    .in_place = "handled in %s",
    .kept = "%s: %s",
    .also = "%s; %s",
    .more = "and %s more",
    .all_of = "all of it",
    .besides = "in addition",
    .nothing_more = "nothing more",
    .see_below = "see below",
    .on_basis = "on the basis of %s",
    .receivers = "Recipients and places at a glance",
    .receivers_note = "Who receives information from us and where it is sent, "
                      "which and what for, and what goes along to protect it. "
                      "Computed from the rules of this document.",
    .receiver = "Recipient or place",
    .receiver_data = "Information",
    .receiver_purpose = "Purpose and basis",
    .receiver_measures = "Safeguards",
    .duties = "Our duties at a glance",
    .duties_note = "What has to be done, and by when.",
    .duty = "Duty",
    .duty_object = "Concerning",
    .duty_time = "When",
    .duty_way = "How",
    .duty_of = "%s: %s",
    .you = "you",
    .yields = "not where %s prevails",
    .picture = "How information flows",
    .picture_note = "From the information on the left, through what it is used "
                    "for, to those who receive it on the right. A dashed "
                    "ribbon stands for what is done only in part or under "
                    "conditions. Each ribbon leads to its clause; the tables "
                    "below say the same in words.",
    .picture_data = "Information",
    .picture_purposes = "Used for",
    .picture_recipients = "Received by",
    .flows = "%s to %s",
    .flows_some = "%s to %s, in part or under conditions",
};

const struct language language_english = {
    .code = "en",
    .name = "English",
    .headings = &headings,
    .readability = &readability_english,
    .changes = &changes_english,
    .statement = english_statement,
    .phrase = english_phrase,
    .generated = english_generated,
    .situation = english_situation,
    .question = english_question,
    .right = english_right,
    .chosen = english_chosen,
    .list = english_list,
    .condition = english_condition,
    .facts = english_facts,
    .duration = english_duration,
    .time = english_time,
    .events = english_events,
    .date = english_date,
    .label = english_label,
    .verb = english_verb_alone,
    .mention = english_mention,
    .order = english_order,
};
