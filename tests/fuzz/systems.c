/* Any bytes as a systems file, and as a baseline. Beyond not crashing: what is
 * accepted is JSON by the judgement of cJSON too and adds a flow, what is
 * refused has an error that begins with a path, and a baseline that was read is
 * printed and read again. */

#include "check/compilation.h"
#include "model/inventory.h"
#include "report/baseline.h"

#include <cjson/cJSON.h>

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char map[] =
    "{\"data_categories\": {\"user.contact\": [\"email\", \"name\"]}, "
    "\"data_uses\": {\"marketing\": \"direct_marketing\"}, "
    "\"recipients\": {\"bank\": \"bank\"}}";

static void hold(int holds, const char *what)
{
    if (!holds) {
        fprintf(stderr, "does not hold: %s\n", what);
        abort();
    }
}

static size_t count_flows(const struct policy *policy)
{
    size_t count = 0;

    for (size_t s = 0; s < policy->system_count; s++)
        for (size_t f = 0; f < policy->systems[s].flow_count; f++)
            count += 1 + policy->systems[s].flows[f].twin_count;
    return count;
}

static void read_systems(struct compilation *compilation,
                         const struct inventory_text *text)
{
    const struct inventory_text map_text = { "map.json",
                                             (const unsigned char *)map,
                                             sizeof map - 1 };
    struct findings *findings = &compilation->findings;
    size_t flows = count_flows(compilation->policy);
    size_t before = findings->count;
    const struct fides_map *read =
        fides_map_read(&compilation->reading, compilation->policy, &map_text);

    hold(read != NULL, "the mapping is right");
    bool good =
        inventory_read(&compilation->reading, compilation->policy, text, read);
    hold(good == (findings->count == before), "it is good or has a finding");
    for (size_t i = before; i < findings->count; i++)
        hold(findings->items[i].message[0] == '$' &&
                 findings->items[i].file == text->file,
             "a finding has a path in the file");
    if (good) {
        cJSON *root = cJSON_ParseWithLengthOpts((const char *)text->bytes,
                                                text->length + 1, NULL, true);
        hold(root != NULL, "what is accepted is JSON");
        cJSON_Delete(root);
        hold(count_flows(compilation->policy) > flows, "it adds a flow");
    }
}

static void read_baseline(struct arena *arena,
                          const struct inventory_text *text)
{
    struct text printed = { 0 };
    const char *error = NULL;
    struct baseline *baseline =
        baseline_read(arena, "a.json", text->bytes, text->length, &error);

    hold((baseline == NULL) == (error != NULL), "it is read or refused");
    if (!baseline)
        return;
    baseline_print(baseline, &printed);
    baseline = baseline_read(arena, "a.json",
                             (const unsigned char *)text_string(&printed),
                             printed.length, &error);
    hold(baseline != NULL, "what is printed is a baseline");
    text_destroy(&printed);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = { "examples/shop/policy.writ" };
    struct compilation *compilation = compilation_create();
    const char *error = NULL;
    bool done = compilation_run(compilation, paths, 1, DEPTH_MODEL, &error);

    hold(done && compilation->policy, "the policy is right");
    const struct inventory_text text = {
        .file = "systems.json",
        .bytes = (const unsigned char *)arena_copy(compilation->arena,
                                                   (const char *)data, size),
        .length = size,
    };
    read_systems(compilation, &text);
    read_baseline(compilation->arena, &text);
    compilation_destroy(compilation);
    return 0;
}
