/* `--systems FILE.json`. cJSON reads the text; what it lets pass (bytes after
 * the end, repeated keys, unknown keys) is refused here, with the path of the
 * value. An inventory without systems, or a system without flows, is an error:
 * a check of nothing must not look like a pass. */

#include "model/inventory.h"

#include "base/text.h"
#include "base/utf8.h"
#include "model/resolver.h"
#include "syntax/parse.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

RULE(inventory) = {
    .slug = "inventory",
    .severity = SEVERITY_ERROR,
    .summary = "a systems file cannot be read, is empty, or has an unknown "
               "key or a value of the wrong type",
    .why = "A flow that is not understood would be a flow that is not "
           "checked.",
};

/* Where in the JSON we are, and what it is read into. */
struct inventory {
    struct resolver resolver;
    const char *file;
};

static struct finding *refuse(struct inventory *inventory, const char *path,
                              const char *message)
{
    struct finding *finding =
        resolver_error(&inventory->resolver, &rule_inventory,
                       (struct span){ 0, 0 }, "%s: %s", path, message);
    finding->file = inventory->file;
    return finding;
}

static const char *below(struct inventory *inventory, const char *path,
                         const char *key)
{
    return arena_print(inventory->resolver.arena, "%s.%s", path, key);
}

static const char *element(struct inventory *inventory, const char *path,
                           size_t index)
{
    return arena_print(inventory->resolver.arena, "%s[%zu]", path, index);
}

/* Every key is known, and none comes twice. */
static bool keys_fit(struct inventory *inventory, const cJSON *object,
                     const char *path, const char *const *keys)
{
    bool fit = true;
    uint64_t seen = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, object)
    {
        size_t k = 0;
        while (keys[k] != NULL && strcmp(keys[k], item->string) != 0) {
            k++;
        }
        if (keys[k] == NULL) {
            refuse(inventory, below(inventory, path, item->string),
                   "this key is not known");
            fit = false;
        } else if (seen >> k & 1) {
            refuse(inventory, below(inventory, path, item->string),
                   "this key comes twice");
            fit = false;
        }
        seen |= k < 64 ? UINT64_C(1) << k : 0;
    }
    return fit;
}

/* A string of the object, or NULL; an error where it is of another type, or
 * missing although it must be there. */
static const char *string_of(struct inventory *inventory, const cJSON *object,
                             const char *path, const char *key, bool required)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    if (item == NULL && !required) {
        return NULL;
    }
    if (item == NULL) {
        refuse(inventory, path,
               arena_print(inventory->resolver.arena, "`%s` is missing", key));
        return NULL;
    }
    if (!cJSON_IsString(item) || item->valuestring[0] == '\0') {
        refuse(inventory, below(inventory, path, key),
               "a text that is not empty belongs here");
        return NULL;
    }
    return arena_copy(inventory->resolver.arena, item->valuestring,
                      strlen(item->valuestring));
}

static const char *intern(struct inventory *inventory, const char *text)
{
    return name_intern(inventory->resolver.reading->names, text, strlen(text));
}

/* Terms of a space by name. A name that means nothing is reported with the path
 * of the value, not with a place in the policy. */
static struct term *find_term(struct inventory *inventory, int space,
                              const char *path, const char *name)
{
    struct term *candidates[4];
    size_t count = 4;
    const struct terms *terms = &inventory->resolver.policy->terms[space];
    struct term *term = term_find(terms, name, candidates, &count);
    if (term != NULL) {
        return term;
    }
    struct finding *finding =
        resolver_error(&inventory->resolver,
                       count > 0 ? &rule_ambiguous_name : &rule_unknown_name,
                       (struct span){ 0, 0 },
                       count > 0 ? "%s: `%s` could mean more than one %s"
                                 : "%s: the policy has no such %s: `%s`",
                       path, count > 0 ? name : space_name[space],
                       count > 0 ? space_name[space] : name);
    finding->file = inventory->file;
    const struct term *near = term_near(terms, name);
    if (near != NULL) {
        finding_help(inventory->resolver.findings, finding,
                     "did you mean `%s`?", term_short(terms, near));
    }
    return NULL;
}

static struct term_list terms_of(struct inventory *inventory,
                                 const cJSON *object, const char *path,
                                 const char *key, int space)
{
    struct term_list list = { 0 };
    const cJSON *array = cJSON_GetObjectItemCaseSensitive(object, key);
    const char *own = below(inventory, path, key);
    if (array == NULL) {
        return list;
    }
    if (!cJSON_IsArray(array)) {
        refuse(inventory, own, "a list of names belongs here");
        return list;
    }
    size_t index = 0;
    const cJSON *item;
    cJSON_ArrayForEach(item, array)
    {
        const char *at = element(inventory, own, index++);
        if (!cJSON_IsString(item)) {
            refuse(inventory, at, "a name belongs here");
            continue;
        }
        struct term *term = find_term(inventory, space, at, item->valuestring);
        if (term != NULL) {
            list.items = arena_extend(inventory->resolver.arena, list.items,
                                      list.count, sizeof *list.items);
            list.items[list.count++] = term;
        }
    }
    return list;
}

static void choose(struct inventory *inventory, const cJSON *object,
                   const char *path, const char *key, struct chosen *chosen,
                   int space)
{
    struct term_list list = terms_of(inventory, object, path, key, space);
    chosen->written = list.count > 0;
    chosen->terms = list.items;
    chosen->term_count = list.count;
}

/* Reads the text where a theorem has its condition, so that conditions have one
 * grammar; NULL where it is not a condition and nothing else. */
static const struct tree_condition *tree_of(struct inventory *inventory,
                                            const char *text)
{
    const struct reading *reading = inventory->resolver.reading;
    const char *test = arena_print(
        reading->arena, "test \"\" { prove silent we collect if %s\n. }", text);
    struct source *source =
        source_add(reading->sources, inventory->file, NULL,
                   (const unsigned char *)test, strlen(test), false);
    const struct tree_file *file =
        source != NULL ? parse_file(reading, source) : NULL;
    if (file == NULL || file->item_count != 1 ||
        file->items[0].kind != ITEM_TEST ||
        file->items[0].test->expectation_count != 1) {
        return NULL;
    }
    return file->items[0].test->expectations[0].question->condition;
}

/* Findings of the reader are put at the path in the JSON. */
static const struct condition *condition_of(struct inventory *inventory,
                                            const char *path, const char *text)
{
    struct resolver *resolver = &inventory->resolver;
    size_t before = resolver->findings->count;
    const struct tree_condition *tree = tree_of(inventory, text);
    const struct condition *condition = NULL;
    if (resolver->findings->count == before && tree != NULL) {
        condition = resolve_condition(resolver, tree);
    } else if (resolver->findings->count == before) {
        refuse(inventory, path, "a condition belongs here");
    }
    for (size_t i = before; i < resolver->findings->count; i++) {
        struct finding *finding = &resolver->findings->items[i];
        finding->span = (struct span){ 0, 0 };
        if (finding->rule != &rule_inventory) {
            finding->file = inventory->file;
            finding->message =
                arena_print(resolver->arena, "%s: %s", path, finding->message);
        }
        resolver->errors++;
    }
    return condition;
}

/* "30 days" */
static bool duration_of(const char *text, struct tree_duration *duration)
{
    static const char *const unit[] = { "second", "minute", "hour", "day",
                                        "week",   "month",  "year" };
    uint64_t number = 0;
    size_t digits = 0;
    for (; text[digits] >= '0' && text[digits] <= '9'; digits++) {
        number = number * 10 + (uint64_t)(text[digits] - '0');
        if (number > UINT32_MAX) {
            return false;
        }
    }
    if (digits == 0 || text[digits] != ' ') {
        return false;
    }
    const char *word = text + digits + 1;
    for (size_t i = 0; i < sizeof unit / sizeof *unit; i++) {
        size_t length = strlen(unit[i]);
        if (strncmp(word, unit[i], length) == 0 &&
            (word[length] == '\0' || strcmp(word + length, "s") == 0)) {
            duration->number = (uint32_t)number;
            duration->unit = (enum tree_unit)i;
            return true;
        }
    }
    return false;
}

static void read_time(struct inventory *inventory, const cJSON *object,
                      const char *path, struct flow *flow)
{
    const char *up_to = string_of(inventory, object, path, "up_to", false);
    const char *after = string_of(inventory, object, path, "after", false);
    if (up_to == NULL) {
        if (after != NULL) {
            refuse(inventory, below(inventory, path, "after"),
                   "an event without `up_to` says nothing");
        }
        return;
    }
    struct time *time = arena_allocate(inventory->resolver.arena, sizeof *time);
    time->kind = TIME_UP_TO;
    if (!duration_of(up_to, &time->written)) {
        refuse(inventory, below(inventory, path, "up_to"),
               "a duration such as \"30 days\" belongs here");
        return;
    }
    time->seconds = time_seconds(&time->written);
    if (after != NULL) {
        time->events =
            arena_array(inventory->resolver.arena, 1, sizeof *time->events);
        time->events[0] = find_term(inventory, KIND_EVENT,
                                    below(inventory, path, "after"), after);
        time->event_count = time->events[0] != NULL;
    }
    flow->times = time;
    flow->time_count = 1;
}

static void read_line(struct inventory *inventory, const cJSON *object,
                      const char *path, struct flow *flow)
{
    const char *file = string_of(inventory, object, path, "file", false);
    const cJSON *line = cJSON_GetObjectItemCaseSensitive(object, "line");
    flow->file = file != NULL ? file : inventory->file;
    if (line == NULL) {
        return;
    }
    if (!cJSON_IsNumber(line) || line->valuedouble < 1 ||
        line->valuedouble > UINT32_MAX ||
        floor(line->valuedouble) < line->valuedouble) {
        refuse(inventory, below(inventory, path, "line"),
               "the number of a line belongs here");
        return;
    }
    if (file != NULL) {
        flow->line = (uint32_t)line->valuedouble;
    }
}

static void read_flow(struct inventory *inventory, const cJSON *object,
                      const char *path, const struct system *system,
                      struct flow *flow)
{
    static const char *const keys[] = {
        "name", "action", "data",  "purpose", "recipient", "subject", "region",
        "if",   "with",   "up_to", "after",   "file",      "line",    NULL,
    };
    size_t errors = inventory->resolver.errors;
    if (!cJSON_IsObject(object)) {
        refuse(inventory, path, "a flow, in braces, belongs here");
        return;
    }
    keys_fit(inventory, object, path, keys);
    const char *name = string_of(inventory, object, path, "name", true);
    flow->name = arena_print(inventory->resolver.arena, "%s.%s", system->name,
                             name != NULL ? name : "?");
    struct chosen *chosen = flow->question.chosen;
    choose(inventory, object, path, "action", &chosen[DIMENSION_ACTION],
           KIND_ACTION);
    choose(inventory, object, path, "data", &chosen[DIMENSION_DATA], KIND_DATA);
    choose(inventory, object, path, "purpose", &chosen[DIMENSION_PURPOSE],
           KIND_PURPOSE);
    choose(inventory, object, path, "recipient", &chosen[DIMENSION_RECIPIENT],
           KIND_RECIPIENT);
    choose(inventory, object, path, "subject", &chosen[DIMENSION_SUBJECT],
           KIND_SUBJECT);
    choose(inventory, object, path, "region", &chosen[DIMENSION_REGION],
           KIND_REGION);
    flow->measures = terms_of(inventory, object, path, "with", KIND_MEASURE);
    const char *guard = string_of(inventory, object, path, "if", false);
    if (guard != NULL) {
        flow->question.condition =
            condition_of(inventory, below(inventory, path, "if"), guard);
    }
    read_time(inventory, object, path, flow);
    read_line(inventory, object, path, flow);
    if (inventory->resolver.errors == errors &&
        !chosen[DIMENSION_ACTION].written) {
        refuse(inventory, below(inventory, path, "action"),
               "at least one action belongs here");
    }
    if (inventory->resolver.errors == errors) {
        flow_finish(&inventory->resolver, flow);
    }
}

static void read_system(struct inventory *inventory, const cJSON *object,
                        const char *path)
{
    static const char *const keys[] = { "name", "label", "flows", NULL };
    if (!cJSON_IsObject(object)) {
        refuse(inventory, path, "a system, in braces, belongs here");
        return;
    }
    keys_fit(inventory, object, path, keys);
    const char *name = string_of(inventory, object, path, "name", true);
    const char *label = string_of(inventory, object, path, "label", false);
    const cJSON *flows = cJSON_GetObjectItemCaseSensitive(object, "flows");
    const char *own = below(inventory, path, "flows");
    if (!cJSON_IsArray(flows) || flows->child == NULL) {
        refuse(inventory, own, "at least one flow belongs here");
        return;
    }
    if (name == NULL) {
        return;
    }
    struct system *system = policy_add_system(
        inventory->resolver.policy, intern(inventory, name),
        label != NULL ? label : name, (size_t)cJSON_GetArraySize(flows));
    const cJSON *flow;
    cJSON_ArrayForEach(flow, flows)
    {
        read_flow(inventory, flow, element(inventory, own, system->flow_count),
                  system, &system->flows[system->flow_count]);
        system->flow_count++;
    }
}

static void read_root(struct inventory *inventory, const cJSON *root)
{
    static const char *const keys[] = { "systems", NULL };
    const cJSON *systems = cJSON_GetObjectItemCaseSensitive(root, "systems");
    if (!cJSON_IsObject(root)) {
        refuse(inventory, "$", "{\"systems\": [...]} belongs here");
        return;
    }
    keys_fit(inventory, root, "$", keys);
    if (!cJSON_IsArray(systems) || systems->child == NULL) {
        refuse(inventory, "$.systems", "at least one system belongs here");
        return;
    }
    size_t index = 0;
    const cJSON *system;
    cJSON_ArrayForEach(system, systems)
    {
        read_system(inventory, system,
                    element(inventory, "$.systems", index++));
    }
}

/* The line of a byte of the JSON, from 1. */
static uint32_t line_at(const unsigned char *bytes, size_t offset)
{
    uint32_t line = 1;
    for (size_t i = 0; i < offset; i++) {
        line += bytes[i] == '\n';
    }
    return line;
}

bool inventory_read(const struct reading *reading, struct policy *policy,
                    const char *file, const unsigned char *bytes, size_t length)
{
    struct inventory inventory = {
        .resolver = { .reading = reading,
                      .arena = reading->arena,
                      .findings = reading->findings,
                      .policy = policy },
        .file = arena_copy(reading->arena, file, strlen(file)),
    };
    size_t bad = utf8_check(bytes, length);
    if (bad < length) {
        refuse(&inventory, "$", "this is not UTF-8")->line =
            line_at(bytes, bad);
        return false;
    }
    const char *end = NULL;
    cJSON *root =
        cJSON_ParseWithLengthOpts((const char *)bytes, length + 1, &end, true);
    if (root == NULL) {
        size_t at = end != NULL ? (size_t)(end - (const char *)bytes) : 0;
        refuse(&inventory, "$", "this is not JSON")->line =
            line_at(bytes, at < length ? at : length);
        return false;
    }
    read_root(&inventory, root);
    cJSON_Delete(root);
    return inventory.resolver.errors == 0;
}
