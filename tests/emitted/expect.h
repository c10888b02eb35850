#ifndef WRIT_TESTS_EMITTED_EXPECT_H
#define WRIT_TESTS_EMITTED_EXPECT_H

/* Expectations of a driver: each is counted, one that fails is named. */

#include <stdio.h>
#include <string.h>

static int expect_passed, expect_failed;

#define EXPECT(condition)                                                      \
    do {                                                                       \
        if (condition) {                                                       \
            expect_passed++;                                                   \
        } else {                                                               \
            expect_failed++;                                                   \
            printf("%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);     \
        }                                                                      \
    } while (0)

/* The last thing a driver does. */
#define EXPECT_END                                                             \
    (printf("%d passed, %d failed\n", expect_passed, expect_failed),           \
     expect_failed > 0)

#endif
