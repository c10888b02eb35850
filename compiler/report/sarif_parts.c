/* Pieces of SARIF: messages, places, fingerprints. */

#include "report/sarif_parts.h"

#include "base/hash.h"
#include "report/json.h"

#include <inttypes.h>
#include <string.h>

/* `"key": {"text": "..."}` */
void sarif_message(struct text *text, const char *key, const char *string)
{
    text_print(text, "\"%s\": {", key);
    json_member(text, "text", string);
    text_char(text, '}');
}

static bool stays(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || strchr("-._~/", byte) != NULL;
}

/* A path as a URI: below the root of the sources, or absolute as it is. */
static void put_artifact(struct text *text, const char *path)
{
    text_put(text, "\"artifactLocation\": {\"uri\": \"");
    if (path[0] == '/')
        text_put(text, "file://");
    for (const char *at = path; *at; at++) {
        unsigned char byte = (unsigned char)*at;
        if (stays(byte))
            text_char(text, *at);
        else
            text_print(text, "%%%02X", byte);
    }
    text_put(text,
             path[0] == '/' ? "\"}" : "\", \"uriBaseId\": \"%SRCROOT%\"}");
}

static void put_number(struct text *text, const char *key, uint32_t number)
{
    if (number > 0)
        text_print(text, "%s: %" PRIu32, key, number);
}

void sarif_physical(struct text *text, const struct where *where)
{
    text_put(text, "\"physicalLocation\": {");
    put_artifact(text, where->file);
    if (where->line > 0) {
        text_put(text, ", \"region\": {");
        put_number(text, "\"startLine\"", where->line);
        put_number(text, ", \"startColumn\"", where->column);
        put_number(text, ", \"endLine\"", where->end_line);
        put_number(text, ", \"endColumn\"", where->end_column);
        text_char(text, '}');
    }
    text_char(text, '}');
}

void sarif_fingerprint(struct text *text, const char *const *parts,
                       size_t count, size_t turn)
{
    struct text words = { 0 };

    for (size_t i = 0; i < count; i++)
        text_add(&words, parts[i], strlen(parts[i]) + 1);
    text_print(&words, "%zu", turn);
    struct hash hash = hash_bytes(words.bytes, words.length);
    text_put(text, "\"partialFingerprints\": {\"writ/v1\": \"");
    hash_put(text, &hash);
    text_put(text, "\"}");
    text_destroy(&words);
}
