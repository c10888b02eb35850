/* Names to terms. A name that means nothing, or more than one thing, is one
 * finding that offers what the author may have meant: a near spelling, the same
 * word of another kind, the import that would bring it, or the candidates. */

#include "base/embedded.h"
#include "base/near.h"
#include "base/text.h"
#include "model/resolver.h"

#include <stdarg.h>
#include <string.h>

RULE(unknown_name) = {
    .slug = "unknown-name",
    .severity = SEVERITY_ERROR,
    .summary = "a name means no term, statement, section, field or module",
    .why = "A rule about something that is not declared decides nothing.",
    .bad = "data email\n"
           "we may collect emial.\n",
    .good = "data email\n"
            "we may collect email.\n",
};

RULE(ambiguous_name) = {
    .slug = "ambiguous-name",
    .severity = SEVERITY_ERROR,
    .summary = "a short name could mean several terms",
    .why = "Two readers would read two different promises.",
    .bad = "data account { address }\n"
           "data delivery { address }\n"
           "we may collect address.\n",
    .good = "data account { address }\n"
            "data delivery { address }\n"
            "we may collect delivery.address.\n",
};

RULE(wrong_kind) = {
    .slug = "wrong-kind",
    .severity = SEVERITY_ERROR,
    .summary = "a name stands where a term of another kind belongs",
    .why = "`for` takes purposes, `to` recipients or regions, `with` measures; "
           "a sentence that mixes them up has no meaning.",
    .bad = "data email\n"
           "we may collect email for email.\n",
    .good = "data email\n"
            "purpose support\n"
            "we may collect email for support.\n",
};

RULE(duplicate_name) = {
    .slug = "duplicate-name",
    .severity = SEVERITY_ERROR,
    .summary = "a name is declared twice",
    .why = "Every later mention of it could mean either.",
    .bad = "data email \"email address\"\n"
           "data email \"address\"\n",
    .good = "data email \"email address\"\n"
            "data address \"address\"\n",
};

RULE(empty_selection) = {
    .slug = "empty-selection",
    .severity = SEVERITY_ERROR,
    .summary = "what is excepted leaves nothing of what was selected",
    .why = "The sentence reads as a rule and is none.",
    .bad = "data account { email, phone }\n"
           "we may collect email except account.\n",
    .good = "data account { email, phone }\n"
            "we may collect account except email.\n",
};

struct finding *resolver_error(struct resolver *resolver,
                               const struct rule *rule, struct span span,
                               const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *message = arena_vprint(resolver->arena, format, arguments);
    va_end(arguments);
    resolver->errors++;
    return finding_add(resolver->findings, rule, span, "%s", message);
}

/* What each space is called in a sentence. */
static const char *const noun[SPACE_COUNT] = {
    [KIND_ACTION] = "an action",      [KIND_DATA] = "a data term",
    [KIND_PURPOSE] = "a purpose",     [KIND_RECIPIENT] = "a recipient",
    [KIND_SUBJECT] = "a subject",     [KIND_REGION] = "a region",
    [KIND_CONDITION] = "a condition", [KIND_RIGHT] = "a right",
    [KIND_MEASURE] = "a measure",     [KIND_EVENT] = "an event",
    [KIND_BASIS] = "a legal basis",   [KIND_METHOD] = "a method",
    [SPACE_PARTY] = "a party",
};

/* What stands before a term of each space in a sentence; NULL: what is said of
 * it otherwise, or nothing. */
static const char *const opener[SPACE_COUNT] = {
    [KIND_ACTION] = "we may", [KIND_DATA] = "we may use",
    [KIND_PURPOSE] = "for",   [KIND_RECIPIENT] = "to",
    [KIND_SUBJECT] = "of",    [KIND_REGION] = "in",
    [KIND_CONDITION] = "if",  [KIND_MEASURE] = "with",
    [KIND_EVENT] = "after",   [KIND_BASIS] = "under",
    [KIND_METHOD] = "by",
};

static const struct term *elsewhere(const struct resolver *resolver, int space,
                                    const char *path)
{
    for (int other = 0; other < KIND_COUNT; other++) {
        const struct terms *terms = &resolver->policy->terms[other];
        if (other != space && terms->index != NULL) {
            const struct term *term = term_find(terms, path, NULL, NULL);
            if (term != NULL && term->parent_count > 0) {
                return term;
            }
        }
    }
    return NULL;
}

static bool is_name_byte(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
           byte == '_';
}

/* Behind the next byte of this value. */
static size_t past(const struct embedded *file, size_t at, char end)
{
    const unsigned char *found =
        memchr(file->bytes + at, end, file->length - at);
    return found == NULL ? file->length : (size_t)(found - file->bytes) + 1;
}

/* Whether a library file declares a term of this kind and name. Its words are
 * read as they stand: the kind is the last one named outside of all braces. */
static bool declares(const struct embedded *file, int space, const char *name)
{
    size_t length = strlen(name);
    size_t depth = 0;
    bool right_kind = false;
    for (size_t at = 0; at < file->length;) {
        char byte = (char)file->bytes[at];
        size_t start = at;
        if (byte == '"' || byte == '#') {
            at = past(file, at + 1, byte == '"' ? '"' : '\n');
            continue;
        }
        while (at < file->length && is_name_byte(file->bytes[at])) {
            at++;
        }
        const void *word = file->bytes + start;
        size_t size = at - start;
        for (int kind = 0; depth == 0 && kind < KIND_COUNT && size > 0;
             kind++) {
            if (strlen(space_name[kind]) == size &&
                memcmp(word, space_name[kind], size) == 0) {
                right_kind = kind == space;
            }
        }
        if (right_kind && size == length && memcmp(word, name, size) == 0) {
            return true;
        }
        depth += byte == '{';
        depth -= byte == '}';
        at += size == 0;
    }
    return false;
}

/* The library's file that declares it and is not core, or NULL. */
static const char *library_with(int space, const char *name)
{
    for (const struct embedded *file = embedded_files; file->path != NULL;
         file++) {
        if (strncmp(file->path, "stdlib/", 7) == 0 &&
            strcmp(file->path, "stdlib/core.writ") != 0 &&
            declares(file, space, name)) {
            return file->path + 7;
        }
    }
    return NULL;
}

static void help_unknown(struct resolver *resolver, struct finding *finding,
                         int space, const char *name)
{
    const struct terms *terms = &resolver->policy->terms[space];
    const struct term *near = term_near(terms, name);
    const char *file = near == NULL ? library_with(space, name) : NULL;
    if (near != NULL) {
        finding_help(resolver->findings, finding, "did you mean `%s`?",
                     term_short(terms, near));
    } else if (file != NULL) {
        finding_help(resolver->findings, finding, "write `import std.%.*s`",
                     (int)strcspn(file, "."), file);
    } else {
        /* An action that is a kind of none escapes what is said of them. */
        finding_help(resolver->findings, finding,
                     "declare it: `%s %s \"...\"%s`",
                     space_name[space == SPACE_PARTY ? KIND_RECIPIENT : space],
                     name, space == KIND_ACTION ? " within use" : "");
    }
}

static void report_unknown(struct resolver *resolver, int space,
                           const struct tree_name *name)
{
    const struct term *other = elsewhere(resolver, space, name->text);
    if (other != NULL) {
        struct finding *finding =
            resolver_error(resolver, &rule_wrong_kind, name->span,
                           "`%s` is %s, and %s belongs here", name->text,
                           noun[other->space], noun[space]);
        if (other->span.end != 0 && !other->library) {
            finding_relate(resolver->findings, finding, other->span, NULL,
                           "declared here");
        }
        if (other->space == KIND_RIGHT) {
            finding_help(resolver->findings, finding,
                         "a right is granted with `you may %s ...`",
                         name->text);
        } else if (opener[other->space] != NULL) {
            finding_help(resolver->findings, finding, "%s is written `%s %s`",
                         noun[other->space], opener[other->space], name->text);
        }
        return;
    }
    struct finding *finding = resolver_error(
        resolver, &rule_unknown_name, name->span, "there is no %s `%s`",
        space == KIND_DATA    ? "data term"
        : space == KIND_BASIS ? "legal basis"
                              : space_name[space],
        name->text);
    if (resolver->errors <= MOST_GUESSES) {
        help_unknown(resolver, finding, space, name->text);
    }
}

static void report_ambiguous(struct resolver *resolver, int space,
                             const struct tree_name *name)
{
    struct term *candidates[8];
    size_t count = sizeof candidates / sizeof *candidates;
    term_find(&resolver->policy->terms[space], name->text, candidates, &count);
    struct text list = { 0 };
    for (size_t i = 0; i < count; i++) {
        text_print(&list, "%s`%s`",
                   i == 0           ? ""
                   : i + 1 == count ? " or "
                                    : ", ",
                   candidates[i]->path);
    }
    struct finding *finding =
        resolver_error(resolver, &rule_ambiguous_name, name->span,
                       "`%s` could mean more than one %s", name->text,
                       space == KIND_DATA ? "data term" : space_name[space]);
    finding_help(resolver->findings, finding, "write %s", text_string(&list));
    text_destroy(&list);
}

/* The term's place in its space, which is also a list of one; or NULL. */
static struct term **find_place(struct resolver *resolver, int space,
                                const struct tree_name *name)
{
    size_t count;
    struct term **place =
        term_recall(&resolver->policy->terms[space], name->text, &count);
    if (count == 0) {
        report_unknown(resolver, space, name);
    } else if (count > 1) {
        report_ambiguous(resolver, space, name);
    }
    return place;
}

struct term *resolve_term(struct resolver *resolver, int space,
                          const struct tree_name *name)
{
    struct term **place = find_place(resolver, space, name);
    return place != NULL ? *place : NULL;
}

struct term_list resolve_terms(struct resolver *resolver, int space,
                               const struct tree_names *names)
{
    struct term_list list = { 0 };
    if (names->count == 1) {
        list.items = find_place(resolver, space, &names->items[0]);
        list.count = list.items != NULL ? 1 : 0;
        return list;
    }
    list.items = arena_array(resolver->arena, names->count, sizeof *list.items);
    for (size_t i = 0; i < names->count; i++) {
        struct term *term = resolve_term(resolver, space, &names->items[i]);
        if (term != NULL) {
            list.items[list.count++] = term;
        }
    }
    return list;
}

void resolve_more_terms(struct resolver *resolver, int space,
                        const struct tree_names *names, struct term_list *list)
{
    struct term_list more = resolve_terms(resolver, space, names);
    if (list->count == 0) {
        *list = more;
        return;
    }
    struct term **items =
        arena_array(resolver->arena, list->count + more.count, sizeof *items);
    memcpy(items, list->items, list->count * sizeof *items);
    memcpy(items + list->count, more.items, more.count * sizeof *items);
    *list = (struct term_list){ items, list->count + more.count };
}

/* Several terms, exceptions, or `only`. */
static void choose_several(struct resolver *resolver, struct choices *choices,
                           enum dimension dimension,
                           const struct tree_selection *selection, bool only)
{
    int space = dimension_space[dimension];
    size_t errors = resolver->errors;
    struct term_list terms = resolve_terms(resolver, space, &selection->names);
    struct term_list except =
        resolve_terms(resolver, space, &selection->except);
    struct chosen *chosen = arena_allocate(resolver->arena, sizeof *chosen);
    *chosen = (struct chosen){ .written = true,
                               .only = only,
                               .terms = terms.items,
                               .term_count = terms.count,
                               .except = except.items,
                               .except_count = except.count };
    choices->chosen[dimension] = chosen;
    if (resolver->errors == errors) {
        choices->points[dimension] = resolve_points(
            resolver, space, chosen, tree_selection_span(selection));
    }
}

void resolve_choice(struct resolver *resolver, struct choices *choices,
                    enum dimension dimension,
                    const struct tree_selection *selection, bool only)
{
    const struct terms *terms =
        &resolver->policy->terms[dimension_space[dimension]];
    choices->spans[dimension] = tree_selection_span(selection);
    if (selection->names.count != 1 || selection->except.count != 0 || only) {
        choose_several(resolver, choices, dimension, selection, only);
        return;
    }
    struct term **place =
        find_place(resolver, terms->space, &selection->names.items[0]);
    if (place != NULL) {
        const struct chosen_term *chosen = &terms->chosen[place - terms->items];
        choices->chosen[dimension] = &chosen->chosen;
        choices->points[dimension] = chosen->points;
    }
}

void choices_end(struct choices *choices)
{
    for (int d = 0; d < DIMENSION_COUNT; d++) {
        if (choices->chosen[d] == NULL) {
            choices->chosen[d] = &chosen_nothing;
        }
    }
}

const struct bits *resolve_union(struct resolver *resolver, int space,
                                 const struct term_list *terms)
{
    struct bits *points =
        bits_create(resolver->arena, resolver->policy->terms[space].count);
    for (size_t i = 0; i < terms->count; i++) {
        bits_unite(points, terms->items[i]->below);
    }
    return points;
}

const struct bits *resolve_points(struct resolver *resolver, int space,
                                  const struct chosen *chosen, struct span span)
{
    if (!chosen->written) {
        return NULL;
    }
    if (chosen->term_count == 1 && chosen->except_count == 0) {
        const struct term *only = chosen->terms[0];
        return only->parent_count == 0 ? NULL : only->below;
    }
    struct bits *points =
        bits_create(resolver->arena, resolver->policy->terms[space].count);
    for (size_t i = 0; i < chosen->term_count; i++) {
        bits_unite(points, chosen->terms[i]->below);
    }
    for (size_t i = 0; i < chosen->except_count; i++) {
        bits_subtract(points, chosen->except[i]->below);
    }
    if (chosen->except_count > 0 && bits_empty(points)) {
        struct finding *finding = resolver_error(
            resolver, &rule_empty_selection, span,
            "what is excepted leaves nothing of what was selected");
        finding_help(resolver->findings, finding,
                     "leave the `except` out, or except less");
    }
    /* The root's own point lies below no other term. */
    return bits_has(points, 0) && bits_count(points) == points->size ? NULL
                                                                     : points;
}

const struct bits *resolve_facts(struct resolver *resolver,
                                 const struct tree_names *names)
{
    const struct terms *conditions = &resolver->policy->terms[KIND_CONDITION];
    struct bits *facts = bits_create(resolver->arena, conditions->count);
    for (size_t i = 0; i < names->count; i++) {
        const struct term *term =
            resolve_term(resolver, KIND_CONDITION, &names->items[i]);
        if (term != NULL && term->parent_count == 0) {
            resolver_error(resolver, &rule_wrong_kind, names->items[i].span,
                           "`any` is no fact: say which conditions hold");
        } else if (term != NULL) {
            bits_add(facts, term->number);
        }
    }
    facts_close(conditions, facts);
    return facts;
}

const struct condition *resolve_condition(struct resolver *resolver,
                                          const struct tree_condition *tree)
{
    if (tree == NULL) {
        return NULL;
    }
    struct condition *condition =
        arena_allocate(resolver->arena, sizeof *condition);
    condition->kind = tree->kind;
    if (tree->kind == TREE_CONDITION_NAME) {
        condition->term = resolve_term(resolver, KIND_CONDITION, &tree->name);
        return condition;
    }
    condition->left = resolve_condition(resolver, tree->left);
    if (tree->kind != TREE_CONDITION_NOT) {
        condition->right = resolve_condition(resolver, tree->right);
    }
    return condition;
}
