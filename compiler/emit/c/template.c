/* A section goes from the line behind its title to the next "writ:" line. It
 * is written line by line: placeholders are replaced, and readings of tables
 * that the policy lacks become 0u.
 * The files are ours, so what they may hold is as narrow as this file needs. */

#include "emit/c/template.h"

#include "base/embedded.h"

#include <assert.h>
#include <string.h>

static const char mark[] = "/* writ: ";

static const char *source_text(const char *path)
{
    for (const struct embedded *file = embedded_files; file->path; file++) {
        if (strcmp(file->path, path) == 0) {
            return (const char *)file->bytes;
        }
    }
    assert(false && "the fixed parts are embedded");
    return "";
}

struct placeholder {
    const char *name, *value;
};

/* The placeholder that stands at `at`, or NULL. */
static const struct placeholder *placeholder_at(const struct placeholder *list,
                                                size_t count, const char *at)
{
    for (size_t i = 0; i < count; i++) {
        if (list[i].value != NULL &&
            strncmp(at, list[i].name, strlen(list[i].name)) == 0) {
            return &list[i];
        }
    }
    return NULL;
}

static bool is_word(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ||
           byte == '_';
}

/* The length of a reading of a table, "decide.of_data[request->data]", that
 * begins at `at` and is not to be had; 0 where there is none. */
static size_t missing_reading(const struct filling *filling, const char *at,
                              const char *end)
{
    size_t name = 0;
    while (at + name < end && (is_word(at[name]) || at[name] == '.')) {
        name++;
    }
    const char *close = memchr(at, ']', (size_t)(end - at));
    if (filling->has_table == NULL || name == 0 || at[name] != '[' ||
        close == NULL || filling->has_table(filling->context, at, name)) {
        return 0;
    }
    return (size_t)(close + 1 - at);
}

/* Writes the line [at, end), its newline included. */
static void write_line(struct text *out, const char *at, const char *end,
                       const struct filling *filling)
{
    const struct placeholder list[] = {
        { "writ_policy", filling->lower },
        { "WRIT_POLICY", filling->upper },
        { "item", filling->item },
        { "ITEM", filling->item_upper },
    };
    bool inside = false; /* a word */
    while (at < end) {
        size_t gone = inside ? 0 : missing_reading(filling, at, end);
        const struct placeholder *found =
            placeholder_at(list, sizeof list / sizeof *list, at);
        if (gone > 0) {
            text_put(out, "0u");
            at += gone;
        } else if (found != NULL) {
            text_put(out, found->value);
            at += strlen(found->name);
        } else {
            inside = is_word(*at);
            text_char(out, *at++);
        }
    }
}

static void write_sections(struct text *out, const char *title,
                           const struct filling *filling, const char *at)
{
    bool wanted = false;
    size_t length = strlen(title);
    while (*at != '\0') {
        const char *newline = strchr(at, '\n');
        const char *end = newline != NULL ? newline + 1 : at + strlen(at);
        if (strncmp(at, mark, sizeof mark - 1) == 0) {
            const char *name = at + sizeof mark - 1;
            wanted = strncmp(name, title, length) == 0 &&
                     strncmp(name + length, " */", 3) == 0;
        } else if (wanted) {
            write_line(out, at, end, filling);
        }
        at = end;
    }
}

void template_write(struct text *out, const char *title,
                    const struct filling *filling)
{
    write_sections(out, title, filling, source_text("emit/c/decide.c"));
    write_sections(out, title, filling, source_text("emit/c/wording.c"));
    write_sections(out, title, filling, source_text("emit/c/proving.c"));
}
