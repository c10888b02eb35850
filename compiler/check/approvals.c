/* Lines of approvals, read and written. A line is taken apart, written anew and
 * compared: so nothing can be in it that is not understood. */

#include "check/approvals.h"

#include "base/arena.h"
#include "base/hash.h"
#include "base/utf8.h"

#include <cjson/cJSON.h>
#include <string.h>

/* --- writing ----------------------------------------------------------- */

static void put_member(struct text *text, const char *key, const char *value)
{
    if (value != NULL) {
        text_print(text, ", \"%s\": ", key);
        text_json(text, value);
    }
}

static void put_pins(struct text *text, const struct approval *approval)
{
    text_put(text, ", \"wordings\": [");
    for (size_t i = 0; i < approval->pin_count; i++) {
        const struct pin *pin = &approval->pins[i];
        text_put(text, i > 0 ? ", {\"statement\": " : "{\"statement\": ");
        text_json(text, pin->statement);
        put_member(text, "language", pin->language);
        put_member(text, "wording", pin->wording);
        put_member(text, "meaning", pin->meaning);
        text_char(text, '}');
    }
    text_char(text, ']');
}

void approval_print(const struct approval *approval, struct text *text)
{
    size_t start = text->length;
    text_put(text, "{\"format\": 1");
    put_member(text, "policy", approval->policy);
    put_member(text, "by", approval->by);
    put_member(text, "role", approval->role);
    put_member(text, "date", approval->date);
    put_member(text, "note", approval->note);
    put_member(text, "verdict", approval->verdict);
    put_member(text, "old", approval->old);
    put_member(text, "new", approval->new);
    put_member(text, "change", approval->change);
    put_pins(text, approval);
    put_member(text, "previous", approval->previous);
    struct hash seal = hash_bytes(text->bytes + start, text->length - start);
    text_put(text, ", \"seal\": \"sha256:");
    hash_put(text, &seal);
    text_put(text, "\"}\n");
}

/* --- reading ----------------------------------------------------------- */

/* The string of a member, in the arena; NULL where it has none. */
static const char *string_of(struct arena *arena, const cJSON *object,
                             const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(item)
               ? arena_copy(arena, item->valuestring, strlen(item->valuestring))
               : NULL;
}

static void read_pins(struct arena *arena, const cJSON *object,
                      struct approval *approval)
{
    const cJSON *list = cJSON_GetObjectItemCaseSensitive(object, "wordings");
    const cJSON *item;
    size_t count = (size_t)cJSON_GetArraySize(list);
    approval->pins = arena_array(arena, count + 1, sizeof *approval->pins);
    cJSON_ArrayForEach(item, list)
    {
        struct pin pin = { string_of(arena, item, "statement"),
                           string_of(arena, item, "language"),
                           string_of(arena, item, "wording"),
                           string_of(arena, item, "meaning") };
        if (pin.statement != NULL && pin.language != NULL &&
            pin.wording != NULL && pin.meaning != NULL) {
            approval->pins[approval->pin_count++] = pin;
        }
    }
}

/* What the line says. What is missing or of another form is left out, and the
 * line is then not what is written for it. */
static bool read_members(struct arena *arena, const cJSON *object,
                         struct approval *approval)
{
    *approval = (struct approval){
        .policy = string_of(arena, object, "policy"),
        .by = string_of(arena, object, "by"),
        .role = string_of(arena, object, "role"),
        .date = string_of(arena, object, "date"),
        .note = string_of(arena, object, "note"),
        .verdict = string_of(arena, object, "verdict"),
        .old = string_of(arena, object, "old"),
        .new = string_of(arena, object, "new"),
        .change = string_of(arena, object, "change"),
        .previous = string_of(arena, object, "previous"),
    };
    read_pins(arena, object, approval);
    return approval->policy != NULL && approval->by != NULL &&
           approval->role != NULL && approval->verdict != NULL &&
           approval->old != NULL && approval->new != NULL &&
           approval->change != NULL;
}

static bool is_as_written(const struct approval *approval, const char *line,
                          size_t length)
{
    struct text text = { NULL, 0, 0 };
    approval_print(approval, &text);
    bool same =
        text.length == length + 1 && memcmp(text.bytes, line, length) == 0;
    text_destroy(&text);
    return same;
}

/* NULL where the line is whole; else a clause about it. */
static const char *read_line(struct arena *arena, const char *line,
                             size_t length, struct approval *approval)
{
    if (utf8_check((const unsigned char *)line, length) < length) {
        return "is not UTF-8";
    }
    const char *words = arena_copy(arena, line, length);
    cJSON *root = cJSON_ParseWithOpts(words, NULL, true);
    const cJSON *format = cJSON_GetObjectItemCaseSensitive(root, "format");
    const char *wrong = NULL;
    if (!cJSON_IsObject(root)) {
        wrong = "is no JSON object";
    } else if (!cJSON_IsNumber(format) || format->valueint != 1) {
        wrong = "is not of format 1, which is the one this writ reads";
    } else if (!read_members(arena, root, approval)) {
        wrong = "lacks something that every approval has";
    } else if (!is_as_written(approval, line, length)) {
        wrong = "is not as it was written: it was edited";
    }
    cJSON_Delete(root);
    return wrong;
}

static bool follows(const struct approvals *approvals,
                    const struct approval *approval)
{
    const char *last = approvals_last(approvals);
    if (last == NULL || approval->previous == NULL) {
        return last == approval->previous;
    }
    return strcmp(last, approval->previous) == 0;
}

/* Of one line; false at the first that is not as it should be. */
static bool take_line(struct arena *arena, struct approvals *approvals,
                      const char *line, size_t length)
{
    struct approval approval;
    if (length > 0 && line[length - 1] == '\r') {
        length--; /* a checkout with line ends of another system */
    }
    approvals->broken = read_line(arena, line, length, &approval);
    if (approvals->broken == NULL && !follows(approvals, &approval)) {
        approvals->broken = "does not follow the line before it: one was "
                            "edited, moved, taken out or put in";
    }
    if (approvals->broken != NULL) {
        return false;
    }
    approval.line = hash_digest(arena, line, length);
    approvals->items = arena_extend(arena, approvals->items, approvals->count,
                                    sizeof *approvals->items);
    approvals->items[approvals->count++] = approval;
    return true;
}

const char *approvals_last(const struct approvals *approvals)
{
    return approvals->count > 0 ? approvals->items[approvals->count - 1].line
                                : NULL;
}

struct approvals *approvals_read(struct arena *arena,
                                 const struct beside *beside)
{
    struct approvals *approvals = arena_allocate(arena, sizeof *approvals);
    approvals->file = beside->name;
    approvals->path = beside->path;
    approvals->there = beside->bytes != NULL;
    const char *bytes = (const char *)beside->bytes;
    for (size_t at = 0; at < beside->length;) {
        const char *end = memchr(bytes + at, '\n', beside->length - at);
        size_t length =
            end != NULL ? (size_t)(end - bytes) - at : beside->length - at;
        if (!take_line(arena, approvals, bytes + at, length)) {
            break;
        }
        at += length + 1;
    }
    return approvals;
}
