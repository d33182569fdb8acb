-- Level 1 is kept by buckets of 1, 24 and 384 hours, and all; level 0 has the others too.
DELETE FROM "metric_cell" WHERE "level" = 1 AND "tier" IN (1, 3, 5);
DELETE FROM "metric_reason" WHERE "level" = 1 AND "tier" IN (1, 3, 5);
DELETE FROM "metric_hist" WHERE "level" = 1 AND "tier" IN (1, 3, 5);
DELETE FROM "metric_stop" WHERE "level" = 1 AND "tier" IN (1, 3, 5);
