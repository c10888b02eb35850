/* `--systems FILE.json`. The text is taken apart flow by flow, so that a file
 * of any length is read through a window of one flow. An inventory without
 * systems, or a system without flows, is an error: a check of nothing must not
 * look like a pass. */

#include "model/inventory.h"

#include "model/draft.h"

#include <string.h>

static void refuse(struct inventory *inventory, const struct path *path,
                   const char *message)
{
    manifest_refuse(&inventory->manifest, path, message);
}

/* The keys of a system. */
enum { SYSTEM_NAME, SYSTEM_LABEL, SYSTEM_FLOWS };

static const char *const system_key[] = { "name", "label", "flows", NULL };

static const char *const root_key[] = { "systems", NULL };

/* Takes a key; its number, or -1 where it is refused. */
static int take_key(struct inventory *inventory, const struct path *path,
                    const char *const *keys, unsigned *seen)
{
    struct piece piece = pieces_key(&inventory->pieces);
    if (inventory->pieces.broken) {
        return -1;
    }
    const char *key = inventory_key(inventory, piece);
    int k = 0;
    while (keys[k] != NULL && strcmp(keys[k], key) != 0) {
        k++;
    }
    bool known = keys[k] != NULL;
    if (!known || (*seen >> k & 1) != 0) {
        refuse(inventory, &(struct path){ .above = path, .key = key },
               known ? "this key comes twice" : "this key is not known");
        return -1;
    }
    *seen |= 1u << k;
    return k;
}

/* Takes a string; NULL where it was refused. */
static const char *take_string(struct inventory *inventory,
                               const struct path *path, const char *key)
{
    cJSON *value = inventory_parse(inventory, pieces_value(&inventory->pieces));
    const char *text =
        value != NULL
            ? manifest_string(&inventory->manifest, value,
                              &(struct path){ .above = path, .key = key })
            : NULL;
    cJSON_Delete(value);
    return text;
}

/* Takes a value that is not used, which must be JSON all the same. */
static void take_rest(struct inventory *inventory)
{
    cJSON_Delete(inventory_parse(inventory, pieces_value(&inventory->pieces)));
}

/* The name of the system that comes next, wherever in it the name stands; what
 * is wrong with it is told when it is its turn. */
static const char *name_ahead(struct inventory *inventory)
{
    const struct resolver *resolver = &inventory->manifest.resolver;
    struct pieces pieces = inventory->pieces;
    for (bool more = pieces_enter(&pieces, '{'); more;
         more = pieces_more(&pieces, '}')) {
        struct piece key = pieces_key(&pieces);
        struct piece value = pieces_value(&pieces);
        if (key.length == 6 && memcmp(key.start, "\"name\"", 6) == 0) {
            cJSON *name = cJSON_ParseWithLength(value.start, value.length);
            const char *text = cJSON_IsString(name) ? name->valuestring : "?";
            text = name_intern(resolver->reading->names, text, strlen(text));
            cJSON_Delete(name);
            return text;
        }
    }
    return "?";
}

/* Takes an array of at least one element, each by the function. */
static void take_array(struct inventory *inventory, const struct path *path,
                       const char *message,
                       void (*take)(struct inventory *inventory,
                                    const struct path *path))
{
    struct path at = { .above = path };
    struct pieces *pieces = &inventory->pieces;
    if (pieces_peek(pieces) != '[') {
        inventory_refuse_next(inventory, path, message);
        return;
    }
    bool more = pieces_enter(pieces, '[');
    if (!more && !pieces->broken) {
        refuse(inventory, path, message);
    }
    for (; more; more = pieces_more(pieces, ']')) {
        take(inventory, &at);
        at.index++;
    }
}

static void take_flow(struct inventory *inventory, const struct path *path)
{
    const struct policy *policy = inventory->manifest.resolver.policy;
    draft_read(inventory, policy->systems[policy->system_count - 1].name, path);
}

static void take_system(struct inventory *inventory, const struct path *path)
{
    struct policy *policy = inventory->manifest.resolver.policy;
    struct pieces *pieces = &inventory->pieces;
    struct path flows = { .above = path, .key = system_key[SYSTEM_FLOWS] };
    const char *label = NULL;
    unsigned seen = 0;
    if (pieces_peek(pieces) != '{') {
        inventory_refuse_next(inventory, path,
                              "a system, in braces, belongs here");
        return;
    }
    const char *name = name_ahead(inventory);
    manifest_add_system(&inventory->manifest, name, name);
    for (bool more = pieces_enter(pieces, '{'); more;
         more = pieces_more(pieces, '}')) {
        switch (take_key(inventory, path, system_key, &seen)) {
        case SYSTEM_NAME: take_string(inventory, path, "name"); break;
        case SYSTEM_LABEL: label = take_string(inventory, path, "label"); break;
        case SYSTEM_FLOWS:
            take_array(inventory, &flows, "at least one flow belongs here",
                       take_flow);
            break;
        default: take_rest(inventory); break;
        }
    }
    if (label != NULL) {
        policy->systems[policy->system_count - 1].label = label;
    }
    if (!pieces->broken && !(seen >> SYSTEM_NAME & 1)) {
        refuse(inventory, path, "`name` is missing");
    }
    if (!pieces->broken && !(seen >> SYSTEM_FLOWS & 1)) {
        refuse(inventory, &flows, "at least one flow belongs here");
    }
}

static void take_members(struct inventory *inventory)
{
    struct pieces *pieces = &inventory->pieces;
    struct path systems = { .key = root_key[0] };
    unsigned seen = 0;
    for (bool more = pieces_enter(pieces, '{'); more;
         more = pieces_more(pieces, '}')) {
        if (take_key(inventory, NULL, root_key, &seen) == 0) {
            take_array(inventory, &systems, "at least one system belongs here",
                       take_system);
        } else {
            take_rest(inventory);
        }
    }
    if (!pieces->broken && seen == 0) {
        refuse(inventory, &systems, "at least one system belongs here");
    }
}

static void read_root(struct inventory *inventory)
{
    struct pieces *pieces = &inventory->pieces;
    if (pieces_peek(pieces) == '{') {
        take_members(inventory);
    } else {
        inventory_refuse_next(inventory, NULL,
                              "{\"systems\": [...]} belongs here");
    }
    if (!pieces->broken) {
        pieces_peek(pieces);
    }
    if (pieces->broken || pieces->at < pieces->end) {
        manifest_refuse_at(&inventory->manifest, pieces->at,
                           "this is not JSON");
    }
}

/* Whether the text is an object with a `system`: a Fides manifest. */
static bool is_fides(const struct pieces *text)
{
    struct pieces pieces = *text;
    for (bool more = pieces_enter(&pieces, '{'); more;
         more = pieces_more(&pieces, '}')) {
        struct piece key = pieces_key(&pieces);
        if (key.length == 8 && memcmp(key.start, "\"system\"", 8) == 0) {
            return true;
        }
        if (key.length == 9 && memcmp(key.start, "\"systems\"", 9) == 0) {
            return false;
        }
        pieces_value(&pieces);
    }
    return false;
}

bool inventory_read(const struct reading *reading, struct policy *policy,
                    const struct inventory_text *text,
                    const struct fides_map *map)
{
    const char *bytes = (const char *)text->bytes;
    struct inventory inventory = {
        .manifest = manifest_of(reading, policy, text),
        .pieces = { .at = bytes, .end = bytes + text->length },
    };
    if (!manifest_is_text(&inventory.manifest)) {
        return false;
    }
    if (is_fides(&inventory.pieces)) {
        fides_read(&inventory.manifest, map);
    } else {
        inventory.memo = memo_create();
        read_root(&inventory);
        memo_destroy(inventory.memo);
    }
    return inventory.manifest.resolver.errors == 0;
}
