export { type AcquirerOptions, createAcquirer } from './acquirer';
export { type YtDlpStatus, ytDlpStatus } from './ytdlp/status';
