#ifndef WRIT_MODEL_DRAFT_H
#define WRIT_MODEL_DRAFT_H

/* Flows of JSON, one at a time: from their text to the model. Nothing outside
 * model/ sees it. */

#include "model/manifest.h"
#include "model/memo.h"
#include "model/pieces.h"

/* The keys of a flow. Those from `action` on say what it does; from there to
 * `with` they are lists of terms. */
enum field {
    FIELD_NAME,
    FIELD_FILE,
    FIELD_LINE,
    FIELD_ACTION,
    FIELD_DATA,
    FIELD_PURPOSE,
    FIELD_RECIPIENT,
    FIELD_SUBJECT,
    FIELD_REGION,
    FIELD_WITH,
    FIELD_IF,
    FIELD_UP_TO,
    FIELD_AFTER,
    FIELD_COUNT
};

/* An inventory being read. */
struct inventory {
    struct manifest manifest;
    struct memo *memo;
    struct pieces pieces;             /* what is left of the text */
    enum field next[FIELD_COUNT + 1]; /* the key that came last behind this */
};

/* Takes a flow of the system, at that path, and adds it to the model; the
 * system is the one that was added last. */
void draft_read(struct inventory *inventory, const char *system,
                const struct path *path);

/* A piece as JSON, which the caller deletes. NULL where it is none: the text is
 * then broken there, which its reader says once. */
cJSON *inventory_parse(struct inventory *inventory, struct piece piece);

/* Takes the next value and refuses it. */
void inventory_refuse_next(struct inventory *inventory, const struct path *path,
                           const char *message);

/* The string that a key's piece stands for, in the arena. */
const char *inventory_key(struct inventory *inventory, struct piece piece);

/* Whether the piece is a string without escapes. */
bool piece_is_plain(struct piece piece);

#endif
