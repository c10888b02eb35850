/* A finding that is nowhere stands at the top of the unit's own file. Those of
 * the standard library do not occur. */

#include "server/diagnostic.h"

#include "base/memory.h"
#include "report/json.h"
#include "server/place.h"

#include <stdlib.h>
#include <string.h>

/* The file that a finding is shown in. */
static const char *file_of(const struct unit *unit,
                           const struct finding *finding)
{
    const struct source *source =
        source_at(&unit->now->sources, finding->span.start);
    const char *path = source == NULL ? NULL : unit_path(source);
    return path == NULL ? unit->root : path;
}

static void put_uri(struct text *text, const char *key,
                    const struct documents_store *documents, const char *path)
{
    struct text uri = { NULL, 0, 0 };
    documents_uri(documents, path, &uri);
    json_member(text, key, text_string(&uri));
    text_destroy(&uri);
}

static void put_related(struct text *text,
                        const struct documents_store *documents,
                        const struct unit *unit, const struct finding *finding)
{
    const struct sources *sources = &unit->now->sources;
    const char *separator = "";
    text_put(text, ", \"relatedInformation\": [");
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct related *related = &finding->related[i];
        const struct source *source = source_at(sources, related->span.start);
        const char *path = source == NULL ? NULL : unit_path(source);
        if (path == NULL) {
            continue;
        }
        text_print(text, "%s{\"location\": {", separator);
        put_uri(text, "uri", documents, path);
        text_put(text, ", \"range\": ");
        position_range(text, sources, related->span);
        text_put(text, "}, ");
        json_member(text, "message",
                    related->caption != NULL     ? related->caption
                    : related->statement != NULL ? related->statement
                                                 : "here");
        text_char(text, '}');
        separator = ", ";
    }
    text_char(text, ']');
}

static void put_finding(struct text *text,
                        const struct documents_store *documents,
                        const struct unit *unit, const struct finding *finding)
{
    static const int severity[] = {
        [SEVERITY_ERROR] = 1, [SEVERITY_WARNING] = 2, [SEVERITY_NOTE] = 3
    };
    struct text said = { NULL, 0, 0 };
    text_put(&said, finding->message);
    if (finding->sentence != NULL) {
        text_print(&said, "\nfor example: %s", finding->sentence);
    }
    if (finding->help != NULL) {
        text_print(&said, "\nhelp: %s", finding->help);
    }
    text_put(text, "{\"range\": ");
    position_range(text, &unit->now->sources, finding->span);
    text_print(text, ", \"severity\": %d, \"source\": \"writ\", ",
               severity[finding->rule->severity]);
    json_member(text, "code", finding->rule->slug);
    text_put(text, ", ");
    json_member(text, "message", text_string(&said));
    put_related(text, documents, unit, finding);
    text_char(text, '}');
    text_destroy(&said);
}

/* What is shown of a file; nothing where there is no compilation. */
static void publish(struct wire *wire, const struct documents_store *documents,
                    const struct unit *unit, const char *path, bool all)
{
    struct text text = { NULL, 0, 0 };
    const struct findings *findings = &unit->now->findings;
    const char *separator = "";
    text_put(&text, "{\"jsonrpc\": \"2.0\", \"method\": "
                    "\"textDocument/publishDiagnostics\", \"params\": {");
    put_uri(&text, "uri", documents, path);
    text_put(&text, ", \"diagnostics\": [");
    for (size_t i = 0; all && i < findings->count; i++) {
        const struct finding *finding = &findings->items[i];
        if (!finding->silenced && strcmp(file_of(unit, finding), path) == 0) {
            text_put(&text, separator);
            put_finding(&text, documents, unit, finding);
            separator = ", ";
        }
    }
    text_put(&text, "]}}");
    wire_write(wire, &text);
    text_destroy(&text);
}

static bool has_findings(const struct unit *unit, const char *path)
{
    const struct findings *findings = &unit->now->findings;
    for (size_t i = 0; i < findings->count; i++) {
        if (!findings->items[i].silenced &&
            strcmp(file_of(unit, &findings->items[i]), path) == 0) {
            return true;
        }
    }
    return false;
}

static void forget(struct unit *unit)
{
    for (size_t i = 0; i < unit->told_count; i++) {
        free(unit->told[i]);
    }
    free((void *)unit->told);
    unit->told = NULL;
    unit->told_count = 0;
}

static void remember(struct unit *unit, const char *path)
{
    size_t size = strlen(path) + 1;
    unit->told = memory_resize((void *)unit->told,
                               (unit->told_count + 1) * sizeof *unit->told);
    unit->told[unit->told_count] = memory_allocate(size);
    memcpy(unit->told[unit->told_count++], path, size);
}

/* Where something was shown and nothing is found. */
static void take_back(struct wire *wire,
                      const struct documents_store *documents,
                      const struct unit *unit)
{
    for (size_t i = 0; i < unit->told_count; i++) {
        if (!has_findings(unit, unit->told[i])) {
            publish(wire, documents, unit, unit->told[i], false);
        }
    }
}

void diagnostics_publish(struct wire *wire,
                         const struct documents_store *documents,
                         struct unit *unit)
{
    const struct sources *sources = &unit->now->sources;
    take_back(wire, documents, unit);
    forget(unit);
    for (size_t i = 0; i < sources->count; i++) {
        const char *path = unit_path(sources->items[i]);
        bool shown = path != NULL && (documents_at(documents, path) != NULL ||
                                      has_findings(unit, path));
        if (shown) {
            publish(wire, documents, unit, path, true);
            remember(unit, path);
        }
    }
}

void diagnostics_clear(struct wire *wire,
                       const struct documents_store *documents,
                       struct unit *unit)
{
    for (size_t i = 0; i < unit->told_count; i++) {
        publish(wire, documents, unit, unit->told[i], false);
    }
    forget(unit);
}
