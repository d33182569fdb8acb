-- CreateEnum
CREATE TYPE "claim_link_kind" AS ENUM ('agrees', 'contradicts');

-- AlterTable
ALTER TABLE "passage" ADD COLUMN     "lexemes" tsvector GENERATED ALWAYS AS (to_tsvector('english'::regconfig, text)) STORED,
ADD COLUMN     "speaker" TEXT,
ADD COLUMN     "word_count" INTEGER NOT NULL DEFAULT 0,
DROP COLUMN "embedding",
ADD COLUMN     "embedding" REAL[];
-- Vectors do not compress, and what ranks words must not read past them.
ALTER TABLE "passage" ALTER COLUMN "embedding" SET STORAGE EXTERNAL;
-- What was embedded in the old form is embedded anew in the background.
UPDATE "passage" SET "model" = '', "dimension" = 0, "embedding" = '{}', "word_count" = cardinality(regexp_split_to_array(btrim("text"), '\s+'));

-- CreateTable
CREATE TABLE "memory_change" (
    "id" BIGSERIAL NOT NULL,
    "run_id" UUID NOT NULL,
    "xact" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "memory_change_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "lexeme" (
    "word" TEXT NOT NULL,
    "passage_count" INTEGER NOT NULL,

    CONSTRAINT "lexeme_pkey" PRIMARY KEY ("word")
);

-- CreateTable
CREATE TABLE "entity" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "entity_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "entity_alias" (
    "key" TEXT NOT NULL,
    "entity_id" UUID NOT NULL,

    CONSTRAINT "entity_alias_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "entity_mention" (
    "id" UUID NOT NULL,
    "entity_id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "form" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "segment_index" INTEGER NOT NULL,
    "start_seconds" DOUBLE PRECISION,
    "speaker" TEXT,

    CONSTRAINT "entity_mention_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "relation" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "predicate" TEXT NOT NULL,
    "object_id" UUID NOT NULL,
    "quote" TEXT NOT NULL,
    "segment_index" INTEGER NOT NULL,
    "start_seconds" DOUBLE PRECISION,

    CONSTRAINT "relation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim" (
    "id" UUID NOT NULL,
    "run_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "text" TEXT NOT NULL,
    "quote" TEXT NOT NULL,
    "segment_index" INTEGER NOT NULL,
    "start_seconds" DOUBLE PRECISION,
    "speaker" TEXT,
    "check_worthiness" DOUBLE PRECISION NOT NULL,
    "model" TEXT NOT NULL,
    "embedding" REAL[],

    CONSTRAINT "claim_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "claim_entity" (
    "claim_id" UUID NOT NULL,
    "entity_id" UUID NOT NULL,

    CONSTRAINT "claim_entity_pkey" PRIMARY KEY ("claim_id","entity_id")
);

-- CreateTable
CREATE TABLE "claim_link" (
    "claim_id" UUID NOT NULL,
    "other_id" UUID NOT NULL,
    "kind" "claim_link_kind" NOT NULL,
    "reason" TEXT NOT NULL,
    "similarity" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "claim_link_pkey" PRIMARY KEY ("claim_id","other_id")
);

-- CreateTable
CREATE TABLE "phrase" (
    "id" UUID NOT NULL,
    "text" TEXT NOT NULL,
    "is_name" BOOLEAN NOT NULL,
    "model" TEXT,
    "embedding" REAL[],

    CONSTRAINT "phrase_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "triple" (
    "passage_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "subject_id" UUID NOT NULL,
    "predicate" TEXT NOT NULL,
    "object_id" UUID NOT NULL,
    "model" TEXT,
    "embedding" REAL[],

    CONSTRAINT "triple_pkey" PRIMARY KEY ("passage_id","seq")
);

-- CreateTable
CREATE TABLE "phrase_synonym" (
    "phrase_id" UUID NOT NULL,
    "synonym_id" UUID NOT NULL,
    "similarity" DOUBLE PRECISION NOT NULL,

    CONSTRAINT "phrase_synonym_pkey" PRIMARY KEY ("phrase_id","synonym_id")
);

-- CreateIndex
CREATE INDEX "memory_change_xact_idx" ON "memory_change"("xact");

-- CreateIndex
CREATE INDEX "memory_change_at_idx" ON "memory_change"("at");

-- CreateIndex
CREATE INDEX "entity_alias_entity_id_idx" ON "entity_alias"("entity_id");

-- CreateIndex
CREATE INDEX "entity_mention_entity_id_idx" ON "entity_mention"("entity_id");

-- CreateIndex
CREATE INDEX "entity_mention_run_id_idx" ON "entity_mention"("run_id");

-- CreateIndex
CREATE INDEX "relation_run_id_idx" ON "relation"("run_id");

-- CreateIndex
CREATE INDEX "relation_subject_id_idx" ON "relation"("subject_id");

-- CreateIndex
CREATE INDEX "relation_object_id_idx" ON "relation"("object_id");

-- CreateIndex
CREATE INDEX "claim_model_idx" ON "claim"("model");

-- CreateIndex
CREATE UNIQUE INDEX "claim_run_id_seq_key" ON "claim"("run_id", "seq");

-- CreateIndex
CREATE INDEX "claim_entity_entity_id_idx" ON "claim_entity"("entity_id");

-- CreateIndex
CREATE INDEX "claim_link_other_id_idx" ON "claim_link"("other_id");

-- CreateIndex
CREATE UNIQUE INDEX "phrase_text_key" ON "phrase"("text");

-- CreateIndex
CREATE INDEX "phrase_model_idx" ON "phrase"("model");

-- CreateIndex
CREATE INDEX "triple_subject_id_idx" ON "triple"("subject_id");

-- CreateIndex
CREATE INDEX "triple_object_id_idx" ON "triple"("object_id");

-- CreateIndex
CREATE INDEX "triple_model_idx" ON "triple"("model");

-- CreateIndex
CREATE INDEX "phrase_synonym_synonym_id_idx" ON "phrase_synonym"("synonym_id");

-- CreateIndex
CREATE INDEX "passage_lexemes_idx" ON "passage" USING GIN ("lexemes");

-- AddForeignKey
ALTER TABLE "entity_alias" ADD CONSTRAINT "entity_alias_entity_id_fkey" FOREIGN KEY ("entity_id") REFERENCES "entity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entity_mention" ADD CONSTRAINT "entity_mention_entity_id_fkey" FOREIGN KEY ("entity_id") REFERENCES "entity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "entity_mention" ADD CONSTRAINT "entity_mention_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relation" ADD CONSTRAINT "relation_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relation" ADD CONSTRAINT "relation_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "entity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relation" ADD CONSTRAINT "relation_object_id_fkey" FOREIGN KEY ("object_id") REFERENCES "entity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim" ADD CONSTRAINT "claim_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "run"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_entity" ADD CONSTRAINT "claim_entity_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_entity" ADD CONSTRAINT "claim_entity_entity_id_fkey" FOREIGN KEY ("entity_id") REFERENCES "entity"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_link" ADD CONSTRAINT "claim_link_claim_id_fkey" FOREIGN KEY ("claim_id") REFERENCES "claim"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "claim_link" ADD CONSTRAINT "claim_link_other_id_fkey" FOREIGN KEY ("other_id") REFERENCES "claim"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "triple" ADD CONSTRAINT "triple_passage_id_fkey" FOREIGN KEY ("passage_id") REFERENCES "passage"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "triple" ADD CONSTRAINT "triple_subject_id_fkey" FOREIGN KEY ("subject_id") REFERENCES "phrase"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "triple" ADD CONSTRAINT "triple_object_id_fkey" FOREIGN KEY ("object_id") REFERENCES "phrase"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phrase_synonym" ADD CONSTRAINT "phrase_synonym_phrase_id_fkey" FOREIGN KEY ("phrase_id") REFERENCES "phrase"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "phrase_synonym" ADD CONSTRAINT "phrase_synonym_synonym_id_fkey" FOREIGN KEY ("synonym_id") REFERENCES "phrase"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- Whoever keeps a copy of the passages reads here which runs to read again, however they were changed.
CREATE FUNCTION "passage_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "memory_change" ("run_id", "xact") SELECT DISTINCT "run_id", pg_current_xact_id()::text::bigint FROM "changed";
  RETURN NULL;
END $$;
CREATE TRIGGER "passage_inserted" AFTER INSERT ON "passage" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "passage_changed"();
CREATE TRIGGER "passage_updated" AFTER UPDATE ON "passage" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "passage_changed"();
CREATE TRIGGER "passage_deleted" AFTER DELETE ON "passage" REFERENCING OLD TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "passage_changed"();
CREATE FUNCTION "triple_changed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO "memory_change" ("run_id", "xact")
    SELECT DISTINCT p."run_id", pg_current_xact_id()::text::bigint FROM "changed" c JOIN "passage" p ON p."id" = c."passage_id";
  RETURN NULL;
END $$;
CREATE TRIGGER "triple_updated" AFTER UPDATE ON "triple" REFERENCING NEW TABLE AS "changed" FOR EACH STATEMENT EXECUTE FUNCTION "triple_changed"();

-- A deleted run leaves nothing: what it alone spoke of goes with it. The lock is the one that lockMemory (lib/data/passages.ts) takes before a run is remembered: nobody
-- can be about to name what is removed here.
CREATE FUNCTION "entity_mention_gone"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('winnow_memory', 0));
  DELETE FROM "entity" e WHERE e."id" IN (SELECT "entity_id" FROM "gone") AND NOT EXISTS (SELECT 1 FROM "entity_mention" m WHERE m."entity_id" = e."id");
  RETURN NULL;
END $$;
CREATE TRIGGER "entity_mention_deleted" AFTER DELETE ON "entity_mention" REFERENCING OLD TABLE AS "gone" FOR EACH STATEMENT EXECUTE FUNCTION "entity_mention_gone"();

CREATE FUNCTION "triple_gone"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('winnow_memory', 0));
  DELETE FROM "phrase" p WHERE p."id" IN (SELECT "subject_id" FROM "gone" UNION SELECT "object_id" FROM "gone")
    AND NOT EXISTS (SELECT 1 FROM "triple" t WHERE t."subject_id" = p."id") AND NOT EXISTS (SELECT 1 FROM "triple" t WHERE t."object_id" = p."id");
  RETURN NULL;
END $$;
CREATE TRIGGER "triple_deleted" AFTER DELETE ON "triple" REFERENCING OLD TABLE AS "gone" FOR EACH STATEMENT EXECUTE FUNCTION "triple_gone"();
