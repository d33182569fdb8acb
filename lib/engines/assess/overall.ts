export { overallOf } from '@/lib/core/gates/overall';
