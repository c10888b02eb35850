/* Groups of leaves: term 0 is any, 1 to `groups` are the groups, and behind them
 * come the leaves, group after group. */

#include "floor.h"

#include "vocabulary.h"

enum { VERBS = 8, LEAVES = 9, CONDITIONS = 6 };

struct tree {
    const char *kind;
    uint32_t groups;
};

static const struct tree trees[] = { { "data", 10 },
                                     { "purpose", 10 },
                                     { "recipient", 8 } };

static void put_term(struct text *text, const struct tree *tree, uint32_t group,
                     uint32_t leaf)
{
    if (leaf == 0) {
        text_print(text, "%s_%u", tree->kind, group);
    } else {
        text_print(text, "%s_%u_%u", tree->kind, group, leaf);
    }
}

static void put_tree(struct text *text, const struct tree *tree)
{
    for (uint32_t group = 1; group <= tree->groups; group++) {
        text_print(text, "%s ", tree->kind);
        put_term(text, tree, group, 0);
        for (uint32_t leaf = 1; leaf <= LEAVES; leaf++) {
            text_put(text, leaf == 1 ? " { " : ", ");
            put_term(text, tree, group, leaf);
        }
        text_put(text, " }\n");
    }
}

/* A group for one in ten, else a leaf. */
static void put_choice(struct text *text, const struct tree *tree,
                       uint64_t *dice)
{
    uint32_t group = 1 + dice_throw(dice, tree->groups);
    put_term(text, tree, group, dice_throw(dice, LEAVES + 1));
}

static void put_rest(struct text *text, uint64_t *dice)
{
    put_choice(text, &trees[0], dice);
    text_put(text, " for ");
    put_choice(text, &trees[1], dice);
    if (dice_throw(dice, 10) < 7) {
        text_put(text, " to ");
        put_choice(text, &trees[2], dice);
    } else {
        text_put(text, " to any");
    }
    if (dice_throw(dice, 3) > 0) {
        text_print(text, " if c%u", 1 + dice_throw(dice, CONDITIONS));
    }
    text_put(text, ".\n");
}

/* The statements of one verb: an order between two sections stands for as many
 * pairs as the product of their statements, so sections are kept small. */
static void put_verb(struct text *text, uint32_t verb, uint32_t statements,
                     uint64_t *dice)
{
    /* none lies below another */
    static const char *const verbs[VERBS] = { "collect", "analyze", "combine",
                                              "profile", "copy",    "share",
                                              "sell",    "publish" };
    const char *name = verbs[verb];
    for (uint32_t part = 0; part < 2; part++) {
        text_print(text, "section %s_%s \"%s\"",
                   part == 0 ? "allowed" : "forbidden", name, name);
        if (part == 1) {
            text_print(text, " notwithstanding allowed_%s", name);
        }
        text_put(text, " {\n");
        for (uint32_t i = 0; i < statements; i++) {
            if (i % 2 == part) {
                text_print(text, "  s%u: we %s %s ", i,
                           part == 0 ? "may" : "must not", name);
                put_rest(text, dice);
            }
        }
        text_put(text, "}\n");
    }
}

void floor_policy(uint32_t statements, uint64_t seed, struct text *text)
{
    uint64_t dice = seed;
    text_put(text, "policy measured \"Measured Policy\" { version \"1\" }\n");
    for (size_t i = 0; i < sizeof trees / sizeof *trees; i++) {
        put_tree(text, &trees[i]);
    }
    for (uint32_t i = 1; i <= CONDITIONS; i++) {
        text_print(text, "condition c%u\n", i);
    }
    for (uint32_t verb = 0; verb < VERBS; verb++) {
        put_verb(text, verb, (statements + verb) / VERBS, &dice);
    }
}
