export { seededRandom } from '@/lib/core/tuning/fixture';
