/* The members of a flow, and the flow they make. A file of a million flows says
 * the same few things over and over, so each value is parsed once and known by
 * its text from then on; and flows whose values are the same are one flow of
 * the model, with twins. Only names and lines are read each time. */

#include "model/draft.h"

#include "syntax/parse.h"

#include <math.h>
#include <string.h>

static const char *const field_key[FIELD_COUNT] = {
    [FIELD_NAME] = "name",
    [FIELD_FILE] = "file",
    [FIELD_LINE] = "line",
    [FIELD_ACTION] = "action",
    [FIELD_DATA] = "data",
    [FIELD_PURPOSE] = "purpose",
    [FIELD_RECIPIENT] = "recipient",
    [FIELD_SUBJECT] = "subject",
    [FIELD_REGION] = "region",
    [FIELD_WITH] = "with",
    [FIELD_IF] = "if",
    [FIELD_UP_TO] = "up_to",
    [FIELD_AFTER] = "after",
};

/* Of those that are lists of terms: what terms. */
static const int field_space[FIELD_COUNT] = {
    [FIELD_ACTION] = KIND_ACTION,   [FIELD_DATA] = KIND_DATA,
    [FIELD_PURPOSE] = KIND_PURPOSE, [FIELD_RECIPIENT] = KIND_RECIPIENT,
    [FIELD_SUBJECT] = KIND_SUBJECT, [FIELD_REGION] = KIND_REGION,
    [FIELD_WITH] = KIND_MEASURE,
};

/* The memo's kinds are the fields, and whole flows: what they do, by the
 * values of their fields, to the flow of the model. */
enum { MEMO_FLOW = FIELD_COUNT };

enum { FIRST_DEED = FIELD_ACTION, DEED_COUNT = FIELD_COUNT - FIRST_DEED };

/* A flow while it is read. Values are what the memo holds, NULL where the key
 * is not there. */
struct draft {
    const char *system;
    const struct path *path;
    const void *value[FIELD_COUNT];
    unsigned seen; /* a bit a field */
    struct piece name;
    uint32_t line;
};

/* Where in the model a flow is. */
struct position {
    size_t system, flow;
};

static struct finding *refuse(struct inventory *inventory,
                              const struct path *path, const char *message)
{
    return manifest_refuse(&inventory->manifest, path, message);
}

static size_t error_count(const struct inventory *inventory)
{
    return inventory->manifest.resolver.errors;
}

static struct arena *arena_of(const struct inventory *inventory)
{
    return inventory->manifest.resolver.arena;
}

/* --- values ------------------------------------------------------------ */

cJSON *inventory_parse(struct inventory *inventory, struct piece piece)
{
    const char *behind = piece.start + piece.length;
    const char *end = NULL;
    cJSON *value =
        cJSON_ParseWithLengthOpts(piece.start, piece.length, &end, false);
    if (value != NULL && end == behind) {
        return value;
    }
    if (!inventory->pieces.broken) {
        inventory->pieces.broken = true;
        inventory->pieces.at = end != NULL && end < behind ? end : piece.start;
    }
    cJSON_Delete(value);
    return NULL;
}

void inventory_refuse_next(struct inventory *inventory, const struct path *path,
                           const char *message)
{
    struct piece piece = pieces_value(&inventory->pieces);
    cJSON_Delete(inventory_parse(inventory, piece));
    if (!inventory->pieces.broken) {
        manifest_refuse(&inventory->manifest, path, message);
    }
}

bool piece_is_plain(struct piece piece)
{
    return piece.length >= 2 && piece.start[0] == '"' &&
           memchr(piece.start, '\\', piece.length) == NULL &&
           memchr(piece.start, '\0', piece.length) == NULL;
}

const char *inventory_key(struct inventory *inventory, struct piece piece)
{
    if (piece_is_plain(piece)) {
        return arena_copy(arena_of(inventory), piece.start + 1,
                          piece.length - 2);
    }
    cJSON *value = inventory_parse(inventory, piece);
    const char *text = value != NULL
                           ? arena_copy(arena_of(inventory), value->valuestring,
                                        strlen(value->valuestring))
                           : "";
    cJSON_Delete(value);
    return text;
}

/* Reads the text where a theorem has its condition, so that conditions have one
 * grammar; NULL where it is not a condition and nothing else. */
static const struct tree_condition *tree_of(struct inventory *inventory,
                                            const char *text)
{
    const struct reading *reading = inventory->manifest.resolver.reading;
    const char *test = arena_print(
        reading->arena, "test \"\" { prove silent we collect if %s\n. }", text);
    struct source *source =
        source_add(reading->sources, inventory->manifest.text->file, NULL,
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
                                            const struct path *path,
                                            const char *text)
{
    struct resolver *resolver = &inventory->manifest.resolver;
    struct findings *findings = resolver->findings;
    size_t before = findings->count;
    const struct tree_condition *tree = tree_of(inventory, text);
    if (findings->count == before && tree == NULL) {
        refuse(inventory, path, "a condition belongs here");
        return NULL;
    }
    const struct condition *condition =
        findings->count == before ? resolve_condition(resolver, tree) : NULL;
    for (size_t i = before; i < findings->count; i++) {
        struct finding *finding = &findings->items[i];
        finding->span = (struct span){ 0, 0 };
        finding->file = inventory->manifest.text->file;
        finding->message = arena_print(
            resolver->arena, "%s: %s",
            manifest_path(&inventory->manifest, path), finding->message);
        resolver->errors++;
    }
    return findings->count == before ? condition : NULL;
}

/* Between the two stand the lists of terms. */
static bool is_list(enum field field)
{
    return field >= FIELD_ACTION && field <= FIELD_WITH;
}

/* What the text of a field means; NULL where it was refused. */
static const void *value_of(struct inventory *inventory,
                            const struct path *path, enum field field,
                            const cJSON *value)
{
    struct manifest *manifest = &inventory->manifest;
    if (is_list(field)) {
        struct term_list *list =
            arena_allocate(arena_of(inventory), sizeof *list);
        return manifest_terms(manifest, value, path, field_space[field], list)
                   ? list
                   : NULL;
    }
    const char *text = manifest_string(manifest, value, path);
    return field == FIELD_IF && text != NULL
               ? (const void *)condition_of(inventory, path, text)
               : text;
}

static void read_value(struct inventory *inventory, struct draft *draft,
                       enum field field, struct piece piece)
{
    const void *known =
        memo_find(inventory->memo, field, piece.start, piece.length);
    if (known == NULL) {
        struct path path = { .above = draft->path, .key = field_key[field] };
        cJSON *value = inventory_parse(inventory, piece);
        known = value != NULL ? value_of(inventory, &path, field, value) : NULL;
        cJSON_Delete(value);
        if (known != NULL) {
            memo_add(inventory->memo, field, piece.start, piece.length, known);
        }
    }
    draft->value[field] = known;
}

/* Names are all different, so they are not looked up. */
static void read_name(struct inventory *inventory, struct draft *draft,
                      struct piece piece)
{
    if (piece_is_plain(piece) && piece.length > 2) {
        draft->name = (struct piece){ piece.start + 1, piece.length - 2 };
        return;
    }
    struct path path = { .above = draft->path, .key = field_key[FIELD_NAME] };
    cJSON *value = inventory_parse(inventory, piece);
    const char *name = value != NULL
                           ? manifest_string(&inventory->manifest, value, &path)
                           : NULL;
    cJSON_Delete(value);
    if (name != NULL) {
        draft->name = (struct piece){ name, strlen(name) };
    }
}

static void read_line(struct inventory *inventory, struct draft *draft,
                      struct piece piece)
{
    uint32_t line = 0;
    size_t digits = 0;
    while (digits < piece.length && digits < 9 && piece.start[digits] >= '0' &&
           piece.start[digits] <= '9') {
        line = line * 10 + (uint32_t)(piece.start[digits++] - '0');
    }
    if (digits == piece.length && piece.start[0] != '0') {
        draft->line = line;
        return;
    }
    struct path path = { .above = draft->path, .key = field_key[FIELD_LINE] };
    cJSON *value = inventory_parse(inventory, piece);
    if (cJSON_IsNumber(value) && value->valuedouble >= 1 &&
        value->valuedouble <= UINT32_MAX &&
        floor(value->valuedouble) >= value->valuedouble) {
        draft->line = (uint32_t)value->valuedouble;
    } else if (value != NULL) {
        refuse(inventory, &path, "the number of a line belongs here");
    }
    cJSON_Delete(value);
}

static bool is_key(enum field field, const char *key, size_t length)
{
    return strncmp(field_key[field], key, length) == 0 &&
           field_key[field][length] == '\0';
}

/* The field of a key, or FIELD_COUNT. Flows of one file tend to have their keys
 * in one order, so what came after the last one before is tried first. */
static enum field field_of(struct inventory *inventory, enum field last,
                           const char *key, size_t length)
{
    enum field guess = inventory->next[last];
    if (is_key(guess, key, length)) {
        return guess;
    }
    for (int i = 0; i < FIELD_COUNT; i++) {
        if (is_key((enum field)i, key, length)) {
            inventory->next[last] = (enum field)i;
            return (enum field)i;
        }
    }
    return FIELD_COUNT;
}

/* Takes a member of the flow; gives its field. */
static enum field read_member(struct inventory *inventory, struct draft *draft,
                              enum field last)
{
    struct piece key = pieces_key(&inventory->pieces);
    struct piece value = pieces_value(&inventory->pieces);
    if (inventory->pieces.broken) {
        return last;
    }
    const char *text =
        piece_is_plain(key) ? key.start + 1 : inventory_key(inventory, key);
    size_t length = piece_is_plain(key) ? key.length - 2 : strlen(text);
    enum field field = field_of(inventory, last, text, length);
    if (field == FIELD_COUNT || draft->seen >> field & 1) {
        refuse(inventory,
               &(struct path){ .above = draft->path,
                               .key = inventory_key(inventory, key) },
               field == FIELD_COUNT ? "this key is not known"
                                    : "this key comes twice");
        return last;
    }
    draft->seen |= 1u << field;
    if (field == FIELD_NAME) {
        read_name(inventory, draft, value);
    } else if (field == FIELD_LINE) {
        read_line(inventory, draft, value);
    } else {
        read_value(inventory, draft, field, value);
    }
    return field;
}

/* --- flows ------------------------------------------------------------- */

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

static void make_time(struct inventory *inventory, const struct draft *draft,
                      struct flow *flow)
{
    const char *up_to = draft->value[FIELD_UP_TO];
    const char *after = draft->value[FIELD_AFTER];
    struct path path = { .above = draft->path, .key = field_key[FIELD_AFTER] };
    if (up_to == NULL) {
        if (after != NULL) {
            refuse(inventory, &path, "an event without `up_to` says nothing");
        }
        return;
    }
    struct time *time = arena_allocate(arena_of(inventory), sizeof *time);
    time->kind = TIME_UP_TO;
    if (!duration_of(up_to, &time->written)) {
        path.key = field_key[FIELD_UP_TO];
        refuse(inventory, &path, "a duration such as \"30 days\" belongs here");
        return;
    }
    time->seconds = time_seconds(&time->written);
    if (after != NULL) {
        struct term *event =
            manifest_term(&inventory->manifest, KIND_EVENT, &path, after);
        time->events =
            arena_array(arena_of(inventory), 1, sizeof *time->events);
        time->events[0] = event;
        time->event_count = event != NULL;
    }
    flow->times = time;
    flow->time_count = 1;
}

/* "recommender.reports" */
static const char *full_name(struct inventory *inventory,
                             const struct draft *draft)
{
    size_t system = strlen(draft->system);
    char *name =
        arena_allocate(arena_of(inventory), system + draft->name.length + 2);
    memcpy(name, draft->system, system);
    name[system] = '.';
    memcpy(name + system + 1, draft->name.start, draft->name.length);
    return name;
}

/* A flow that is not in the model yet. */
static void add_flow(struct inventory *inventory, const struct draft *draft)
{
    static const enum field field_of_dimension[DIMENSION_COUNT] = {
        [DIMENSION_ACTION] = FIELD_ACTION,
        [DIMENSION_DATA] = FIELD_DATA,
        [DIMENSION_PURPOSE] = FIELD_PURPOSE,
        [DIMENSION_RECIPIENT] = FIELD_RECIPIENT,
        [DIMENSION_SUBJECT] = FIELD_SUBJECT,
        [DIMENSION_REGION] = FIELD_REGION,
    };
    struct policy *policy = inventory->manifest.resolver.policy;
    size_t errors = error_count(inventory);
    const char *file = draft->value[FIELD_FILE];
    const struct term_list *with = draft->value[FIELD_WITH];
    struct flow flow = { .name = full_name(inventory, draft) };
    for (int d = DIMENSION_ACTION; d < DIMENSION_COUNT; d++) {
        const struct term_list *list = draft->value[field_of_dimension[d]];
        if (list != NULL) {
            manifest_choose(&flow.question.chosen[d], list);
        }
    }
    flow.measures = with != NULL ? *with : (struct term_list){ 0 };
    flow.question.condition = draft->value[FIELD_IF];
    flow.file = file != NULL ? file : inventory->manifest.text->file;
    flow.line = file != NULL ? draft->line : 0;
    make_time(inventory, draft, &flow);
    if (error_count(inventory) > errors) {
        return;
    }
    const void **deed =
        arena_array(arena_of(inventory), DEED_COUNT, sizeof *deed);
    struct position *position =
        arena_allocate(arena_of(inventory), sizeof *position);
    memcpy(deed, &draft->value[FIRST_DEED], DEED_COUNT * sizeof *deed);
    position->system = policy->system_count - 1;
    position->flow = policy->systems[position->system].flow_count;
    manifest_add_flow(&inventory->manifest, &flow);
    memo_add(inventory->memo, MEMO_FLOW, deed, DEED_COUNT * sizeof *deed,
             position);
}

static void add_twin(struct inventory *inventory, const struct draft *draft,
                     const struct position *position)
{
    struct policy *policy = inventory->manifest.resolver.policy;
    struct flow *flow =
        &policy->systems[position->system].flows[position->flow];
    const char *file = draft->value[FIELD_FILE];
    flow->twins = arena_extend(arena_of(inventory), flow->twins,
                               flow->twin_count, sizeof *flow->twins);
    flow->twins[flow->twin_count++] = (struct twin){
        .name = full_name(inventory, draft),
        .file = file != NULL ? file : inventory->manifest.text->file,
        .line = file != NULL ? draft->line : 0,
    };
}

void draft_read(struct inventory *inventory, const char *system,
                const struct path *path)
{
    struct draft draft = { .system = system, .path = path };
    struct pieces *pieces = &inventory->pieces;
    size_t errors = error_count(inventory);
    enum field last = FIELD_COUNT;
    if (pieces_peek(pieces) != '{') {
        inventory_refuse_next(inventory, path,
                              "a flow, in braces, belongs here");
        return;
    }
    for (bool more = pieces_enter(pieces, '{'); more;
         more = pieces_more(pieces, '}')) {
        last = read_member(inventory, &draft, last);
    }
    const struct term_list *action = draft.value[FIELD_ACTION];
    if (!pieces->broken && !(draft.seen >> FIELD_NAME & 1)) {
        refuse(inventory, path, "`name` is missing");
    }
    if (pieces->broken || error_count(inventory) > errors) {
        return;
    }
    if (action == NULL || action->count == 0) {
        refuse(inventory, &(struct path){ .above = path, .key = "action" },
               "at least one action belongs here");
        return;
    }
    const struct position *twin =
        memo_find(inventory->memo, MEMO_FLOW, &draft.value[FIRST_DEED],
                  DEED_COUNT * sizeof *draft.value);
    if (twin != NULL) {
        add_twin(inventory, &draft, twin);
    } else {
        add_flow(inventory, &draft);
    }
}
