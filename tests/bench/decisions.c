/* Nanoseconds a decision, of the C that is emitted for AI POOL, beside what no
 * table can do without: reading the seven fields, one load from a dense table
 * of as many bytes whose cells are truth tables over the facts, and a bit of
 * it. Both answer the same requests in one run, in turns, and of many rounds
 * the fastest counts, so that the ratio holds on a busy machine. */

#include "ai_pool.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { MOST = 1 << 16, ROUNDS = 60, DECISIONS = 1 << 18 };

struct dense {
    uint64_t cells[1 << 16];
    uint64_t count;
};

static ai_pool_request requests[MOST];
static ai_pool_decision decisions[MOST];
static struct dense dense;
static uint32_t order[MOST];
static volatile uint64_t sink;

static uint64_t draw(uint64_t *state)
{
    uint64_t x = *state += UINT64_C(0x9E3779B97F4A7C15);
    x = (x ^ x >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    x = (x ^ x >> 27) * UINT64_C(0x94D049BB133111EB);
    return x ^ x >> 31;
}

/* A service names what it does: leaves mostly, `any` where it does not care. */
static uint16_t draw_term(uint64_t *state, unsigned count)
{
    return draw(state) % 8 == 0 ? 0 : (uint16_t)(draw(state) % count);
}

static void draw_requests(void)
{
    uint64_t state = 1;
    for (size_t i = 0; i < MOST; i++) {
        ai_pool_request *request = &requests[i];
        request->party = AI_POOL_PARTY_WE;
        request->action = draw_term(&state, AI_POOL_COUNT_OF_ACTION);
        request->data = draw_term(&state, AI_POOL_COUNT_OF_DATA);
        request->purpose = draw_term(&state, AI_POOL_COUNT_OF_PURPOSE);
        request->recipient = draw_term(&state, AI_POOL_COUNT_OF_RECIPIENT);
        request->subject = draw_term(&state, AI_POOL_COUNT_OF_SUBJECT);
        request->region = draw_term(&state, AI_POOL_COUNT_OF_REGION);
        request->facts = draw(&state) & draw(&state);
        order[i] = (uint32_t)(draw(&state) % MOST);
    }
    for (size_t i = 0; i < dense.count; i++) {
        dense.cells[i] = draw(&state);
    }
}

static uint64_t __attribute__((noinline))
dense_decide(const ai_pool_request *request)
{
    uint64_t index = request->party * 7919u + request->action * 6007u +
                     request->data * 4513u + request->purpose * 3001u +
                     request->recipient * 2003u + request->subject * 1009u +
                     request->region * 499u;
    return dense.cells[index & (dense.count - 1)] >> (request->facts & 63) & 1;
}

/* --- what is measured: each returns something of every decision ----------- */

static uint64_t table_independent(size_t count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < DECISIONS; i++) {
        sum += ai_pool_decide(&requests[i & (count - 1)]).verdict;
    }
    return sum;
}

static uint64_t dense_independent(size_t count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < DECISIONS; i++) {
        sum += dense_decide(&requests[i & (count - 1)]);
    }
    return sum;
}

/* The next request hangs on the last decision. */
static uint64_t table_dependent(size_t count)
{
    uint64_t at = 0;
    for (size_t i = 0; i < DECISIONS; i++) {
        at = (order[i & (count - 1)] + ai_pool_decide(&requests[at]).verdict) &
             (count - 1);
    }
    return at;
}

static uint64_t dense_dependent(size_t count)
{
    uint64_t at = 0;
    for (size_t i = 0; i < DECISIONS; i++) {
        at = (order[i & (count - 1)] + dense_decide(&requests[at])) &
             (count - 1);
    }
    return at;
}

static uint64_t table_batch(size_t count)
{
    uint64_t sum = 0;
    for (size_t i = 0; i < DECISIONS; i += count) {
        ai_pool_decide_many(requests, decisions, count);
        sum += decisions[i % count].verdict;
    }
    return sum;
}

static double nanoseconds(uint64_t (*run)(size_t count), size_t count)
{
    struct timespec start;
    struct timespec end;
    clock_gettime(CLOCK_MONOTONIC, &start);
    sink += run(count);
    clock_gettime(CLOCK_MONOTONIC, &end);
    return ((double)(end.tv_sec - start.tv_sec) * 1e9 +
            (double)(end.tv_nsec - start.tv_nsec)) /
           DECISIONS;
}

static void compare(const char *name, uint64_t (*table)(size_t count),
                    uint64_t (*other)(size_t count), size_t count)
{
    double best = 1e9;
    double floor = 1e9;
    for (int i = 0; i < ROUNDS; i++) {
        double a = nanoseconds(table, count);
        double b = nanoseconds(other, count);
        best = a < best ? a : best;
        floor = b < floor ? b : floor;
    }
    printf("%-32s %6zu  %7.1f ns  %7.1f ns  %5.2f\n", name, count, best, floor,
           best / floor);
}

int main(int argc, char **argv)
{
    long bytes = argc > 1 ? strtol(argv[1], NULL, 10) : 16384;
    if (bytes < 8 || (size_t)bytes > sizeof dense.cells) {
        fprintf(stderr, "decisions: a table of 8 bytes to 512 KiB\n");
        return 2;
    }
    for (dense.count = 1; dense.count * 16 <= (uint64_t)bytes;) {
        dense.count *= 2;
    }
    draw_requests();
    printf("a decision of AI POOL's table (%ld bytes), and a lookup in a dense "
           "one as large\n",
           bytes);
    printf("%-32s %6s  %10s  %10s  %5s\n", "", "of", "table", "dense", "ratio");
    static const size_t counts[] = { 1024, MOST };
    for (size_t i = 0; i < 2; i++) {
        compare("independent", table_independent, dense_independent, counts[i]);
        compare("in a batch", table_batch, dense_independent, counts[i]);
        compare("each hangs on the last", table_dependent, dense_dependent,
                counts[i]);
    }
    return 0;
}
