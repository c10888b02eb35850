/* What readers of a document are told of: each change of meaning, whom they turn
 * to, and sentences that read otherwise. Of all other words they are told how
 * many are others; what a header says of the version itself is told anyway. */

#include "diff/revise.h"

#include "base/arena.h"
#include "diff/telling.h"

#include <string.h>

struct reviser {
    struct diff *diff;
    struct language_list languages;
    struct revision *revision;
};

static const char *arranged(const struct reviser *reviser, const char *pattern,
                            const char *first, const char *second,
                            const char *third)
{
    const char *const values[] = { first, second, third };
    struct text text = { NULL, 0, 0 };
    phrase_arranged(&text, pattern, values);
    const char *copy =
        arena_copy(reviser->diff->arena, text_string(&text), text.length);
    text_destroy(&text);
    return copy;
}

static const char *number_of(const struct reviser *reviser,
                             const struct statement *statement)
{
    struct text text = { NULL, 0, 0 };
    statement_number(statement, &text);
    const char *copy =
        arena_copy(reviser->diff->arena, text_string(&text), text.length);
    text_destroy(&text);
    return copy;
}

/* --- sentences ---------------------------------------------------------- */

/* Of a text that weighs though no verdict differs: wording.c says which do. */
static const char *weighty(const struct revision_words *words,
                           const struct statement *statement, bool broader)
{
    if (statement->kind == STATEMENT_DEEM) {
        return broader ? words->by_conduct : words->not_by_conduct;
    }
    return broader ? words->not_for_ever : words->for_ever;
}

static const char *reworded(const struct reviser *reviser,
                            const struct change *change,
                            const struct language *language)
{
    const struct revision_words *words = &language->changes->revision;
    bool old = change->statement_count[SIDE_OLD] > 0;
    bool new = change->statement_count[SIDE_NEW] > 0;
    const struct statement *statement =
        change->statements[new ? SIDE_NEW : SIDE_OLD][0];
    struct text text = { NULL, 0, 0 };
    phrase_filled(&text, language->headings->clause,
                  number_of(reviser, statement));
    const char *pattern =
        change->effect != EFFECT_NEUTRAL
            ? weighty(words, statement, change->effect == EFFECT_BROADER)
        : old && new ? words->reworded
        : new        ? words->added
                     : words->dropped;
    const char *sentence =
        arranged(reviser, pattern, text_string(&text), NULL, NULL);
    text_destroy(&text);
    return sentence;
}

static const char *caption_of(const struct language *language,
                              const char *field)
{
    const struct headings *headings = language->headings;
    return strcmp(field, "controller") == 0       ? headings->controller
           : strcmp(field, "representative") == 0 ? headings->representative
           : strcmp(field, "officer") == 0        ? headings->officer
                                                  : headings->contact;
}

/* Whom a person turns to, in the words of each version. */
static const char *field_changed(const struct reviser *reviser,
                                 const struct change *change,
                                 const struct language *language)
{
    const struct revision_words *words = &language->changes->revision;
    const char *caption = caption_of(language, change->name);
    const char *values[SIDE_COUNT];
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        values[side] = phrase_field(
            language, reviser->diff->sides[side]->policy, change->name);
    }
    if (values[SIDE_OLD] == NULL) {
        return arranged(reviser, words->field_added, caption, values[SIDE_NEW],
                        NULL);
    }
    if (values[SIDE_NEW] == NULL) {
        return arranged(reviser, words->field_dropped, caption,
                        values[SIDE_OLD], NULL);
    }
    return arranged(reviser, words->field, caption, values[SIDE_NEW],
                    values[SIDE_OLD]);
}

static const char *counted(const struct reviser *reviser, size_t count,
                           enum change_group group,
                           const struct language *language)
{
    const struct revision_words *words = &language->changes->revision;
    bool translated = group == GROUP_TRANSLATION;
    if (count == 1) {
        return translated ? words->translation : words->text;
    }
    return arranged(reviser, translated ? words->translations : words->texts,
                    arena_print(reviser->diff->arena, "%zu", count), NULL,
                    NULL);
}

/* --- items -------------------------------------------------------------- */

static struct revision_item *add_item(const struct reviser *reviser,
                                      enum change_group group, const char *kind,
                                      const char *effect)
{
    struct revision *revision = reviser->revision;
    struct arena *arena = reviser->diff->arena;
    revision->items = arena_extend(arena, revision->items, revision->count,
                                   sizeof *revision->items);
    struct revision_item *item = &revision->items[revision->count++];
    *item = (struct revision_item){
        .group = group,
        .name = change_group_name[group],
        .kind = kind,
        .effect = effect,
        .sentences = arena_array(arena, reviser->languages.count,
                                 sizeof *item->sentences),
    };
    return item;
}

static struct clause *clauses_of(const struct reviser *reviser,
                                 const struct change *change, size_t side)
{
    size_t count = change->statement_count[side];
    struct clause *clauses =
        arena_array(reviser->diff->arena, count, sizeof *clauses);
    for (size_t i = 0; i < count; i++) {
        const struct statement *statement = change->statements[side][i];
        clauses[i] =
            (struct clause){ statement->name, number_of(reviser, statement) };
    }
    return clauses;
}

static bool is_contact(const struct change *change)
{
    return change->group == GROUP_CONTROLLER && change->region == NULL;
}

/* Told by itself; other texts are counted. */
static bool is_item(const struct change *change)
{
    bool worded = change->statement_count[SIDE_OLD] > 0 ||
                  change->statement_count[SIDE_NEW] > 0;
    return change->region != NULL || is_contact(change) ||
           (worded && (change->group == GROUP_WORDING ||
                       change->effect != EFFECT_NEUTRAL));
}

/* The head of the document, and its foot, say these. */
static bool is_said_anyway(const struct change *change)
{
    return strcmp(change->what, "field") == 0 &&
           (strcmp(change->name, "version") == 0 ||
            strcmp(change->name, "effective") == 0 ||
            strcmp(change->name, "approvers") == 0);
}

static void add_change(const struct reviser *reviser,
                       const struct change *change)
{
    struct revision_item *item =
        add_item(reviser, change->group, change_kind_name[change->kind],
                 change_effect_name[change->effect]);
    item->old = clauses_of(reviser, change, SIDE_OLD);
    item->old_count = change->statement_count[SIDE_OLD];
    item->new = clauses_of(reviser, change, SIDE_NEW);
    item->new_count = change->statement_count[SIDE_NEW];
    for (size_t i = 0; i < reviser->languages.count; i++) {
        const struct language *language = reviser->languages.items[i];
        item->sentences[i] =
            change->region != NULL
                ? telling_sentence(reviser->diff, change, language)
            : is_contact(change) ? field_changed(reviser, change, language)
                                 : reworded(reviser, change, language);
    }
}

static void add_count(const struct reviser *reviser, size_t count,
                      enum change_group group)
{
    if (count == 0) {
        return;
    }
    struct revision_item *item =
        add_item(reviser, group, change_kind_name[CHANGE_TEXT_ONLY],
                 change_effect_name[EFFECT_NEUTRAL]);
    for (size_t i = 0; i < reviser->languages.count; i++) {
        item->sentences[i] =
            counted(reviser, count, group, reviser->languages.items[i]);
    }
}

const struct revision *revise(struct diff *diff, const char *published,
                              const char *archive)
{
    const struct compilation *old = diff->sides[SIDE_OLD];
    const char *digest = compilation_digest(diff->sides[SIDE_OLD]);
    struct revision *revision = arena_allocate(diff->arena, sizeof *revision);
    struct reviser reviser = { diff,
                               language_list(diff->sides[SIDE_NEW]->policy),
                               revision };
    size_t others[GROUP_COUNT] = { 0 };
    *revision = (struct revision){ .version = old->policy->version,
                                   .effective = old->policy->effective,
                                   .digest = digest,
                                   .published = published,
                                   .archive = archive };
    for (size_t i = 0; i < diff->count; i++) {
        const struct change *change = &diff->changes[i];
        if (is_item(change)) {
            add_change(&reviser, change);
        } else if (!is_said_anyway(change)) {
            others[change->group]++;
        }
        bool last = i + 1 == diff->count || change[1].group != change->group;
        if (last) {
            add_count(&reviser, others[change->group], change->group);
        }
    }
    return revision;
}
