/* One message after the other. What is found is worked out when no more messages
 * wait, or when something is asked that rests on it, so that typing is not held
 * up by what was typed before. Nothing that comes in ends it: what it cannot
 * read it says, with the error codes of the protocol. */

#include "server/language_server.h"

#include "base/embedded.h"
#include "report/json.h"
#include "server/diagnostic.h"
#include "server/lookup.h"
#include "server/wire.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum error_code {
    ERROR_PARSE = -32700,
    ERROR_REQUEST = -32600,
    ERROR_METHOD = -32601,
    ERROR_PARAMS = -32602,
    ERROR_NOT_INITIALIZED = -32002
};

enum stage { STAGE_NEW, STAGE_READY, STAGE_SHUT, STAGE_OVER };

struct service {
    struct wire wire;
    struct documents_store documents;
    struct units units;
    enum stage stage;
    bool shut;  /* it was told to shut down before the end */
    bool stale; /* documents have changed since the units were made */
};

/* --- answering ----------------------------------------------------------- */

/* An id is a number or a string; it is given back as it came. */
static void open_answer(struct text *text, const cJSON *id)
{
    char *printed = id == NULL ? NULL : cJSON_PrintUnformatted(id);
    text_print(text, "{\"jsonrpc\": \"2.0\", \"id\": %s, ",
               printed == NULL ? "null" : printed);
    cJSON_free(printed);
}

static void refuse(struct service *service, const cJSON *id,
                   enum error_code code, const char *message)
{
    struct text text = { NULL, 0, 0 };
    open_answer(&text, id);
    text_print(&text, "\"error\": {\"code\": %d, ", (int)code);
    json_member(&text, "message", message);
    text_put(&text, "}}");
    wire_write(&service->wire, &text);
    text_destroy(&text);
}

static void answer(struct service *service, const cJSON *id,
                   const struct text *result)
{
    struct text text = { NULL, 0, 0 };
    open_answer(&text, id);
    text_put(&text, "\"result\": ");
    text_add(&text, text_string(result), result->length);
    text_char(&text, '}');
    wire_write(&service->wire, &text);
    text_destroy(&text);
}

/* --- parameters ---------------------------------------------------------- */

static const char *string_at(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsString(item) ? item->valuestring : NULL;
}

static const cJSON *object_at(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

static const char *uri_of(const cJSON *params)
{
    return string_at(object_at(params, "textDocument"), "uri");
}

/* A whole number from 0 that fits; false where it is none. */
static bool number_at(const cJSON *object, const char *key, uint32_t *number)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    double value = cJSON_IsNumber(item) ? item->valuedouble : -1;
    if (!(value >= 0) || value > UINT32_MAX || value != floor(value)) {
        return false;
    }
    *number = (uint32_t)value;
    return true;
}

/* --- documents ----------------------------------------------------------- */

static void drop_unit(void *context, struct unit *unit)
{
    struct service *service = context;
    diagnostics_clear(&service->wire, &service->documents, unit);
}

static void refresh(struct service *service)
{
    if (!service->stale) {
        return;
    }
    service->stale = false;
    units_refresh(&service->units, &service->documents, drop_unit, service);
    for (size_t i = 0; i < service->units.count; i++) {
        diagnostics_publish(&service->wire, &service->documents,
                            &service->units.items[i]);
    }
}

static void did_open(struct service *service, const cJSON *params)
{
    const char *uri = uri_of(params);
    const char *text = string_at(object_at(params, "textDocument"), "text");
    if (uri != NULL && text != NULL) {
        documents_put(&service->documents, uri, text, strlen(text), true);
        service->stale = true;
    }
}

/* Each change is a whole text, and the last is the one that counts. */
static void did_change(struct service *service, const cJSON *params)
{
    const char *uri = uri_of(params);
    const cJSON *changes = object_at(params, "contentChanges");
    int count = cJSON_IsArray(changes) ? cJSON_GetArraySize(changes) : 0;
    const cJSON *last =
        count > 0 ? cJSON_GetArrayItem(changes, count - 1) : NULL;
    const char *text = string_at(last, "text");
    if (uri != NULL && text != NULL && object_at(last, "range") == NULL &&
        documents_put(&service->documents, uri, text, strlen(text), false)) {
        service->stale = true;
    }
}

/* The file on the disk is what counts from then on. */
static void did_close(struct service *service, const cJSON *params)
{
    const char *uri = uri_of(params);
    const struct open_document *document =
        uri == NULL ? NULL : documents_find(&service->documents, uri);
    if (document == NULL) {
        return;
    }
    documents_close(&service->documents, uri);
    service->stale = true;
}

/* A file that is read may have changed on the disk. */
static void did_save(struct service *service, const cJSON *params)
{
    (void)params;
    service->stale = true;
}

/* --- requests ------------------------------------------------------------ */

static void initialize(struct service *service, struct text *result)
{
    service->stage = STAGE_READY;
    text_put(result,
             "{\"capabilities\": {\"positionEncoding\": \"utf-16\", "
             "\"textDocumentSync\": {\"openClose\": true, \"change\": 1, "
             "\"save\": true}, \"hoverProvider\": true, "
             "\"definitionProvider\": true, \"completionProvider\": "
             "{\"triggerCharacters\": [\".\"]}}, \"serverInfo\": {\"name\": "
             "\"writ\", ");
    json_member(result, "version", embedded_version);
    text_put(result, "}}");
}

/* Where a inquiry is about; false where it says no place. */
static bool place_of(const struct service *service, const cJSON *params,
                     const struct open_document **document,
                     struct position *position)
{
    const cJSON *place = object_at(params, "position");
    const char *uri = uri_of(params);
    *document = uri == NULL ? NULL : documents_find(&service->documents, uri);
    return uri != NULL && number_at(place, "line", &position->line) &&
           number_at(place, "character", &position->unit);
}

enum inquiry { QUESTION_HOVER, QUESTION_DEFINITION, QUESTION_COMPLETION };

static void look(struct service *service, enum inquiry inquiry,
                 const char *path, struct position position,
                 struct text *result)
{
    const struct unit *unit = units_find(&service->units, path);
    if (unit == NULL) {
        text_put(result, "null");
        return;
    }
    switch (inquiry) {
    case QUESTION_HOVER: lookup_hover(unit, path, position, result); break;
    case QUESTION_DEFINITION:
        lookup_definition(&service->documents, unit, path, position, result);
        break;
    case QUESTION_COMPLETION:
        lookup_completion(unit, path, position, result);
        break;
    }
}

static void ask(struct service *service, const cJSON *id, const cJSON *params,
                enum inquiry inquiry)
{
    const struct open_document *document;
    struct position position;
    struct text result = { NULL, 0, 0 };
    if (!place_of(service, params, &document, &position)) {
        refuse(service, id, ERROR_PARAMS, "a document and a position are due");
        return;
    }
    refresh(service);
    if (document == NULL) {
        text_put(&result, "null");
    } else {
        look(service, inquiry, document->path, position, &result);
    }
    answer(service, id, &result);
    text_destroy(&result);
}

/* --- messages ------------------------------------------------------------ */

struct notification {
    const char *method;
    void (*take)(struct service *service, const cJSON *params);
};

static const struct notification notifications[] = {
    { "textDocument/didOpen", did_open },
    { "textDocument/didChange", did_change },
    { "textDocument/didClose", did_close },
    { "textDocument/didSave", did_save },
};

static void notify(struct service *service, const char *method,
                   const cJSON *params)
{
    if (strcmp(method, "exit") == 0) {
        service->shut = service->stage == STAGE_SHUT;
        service->stage = STAGE_OVER;
    }
    for (size_t i = 0; service->stage == STAGE_READY &&
                       i < sizeof notifications / sizeof *notifications;
         i++) {
        if (strcmp(notifications[i].method, method) == 0) {
            notifications[i].take(service, params);
        }
    }
}

/* Requests of the protocol itself; false where it is none of them. */
static bool manage(struct service *service, const char *method, const cJSON *id)
{
    struct text result = { NULL, 0, 0 };
    bool begins = strcmp(method, "initialize") == 0;
    bool ends = strcmp(method, "shutdown") == 0;
    if (begins && service->stage == STAGE_NEW) {
        initialize(service, &result);
        answer(service, id, &result);
    } else if (begins || service->stage == STAGE_SHUT) {
        refuse(service, id, ERROR_REQUEST,
               begins ? "it is initialized already" : "it is shut down");
    } else if (service->stage == STAGE_NEW) {
        refuse(service, id, ERROR_NOT_INITIALIZED, "it is not initialized");
    } else if (ends) {
        service->stage = STAGE_SHUT;
        text_put(&result, "null");
        answer(service, id, &result);
    } else {
        return false;
    }
    text_destroy(&result);
    return true;
}

static void request(struct service *service, const char *method,
                    const cJSON *id, const cJSON *params)
{
    static const char *const questions[] = {
        [QUESTION_HOVER] = "textDocument/hover",
        [QUESTION_DEFINITION] = "textDocument/definition",
        [QUESTION_COMPLETION] = "textDocument/completion",
    };
    if (manage(service, method, id)) {
        return;
    }
    for (size_t i = 0; i < sizeof questions / sizeof *questions; i++) {
        if (strcmp(questions[i], method) == 0) {
            ask(service, id, params, (enum inquiry)i);
            return;
        }
    }
    refuse(service, id, ERROR_METHOD, "there is no such method");
}

static void take_message(struct service *service, const struct text *body)
{
    cJSON *message = cJSON_ParseWithLength(text_string(body), body->length);
    const cJSON *id = object_at(message, "id");
    const cJSON *params = object_at(message, "params");
    const char *method = string_at(message, "method");
    bool named = cJSON_IsNumber(id) || cJSON_IsString(id);
    if (message == NULL) {
        refuse(service, NULL, ERROR_PARSE, "this is no JSON");
    } else if (!cJSON_IsObject(message) || (id != NULL && !named)) {
        refuse(service, NULL, ERROR_REQUEST, "this is no request");
    } else if (method == NULL && object_at(message, "result") == NULL &&
               object_at(message, "error") == NULL) {
        refuse(service, id, ERROR_REQUEST, "it names no method");
    } else if (method != NULL && id != NULL) {
        request(service, method, id, params);
    } else if (method != NULL) {
        notify(service, method, params);
    }
    cJSON_Delete(message);
}

static void follow(struct service *service)
{
    struct text body = { NULL, 0, 0 };
    while (service->stage != STAGE_OVER && !service->wire.broken) {
        if (service->stale && !wire_has_more(&service->wire)) {
            refresh(service);
        }
        switch (wire_read(&service->wire, &body)) {
        case WIRE_MESSAGE: take_message(service, &body); break;
        case WIRE_TOO_LONG:
            refuse(service, NULL, ERROR_REQUEST, "the message is too long");
            break;
        case WIRE_GARBAGE:
            refuse(service, NULL, ERROR_PARSE,
                   "a header says no Content-Length");
            break;
        case WIRE_END: service->stage = STAGE_OVER; break;
        }
    }
    text_destroy(&body);
}

enum service_end serve_editor(const struct compilation *settings, int in,
                              int out)
{
    struct service service = { .wire = { .in = in, .out = out },
                               .units = { .settings = settings } };
    documents_begin(&service.documents);
    follow(&service);
    units_end(&service.units);
    documents_end(&service.documents);
    wire_close(&service.wire);
    return service.wire.broken ? SERVICE_REFUSED
           : service.shut      ? SERVICE_DONE
                               : SERVICE_LEFT;
}
