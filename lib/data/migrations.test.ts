import { describe, expect, it } from 'vitest';
import { takesAway } from './expand-contract';
import { MIGRATIONS_FOLDER, readMigrations } from './migrate';

/** Those of before the first release: nobody's old code ran on what they changed. */
const FIRST_UNDER_THE_RULE = '20261123090000';

const migrations = readMigrations(MIGRATIONS_FOLDER).filter(({ name }) => name >= FIRST_UNDER_THE_RULE);

describe('migrations only add, so that old and new code work side by side (decision 50)', () => {
  it.each(migrations.map(({ name, sql }) => [name, sql] as const))('%s', (_, sql) => {
    expect(takesAway(sql)).toEqual([]);
  });
});

describe('what is found', () => {
  it.each([
    'DROP TABLE "run"',
    'ALTER TABLE "run" DROP COLUMN "title"',
    'ALTER TABLE "run"\n  DROP COLUMN "title",\n  ADD COLUMN "name" text',
    'ALTER TABLE "run" RENAME COLUMN "title" TO "name"',
    'ALTER TABLE "run" RENAME TO "job"',
    'ALTER TABLE "run" ALTER COLUMN "title" SET NOT NULL',
    'ALTER TABLE "run" ALTER COLUMN "title" SET DATA TYPE integer',
    'ALTER TABLE "run" ALTER COLUMN "title" DROP DEFAULT',
    'ALTER TABLE "run" ADD COLUMN "name" text NOT NULL',
    "ALTER TYPE \"run_state\" RENAME VALUE 'queued' TO 'waiting'",
    'DROP TYPE "run_state"',
    'TRUNCATE "run"',
    'DELETE FROM "run"',
    'DROP VIEW v',
    'CREATE UNIQUE INDEX "i" ON "run"("url")',
    'ALTER TABLE "run" ADD CONSTRAINT "c" CHECK (version > 0)',
  ])('%s', (sql) => {
    expect(takesAway(`${sql};`)).toHaveLength(1);
    expect(takesAway(`-- contract: nothing has written it since 1.2\n${sql};`)).toEqual([]);
    expect(takesAway(`/* ${sql}; */ SELECT 1;`)).toEqual([]);
  });

  it.each([
    'CREATE TABLE "x" ("id" uuid NOT NULL, "n" text NOT NULL); CREATE UNIQUE INDEX "i" ON "x"("n"); ALTER TABLE "x" ADD CONSTRAINT "c" CHECK (n > 0)',
    'ALTER TABLE "run" ADD COLUMN "name" text, ADD COLUMN "n" int NOT NULL DEFAULT 0',
    'ALTER TABLE "run" ALTER COLUMN "title" DROP NOT NULL',
    'ALTER TYPE "run_state" ADD VALUE \'paused\'',
    'ALTER TABLE "run" DROP CONSTRAINT "c"; ALTER TABLE "run" ADD CONSTRAINT "c" FOREIGN KEY ("x") REFERENCES "y"("id") ON DELETE SET NULL',
    'CREATE INDEX "i" ON "run"("url"); DROP INDEX "old"',
    'CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN DELETE FROM "entity"; RETURN NULL; END $$',
    'DROP TRIGGER "t" ON "run"; CREATE TRIGGER "t" AFTER DELETE ON "run" EXECUTE FUNCTION f()',
  ])('not: %s', (sql) => {
    expect(takesAway(`${sql};`)).toEqual([]);
  });
});
