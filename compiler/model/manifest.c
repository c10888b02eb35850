/* JSON by cJSON, which lets some things pass that are refused here and by the
 * callers: what is no UTF-8, text behind the end, keys that come twice. */

#include "model/manifest.h"

#include "base/utf8.h"

#include <string.h>

RULE(inventory) = {
    .slug = "inventory",
    .severity = SEVERITY_ERROR,
    .summary = "a systems file cannot be read, is empty, or has an unknown "
               "key or a value of the wrong type",
    .why = "A flow that is not understood would be a flow that is not "
           "checked.",
};

struct manifest manifest_of(const struct reading *reading,
                            struct policy *policy,
                            const struct inventory_text *text)
{
    return (struct manifest){
        .resolver = { .reading = reading,
                      .arena = reading->arena,
                      .findings = reading->findings,
                      .policy = policy },
        .text = text,
    };
}

/* Letters, digits and `_`: what may stand in a path as it is. */
static bool is_plain(const char *key)
{
    size_t length = strspn(key, "abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_");
    return key[0] != '\0' && key[length] == '\0';
}

/* `$.systems[0].flows[12].data`, `$.data_categories["user.contact"]` */
static const char *written(struct arena *arena, const struct path *path)
{
    if (path == NULL) {
        return "$";
    }
    const char *above = written(arena, path->above);
    if (path->key == NULL) {
        return arena_print(arena, "%s[%zu]", above, path->index);
    }
    return arena_print(arena, is_plain(path->key) ? "%s.%s" : "%s[\"%s\"]",
                       above, path->key);
}

const char *manifest_path(const struct manifest *manifest,
                          const struct path *path)
{
    return written(manifest->resolver.arena, path);
}

struct finding *manifest_refuse(struct manifest *manifest,
                                const struct path *path, const char *message)
{
    struct finding *finding = resolver_error(
        &manifest->resolver, &rule_inventory, (struct span){ 0, 0 }, "%s: %s",
        written(manifest->resolver.arena, path), message);
    finding->file = manifest->text->file;
    return finding;
}

void manifest_refuse_at(struct manifest *manifest, const char *at,
                        const char *message)
{
    const char *bytes = (const char *)manifest->text->bytes;
    uint32_t line = 1;
    for (const char *byte = bytes; byte < at; byte++) {
        line += *byte == '\n';
    }
    manifest_refuse(manifest, NULL, message)->line = line;
}

bool manifest_is_text(struct manifest *manifest)
{
    const struct inventory_text *text = manifest->text;
    size_t bad = utf8_check(text->bytes, text->length);
    if (bad < text->length) {
        manifest_refuse_at(manifest, (const char *)text->bytes + bad,
                           "this is not UTF-8");
    }
    return bad == text->length;
}

cJSON *manifest_parse(struct manifest *manifest)
{
    const struct inventory_text *text = manifest->text;
    const char *bytes = (const char *)text->bytes;
    const char *end = bytes;
    cJSON *root =
        cJSON_ParseWithLengthOpts(bytes, text->length + 1, &end, true);
    if (root == NULL) {
        const char *last = bytes + text->length;
        manifest_refuse_at(manifest, end < last ? end : last,
                           "this is not JSON");
    }
    return root;
}

struct term *manifest_term(struct manifest *manifest, int space,
                           const struct path *path, const char *name)
{
    struct resolver *resolver = &manifest->resolver;
    struct term *candidates[4];
    size_t count = 4;
    const struct terms *terms = &resolver->policy->terms[space];
    struct term *term = term_find(terms, name, candidates, &count);
    if (term != NULL) {
        return term;
    }
    const char *where = written(resolver->arena, path);
    struct finding *finding = resolver_error(
        resolver, count > 0 ? &rule_ambiguous_name : &rule_unknown_name,
        (struct span){ 0, 0 },
        count > 0 ? "%s: `%s` could mean more than one %s"
                  : "%s: the policy has no such %s: `%s`",
        where, count > 0 ? name : space_name[space],
        count > 0 ? space_name[space] : name);
    finding->file = manifest->text->file;
    const struct term *near = term_near(terms, name);
    if (near != NULL) {
        finding_help(resolver->findings, finding, "did you mean `%s`?",
                     term_short(terms, near));
    }
    return NULL;
}

void manifest_add_term(struct manifest *manifest, struct term_list *list,
                       struct term *term)
{
    list->items = arena_extend(manifest->resolver.arena, list->items,
                               list->count, sizeof *list->items);
    list->items[list->count++] = term;
}

bool manifest_terms(struct manifest *manifest, const cJSON *array,
                    const struct path *path, int space, struct term_list *list)
{
    struct path at = { .above = path };
    const cJSON *item;
    size_t errors = manifest->resolver.errors;
    if (!cJSON_IsArray(array)) {
        manifest_refuse(manifest, path, "a list of names belongs here");
        return false;
    }
    cJSON_ArrayForEach(item, array)
    {
        if (!cJSON_IsString(item)) {
            manifest_refuse(manifest, &at, "a name belongs here");
        } else {
            struct term *term =
                manifest_term(manifest, space, &at, item->valuestring);
            if (term != NULL) {
                manifest_add_term(manifest, list, term);
            }
        }
        at.index++;
    }
    return manifest->resolver.errors == errors;
}

void manifest_choose(struct chosen *chosen, const struct term_list *list)
{
    chosen->written = list->count > 0;
    chosen->terms = list->items;
    chosen->term_count = list->count;
}

const char *manifest_string(struct manifest *manifest, const cJSON *value,
                            const struct path *path)
{
    if (!cJSON_IsString(value) || value->valuestring[0] == '\0') {
        manifest_refuse(manifest, path,
                        "a text that is not empty belongs here");
        return NULL;
    }
    return arena_copy(manifest->resolver.arena, value->valuestring,
                      strlen(value->valuestring));
}

struct system *manifest_add_system(struct manifest *manifest, const char *name,
                                   const char *label)
{
    struct system *system =
        policy_add_system(manifest->resolver.policy, name, label, 0);
    system->flows = NULL; /* so that it can be extended */
    return system;
}

void manifest_add_flow(struct manifest *manifest, const struct flow *flow)
{
    struct policy *policy = manifest->resolver.policy;
    struct system *system = &policy->systems[policy->system_count - 1];
    system->flows = arena_extend(manifest->resolver.arena, system->flows,
                                 system->flow_count, sizeof *system->flows);
    const struct bits *points[DIMENSION_COUNT] = { NULL };
    for (int d = DIMENSION_ACTION; d < DIMENSION_COUNT; d++) {
        points[d] =
            resolve_points(&manifest->resolver, dimension_space[d],
                           &flow->question.chosen[d], (struct span){ 0, 0 });
    }
    struct flow *added = &system->flows[system->flow_count++];
    *added = *flow;
    flow_finish(&manifest->resolver, added, points);
}
