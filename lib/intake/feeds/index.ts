export { lookAtFeeds, takeWaiting } from './look';
export { addFeed, lookNow, pauseFeed, readFeed, readFeeds, removeFeed, resumeFeed } from './manage';
