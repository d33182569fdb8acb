export { createSummarizer } from './summarizer';
