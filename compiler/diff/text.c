/* Published text that is no rule: the header's fields, the vocabulary, titles,
 * prose. Each sort is listed on both sides and matched; what has
 * no equal partner is a change. */

#include "diff/text.h"

#include "base/arena.h"
#include "diff/family.h"

#include <string.h>

void text_change(struct diff *diff, const char *what, enum change_group group,
                 const struct piece *old, const struct piece *new)
{
    const struct piece *pieces[SIDE_COUNT] = { old, new };
    struct change *change = family_change(diff);
    const struct piece *last = new != NULL ? new : old;
    const char *name =
        last->statement != NULL ? last->statement->name : last->key;
    const char *done = old == NULL   ? "is new"
                       : new == NULL ? "is gone"
                                     : "reads otherwise";
    *change = (struct change){
        .kind = CHANGE_TEXT_ONLY, .group = group, .what = what, .name = name
    };
    change->sentence = arena_print(diff->arena, "%s `%s` %s", what, name, done);
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct piece *piece = pieces[side];
        if (piece == NULL) {
            continue;
        }
        change->texts[side] = (struct change_text){
            .text = piece->text,
            .statement =
                piece->statement != NULL ? piece->statement->name : NULL,
            .span = piece->span,
        };
        if (piece->statement != NULL) {
            family_mention(diff, change, side, piece->statement);
        }
    }
}

void text_tell(struct diff *diff, struct pieces *pieces, const char *what,
               enum change_group group)
{
    for (size_t i = 0; i < pieces->count[SIDE_OLD]; i++) {
        const struct piece *piece = &pieces->items[SIDE_OLD][i];
        if (piece->partner == NULL || !piece->same) {
            text_change(diff, what, group, piece, piece->partner);
        }
    }
    for (size_t i = 0; i < pieces->count[SIDE_NEW]; i++) {
        const struct piece *piece = &pieces->items[SIDE_NEW][i];
        if (piece->partner == NULL) {
            text_change(diff, what, group, NULL, piece);
        }
    }
}

/* --- the header ------------------------------------------------------- */

/* Whom a person turns to. */
static bool is_contact(const char *name)
{
    static const char *const names[] = { "controller", "contact",
                                         "representative", "officer" };
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            return true;
        }
    }
    return false;
}

static const char *value_of(struct arena *arena, const struct tree_field *field)
{
    const char *value = "";
    for (size_t i = 0; i < field->value_count; i++) {
        value = arena_print(arena, "%s%s%s", value, i > 0 ? ", " : "",
                            field->values[i].text);
    }
    return value;
}

static void compare_fields(struct diff *diff, bool contact)
{
    struct pieces pieces = { .arena = diff->arena };
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        const struct policy *policy = diff->sides[side]->policy;
        const struct tree_policy *tree = policy->tree;
        struct piece title = { .key = "title",
                               .compare = policy->title,
                               .text = policy->title };
        if (tree != NULL && !contact) {
            title.span = tree->title.span;
            piece_add(&pieces, side, &title);
        }
        for (size_t i = 0; tree != NULL && i < tree->field_count; i++) {
            const char *value = value_of(diff->arena, &tree->fields[i]);
            struct piece piece = { .key = tree->fields[i].name.text,
                                   .compare = value,
                                   .text = value,
                                   .span = tree->fields[i].span };
            if (is_contact(piece.key) == contact) {
                piece_add(&pieces, side, &piece);
            }
        }
    }
    pieces_match(&pieces, false);
    text_tell(diff, &pieces, "field",
              contact ? GROUP_CONTROLLER : GROUP_WORDING);
}

/* --- the vocabulary --------------------------------------------------- */

/* What the list of terms says of it: its place, its label, whether its own list
 * is open. */
static const char *term_text(struct diff *diff, const struct term *term)
{
    return arena_print(diff->arena, "%s \"%s\"%s", term->path, term->label,
                       term->open ? " { ... }" : "");
}

/* A term that has another place is told by both of them. */
static void tell_terms(struct diff *diff, struct pieces *pieces, int space)
{
    size_t first = diff->count;
    text_tell(diff, pieces, space_name[space], GROUP_WORDING);
    for (size_t i = first; i < diff->count; i++) {
        struct change *change = &diff->changes[i];
        const char *old = change->texts[SIDE_OLD].text;
        const char *new = change->texts[SIDE_NEW].text;
        size_t length = old != NULL ? strcspn(old, " ") : 0;
        if (old != NULL && new != NULL &&
            (strcspn(new, " ") != length || strncmp(old, new, length) != 0)) {
            change->sentence = arena_print(
                diff->arena, "%s `%.*s` is now `%.*s`", space_name[space],
                (int)length, old, (int)strcspn(new, " "), new);
        }
    }
}

static void compare_terms(struct diff *diff, int space)
{
    const struct joint *joint = diff->common->joint;
    const struct terms *terms = &joint->policy->terms[space];
    struct pieces pieces = { .arena = diff->arena };
    for (size_t i = 1; i < terms->count; i++) {
        const struct term *old = joint->sides[SIDE_OLD].own[space][i];
        const struct term *new = joint->sides[SIDE_NEW].own[space][i];
        if ((old == NULL || old->library) && (new == NULL || new->library)) {
            continue; /* an import brings what it brings */
        }
        for (size_t side = 0; side < SIDE_COUNT; side++) {
            const struct term *term = side == SIDE_OLD ? old : new;
            if (term != NULL) {
                const char *text = term_text(diff, term);
                struct piece piece = { .key = terms->items[i]->path,
                                       .compare = text,
                                       .text = text,
                                       .span = term->span };
                piece_add(&pieces, side, &piece);
            }
        }
    }
    pieces_match(&pieces, false);
    tell_terms(diff, &pieces, space);
}

/* --- titles and prose ------------------------------------------------- */

static void list_section(struct pieces *pieces, size_t side,
                         const struct section *section, bool prose)
{
    struct piece title = { .key = section->name,
                           .compare = section->title,
                           .text = section->title };
    if (!prose && section->tree != NULL) {
        title.span = section->tree->title.text != NULL
                         ? section->tree->title.span
                         : section->tree->name.span;
        piece_add(pieces, side, &title);
    }
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        if (content->kind == CONTENT_SECTION) {
            list_section(pieces, side, content->section, prose);
        } else if (content->kind == CONTENT_PROSE && prose) {
            struct piece piece = {
                .key = section->name,
                .text = content->prose->string.text,
                .compare =
                    piece_flow(pieces->arena, content->prose->string.text),
                .span = content->prose->string.span,
            };
            piece_add(pieces, side, &piece);
        }
    }
}

static void compare_sections(struct diff *diff, bool prose)
{
    struct pieces pieces = { .arena = diff->arena };
    for (size_t side = 0; side < SIDE_COUNT; side++) {
        list_section(&pieces, side, diff->sides[side]->policy->document, prose);
    }
    pieces_match(&pieces, true);
    text_tell(diff, &pieces, prose ? "prose of" : "title of", GROUP_WORDING);
}

void compare_texts(struct diff *diff)
{
    compare_fields(diff, true);
    compare_fields(diff, false);
    for (int space = 0; space < KIND_COUNT; space++) {
        compare_terms(diff, space);
    }
    compare_sections(diff, false);
    compare_sections(diff, true);
    compare_wordings(diff);
    compare_translations(diff);
}
