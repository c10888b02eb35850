#ifndef WRIT_EMIT_C_RULING_H
#define WRIT_EMIT_C_RULING_H

/* What is decided, as one number: in its lowest bits the verdict, then which set
 * of measures is owed, then the statement. The tables hold the number itself and
 * not where a decision stands, so that the last look is the answer. */

#include "diagram/analysis.h"
#include "emit/c/word.h"

enum { RULING_DUTIES = 2, RULING_VERDICT = 3 }; /* the bit, and a mask */

struct rulings {
    uint64_t
        *duty_sets; /* bits of measures, each set once; the first is none */
    size_t duty_set_count;
    unsigned statement_bit;
    uint32_t *of_outcome; /* [outcome]; 0: it is not reached */
    uint32_t refused;     /* of what is no request: denied by no statement */
    uint32_t largest;
};

enum { MOST_DUTY_SETS = 1 << 14 };

/* The rulings of the outcomes that are reached. False where they owe more than
 * MOST_DUTY_SETS sets of measures. */
bool rulings_make(const struct analysis *analysis, const struct word *measures,
                  const struct bits *reached, struct rulings *rulings);

/* What a ruling says; of no statement the number is that of all of them. */
enum verdict ruling_verdict(uint32_t ruling);
size_t ruling_statement(const struct rulings *rulings, uint32_t ruling);
uint64_t ruling_duties(const struct rulings *rulings, uint32_t ruling);

#endif
