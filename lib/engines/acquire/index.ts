export { type AcquirerOptions, createAcquirer } from './acquirer';
export { createFeedWatcher, type FeedWatcher, isList } from './feed/watch';
export { type YtDlpStatus, ytDlpStatus } from './ytdlp/status';
