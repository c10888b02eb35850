/* Both ways of making a baseline end in the same sorted list, so a baseline
 * that is written and read again is the same, and written again the same
 * bytes. Reading is strict: an entry that is not understood would be a finding
 * that is not excused, or worse, one that is. */

#include "report/baseline.h"

#include "base/utf8.h"
#include "report/json.h"

#include <cjson/cJSON.h>
#include <stdlib.h>
#include <string.h>

/* Past this no double tells a count from its neighbour. */
#define COUNT_MOST 9007199254740992.0

static int compare_listed(const void *left, const void *right)
{
    const struct listed *a = left;
    const struct listed *b = right;
    return identity_compare(&a->identity, &b->identity);
}

/* --- reading ----------------------------------------------------------- */

/* A list being read, and where in it. */
struct list_reader {
    struct arena *arena;
    const char *path;  /* "$.findings[3]" */
    const char *error; /* the first */
};

static bool refuse(struct list_reader *reader, const char *what)
{
    if (!reader->error)
        reader->error =
            arena_print(reader->arena, "%s: %s", reader->path, what);
    return false;
}

/* Every key of the object is one of the list, and each is there once. */
static bool keys_fit(struct list_reader *reader, const cJSON *object,
                     const char *const *keys)
{
    size_t found = 0, wanted = 0;
    const cJSON *item;

    if (!cJSON_IsObject(object))
        return refuse(reader, "an object, in braces, belongs here");
    cJSON_ArrayForEach(item, object)
    {
        size_t k = 0;
        while (keys[k] && strcmp(keys[k], item->string) != 0)
            k++;
        if (!keys[k])
            return refuse(reader, arena_print(reader->arena,
                                              "the key `%s` is not known",
                                              item->string));
        if (cJSON_GetObjectItemCaseSensitive(object, keys[k]) != item)
            return refuse(reader,
                          arena_print(reader->arena, "the key `%s` comes twice",
                                      item->string));
        found++;
    }
    while (keys[wanted])
        wanted++;
    return found == wanted || refuse(reader, "a key is missing");
}

static const char *string_of(struct list_reader *reader, const cJSON *object,
                             const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);

    if (!cJSON_IsString(item)) {
        refuse(reader, arena_print(reader->arena, "`%s` is no text", key));
        return "";
    }
    return arena_copy(reader->arena, item->valuestring,
                      strlen(item->valuestring));
}

static size_t count_of(struct list_reader *reader, const cJSON *object)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, "count");
    double number = cJSON_IsNumber(item) ? item->valuedouble : 0;

    if (number >= 1 && number < COUNT_MOST && (double)(size_t)number >= number)
        return (size_t)number;
    refuse(reader, "`count` is no number from 1");
    return 1;
}

static void refuse_twice(struct list_reader *reader,
                         const struct identity *identity)
{
    reader->path = "$.findings";
    refuse(reader, arena_print(reader->arena, "`%s` of `%s` is listed twice",
                               identity->slug, identity->about));
}

static void read_entries(struct list_reader *reader, const cJSON *array,
                         struct baseline *baseline)
{
    static const char *const keys[] = { "slug", "about", "message", "count",
                                        NULL };
    size_t count = (size_t)cJSON_GetArraySize(array);
    const cJSON *item;

    baseline->items =
        arena_array(reader->arena, count + 1, sizeof *baseline->items);
    cJSON_ArrayForEach(item, array)
    {
        reader->path =
            arena_print(reader->arena, "$.findings[%zu]", baseline->count);
        if (!keys_fit(reader, item, keys))
            return;
        baseline->items[baseline->count++] = (struct listed){
            .identity = { .slug = string_of(reader, item, "slug"),
                          .about = string_of(reader, item, "about"),
                          .message = string_of(reader, item, "message") },
            .count = count_of(reader, item),
        };
    }
    qsort(baseline->items, baseline->count, sizeof *baseline->items,
          compare_listed);
    for (size_t i = 1; i < baseline->count; i++)
        if (compare_listed(&baseline->items[i - 1], &baseline->items[i]) == 0)
            refuse_twice(reader, &baseline->items[i].identity);
}

static void read_root(struct list_reader *reader, const cJSON *root,
                      struct baseline *baseline)
{
    static const char *const keys[] = { "format", "findings", NULL };

    reader->path = "$";
    if (!keys_fit(reader, root, keys))
        return;
    const cJSON *format = cJSON_GetObjectItemCaseSensitive(root, "format");
    const cJSON *findings = cJSON_GetObjectItemCaseSensitive(root, "findings");
    if (!cJSON_IsNumber(format) || format->valuedouble < 1 ||
        format->valuedouble > 1)
        refuse(reader, "`format` is not 1, which is the one this writ reads");
    else if (!cJSON_IsArray(findings))
        refuse(reader, "`findings` is no list");
    else
        read_entries(reader, findings, baseline);
}

struct baseline *baseline_read(struct arena *arena, const char *file,
                               const unsigned char *bytes, size_t length,
                               const char **error)
{
    struct baseline *baseline = arena_allocate(arena, sizeof *baseline);
    struct list_reader reader = { .arena = arena };

    baseline->file = file;
    if (utf8_check(bytes, length) < length) {
        *error = "it is not UTF-8";
        return NULL;
    }
    cJSON *root =
        cJSON_ParseWithLengthOpts((const char *)bytes, length + 1, NULL, true);
    if (!root) {
        *error = "it is not JSON";
        return NULL;
    }
    read_root(&reader, root, baseline);
    cJSON_Delete(root);
    *error = reader.error;
    return reader.error ? NULL : baseline;
}

/* --- matching ---------------------------------------------------------- */

/* What stands in the way of reading cannot be excused; a silenced finding
 * needs no excuse. */
static bool may_be_listed(const struct finding *finding)
{
    const struct rule *rule = finding->rule;
    return !finding->silenced &&
           (rule->severity != SEVERITY_ERROR || rule->run);
}

static void mark(struct baseline *baseline, const struct finding *finding,
                 size_t index)
{
    baseline->known[index] = true;
    baseline->known_count++;
    baseline->known_errors += finding->rule->severity == SEVERITY_ERROR;
}

void baseline_match(struct baseline *baseline, struct arena *arena,
                    const struct compilation *compilation)
{
    const struct findings *findings = &compilation->findings;
    const struct identity *identities = identities_of(arena, compilation);

    baseline->known =
        arena_array(arena, findings->count, sizeof *baseline->known);
    for (size_t i = 0; i < findings->count && baseline->count > 0; i++) {
        struct listed key = { .identity = identities[i] };
        struct listed *listed = NULL;
        if (may_be_listed(&findings->items[i]))
            listed = bsearch(&key, baseline->items, baseline->count, sizeof key,
                             compare_listed);
        if (listed && listed->found < listed->count) {
            listed->found++;
            mark(baseline, &findings->items[i], i);
        }
    }
    for (size_t i = 0; i < baseline->count && compilation->checked; i++)
        baseline->gone += baseline->items[i].count - baseline->items[i].found;
}

/* --- writing ----------------------------------------------------------- */

/* Sorted, and what is the same counted in one. */
static void gather(struct baseline *baseline)
{
    size_t kept = 0;

    if (baseline->count > 0)
        qsort(baseline->items, baseline->count, sizeof *baseline->items,
              compare_listed);
    for (size_t i = 0; i < baseline->count; i++) {
        if (kept > 0 && compare_listed(&baseline->items[kept - 1],
                                       &baseline->items[i]) == 0)
            baseline->items[kept - 1].count++;
        else
            baseline->items[kept++] = baseline->items[i];
    }
    baseline->count = kept;
}

struct baseline *baseline_of(struct arena *arena, const char *file,
                             const struct compilation *compilation)
{
    const struct findings *findings = &compilation->findings;
    const struct identity *identities = identities_of(arena, compilation);
    struct baseline *baseline = arena_allocate(arena, sizeof *baseline);

    baseline->file = file;
    baseline->items =
        arena_array(arena, findings->count, sizeof *baseline->items);
    for (size_t i = 0; i < findings->count; i++)
        if (may_be_listed(&findings->items[i]))
            baseline->items[baseline->count++] =
                (struct listed){ .identity = identities[i], .count = 1 };
    gather(baseline);
    baseline_match(baseline, arena, compilation);
    return baseline;
}

void baseline_print(const struct baseline *baseline, struct text *text)
{
    const char *separator = "\n";

    text_put(text, "{\"format\": 1, \"findings\": [");
    for (size_t i = 0; i < baseline->count; i++) {
        const struct listed *listed = &baseline->items[i];
        text_print(text, "%s  {", separator);
        json_member(text, "slug", listed->identity.slug);
        text_put(text, ", ");
        json_member(text, "about", listed->identity.about);
        text_put(text, ", ");
        json_member(text, "message", listed->identity.message);
        text_print(text, ", \"count\": %zu}", listed->count);
        separator = ",\n";
    }
    text_put(text, baseline->count > 0 ? "\n]}\n" : "]}\n");
}
