/* model/join: which terms of two policies are one, and what each side makes of
 * the others. */

#include "language_compiling.h"

#include "base/arena.h"
#include "model/join.h"

/* Two policies and what they have become. */
struct pair {
    struct arena *arena;
    struct compilation *old, *new;
    struct joint *joint;
};

static struct pair join(const char *old, const char *new)
{
    struct pair pair = { arena_create(), compile(old), compile(new), NULL };
    pair.joint = joint_create(pair.arena, pair.old->policy, pair.new->policy);
    assert_non_null(pair.joint);
    return pair;
}

static void release(struct pair *pair)
{
    compilation_destroy(pair->old);
    compilation_destroy(pair->new);
    arena_destroy(pair->arena);
}

static const struct term *term_at(const struct policy *policy, int space,
                                  const char *path)
{
    const struct term *term =
        term_find(&policy->terms[space], path, NULL, NULL);
    assert_non_null(term);
    assert_string_equal(term->path, path);
    return term;
}

/* Where the joint term lies on a side: its own term, or "path..." where it
 * counts as what is not listed below one. */
static const char *seen(const struct pair *pair, size_t side, int space,
                        const char *path)
{
    const struct joint_side *view = &pair->joint->sides[side];
    const struct term *joint = term_at(pair->joint->policy, space, path);
    uint16_t point = view->point[space][joint->number];
    const struct term *term = view->policy->terms[space].items[point];
    return view->own[space][joint->number] == NULL
               ? arena_print(pair->arena, "%s...", term->path)
               : term->path;
}

static void terms_of_one_path_are_one(void **state)
{
    (void)state;
    struct pair pair = join("data account \"account\" { email, phone }\n",
                            "data account \"your account\" { phone, name }\n");
    const struct term *account =
        term_at(pair.joint->policy, KIND_DATA, "account");
    assert_string_equal(account->label, "your account");
    assert_int_equal(account->child_count, 3);
    assert_string_equal(seen(&pair, SIDE_OLD, KIND_DATA, "account.phone"),
                        "account.phone");
    assert_string_equal(seen(&pair, SIDE_NEW, KIND_DATA, "account.phone"),
                        "account.phone");
    release(&pair);
}

static void term_of_one_side_is_the_remainder_of_its_parent(void **state)
{
    (void)state;
    struct pair pair = join("data account { email { work, home } }\n",
                            "data account { phone { mobile } }\n");
    assert_string_equal(seen(&pair, SIDE_NEW, KIND_DATA, "account.email.work"),
                        "account...");
    assert_string_equal(
        seen(&pair, SIDE_OLD, KIND_DATA, "account.phone.mobile"), "account...");
    release(&pair);
}

static void term_alone_of_its_name_has_moved(void **state)
{
    (void)state;
    struct pair pair =
        join("data account { email { work, home } }\ndata contact { fax }\n",
             "data account { name }\ndata contact { email { work, home } }\n");
    assert_string_equal(seen(&pair, SIDE_OLD, KIND_DATA, "contact.email"),
                        "account.email");
    assert_string_equal(seen(&pair, SIDE_OLD, KIND_DATA, "contact.email.work"),
                        "account.email.work");
    release(&pair);
}

static void what_lies_below_goes_along(void **state)
{
    (void)state;
    struct pair pair = join(
        "data a { post { home, work } }\ndata b { sent { home, work } }\n",
        "data c { post { home, work } }\ndata b { sent { home, work } }\n");
    assert_string_equal(seen(&pair, SIDE_OLD, KIND_DATA, "c.post.home"),
                        "a.post.home");
    assert_string_equal(seen(&pair, SIDE_OLD, KIND_DATA, "b.sent.home"),
                        "b.sent.home");
    release(&pair);
}

static void name_that_came_twice_has_not_moved(void **state)
{
    (void)state;
    struct pair pair = join("data a { town }\ndata b\n",
                            "data a\ndata b { c { town }, d { town } }\n");
    assert_string_equal(seen(&pair, SIDE_NEW, KIND_DATA, "a.town"), "a...");
    assert_string_equal(seen(&pair, SIDE_OLD, KIND_DATA, "b.c.town"), "b...");
    release(&pair);
}

static void renamed_terms_are_one(void **state)
{
    (void)state;
    struct pair pair = join("data mail { work }\nrecipient friends\n",
                            "data email { work }\nrecipient partner\n"
                            "renamed data mail to email\n"
                            "renamed recipient friends to partner\n");
    assert_string_equal(seen(&pair, SIDE_OLD, KIND_DATA, "email"), "mail");
    assert_string_equal(seen(&pair, SIDE_OLD, KIND_DATA, "email.work"),
                        "mail.work");
    assert_string_equal(seen(&pair, SIDE_OLD, KIND_RECIPIENT, "partner"),
                        "friends");
    assert_string_equal(seen(&pair, SIDE_OLD, SPACE_PARTY, "partner"),
                        "friends");
    release(&pair);
}

static void names_of_something_else_are_not_taken(void **state)
{
    (void)state;
    struct pair pair = join("data mail\ndata email\n",
                            "data email\nrenamed data mail to email\n");
    assert_string_equal(seen(&pair, SIDE_OLD, KIND_DATA, "email"), "email");
    assert_string_equal(seen(&pair, SIDE_NEW, KIND_DATA, "mail"), "any...");
    release(&pair);
    pair = join("data a { mail }\ndata b { mail }\n",
                "data a { email }\ndata b { letter }\n"
                "renamed data a.mail to email\n"
                "renamed data b.mail to letter\n");
    assert_string_equal(seen(&pair, SIDE_OLD, KIND_DATA, "a.email"), "a.mail");
    assert_string_equal(seen(&pair, SIDE_OLD, KIND_DATA, "b.letter"), "b.mail");
    release(&pair);
}

static void equal_vocabularies_keep_their_numbers(void **state)
{
    (void)state;
    static const char text[] = "import std.purposes\nimport std.regions\n"
                               "data a { b, c within d }\ndata d { e }\n"
                               "recipient r { s }\n";
    struct pair pair = join(text, text);
    for (int space = 0; space < SPACE_COUNT; space++) {
        const struct terms *terms = &pair.joint->policy->terms[space];
        assert_int_equal(terms->count, pair.old->policy->terms[space].count);
        for (size_t i = 0; i < terms->count; i++) {
            assert_int_equal(pair.joint->sides[SIDE_OLD].point[space][i], i);
            assert_int_equal(pair.joint->sides[SIDE_NEW].point[space][i], i);
        }
    }
    release(&pair);
}

static bool concludes(const struct pair *pair, size_t side, const char *given,
                      const char *what)
{
    const struct policy *joint = pair->joint->policy;
    struct bits *facts =
        bits_create(pair->arena, joint->terms[KIND_CONDITION].count);
    bits_add(facts, term_at(joint, KIND_CONDITION, given)->number);
    const struct bits *own = joint_facts(pair->arena, pair->joint, side, facts);
    return bits_has(
        own,
        term_at(pair->joint->sides[side].policy, KIND_CONDITION, what)->number);
}

static void each_side_draws_its_own_conclusions(void **state)
{
    (void)state;
    struct pair pair =
        join("condition consent\ncondition explicit within consent\n",
             "condition consent\ncondition explicit\n"
             "condition spoken within explicit\n");
    assert_true(concludes(&pair, SIDE_OLD, "explicit", "consent"));
    assert_false(concludes(&pair, SIDE_NEW, "explicit", "consent"));
    /* `spoken` counts as `explicit` where it is not known */
    assert_true(concludes(&pair, SIDE_OLD, "spoken", "explicit"));
    assert_true(concludes(&pair, SIDE_OLD, "spoken", "consent"));
    assert_true(concludes(&pair, SIDE_NEW, "spoken", "explicit"));
    release(&pair);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terms_of_one_path_are_one),
        cmocka_unit_test(term_of_one_side_is_the_remainder_of_its_parent),
        cmocka_unit_test(term_alone_of_its_name_has_moved),
        cmocka_unit_test(what_lies_below_goes_along),
        cmocka_unit_test(name_that_came_twice_has_not_moved),
        cmocka_unit_test(renamed_terms_are_one),
        cmocka_unit_test(names_of_something_else_are_not_taken),
        cmocka_unit_test(equal_vocabularies_keep_their_numbers),
        cmocka_unit_test(each_side_draws_its_own_conclusions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
