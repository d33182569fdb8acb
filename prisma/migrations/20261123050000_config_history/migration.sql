-- AlterTable
ALTER TABLE "config_version" ADD COLUMN     "based_on" INTEGER,
ADD COLUMN     "changes" JSONB NOT NULL DEFAULT '[]';

-- CreateTable
CREATE TABLE "config_activation" (
    "id" SERIAL NOT NULL,
    "number" INTEGER NOT NULL,
    "previous" INTEGER,
    "author" TEXT NOT NULL,
    "note" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "config_activation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "config_file_import" (
    "section" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "imported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "config_file_import_pkey" PRIMARY KEY ("section")
);

-- CreateIndex
CREATE INDEX "config_activation_number_idx" ON "config_activation"("number");

-- AddForeignKey
ALTER TABLE "config_activation" ADD CONSTRAINT "config_activation_number_fkey" FOREIGN KEY ("number") REFERENCES "config_version"("number") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What was taken in from the files before goes on counting as taken in.
INSERT INTO "config_file_import" ("section", "hash", "imported_at")
SELECT s.key, encode(sha256(convert_to(s.value, 'UTF8')), 'hex'), v."imported_at"
FROM (SELECT * FROM "config_version" WHERE "imported_at" IS NOT NULL ORDER BY "imported_at" DESC LIMIT 1) v, jsonb_each_text(v."sources") s;

INSERT INTO "config_activation" ("number", "author", "note", "at")
SELECT "number", "author", "note", "created_at" FROM "config_version" WHERE "active" ORDER BY "number" DESC LIMIT 1;

-- AlterTable
ALTER TABLE "config_version" DROP COLUMN "imported_at";
