#ifndef WRIT_TESTS_BENCH_PEERS_H
#define WRIT_TESTS_BENCH_PEERS_H

/* Other engines on the same policy and the same requests. What they need to
 * know is written as JSON; peers/peers.mjs makes of it what their users would
 * write, asks them, and prints a line for each: its name, nanoseconds a
 * decision, milliseconds to load the policy, and how many it was asked. */

#include "rules.h"

struct peer {
    char name[32];
    double nanoseconds; /* a decision */
    double load;        /* milliseconds */
    size_t asked;
};

enum { PEERS = 4 };

/* Writes PATH and runs `node SCRIPT PATH`. How many peers answered; a peer
 * that failed, or answered otherwise, has said so on standard error and makes
 * `*good` false. */
size_t peers_measure(const struct rules *rules, const struct ask *asks,
                     const enum verdict *verdicts, size_t count,
                     const char *script, const char *path, struct peer *peers,
                     bool *good);

#endif
