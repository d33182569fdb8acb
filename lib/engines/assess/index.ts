export { createAssessor } from './assessor';
