export { createLocalAnalyzer } from './analyzer';
