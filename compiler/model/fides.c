/* A Fides manifest in JSON: what each system declares, as flows. A declaration
 * is one flow: `use`, or `share` where it names whom the data goes to. Where it
 * says that less is shared than used it is both; `collect` and `transfer` are
 * flows of their own beside it. What a manifest says of data that moves and no
 * flow can be made of is refused; what it says of anything else is passed over,
 * and a `null` is what is not there. */

#include "model/fides.h"

#include "base/near.h"

#include <string.h>

/* Keys that are read; one that is only near them is refused as a slip. */
static const char *const system_keys[] = {
    "fides_key",
    "name",
    "privacy_declarations",
    "egress",
    "ingress",
    "third_country_transfers",
    "data_security_practices",
    NULL,
};

static const char *const declaration_keys[] = {
    "name",
    "data_categories",
    "egress",
    "data_use",
    "ingress",
    "data_subjects",
    "third_parties",
    "shared_categories",
    "data_shared_with_third_parties",
    NULL,
};

struct fides {
    struct manifest *manifest;
    const struct fides_map *map;
    const cJSON *systems; /* all of the manifest */
    const cJSON *system;  /* the one being read, and where */
    const struct path *path;
    const char *name; /* its key */
    struct term_list measures;
};

/* What a declaration says, in terms. */
struct declaration {
    const char *name;
    const struct path *path;
    const cJSON *object;
    struct term_list data, purpose, subject;
    struct term_list shared;    /* of the data; none: all of it */
    struct term_list recipient; /* none: whoever */
    bool shares;
};

/* --- values ------------------------------------------------------------ */

static const cJSON *member(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNull(item) ? NULL : item;
}

static void refuse(const struct fides *fides, const struct path *path,
                   const char *message)
{
    manifest_refuse(fides->manifest, path, message);
}

static size_t error_count(const struct fides *fides)
{
    return fides->manifest->resolver.errors;
}

/* Refuses keys that come twice, and slips: with another key the same manifest
 * would say more. */
static void check_keys(const struct fides *fides, const cJSON *object,
                       const struct path *path, const char *const *keys)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, object)
    {
        struct path at = { .above = path, .key = item->string };
        const char *meant = NULL;
        bool known = false;
        for (size_t k = 0; keys[k] != NULL; k++) {
            size_t limit = near_limit(strlen(keys[k]));
            known = known || strcmp(keys[k], item->string) == 0;
            if (near_distance(keys[k], item->string, limit) <= limit) {
                meant = keys[k];
            }
        }
        if (cJSON_GetObjectItemCaseSensitive(object, item->string) != item) {
            refuse(fides, &at, "this key comes twice");
        } else if (!known && meant != NULL) {
            refuse(fides, &at,
                   arena_print(fides->manifest->resolver.arena,
                               "this key is not known; did you mean `%s`?",
                               meant));
        }
    }
}

/* A string of the object; NULL where it is absent, or refused. */
static const char *string_of(const struct fides *fides, const cJSON *object,
                             const struct path *path, const char *key)
{
    const cJSON *item = member(object, key);
    struct path at = { .above = path, .key = key };
    return item != NULL ? manifest_string(fides->manifest, item, &at) : NULL;
}

static bool flag_of(const struct fides *fides, const cJSON *object,
                    const struct path *path, const char *key)
{
    const cJSON *item = member(object, key);
    if (item != NULL && !cJSON_IsBool(item)) {
        refuse(fides, &(struct path){ .above = path, .key = key },
               "true or false belongs here");
    }
    return cJSON_IsTrue(item);
}

/* The array of a member, NULL where it is absent or none. */
static const cJSON *list_of(const struct fides *fides, const cJSON *object,
                            const struct path *path)
{
    const cJSON *item = member(object, path->key);
    if (item != NULL && !cJSON_IsArray(item)) {
        refuse(fides, path, "a list belongs here");
        return NULL;
    }
    return item;
}

static void add_mapped(const struct fides *fides, enum fides_section section,
                       const struct path *path, const cJSON *value,
                       struct term_list *list)
{
    const char *key = manifest_string(fides->manifest, value, path);
    if (key != NULL &&
        !fides_map_find(fides->map, fides->manifest, section, key, list)) {
        fides_map_lacks(fides->map, fides->manifest, section, path, key);
    }
}

/* The terms of a list of keys. */
static void map_list(const struct fides *fides, enum fides_section section,
                     const cJSON *object, const struct path *path,
                     struct term_list *list)
{
    struct path at = { .above = path };
    const cJSON *array = list_of(fides, object, path);
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        add_mapped(fides, section, &at, item, list);
        at.index++;
    }
}

/* --- flows ------------------------------------------------------------- */

/* What a flow does, beside what its declaration says. */
struct act {
    const char *action; /* its path */
    const char *suffix; /* of the flow's name */
    const struct term_list *data, *recipient, *region;
};

static void add_flow(const struct fides *fides,
                     const struct declaration *declaration, struct act act)
{
    struct manifest *manifest = fides->manifest;
    struct arena *arena = manifest->resolver.arena;
    struct flow flow = { .file = manifest->text->file,
                         .measures = fides->measures };
    struct chosen *chosen = flow.question.chosen;
    struct term_list action = { 0 };
    manifest_add_term(
        manifest, &action,
        manifest_term(manifest, KIND_ACTION, declaration->path, act.action));
    flow.name = arena_print(arena, "%s.%s%s", fides->name, declaration->name,
                            act.suffix);
    manifest_choose(&chosen[DIMENSION_ACTION], &action);
    manifest_choose(&chosen[DIMENSION_DATA], act.data);
    manifest_choose(&chosen[DIMENSION_PURPOSE], &declaration->purpose);
    manifest_choose(&chosen[DIMENSION_SUBJECT], &declaration->subject);
    if (act.recipient != NULL) {
        manifest_choose(&chosen[DIMENSION_RECIPIENT], act.recipient);
    }
    if (act.region != NULL) {
        manifest_choose(&chosen[DIMENSION_REGION], act.region);
    }
    if (action.items[0] != NULL) {
        manifest_add_flow(manifest, &flow);
    }
}

/* --- where data comes from and goes to --------------------------------- */

/* Whether the manifest describes a system of that key. */
static bool is_own(const struct fides *fides, const char *key)
{
    const cJSON *system;
    cJSON_ArrayForEach(system, fides->systems)
    {
        const cJSON *own = member(system, "fides_key");
        if (cJSON_IsString(own) && strcmp(own->valuestring, key) == 0) {
            return true;
        }
    }
    return false;
}

/* What the system's own list says the key is: "system", "dataset", "user". */
static const char *type_of(const struct fides *fides, const char *list,
                           const char *key)
{
    const cJSON *array = member(fides->system, list);
    const cJSON *entry;
    cJSON_ArrayForEach(entry, array)
    {
        const cJSON *own = member(entry, "fides_key");
        const cJSON *type = member(entry, "type");
        if (cJSON_IsString(own) && strcmp(own->valuestring, key) == 0 &&
            cJSON_IsString(type)) {
            return type->valuestring;
        }
    }
    return "system";
}

/* Data that goes to the key goes to these; whether that is anyone else. What
 * the mapping has is; our own systems, datasets, and the person are not. */
static bool find_recipient(const struct fides *fides, const struct path *path,
                           const char *key, struct term_list *list)
{
    if (fides_map_find(fides->map, fides->manifest, FIDES_RECIPIENT, key,
                       list)) {
        return true;
    }
    if (strcmp(type_of(fides, "egress", key), "system") != 0 ||
        is_own(fides, key)) {
        return false;
    }
    fides_map_lacks(fides->map, fides->manifest, FIDES_RECIPIENT, path, key);
    return true;
}

/* Whether data from the key is collected: from a person, or from elsewhere. */
static bool is_source(const struct fides *fides, const char *key)
{
    const char *type = type_of(fides, "ingress", key);
    return strcmp(type, "user") == 0 ||
           (strcmp(type, "system") == 0 && !is_own(fides, key));
}

static void read_egress(const struct fides *fides,
                        struct declaration *declaration)
{
    struct path path = { .above = declaration->path, .key = "egress" };
    struct path at = { .above = &path };
    const cJSON *array = list_of(fides, declaration->object, &path);
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        const char *key = manifest_string(fides->manifest, item, &at);
        if (key != NULL &&
            find_recipient(fides, &at, key, &declaration->recipient)) {
            declaration->shares = true;
        }
        at.index++;
    }
}

static void read_third_parties(const struct fides *fides,
                               struct declaration *declaration)
{
    const cJSON *object = declaration->object;
    struct path path = { .above = declaration->path, .key = "third_parties" };
    struct path shared = { .above = declaration->path,
                           .key = "shared_categories" };
    const cJSON *parties = member(object, path.key);
    map_list(fides, FIDES_CATEGORY, object, &shared, &declaration->shared);
    if (parties != NULL) {
        add_mapped(fides, FIDES_RECIPIENT, &path, parties,
                   &declaration->recipient);
    }
    if (flag_of(fides, object, declaration->path,
                "data_shared_with_third_parties") ||
        parties != NULL || declaration->shared.count > 0) {
        declaration->shares = true;
    }
}

static bool has_sources(const struct fides *fides,
                        const struct declaration *declaration)
{
    struct path path = { .above = declaration->path, .key = "ingress" };
    struct path at = { .above = &path };
    bool has = false;
    const cJSON *array = list_of(fides, declaration->object, &path);
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        const char *key = manifest_string(fides->manifest, item, &at);
        has = has || (key != NULL && is_source(fides, key));
        at.index++;
    }
    return has;
}

/* --- declarations ------------------------------------------------------ */

/* Adds its flows; nothing where anything of it was refused. */
static void add_flows(const struct fides *fides,
                      const struct declaration *declaration)
{
    struct path path = { .above = fides->path,
                         .key = "third_country_transfers" };
    struct term_list countries = { 0 };
    const struct term_list *data = &declaration->data;
    const struct term_list *shared =
        declaration->shared.count > 0 ? &declaration->shared : data;
    size_t errors = error_count(fides);
    bool collects = has_sources(fides, declaration);
    bool abroad = flag_of(fides, fides->system, fides->path,
                          "does_international_transfers");
    map_list(fides, FIDES_COUNTRY, fides->system, &path, &countries);
    if (error_count(fides) > errors) {
        return;
    }
    if (declaration->shares) {
        add_flow(fides, declaration,
                 (struct act){ "process.disclose.share", "", shared,
                               &declaration->recipient, NULL });
    }
    if (!declaration->shares || shared != data) {
        add_flow(fides, declaration,
                 (struct act){ "process.use",
                               declaration->shares ? " (use)" : "", data, NULL,
                               NULL });
    }
    if (collects) {
        add_flow(
            fides, declaration,
            (struct act){ "process.collect", " (collect)", data, NULL, NULL });
    }
    if (abroad || countries.count > 0) {
        add_flow(fides, declaration,
                 (struct act){ "process.transfer", " (transfer)", data, NULL,
                               &countries });
    }
}

static void read_declaration(const struct fides *fides, const cJSON *object,
                             const struct path *path)
{
    struct declaration declaration = { .path = path, .object = object };
    struct path data = { .above = path, .key = "data_categories" };
    struct path use = { .above = path, .key = "data_use" };
    struct path subject = { .above = path, .key = "data_subjects" };
    size_t errors = error_count(fides);
    if (!cJSON_IsObject(object)) {
        refuse(fides, path, "a declaration, in braces, belongs here");
        return;
    }
    check_keys(fides, object, path, declaration_keys);
    map_list(fides, FIDES_CATEGORY, object, &data, &declaration.data);
    if (error_count(fides) == errors && declaration.data.count == 0) {
        refuse(fides, &data, "at least one category belongs here");
    }
    add_mapped(fides, FIDES_USE, &use, member(object, use.key),
               &declaration.purpose);
    map_list(fides, FIDES_SUBJECT, object, &subject, &declaration.subject);
    read_egress(fides, &declaration);
    read_third_parties(fides, &declaration);
    declaration.name = string_of(fides, object, path, "name");
    if (error_count(fides) > errors) {
        return;
    }
    if (declaration.name == NULL) {
        declaration.name = string_of(fides, object, path, use.key);
    }
    add_flows(fides, &declaration);
}

/* --- systems ----------------------------------------------------------- */

static bool has_string(const cJSON *array, const char *string)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        if (cJSON_IsString(item) && strcmp(item->valuestring, string) == 0) {
            return true;
        }
    }
    return false;
}

/* Whether a declaration of the system names the key in that list. */
static bool is_named(const struct fides *fides, const char *list,
                     const char *key)
{
    const cJSON *array = member(fides->system, "privacy_declarations");
    const cJSON *declaration;
    cJSON_ArrayForEach(declaration, array)
    {
        if (has_string(member(declaration, list), key)) {
            return true;
        }
    }
    return false;
}

/* An entry of the system's `egress` or `ingress`. One that no declaration names
 * moves data for no purpose that is told, and so for any. */
static void read_entry(const struct fides *fides, const struct path *list,
                       const struct path *path, const cJSON *entry)
{
    bool out = strcmp(list->key, "egress") == 0;
    struct path data = { .above = path, .key = "data_categories" };
    struct path at = { .above = path, .key = "fides_key" };
    struct declaration declaration = { .path = path, .object = entry };
    size_t errors = error_count(fides);
    const char *key = string_of(fides, entry, path, at.key);
    if (key == NULL) {
        if (error_count(fides) == errors) {
            refuse(fides, path, "`fides_key` is missing");
        }
        return;
    }
    map_list(fides, FIDES_CATEGORY, entry, &data, &declaration.data);
    if (is_named(fides, list->key, key) ||
        !(out ? find_recipient(fides, &at, key, &declaration.recipient)
              : is_source(fides, key)) ||
        error_count(fides) > errors) {
        return;
    }
    declaration.name = arena_print(fides->manifest->resolver.arena, "%s %s",
                                   out ? "to" : "from", key);
    add_flow(fides, &declaration,
             (struct act){ out ? "process.disclose.share" : "process.collect",
                           "", &declaration.data,
                           out ? &declaration.recipient : NULL, NULL });
}

static void read_entries(const struct fides *fides, const char *key)
{
    struct path path = { .above = fides->path, .key = key };
    struct path at = { .above = &path };
    const cJSON *array = list_of(fides, fides->system, &path);
    const cJSON *entry;
    cJSON_ArrayForEach(entry, array)
    {
        if (cJSON_IsObject(entry)) {
            read_entry(fides, &path, &at, entry);
        } else {
            refuse(fides, &at, "a key and its type, in braces, belong here");
        }
        at.index++;
    }
}

/* Practices that the mapping does not know are none that a policy asks for. */
static void read_measures(struct fides *fides)
{
    const char *text =
        string_of(fides, fides->system, fides->path, "data_security_practices");
    fides->measures = (struct term_list){ 0 };
    if (text != NULL) {
        (void)fides_map_find(fides->map, fides->manifest, FIDES_MEASURE, text,
                             &fides->measures);
    }
}

static void read_system(struct fides *fides)
{
    const cJSON *system = fides->system;
    struct path list = { .above = fides->path, .key = "privacy_declarations" };
    struct path at = { .above = &list };
    const cJSON *declarations, *declaration;
    if (!cJSON_IsObject(system)) {
        refuse(fides, fides->path, "a system, in braces, belongs here");
        return;
    }
    check_keys(fides, system, fides->path, system_keys);
    fides->name = string_of(fides, system, fides->path, "fides_key");
    const char *label = string_of(fides, system, fides->path, "name");
    declarations = list_of(fides, system, &list);
    if (declarations == NULL || declarations->child == NULL) {
        refuse(fides, &list, "at least one declaration belongs here");
        return;
    }
    if (fides->name == NULL) {
        refuse(fides, fides->path, "`fides_key` is missing");
        return;
    }
    read_measures(fides);
    manifest_add_system(fides->manifest, fides->name,
                        label != NULL ? label : fides->name);
    cJSON_ArrayForEach(declaration, declarations)
    {
        read_declaration(fides, declaration, &at);
        at.index++;
    }
    read_entries(fides, "egress");
    read_entries(fides, "ingress");
}

void fides_read(struct manifest *manifest, const struct fides_map *map)
{
    struct path list = { .key = "system" };
    struct path at = { .above = &list };
    struct fides fides = { .manifest = manifest, .map = map, .path = &at };
    if (map == NULL) {
        manifest_refuse(manifest, NULL,
                        "a Fides manifest needs `--fides-map FILE`, which says "
                        "what its keys are in the policy");
        return;
    }
    cJSON *root = manifest_parse(manifest);
    if (root == NULL) {
        return;
    }
    fides.systems = list_of(&fides, root, &list);
    if (fides.systems == NULL || fides.systems->child == NULL) {
        refuse(&fides, &list, "at least one system belongs here");
    }
    cJSON_ArrayForEach(fides.system, fides.systems)
    {
        read_system(&fides);
        at.index++;
    }
    cJSON_Delete(root);
}
