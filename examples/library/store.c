/* Each statement is prepared when the store is opened: a database that lacks
 * what the service needs is refused then, and no text of a caller is ever a
 * part of SQL. */

#include "store.h"

#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum query {
    BEGIN,
    COMMIT,
    ROLLBACK,
    PUT,
    FORGET,
    GET,
    AUDIT,
    NEXT,
    MARK,
    SWEEP,
    SWEEP_AUDIT,
    QUERIES
};

struct store {
    sqlite3 *database;
    sqlite3_stmt *queries[QUERIES];
};

/* secure_delete overwrites what is deleted: the policy says `by
 * physical_deletion`. A write-ahead log would keep a copy, so there is none. */
static const char schema[] =
    "PRAGMA secure_delete = ON;"
    "PRAGMA journal_mode = DELETE;"
    "CREATE TABLE IF NOT EXISTS piece (id INTEGER PRIMARY KEY,"
    "  reader INTEGER NOT NULL, data TEXT NOT NULL, purpose TEXT NOT NULL,"
    "  value TEXT NOT NULL, collected INTEGER NOT NULL,"
    "  expired INTEGER NOT NULL DEFAULT 0) STRICT;"
    "CREATE INDEX IF NOT EXISTS piece_of_reader ON piece (reader, data);"
    "CREATE TABLE IF NOT EXISTS audit (id INTEGER PRIMARY KEY,"
    "  time INTEGER NOT NULL, reader INTEGER NOT NULL, request TEXT NOT NULL,"
    "  facts TEXT NOT NULL, verdict TEXT NOT NULL, statement TEXT NOT NULL,"
    "  duties TEXT NOT NULL, digest TEXT NOT NULL) STRICT;";

static const char *const queries[QUERIES] = {
    [BEGIN] = "BEGIN IMMEDIATE",
    [COMMIT] = "COMMIT",
    [ROLLBACK] = "ROLLBACK",
    [PUT] = "INSERT INTO piece (reader, data, purpose, value, collected)"
            " VALUES (?, ?, ?, ?, ?)",
    [FORGET] = "DELETE FROM piece WHERE reader = ?1 AND data = ?2"
               " AND (?3 IS NULL OR value = ?3)",
    [GET] = "SELECT value FROM piece WHERE reader = ? AND data = ?"
            " GROUP BY value ORDER BY MIN(id)",
    [AUDIT] = "INSERT INTO audit (time, reader, request, facts, verdict,"
              " statement, duties, digest) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
    [NEXT] = "SELECT id, reader, data, purpose, collected,"
             " (SELECT MIN(e.collected) FROM piece e WHERE e.reader = p.reader"
             "  AND e.data = ?2 AND e.value = ?3)"
             " FROM piece p WHERE id > ?1 ORDER BY id LIMIT 1",
    [MARK] = "UPDATE piece SET expired = 1 WHERE id = ?",
    [SWEEP] = "DELETE FROM piece WHERE expired = 1",
    [SWEEP_AUDIT] = "DELETE FROM audit WHERE time < ?",
};

static bool complain(const struct store *store)
{
    fprintf(stderr, "library: the database: %s\n",
            sqlite3_errmsg(store->database));
    return false;
}

struct store *store_open(const char *path)
{
    struct store *store = calloc(1, sizeof *store);

    if (store == NULL) {
        fputs("library: no memory\n", stderr);
        return NULL;
    }
    bool good =
        sqlite3_open(path, &store->database) == SQLITE_OK &&
        sqlite3_busy_timeout(store->database, 1000) == SQLITE_OK &&
        sqlite3_exec(store->database, schema, NULL, NULL, NULL) == SQLITE_OK;
    for (size_t i = 0; good && i < QUERIES; i++) {
        good = sqlite3_prepare_v3(store->database, queries[i], -1,
                                  SQLITE_PREPARE_PERSISTENT, &store->queries[i],
                                  NULL) == SQLITE_OK;
    }
    if (!good) {
        complain(store);
        store_close(store);
        store = NULL;
    }
    return store;
}

void store_close(struct store *store)
{
    for (size_t i = 0; i < QUERIES; i++) {
        sqlite3_finalize(store->queries[i]);
    }
    sqlite3_close(store->database);
    free(store);
}

/* Binds the values, `i` an int64_t and `t` a text or NULL. NULL where that
 * fails; otherwise the query is to be stepped, and reset. */
static sqlite3_stmt *ask(struct store *store, enum query query,
                         const char *kinds, ...)
{
    sqlite3_stmt *statement = store->queries[query];
    int status = SQLITE_OK;
    va_list values;

    va_start(values, kinds);
    for (int at = 1; status == SQLITE_OK && kinds[at - 1] != '\0'; at++) {
        status =
            kinds[at - 1] == 'i'
                ? sqlite3_bind_int64(statement, at, va_arg(values, int64_t))
                : sqlite3_bind_text(statement, at, va_arg(values, const char *),
                                    -1, SQLITE_TRANSIENT);
    }
    va_end(values);
    if (status != SQLITE_OK) {
        complain(store);
        statement = NULL;
    }
    return statement;
}

/* Runs what answers nothing. No value stays bound. */
static bool run(struct store *store, sqlite3_stmt *statement)
{
    bool done = statement != NULL;

    if (done && sqlite3_step(statement) != SQLITE_DONE) {
        done = complain(store);
    }
    if (statement != NULL) {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
    return done;
}

bool store_begin(struct store *store)
{
    return run(store, ask(store, BEGIN, ""));
}

bool store_commit(struct store *store)
{
    return run(store, ask(store, COMMIT, ""));
}

void store_rollback(struct store *store)
{
    if (sqlite3_get_autocommit(store->database) == 0) {
        run(store, ask(store, ROLLBACK, ""));
    }
}

bool store_put(struct store *store, int64_t reader, const char *data,
               const char *purpose, const char *value, int64_t now)
{
    return run(store,
               ask(store, PUT, "ittti", reader, data, purpose, value, now));
}

bool store_forget(struct store *store, int64_t reader, const char *data,
                  const char *value)
{
    return run(store, ask(store, FORGET, "itt", reader, data, value));
}

/* What a column says, "" where it is no text. */
static const char *text_of(sqlite3_stmt *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);

    return text != NULL ? (const char *)text : "";
}

bool store_get(struct store *store, int64_t reader, const char *data,
               const char *separator, char *buffer, size_t size)
{
    sqlite3_stmt *statement = ask(store, GET, "it", reader, data);
    size_t used = strlen(buffer);
    int status = SQLITE_ERROR;

    while (statement != NULL &&
           (status = sqlite3_step(statement)) == SQLITE_ROW && used < size) {
        used += (size_t)snprintf(buffer + used, size - used, "%s%s",
                                 text_of(statement, 0), separator);
    }
    bool done = status == SQLITE_DONE && used < size;
    if (!done && used >= size) {
        fputs("library: an answer is too long\n", stderr);
    } else if (!done) {
        complain(store);
    }
    sqlite3_reset(statement);
    return done;
}

bool store_audit(struct store *store, const struct audit *audit)
{
    return run(store, ask(store, AUDIT, "iitttttt", audit->time, audit->reader,
                          audit->request, audit->facts, audit->verdict,
                          audit->statement, audit->duties, audit->digest));
}

bool store_next(struct store *store, int64_t after, const char *data,
                const char *event, struct piece *piece, bool *found)
{
    sqlite3_stmt *statement = ask(store, NEXT, "itt", after, data, event);
    int status = statement != NULL ? sqlite3_step(statement) : SQLITE_ERROR;

    *found = status == SQLITE_ROW;
    if (*found) {
        piece->id = sqlite3_column_int64(statement, 0);
        piece->reader = sqlite3_column_int64(statement, 1);
        snprintf(piece->data, sizeof piece->data, "%s", text_of(statement, 2));
        snprintf(piece->purpose, sizeof piece->purpose, "%s",
                 text_of(statement, 3));
        piece->collected = sqlite3_column_int64(statement, 4);
        piece->event = sqlite3_column_type(statement, 5) == SQLITE_NULL
                           ? -1
                           : sqlite3_column_int64(statement, 5);
    } else if (status != SQLITE_DONE) {
        complain(store);
    }
    sqlite3_reset(statement);
    return *found || status == SQLITE_DONE;
}

bool store_mark(struct store *store, int64_t id)
{
    return run(store, ask(store, MARK, "i", id));
}

bool store_sweep(struct store *store)
{
    return run(store, ask(store, SWEEP, ""));
}

bool store_sweep_audit(struct store *store, int64_t time)
{
    return run(store, ask(store, SWEEP_AUDIT, "i", time));
}
