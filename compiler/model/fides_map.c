/* `--fides-map FILE.json`. A key means what its own entry says and nothing
 * else: that `user.contact` is mapped says nothing of `user.contact.email`,
 * which a policy may promise more about. */

#include "model/fides.h"

#include <string.h>

static const char *const section_key[FIDES_SECTIONS] = {
    [FIDES_CATEGORY] = "data_categories", [FIDES_USE] = "data_uses",
    [FIDES_SUBJECT] = "data_subjects",    [FIDES_RECIPIENT] = "recipients",
    [FIDES_COUNTRY] = "countries",        [FIDES_MEASURE] = "measures",
};

static const int section_space[FIDES_SECTIONS] = {
    [FIDES_CATEGORY] = KIND_DATA,       [FIDES_USE] = KIND_PURPOSE,
    [FIDES_SUBJECT] = KIND_SUBJECT,     [FIDES_COUNTRY] = KIND_REGION,
    [FIDES_RECIPIENT] = KIND_RECIPIENT, [FIDES_MEASURE] = KIND_MEASURE,
};

struct mapping {
    const char *key;
    struct term_list terms; /* never empty */
};

struct mappings {
    struct mapping *items;
    size_t count;
};

struct fides_map {
    const char *file;
    struct mappings sections[FIDES_SECTIONS];
};

/* One name, or a list of them. */
static void read_terms(struct manifest *manifest, const struct path *path,
                       int space, const cJSON *value, struct term_list *list)
{
    if (cJSON_IsString(value)) {
        struct term *term =
            manifest_term(manifest, space, path, value->valuestring);
        if (term != NULL) {
            manifest_add_term(manifest, list, term);
        }
    } else if (cJSON_IsArray(value) && value->child != NULL) {
        manifest_terms(manifest, value, path, space, list);
    } else {
        manifest_refuse(manifest, path,
                        "the name of a term, or a list of names, belongs here");
    }
}

static void read_section(struct manifest *manifest, const cJSON *object,
                         const struct path *path, int space,
                         struct mappings *mappings)
{
    const cJSON *item;
    if (!cJSON_IsObject(object)) {
        manifest_refuse(manifest, path,
                        "keys and the terms they are, in braces, belong here");
        return;
    }
    cJSON_ArrayForEach(item, object)
    {
        struct path at = { .above = path, .key = item->string };
        struct mapping mapping = { 0 };
        if (cJSON_GetObjectItemCaseSensitive(object, item->string) != item) {
            manifest_refuse(manifest, &at, "this key comes twice");
            continue;
        }
        read_terms(manifest, &at, space, item, &mapping.terms);
        mapping.key = arena_copy(manifest->resolver.arena, item->string,
                                 strlen(item->string));
        mappings->items =
            arena_extend(manifest->resolver.arena, mappings->items,
                         mappings->count, sizeof *mappings->items);
        mappings->items[mappings->count++] = mapping;
    }
}

static void read_map(struct manifest *manifest, const cJSON *root,
                     struct fides_map *map)
{
    const cJSON *item;
    if (!cJSON_IsObject(root)) {
        manifest_refuse(manifest, NULL,
                        "{\"data_categories\": {...}, ...} belongs here");
        return;
    }
    cJSON_ArrayForEach(item, root)
    {
        struct path at = { .key = item->string };
        size_t s = 0;
        while (s < FIDES_SECTIONS &&
               strcmp(section_key[s], item->string) != 0) {
            s++;
        }
        if (s == FIDES_SECTIONS) {
            manifest_refuse(manifest, &at, "this key is not known");
        } else if (map->sections[s].count > 0) {
            manifest_refuse(manifest, &at, "this key comes twice");
        } else {
            read_section(manifest, item, &at, section_space[s],
                         &map->sections[s]);
        }
    }
}

const struct fides_map *fides_map_read(const struct reading *reading,
                                       struct policy *policy,
                                       const struct inventory_text *text)
{
    struct manifest manifest = manifest_of(reading, policy, text);
    struct fides_map *map = arena_allocate(reading->arena, sizeof *map);
    map->file = text->file;
    if (manifest_is_text(&manifest)) {
        cJSON *root = manifest_parse(&manifest);
        if (root != NULL) {
            read_map(&manifest, root, map);
        }
        cJSON_Delete(root);
    }
    return manifest.resolver.errors == 0 ? map : NULL;
}

bool fides_map_find(const struct fides_map *map, struct manifest *manifest,
                    enum fides_section section, const char *key,
                    struct term_list *list)
{
    const struct mappings *mappings = &map->sections[section];
    size_t m = 0;
    while (m < mappings->count && strcmp(mappings->items[m].key, key) != 0) {
        m++;
    }
    if (m == mappings->count) {
        return false;
    }
    const struct term_list *terms = &mappings->items[m].terms;
    for (size_t i = 0; i < terms->count; i++) {
        manifest_add_term(manifest, list, terms->items[i]);
    }
    return true;
}

void fides_map_lacks(const struct fides_map *map, struct manifest *manifest,
                     enum fides_section section, const struct path *path,
                     const char *key)
{
    struct arena *arena = manifest->resolver.arena;
    struct finding *finding = manifest_refuse(
        manifest, path, arena_print(arena, "`%s` has no mapping", key));
    finding_help(manifest->resolver.findings, finding,
                 "add `\"%s\": \"...\"` to `%s` in %s", key,
                 section_key[section], map->file);
}
