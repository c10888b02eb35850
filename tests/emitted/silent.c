#include "silent.h"

#include "expect.h"

int main(void)
{
    silent_request all = { 0, 0, 0, 0, 0, 0, 0, 0 };
    silent_request none = all;
    char words[25];
    none.data = SILENT_COUNT_OF_DATA;

    EXPECT(silent_decide(&all).verdict == SILENT_SILENT);
    EXPECT(silent_decide(&all).statement == SILENT_COUNT_OF_STATEMENTS);
    EXPECT(silent_decide(&none).verdict == SILENT_DENY);
    EXPECT(!silent_allows(&all));
    EXPECT(SILENT_COUNT_OF_STATEMENTS == 0 && SILENT_COUNT_OF_DUTIES == 0);
    EXPECT(silent_statements[0].sentence == 0);
    EXPECT(silent_duties[0].seconds == 0);
    EXPECT(silent_text(0)[0] == '\0');
    EXPECT(silent_text(UINT32_MAX)[0] == '\0');
    EXPECT(silent_retain(0, 0, 0, 0).up_to == SILENT_FOREVER);
    EXPECT(!silent_right(0, 0, 0, 0));
    EXPECT(silent_fact_from_name("consent", 7) == 0);
    EXPECT(silent_fact_name(0)[0] == '\0');
    EXPECT(silent_measure_bit(0) == 0);
    EXPECT(silent_may_keep(0, 0, 0, 0, UINT64_MAX));
    EXPECT(silent_data_is_within(0, 0));
    EXPECT(silent_explain(silent_decide(&none), words, sizeof words) == 47);
    EXPECT(strcmp(words, "Denied: it is no request") == 0);
    return EXPECT_END;
}
