-- AlterEnum
ALTER TYPE "run_kind" ADD VALUE 'tryout';
