#ifndef WRIT_MODEL_MANIFEST_H
#define WRIT_MODEL_MANIFEST_H

/* What the files share that read JSON for the model: where in the JSON we are,
 * refusing what is there, and terms by name. Nothing outside model/ sees it.
 * What is refused becomes a finding at the file, with the path of the value;
 * the path is only written out then. */

#include "model/inventory.h"
#include "model/resolver.h"

#include <cjson/cJSON.h>

/* A value, as a way from the root, which is NULL. */
struct path {
    const struct path *above;
    const char *key; /* of a member; NULL: an element */
    size_t index;    /* of an element */
};

/* A file being read, and what it is read into. */
struct manifest {
    struct resolver resolver;
    const struct inventory_text *text;
};

/* The manifest of a text; its strings live as long as the arena. */
struct manifest manifest_of(const struct reading *reading,
                            struct policy *policy,
                            const struct inventory_text *text);

/* The path as it is shown, in the arena: "$.systems[0].name". */
const char *manifest_path(const struct manifest *manifest,
                          const struct path *path);

struct finding *manifest_refuse(struct manifest *manifest,
                                const struct path *path, const char *message);

/* Refuses what is no JSON, or no UTF-8, at a byte of the text. */
void manifest_refuse_at(struct manifest *manifest, const char *at,
                        const char *message);

/* Whether the text is UTF-8; refused where not. */
bool manifest_is_text(struct manifest *manifest);

/* The whole text, NULL where it is no JSON, which is refused; the caller
 * deletes it. */
cJSON *manifest_parse(struct manifest *manifest);

/* A term of a space by name. One that there is not is reported with the path,
 * and NULL. */
struct term *manifest_term(struct manifest *manifest, int space,
                           const struct path *path, const char *name);

/* Adds the terms that a list names; false where anything was refused. */
bool manifest_terms(struct manifest *manifest, const cJSON *array,
                    const struct path *path, int space, struct term_list *list);

void manifest_add_term(struct manifest *manifest, struct term_list *list,
                       struct term *term);

/* A selection that was written, of these terms. */
void manifest_choose(struct chosen *chosen, const struct term_list *list);

/* A string, not empty, in the arena; refused otherwise, and NULL. */
const char *manifest_string(struct manifest *manifest, const cJSON *value,
                            const struct path *path);

/* Adds a system without flows and gives it. */
struct system *manifest_add_system(struct manifest *manifest, const char *name,
                                   const char *label);

/* Adds a flow to the system that was added last: a copy, finished. */
void manifest_add_flow(struct manifest *manifest, const struct flow *flow);

/* fides.c: a Fides manifest. */
void fides_read(struct manifest *manifest, const struct fides_map *map);

#endif
