/* Translations: the words of what a policy publishes, in another language. A
 * name may be that of a term of any kind, a statement, a section (its title),
 * prose, the policy itself (its title) or a field of its header; where several
 * have it, what it is is written before it: `data.email`, `section.contact`.
 * Invariant: a thing has at most one text a language, and the policy's own goes
 * before that of the library. */

#include "model/resolver.h"

#include <stdint.h>
#include <string.h>

/* --- looking up ---------------------------------------------------------- */

/* Numbers of items, one higher, by a hash of their things: open addressing, a
 * table at least twice as large as what it holds; 0 is a free place. */
struct translation_index {
    uint32_t *places;
    size_t mask;
};

static const void *thing_of(const struct translated *item)
{
    return item->term != NULL        ? (const void *)item->term
           : item->statement != NULL ? (const void *)item->statement
           : item->section != NULL   ? (const void *)item->section
           : item->prose != NULL     ? (const void *)item->prose
                                     : (const void *)item->field;
}

/* The order of a table is never seen: things are only found by it. */
static size_t hash_of(const void *thing)
{
    uint64_t bits = (uint64_t)(uintptr_t)thing;
    return (size_t)((bits * UINT64_C(0x9E3779B97F4A7C15)) >> 20);
}

/* The place of a thing, or the free one where it would stand. */
static uint32_t *place_of(const struct translation *translation,
                          const void *thing)
{
    const struct translation_index *index = translation->index;
    size_t at = hash_of(thing) & index->mask;
    while (index->places[at] != 0 &&
           thing_of(&translation->items[index->places[at] - 1]) != thing) {
        at = (at + 1) & index->mask;
    }
    return &index->places[at];
}

static struct translated *find_item(const struct translation *translation,
                                    const void *thing)
{
    if (translation->index != NULL) {
        uint32_t place = *place_of(translation, thing);
        return place == 0 ? NULL : &translation->items[place - 1];
    }
    for (size_t i = 0; i < translation->count; i++) {
        if (thing_of(&translation->items[i]) == thing) {
            return &translation->items[i];
        }
    }
    return NULL;
}

const struct translated *translation_find(const struct policy *policy,
                                          const char *language,
                                          const void *thing)
{
    for (size_t i = 0; i < policy->translation_count; i++) {
        if (strcmp(policy->translations[i].language, language) == 0) {
            return find_item(&policy->translations[i], thing);
        }
    }
    return NULL;
}

static void make_index(struct arena *arena, struct translation *translation)
{
    size_t size = 16;
    while (size < translation->count * 2 + 2) {
        size *= 2;
    }
    translation->index = arena_allocate(arena, sizeof *translation->index);
    translation->index->mask = size - 1;
    translation->index->places =
        arena_array(arena, size, sizeof *translation->index->places);
    for (size_t i = 0; i < translation->count; i++) {
        *place_of(translation, thing_of(&translation->items[i])) =
            (uint32_t)i + 1;
    }
}

static void add_item(struct arena *arena, struct translation *translation,
                     const struct translated *item)
{
    translation->items =
        arena_extend(arena, translation->items, translation->count,
                     sizeof *translation->items);
    translation->items[translation->count++] = *item;
    if (translation->count * 2 > translation->index->mask) {
        make_index(arena, translation);
    } else {
        *place_of(translation, thing_of(item)) = (uint32_t)translation->count;
    }
}

/* --- what a name stands for ---------------------------------------------- */

enum { MOST_CANDIDATES = 4 };

/* The things that a name could mean, and the name under which each is the only
 * one. */
struct candidates {
    struct translated items[MOST_CANDIDATES];
    const char *names[MOST_CANDIDATES];
    size_t count; /* of all, even those that found no room */
};

/* Named prose, in reading order. */
struct proses {
    const struct content **items;
    size_t count;
};

struct reader_of {
    struct resolver *resolver;
    struct policy *policy;
    struct proses proses;
    struct translation *translation;
    bool library;
};

static void add(struct candidates *candidates, struct translated item,
                const char *name)
{
    if (candidates->count < MOST_CANDIDATES) {
        candidates->items[candidates->count] = item;
        candidates->names[candidates->count] = name;
    }
    candidates->count++;
}

/* What stands behind "data." where the name begins so, or NULL. */
static const char *behind(const char *name, const char *prefix)
{
    size_t length = strlen(prefix);
    bool begins = strncmp(name, prefix, length) == 0 && name[length] == '.';
    return begins ? name + length + 1 : NULL;
}

static bool is_end(const char *whole, const char *end)
{
    size_t length = strlen(whole);
    size_t tail = strlen(end);
    return tail <= length && strcmp(whole + length - tail, end) == 0 &&
           (tail == length || whole[length - tail - 1] == '.');
}

/* Which of the two a name may mean. */
enum part { PART_SECTION = 1, PART_STATEMENT = 2 };

static void add_document(struct reader_of *reader, const char *name,
                         unsigned parts, struct candidates *candidates)
{
    struct arena *arena = reader->resolver->arena;
    struct other other = order_find(reader->policy, NULL, name);
    if (other.statement != NULL && (parts & PART_STATEMENT) != 0) {
        add(candidates, (struct translated){ .statement = other.statement },
            arena_print(arena, "statement.%s", other.statement->name));
    }
    if (other.section != NULL && (parts & PART_SECTION) != 0) {
        add(candidates, (struct translated){ .section = other.section },
            arena_print(arena, "section.%s", other.section->name));
    }
}

static void add_prose(struct reader_of *reader, const char *name,
                      struct candidates *candidates)
{
    for (size_t i = 0; i < reader->proses.count; i++) {
        const struct content *prose = reader->proses.items[i];
        if (is_end(prose->name, name)) {
            add(candidates, (struct translated){ .prose = prose }, prose->name);
        }
    }
}

static void add_term(struct reader_of *reader, int space, const char *path,
                     struct candidates *candidates)
{
    const struct term *term =
        term_find(&reader->policy->terms[space], path, NULL, NULL);
    bool known = term != NULL && term->parent_count > 0 &&
                 (term->library || !reader->library);
    if (known) {
        add(candidates, (struct translated){ .term = term },
            arena_print(reader->resolver->arena, "%s.%s", space_name[space],
                        term->path));
    }
}

/* The policy's name, and behind it those of its fields. */
static void add_header(struct reader_of *reader, const char *name,
                       struct candidates *candidates)
{
    struct policy *policy = reader->policy;
    if (policy->tree == NULL) {
        return;
    }
    const char *field = behind(name, policy->name);
    if (strcmp(name, policy->name) == 0) {
        add(candidates, (struct translated){ .section = policy->document },
            policy->name);
    }
    for (size_t i = 0; field != NULL && i < policy->field_count; i++) {
        if (strcmp(policy->fields[i].name, field) == 0) {
            add(candidates, (struct translated){ .field = &policy->fields[i] },
                name);
        }
    }
}

/* The library says what kind it means. */
static struct candidates candidates_of(struct reader_of *reader,
                                       const char *name)
{
    struct candidates found = { .count = 0 };
    for (int space = 0; space < KIND_COUNT && found.count == 0; space++) {
        const char *path = behind(name, space_name[space]);
        if (path != NULL) {
            add_term(reader, space, path, &found);
        }
    }
    const char *section = behind(name, "section");
    const char *statement = behind(name, "statement");
    if (found.count == 0 && section != NULL) {
        add_document(reader, section, PART_SECTION, &found);
    }
    if (found.count == 0 && statement != NULL) {
        add_document(reader, statement, PART_STATEMENT, &found);
    }
    if (found.count > 0 || reader->library) {
        return found;
    }
    add_document(reader, name, PART_SECTION | PART_STATEMENT, &found);
    add_prose(reader, name, &found);
    add_header(reader, name, &found);
    for (int space = 0; space < KIND_COUNT; space++) {
        add_term(reader, space, name, &found);
    }
    return found;
}

/* --- pairs --------------------------------------------------------------- */

static void report_ambiguous(struct resolver *resolver,
                             const struct tree_name *name,
                             const struct candidates *found)
{
    struct finding *finding =
        resolver_error(resolver, &rule_ambiguous_name, name->span,
                       "`%s` could mean more than one thing", name->text);
    finding_help(resolver->findings, finding, "write `%s` or `%s`",
                 found->names[0], found->names[1]);
}

static void report_unknown(struct resolver *resolver,
                           const struct tree_name *name)
{
    struct finding *finding = resolver_error(
        resolver, &rule_unknown_name, name->span,
        "there is no term, statement, section or prose `%s`", name->text);
    finding_help(resolver->findings, finding,
                 "translate what the policy declares, by its name");
}

static void report_twice(struct reader_of *reader, const struct tree_name *name,
                         const struct translated *first)
{
    struct resolver *resolver = reader->resolver;
    struct finding *finding =
        resolver_error(resolver, &rule_duplicate_name, name->span,
                       "`%s` has two texts in `%s`", name->text,
                       reader->translation->language);
    finding_relate(resolver->findings, finding, first->name, NULL,
                   "translated first here");
    finding_help(resolver->findings, finding, "leave one of the two out");
}

/* The library also speaks of terms that are not imported. */
static void read_pair(struct reader_of *reader, const struct tree_pair *pair)
{
    struct resolver *resolver = reader->resolver;
    struct candidates found = candidates_of(reader, pair->name.text);
    if (found.count == 0 && !reader->library) {
        report_unknown(resolver, &pair->name);
    } else if (found.count > 1) {
        report_ambiguous(resolver, &pair->name, &found);
    }
    if (found.count != 1) {
        return;
    }
    struct translated item = found.items[0];
    item.text = pair->text.text;
    item.span = pair->text.span;
    item.name = pair->name.span;
    item.library = reader->library;
    struct translated *known = find_item(reader->translation, thing_of(&item));
    if (known == NULL) {
        add_item(resolver->arena, reader->translation, &item);
    } else if (known->library == reader->library) {
        report_twice(reader, &pair->name, known);
    } else if (known->library) {
        *known = item;
    }
}

/* --- languages ----------------------------------------------------------- */

static void add_language(struct resolver *resolver, const char *code,
                         struct span span)
{
    struct policy *policy = resolver->policy;
    for (size_t i = 0; i < policy->language_count; i++) {
        if (strcmp(policy->languages[i].code, code) == 0) {
            return;
        }
    }
    policy->languages =
        arena_extend(resolver->arena, policy->languages, policy->language_count,
                     sizeof *policy->languages);
    policy->languages[policy->language_count++] =
        (struct policy_language){ code, span };
}

/* Where the header names none, a policy is written in English. */
static void read_languages(struct resolver *resolver)
{
    const struct tree_policy *tree = resolver->policy->tree;
    for (size_t i = 0; tree != NULL && i < tree->field_count; i++) {
        const struct tree_field *field = &tree->fields[i];
        if (strcmp(field->name.text, "languages") != 0) {
            continue;
        }
        for (size_t v = 0; v < field->value_count; v++) {
            add_language(resolver, field->values[v].text,
                         field->values[v].span);
        }
    }
    if (resolver->policy->language_count == 0) {
        add_language(resolver, "en", (struct span){ 0, 0 });
    }
}

static void gather_proses(struct arena *arena, const struct section *section,
                          struct proses *proses)
{
    for (size_t i = 0; i < section->content_count; i++) {
        const struct content *content = &section->contents[i];
        if (content->kind == CONTENT_SECTION) {
            gather_proses(arena, content->section, proses);
        } else if (content->kind == CONTENT_PROSE && content->name != NULL) {
            proses->items = arena_extend(arena, proses->items, proses->count,
                                         sizeof(const struct content *));
            proses->items[proses->count++] = content;
        }
    }
}

static struct translation *translation_in(struct resolver *resolver,
                                          const char *language)
{
    struct policy *policy = resolver->policy;
    for (size_t i = 0; i < policy->translation_count; i++) {
        if (strcmp(policy->translations[i].language, language) == 0) {
            return &policy->translations[i];
        }
    }
    policy->translations =
        arena_extend(resolver->arena, policy->translations,
                     policy->translation_count, sizeof *policy->translations);
    struct translation *translation =
        &policy->translations[policy->translation_count++];
    *translation = (struct translation){ .language = language };
    make_index(resolver->arena, translation);
    return translation;
}

/* A file of translations that is given by itself, or NULL: then there is something
 * that they can be of. */
static const struct tree_file *
alone_among(const struct program *program,
            const struct tree_translation **translation)
{
    const struct tree_file *alone = NULL;
    for (size_t f = 0; f < program->count; f++) {
        const struct tree_file *file = program->files[f];
        for (size_t i = 0; i < file->item_count && !file->source->library;
             i++) {
            const struct tree_item *item = &file->items[i];
            if (item->kind != ITEM_TRANSLATION && item->kind != ITEM_IMPORT) {
                return NULL;
            }
            if (item->kind == ITEM_TRANSLATION && alone == NULL) {
                alone = file;
                *translation = item->translation;
            }
        }
    }
    return alone;
}

/* One finding, where else each name would be unknown. */
static void report_alone(struct resolver *resolver,
                         const struct tree_file *file,
                         const struct tree_name *language)
{
    const char *slash = strrchr(file->source->name, '/');
    struct finding *finding =
        resolver_error(resolver, &rule_unknown_name, language->span,
                       "this translates into `%s`, but the policy that it "
                       "translates is not given",
                       language->text);
    finding_help(resolver->findings, finding,
                 "name the policy's file first, as in `writ check policy.writ "
                 "%s`",
                 slash != NULL ? slash + 1 : file->source->name);
}

void resolve_translations(struct resolver *resolver)
{
    struct policy *policy = resolver->policy;
    struct reader_of reader = { .resolver = resolver, .policy = policy };
    const struct tree_translation *translation = NULL;
    const struct tree_file *alone = alone_among(policy->program, &translation);
    if (alone != NULL) {
        report_alone(resolver, alone, &translation->language);
        return;
    }
    read_languages(resolver);
    for (size_t f = 0; f < policy->program->count; f++) {
        const struct tree_file *file = policy->program->files[f];
        for (size_t i = 0; i < file->item_count; i++) {
            if (file->items[i].kind != ITEM_TRANSLATION) {
                continue;
            }
            const struct tree_translation *tree = file->items[i].translation;
            if (reader.translation == NULL) {
                gather_proses(resolver->arena, policy->document,
                              &reader.proses);
            }
            reader.translation = translation_in(resolver, tree->language.text);
            reader.library = file->source->library;
            if (!reader.library) {
                add_language(resolver, tree->language.text,
                             tree->language.span);
            }
            for (size_t p = 0; p < tree->pair_count; p++) {
                read_pair(&reader, &tree->pairs[p]);
            }
        }
    }
}
