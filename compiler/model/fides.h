#ifndef WRIT_MODEL_FIDES_H
#define WRIT_MODEL_FIDES_H

/* The mapping from the keys of a Fides manifest to terms of the policy:
 *     {"data_categories": {"user.contact.email": "email"},
 *      "data_uses": {"essential.service": ["sign_up", "service_provision"]},
 *      "data_subjects": {...}, "recipients": {...}, "countries": {...},
 *      "measures": {"TLS everywhere": "encryption"}}
 * Nothing outside model/ sees it. */

#include "model/manifest.h"

enum fides_section {
    FIDES_CATEGORY,
    FIDES_USE,
    FIDES_SUBJECT,
    FIDES_RECIPIENT, /* of an egress key, or of the text of third_parties */
    FIDES_COUNTRY,
    FIDES_MEASURE, /* of the text of data_security_practices */
    FIDES_SECTIONS
};

/* Adds the terms of a key; false where the mapping has no such key. */
bool fides_map_find(const struct fides_map *map, struct manifest *manifest,
                    enum fides_section section, const char *key,
                    struct term_list *list);

/* Refuses a key that the mapping lacks. */
void fides_map_lacks(const struct fides_map *map, struct manifest *manifest,
                     enum fides_section section, const struct path *path,
                     const char *key);

#endif
