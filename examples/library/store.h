#ifndef LIBRARY_STORE_H
#define LIBRARY_STORE_H

/* What the service keeps, in SQLite: the data of readers, each piece with what
 * it is, what it was collected for and when; and the audit. Terms are kept by
 * name, since their numbers are those of one build of the policy. A function
 * that returns false could not do it, and has said why on standard error. Times
 * are seconds since 1970. */

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct store;

/* Makes the tables where there are none. NULL where the database refuses. */
struct store *store_open(const char *path);
void store_close(struct store *store);

/* One transaction at a time; without a commit it is as if nothing had been. */
bool store_begin(struct store *store);
bool store_commit(struct store *store);
void store_rollback(struct store *store);

bool store_put(struct store *store, int64_t reader, const char *data,
               const char *purpose, const char *value, int64_t now);

/* Deletes that value of the data, or with NULL all of them. */
bool store_forget(struct store *store, int64_t reader, const char *data,
                  const char *value);

/* Appends the values, each once and with the separator behind it; false also
 * where they do not fit. */
bool store_get(struct store *store, int64_t reader, const char *data,
               const char *separator, char *buffer, size_t size);

struct audit {
    int64_t time;
    int64_t reader;
    const char *request;
    const char *facts;
    const char *verdict;
    const char *statement; /* the one that decides; "" where none does */
    const char *duties;
    const char *digest; /* of the policy that was asked */
};

bool store_audit(struct store *store, const struct audit *audit);

/* A piece of data, for the purge. */
struct piece {
    int64_t id;
    int64_t reader;
    char data[128];
    char purpose[128];
    int64_t collected;
    int64_t event; /* when the event came for its reader; -1: it has not */
};

/* The piece with the lowest id above `after`; `found` says whether there is
 * one. The event is a value of that data, and came when that was collected. */
bool store_next(struct store *store, int64_t after, const char *data,
                const char *event, struct piece *piece, bool *found);

/* Marks a piece; all that are marked are deleted together. */
bool store_mark(struct store *store, int64_t id);
bool store_sweep(struct store *store);

/* Deletes the rows of the audit that are older than this time. */
bool store_sweep_audit(struct store *store, int64_t time);

#endif
