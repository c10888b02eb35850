/* Changes as a part of the document: grouped, each with links to the clauses
 * that say it now and that said it before. */

#include "emit/revision.h"

#include "base/arena.h"
#include "emit/line.h"
#include "emit/outline.h"

struct writer {
    struct arena *arena;
    const struct language *language;
    const struct revision *revision;
    size_t index; /* of the language */
    const char *version;
};

static const char *arranged(const struct writer *writer, const char *pattern,
                            const char *first, const char *second)
{
    const char *const values[] = { first, second };
    struct text text = { NULL, 0, 0 };
    phrase_arranged(&text, pattern, values);
    const char *copy =
        arena_copy(writer->arena, text_string(&text), text.length);
    text_destroy(&text);
    return copy;
}

static const char *date_words(const struct writer *writer, const char *date)
{
    struct text text = { NULL, 0, 0 };
    writer->language->date(date, &text);
    const char *copy =
        arena_copy(writer->arena, text_string(&text), text.length);
    text_destroy(&text);
    return copy;
}

static const char *clause_words(const struct writer *writer,
                                const struct clause *clause)
{
    struct text text = { NULL, 0, 0 };
    phrase_filled(&text, writer->language->headings->clause, clause->number);
    const char *copy =
        arena_copy(writer->arena, text_string(&text), text.length);
    text_destroy(&text);
    return copy;
}

static void add_link(const struct writer *writer, struct revision_line *line,
                     const char *text, const char *address)
{
    line->links = arena_extend(writer->arena, line->links, line->link_count,
                               sizeof *line->links);
    line->links[line->link_count++] = (struct revision_link){ text, address };
}

static void add_links(const struct writer *writer, struct revision_line *line)
{
    const struct revision_words *words = &writer->language->changes->revision;
    const struct revision_item *item = line->item;
    const char *archive = writer->revision->archive;
    for (size_t i = 0; i < item->new_count; i++) {
        const struct clause *clause = &item->new[i];
        add_link(
            writer, line,
            arranged(writer, words->now, clause_words(writer, clause), NULL),
            arena_print(writer->arena, "#%s", clause->anchor));
    }
    for (size_t i = 0; i < item->old_count; i++) {
        const struct clause *clause = &item->old[i];
        const char *of =
            arranged(writer, words->of_version, clause_words(writer, clause),
                     writer->version);
        add_link(writer, line, arranged(writer, words->before, of, NULL),
                 archive == NULL ? NULL
                                 : arena_print(writer->arena, "%s#%s", archive,
                                               clause->anchor));
    }
}

static void add_line(const struct writer *writer, struct revision_part *part,
                     const struct revision_item *item)
{
    bool first = part->group_count == 0 || item->group != item[-1].group;
    if (first) {
        part->groups = arena_extend(writer->arena, part->groups,
                                    part->group_count, sizeof *part->groups);
        part->groups[part->group_count++] = (struct revision_group){
            .title = writer->language->changes->groups[item->group],
        };
    }
    struct revision_group *group = &part->groups[part->group_count - 1];
    group->lines = arena_extend(writer->arena, group->lines, group->line_count,
                                sizeof *group->lines);
    struct revision_line *line = &group->lines[group->line_count++];
    *line = (struct revision_line){
        .text = line_headed(writer->arena, item->sentences[writer->index]),
        .item = item,
    };
    add_links(writer, line);
}

/* "version 1.0 (in effect from 1 January 2026)" */
static void name_version(struct writer *writer)
{
    const struct review_words *words = &writer->language->changes->review;
    const char *version = writer->revision->version;
    writer->version = version == NULL
                          ? words->older
                          : arranged(writer, words->version, version, NULL);
}

static const char *note_of(const struct writer *writer)
{
    const struct review_words *names = &writer->language->changes->review;
    const struct revision_words *words = &writer->language->changes->revision;
    const struct revision *revision = writer->revision;
    const char *version =
        revision->effective == NULL
            ? writer->version
            : arranged(writer, names->effective, writer->version,
                       date_words(writer, revision->effective));
    const char *note = arranged(writer, words->against, version, NULL);
    if (revision->published != NULL) {
        note = arena_print(writer->arena, "%s%s", note,
                           arranged(writer, words->published,
                                    date_words(writer, revision->published),
                                    NULL));
    }
    return revision->count > 0
               ? note
               : arena_print(writer->arena, "%s%s", note, words->nothing);
}

const struct revision_part *revision_create(const struct emission *emission,
                                            const struct language *language)
{
    struct arena *arena = emission->analysis->arena;
    struct language_list list = language_list(emission->analysis->policy);
    struct writer writer = { .arena = arena,
                             .language = language,
                             .revision = emission->revision };
    if (emission->revision == NULL) {
        return NULL;
    }
    while (writer.index + 1 < list.count &&
           list.items[writer.index] != language) {
        writer.index++;
    }
    struct revision_part *part = arena_allocate(arena, sizeof *part);
    name_version(&writer);
    part->title = language->changes->revision.title;
    part->note = note_of(&writer);
    part->revision = emission->revision;
    for (size_t i = 0; i < emission->revision->count; i++) {
        add_line(&writer, part, &emission->revision->items[i]);
    }
    return part;
}

/* --- as JSON ------------------------------------------------------------ */

static void put_clauses(struct outline *outline, const char *key,
                        const struct clause *clauses, size_t count)
{
    outline_open(outline, key, '[');
    for (size_t i = 0; i < count; i++) {
        outline_open_flat(outline, NULL, '{');
        outline_string(outline, "name", clauses[i].anchor);
        outline_string(outline, "number", clauses[i].number);
        outline_close(outline, '}');
    }
    outline_close(outline, ']');
}

static void put_line(struct outline *outline, const struct revision_line *line)
{
    outline_open(outline, NULL, '{');
    outline_string(outline, "text", line->text);
    outline_string(outline, "group", line->item->name);
    outline_string(outline, "kind", line->item->kind);
    outline_string(outline, "effect", line->item->effect);
    put_clauses(outline, "new", line->item->new, line->item->new_count);
    put_clauses(outline, "old", line->item->old, line->item->old_count);
    outline_close(outline, '}');
}

void json_revision(struct outline *outline, const struct revision_part *part)
{
    if (part == NULL) {
        return;
    }
    const struct revision *revision = part->revision;
    outline_open(outline, "changes", '{');
    outline_string(outline, "title", part->title);
    outline_string(outline, "note", part->note);
    outline_string(outline, "version", revision->version);
    outline_string(outline, "effective", revision->effective);
    outline_string(outline, "digest", revision->digest);
    outline_string(outline, "published", revision->published);
    outline_string(outline, "archive", revision->archive);
    outline_open(outline, "items", '[');
    for (size_t i = 0; i < part->group_count; i++) {
        for (size_t n = 0; n < part->groups[i].line_count; n++) {
            put_line(outline, &part->groups[i].lines[n]);
        }
    }
    outline_close(outline, ']');
    outline_close(outline, '}');
}
